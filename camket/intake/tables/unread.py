"""What the account of a file names as not read, one part each: hidden rows, a column, the text boxes, prose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from camket.intake.formats.grid import label_outliers
from camket.intake.formats.sheet import (
    OBSOLETE,
    AsideKind,
    Book,
    Cell,
    Sheet,
    different_cells,
    is_word_table,
    label_place,
)
from camket.intake.tables.account import (
    Accounted,
    Named,
    is_named,
)
from camket.intake.tables.decorations import is_numbered_sentence
from camket.intake.tables.heading_words import WHOLE, name_field
from camket.intake.tables.row_kinds import REPORTING, numbered_text
from camket.intake.tables.sheet_tables import read_table, read_tables
from camket.intake.tables.table import Row, Table
from camket.settings.fields import BUILT_IN, Fields
from camket.text import clean

# What is no part of a table: texts that are quoted.
QUOTED_KINDS = ("loose", *get_args(AsideKind))
_NAMING = frozenset({"unit", "unit_code"})
_SIGNED = _NAMING | {field.name for field in BUILT_IN.signed}
_PLACES, _QUOTED, _MOST_QUOTED = 3, 200, 3
# What stands outside tables, as an official calls it.
OUTSIDE = {
    "loose": "chữ ở ô ngoài bảng",
    "paragraph": "đoạn văn ngoài bảng",
    "text_box": "chữ trong hộp chữ",
    "note": "chú thích (cước chú, ghi chú) không nằm ở dòng của bảng",
    "comment": "nhận xét (bình luận)",
    "page_margin": "chữ ở đầu trang, chân trang",
    "drawing": "chữ trong hình vẽ",
    "chart": "chữ và số trong biểu đồ",
    "embedded": "tài liệu nhúng trong tệp",
    "picture": "hình ảnh",
    "scan": "hình lớn (có thể là bản chụp)",
    "tracked": "sửa đổi đang theo dõi (Track Changes) chưa được chấp nhận hay từ chối",
    "conditional": "định dạng có điều kiện làm đổi cách hiện chữ",
    "control": "hộp chọn, nút chọn của biểu mẫu vẽ trên ô",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that is not read as data.

    `place` is in Vietnamese ("hàng ẩn 3–9", "cột ẩn C"), and so is `why` for a sheet that is left out ("bị
    ẩn"). `rows` counts the filled rows, or the texts. `commitments` has the contents of rows that look like
    reported commitments, `headings` those headings of hidden columns that should have been read, `signed` those of
    what a signed list says that no visible column says; `texts` the words themselves of what is no whole
    sheet, `hidden` those of what is.
    """

    kind: Named
    sheet: str
    place: str
    rows: int
    why: str = ""
    commitments: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def may_hide_commitments(self) -> bool:
        """Whether the part seems to hide content that should count; content marked as dropped does not."""
        return bool(self.headings or self.commitments) and self.why != OBSOLETE

    @property
    def may_be_signed(self) -> bool:
        """Whether the part may hold commitments of a signed list: rows of a table, a column, numbered sentences."""
        return (
            self.may_hide_commitments
            or bool(self.signed)
            or self.kind in ("no_table", "outside", "tracked")
            or any(map(is_numbered_sentence, self.texts))
        )


def find_unread(
    book: Book,
    tables: Sequence[Table],
    account: Iterable[Accounted],
    needed: frozenset[str],
    fields: Fields = BUILT_IN,
) -> tuple[Unread, ...]:
    """The parts of a file that its account names as not read.

    The texts outside tables are one part for each kind and sheet; those of a Word file are one for each kind. A comment
    is a part of its own.
    """
    groups: dict[tuple[Named, str, str], list[Accounted]] = defaultdict(list)
    for item in account:
        if is_named(item.role):
            of_file = item.role in QUOTED_KINDS and is_word_table(item.sheet)
            own = item.place if item.role == "comment" else ""
            groups[item.role, "" if of_file else item.sheet, own].append(item)
    finder = _Finder(book, tables, needed, fields)
    return tuple(part for (role, *_), items in groups.items() for part in finder.describe(role, items))


class _Finder:
    """Describes the parts of one file."""

    def __init__(self, book: Book, tables: Sequence[Table], needed: frozenset[str], fields: Fields) -> None:
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._left_out = {left.sheet.name: left for left in book.left_out}
        self._last = {table.sheet.name: table for table in tables}
        self._needed, self._fields = needed, fields

    def describe(self, role: Named, items: Sequence[Accounted]) -> Iterator[Unread]:
        """The parts that the texts of one role belong to, those of a part of a sheet with the sheet."""
        name = items[0].sheet
        if role == "hidden_rows":
            yield self._hidden_rows(self._sheets[name])
        elif role == "hidden_columns":
            yield self._hidden_columns(self._sheets[name])
        elif role == "outliers":
            outliers = self._sheets[name].outliers
            yield Unread("outliers", name, label_outliers(outliers), len(outliers))
        elif role == "left_out":
            yield self._describe_left_out(name)
        elif role == "no_table":
            rows = self._sheets[name].rows
            numbered = tuple(filter(None, map(numbered_text, rows)))
            yield Unread("no_table", name, "", _count_filled(rows), commitments=numbered)
        elif role == "outside":
            longest: dict[int, str] = {}
            for item in items:
                longest[item.row] = max(longest.get(item.row, ""), clean(item.words), key=len)
            place = f"hàng {min(longest)}–{max(longest)}"
            yield Unread("outside", name, place, len(longest), texts=tuple(longest.values()))
        elif role == "columns":
            yield from _describe_columns(name, items)
        else:
            yield _describe_texts(role, items)

    def _hidden_rows(self, sheet: Sheet) -> Unread:
        lines, above = tuple(sheet.hidden_rows.values()), self._last.get(sheet.name)
        alone = replace(sheet, rows=lines, before=())
        below = read_table(alone, self._needed, above, is_continuation=above is not None, fields=self._fields)
        rows = below.records if below else []
        return Unread(
            "hidden_rows",
            sheet.name,
            sheet.skipped[0],
            len(lines),
            commitments=_contents(rows),
            hidden=_rows_as_text(lines),
        )

    def _hidden_columns(self, sheet: Sheet) -> Unread:
        cells = [cell for column in sheet.hidden_columns.values() for cell in column]
        reporting = REPORTING | self._needed
        headings = [cell.text for cell in cells if name_field(cell.text, WHOLE, self._fields) in reporting]
        table = self._last.get(sheet.name)
        missing = _SIGNED - table.fields if table else _SIGNED
        missing -= _NAMING if table and table.fields & _NAMING else frozenset()
        filled = [column for column in sheet.hidden_columns.values() if len(column) > 1]
        signed = [
            cell.text
            for column in filled
            for cell in column
            if name_field(cell.text, WHOLE, self._fields) in missing
        ]
        longest = max(map(len, sheet.hidden_columns.values()))
        return Unread(
            "hidden_columns",
            sheet.name,
            sheet.skipped[-1],
            longest,
            headings=tuple(dict.fromkeys(headings)),
            signed=tuple(dict.fromkeys(signed)),
            hidden=tuple(dict.fromkeys(filter(None, (cell.text or cell.problem for cell in cells)))),
        )

    def _describe_left_out(self, name: str) -> Unread:
        sheet, why = self._left_out[name]
        tables = read_tables((sheet,), self._needed, self._fields)
        records = [row for table in tables for row in table.records]
        words = _rows_as_text(sheet.rows)
        return Unread("left_out", name, "", _count_filled(sheet.rows), why, _contents(records), hidden=words)


def _describe_columns(sheet: str, items: Sequence[Accounted]) -> Iterator[Unread]:
    """One part for each column: named by its heading, or by its first filled cell."""
    columns: dict[int, list[Accounted]] = defaultdict(list)
    for item in items:
        columns[item.column].append(item)
    for own in columns.values():
        heading = (
            f"cột {own[0].heading}"
            if own[0].heading
            else f"cột không có tiêu đề ({label_place(own[0].place)})"
        )
        texts = dict.fromkeys(clean(item.words) for item in own)
        yield Unread("columns", sheet, heading, len(own), texts=tuple(texts))


def _describe_texts(role: Named, items: Sequence[Accounted]) -> Unread:
    places = list(dict.fromkeys(label_place(item.place) for item in items if item.place))
    more = f" và {len(places) - _PLACES} chỗ khác" if len(places) > _PLACES else ""
    place = f"{', '.join(places[:_PLACES])}{more}"
    texts = tuple(dict.fromkeys(clean(item.words) for item in items))
    return Unread(role, items[0].sheet, place, len(items), texts=texts)


def _count_filled(rows: Iterable[Sequence[Cell]]) -> int:
    return sum(any(cell.text or cell.problem for cell in row) for row in rows)


def _rows_as_text(rows: Iterable[Sequence[Cell]]) -> tuple[str, ...]:
    """What each filled row says, its cells set apart by a stroke."""
    said = (" | ".join(cell.text or cell.problem for cell in different_cells(row)) for row in rows)
    return tuple(filter(None, said))


def _contents(rows: Iterable[Row]) -> tuple[str, ...]:
    """The contents of rows that have a content with a number or a result beside it."""
    return tuple(
        row.text("content")
        for row in rows
        if row.text("content") and any(row.text(field) for field in ("item_no", *sorted(REPORTING)))
    )


def quote(texts: Sequence[str]) -> str:
    """The first of some texts, each cut short."""
    cut = [text[:_QUOTED] + ("…" if len(text) > _QUOTED else "") for text in texts[:_MOST_QUOTED]]
    return "; ".join(f"“{text}”" for text in cut) + ("; …" if len(texts) > _MOST_QUOTED else "")
