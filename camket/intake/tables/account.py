"""Account for every text of a file: read, named as not read, or decoration of a closed list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, TypeGuard, get_args

from openpyxl.utils import column_index_from_string

from camket.intake.formats.grid import quote_sheet_name
from camket.intake.formats.sheet import (
    GUIDE,
    Aside,
    AsideKind,
    Book,
    Cell,
    Sheet,
    different_cells,
    label_notes,
    label_place,
    last_merged_row,
)
from camket.intake.tables.columns import Columns, parse_heading_period
from camket.intake.tables.decorations import (
    Decoration,
    find_decorations,
    heading_reports,
    is_prose,
    reports_something,
    title_reports,
)
from camket.intake.tables.headers import is_column_index
from camket.intake.tables.heading_words import is_part, name_field, name_status
from camket.intake.tables.proposals import read_title
from camket.intake.tables.row_kinds import (
    REPORTING,
    is_blank,
    is_counted,
    is_number,
    is_row_of,
    looks_like_data,
    numbered_text,
)
from camket.intake.tables.table import Row, Table
from camket.text import fold

Outcome = Literal["read", "named", "decoration"]
Read = Literal["field", "heading", "section", "letterhead"]
# A part of a sheet, rows like those of a table, a column without a field, other text in cells.
Part = Literal[
    "hidden_rows", "hidden_columns", "left_out", "no_table", "outside", "columns", "outliers", "loose"
]
_ROW_OF_PLACE = re.compile(r"![A-Z]{1,3}(\d{1,7})$")
Named = Part | AsideKind
Structure = Literal["blank", "column_index", "total", "item_number", "repeated"]
Role = Read | Named | Structure | Decoration

# What our own forms say of how to fill them in stands in so many columns of a sheet of its own.
_GUIDE_COLUMNS = 2
# Up to this many rows of several cells may be a letterhead or a signature block.
_FEW = 3
_SENTENCE_LIKE = re.compile(r"(?:\W*\w+\s+){3}")
# What may stand below the results of a table. Any other text there may be one.
_BELOW_A_RESULT = ("blank", "signature", "signed", "person", "place_and_day", "motto")
_MAY_DECORATE = ("paragraph", "text_box", "page_margin", "drawing", "chart")


class Accounted(NamedTuple):
    """A text of a file with what it was taken for.

    `words` are those that are shown. `place` is where people find them: the place of a cell (a merged cell counts
    once, with its whole range) or, for text that stands in no cell, words in Vietnamese. `row` and `column` are the
    numbers of the cell as people count them, both 0 where the text stands in no cell. `field` is the field of a read
    cell or a heading, `heading` the heading of a column that no field reads.
    """

    role: Role
    sheet: str
    place: str
    words: str
    row: int = 0
    column: int = 0
    field: str = ""
    heading: str = ""

    @property
    def outcome(self) -> Outcome:
        """Whether the text is read, named as not read, or decoration."""
        return _outcome(self.role)


@cache
def _outcome(role: Role) -> Outcome:
    if role in get_args(Read):
        return "read"
    return "named" if is_named(role) else "decoration"


def is_named(role: Role) -> TypeGuard[Named]:
    """Whether a text with a role is named as not read; what a form asks for is not."""
    return role in get_args(Part) or (role in get_args(AsideKind) and role != "entry_rule")


def account_for(book: Book, tables: Sequence[Table]) -> Iterator[Accounted]:
    """What became of every text of a file, sheet by sheet: each cell once, then what is wrong with it and its notes."""
    by_sheet: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        by_sheet[table.sheet.name].append(table)
    letterheads = {text for table in tables for text in table.letterhead}
    headings: dict[int, Cell] = {}
    known: set[str] = set()
    for sheet in book.sheets:
        own = by_sheet[sheet.name]
        yield from _account_for_paragraphs(sheet, letterheads)
        found = _account_for_tables(own, headings) if own else _account_without_table(sheet, letterheads)
        for item in _each_once(found):
            if item.role in ("letterhead", "heading", "section"):
                known.add(fold(item.words))
            yield item
        yield from _account_for_unseen(sheet)
    for sheet, _ in book.left_out:
        cells = _each_once(_account_as("left_out", sheet, sheet.numbered()))
        for item in (*cells, *_account_for_unseen(sheet)):
            yield item._replace(role="left_out")
    left_out = {sheet.name for sheet, _ in book.left_out}
    asides = [each for each in book.asides if not _is_logo(each, by_sheet[each.sheet], left_out)]
    yield from _account_for_asides(asides, known)


def _is_logo(aside: Aside, tables: Sequence[Table], left_out: Set[str]) -> bool:
    """Whether a small picture beside a table is a logo or a seal.

    One over a record may stand for what the unit reports, and a sheet without a table may hold a picture of it.
    """
    if aside.kind != "picture" or not (tables or aside.sheet in left_out):
        return False
    lies_on = _ROW_OF_PLACE.search(aside.place)
    return lies_on is None or int(lies_on[1]) not in {row.number for table in tables for row in table.records}


def _each_once(found: Iterable[Accounted]) -> Iterator[Accounted]:
    """Each merged cell once, where it begins: what any of its columns or rows reads is read."""
    waiting: dict[tuple[str, str, int], Accounted] = {}  # from the first merged cell that is not read yet
    last, yielded = 0, set[tuple[str, str, int]]()
    for number, item in enumerate(found, start=1):
        if last and item.row > last:
            yield from waiting.values()
            waiting, last = {}, 0
        until = last_merged_row(item.place)
        key = (item.place, item.words, 0 if until is not None else number)
        if key in yielded:
            if item.outcome == "read" and waiting.get(key, item).outcome != "read":
                waiting[key] = item
            continue
        if until is not None:
            yielded.add(key)
            last = max(last, until or item.row)
        if last:
            waiting[key] = item
        else:
            yield item
    yield from waiting.values()


def _account_as(role: Role, sheet: Sheet, lines: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[Accounted]:
    """The cells of some rows, all with one role."""
    for number, line in lines:
        for column, cell in enumerate(line, start=1):
            yield from _account_for_cell(role, sheet.name, number, column, cell)


def _account_for_cell(
    role: Role, sheet: str, row: int, column: int, cell: Cell, field: str = "", heading: str = ""
) -> Iterator[Accounted]:
    if cell.shown.strip():
        yield Accounted(role, sheet, cell.place, cell.shown, row, column, field, heading)
    if cell.problem:
        # It quotes text that is hidden or struck out. Of a record a person is asked.
        asked = role == "field" or is_named(role) or role in get_args(Structure)
        yield Accounted(role if asked else "loose", sheet, cell.place, cell.problem, row, column, field)
    if cell.notes:
        noted = role if role == "field" else "note"
        yield Accounted(noted, sheet, cell.place, label_notes(cell.notes), row, column, field)


def _account_for_tables(tables: Sequence[Table], headings: dict[int, Cell]) -> Iterator[Accounted]:
    """The cells of a sheet's tables; `headings` are those in force, which a table below may go on with."""
    for table in tables:
        outside = _rows_like_data(table)
        above: dict[int, str] = {}
        is_header, name = False, table.sheet.name
        columns, fields = None, dict[int, str]()
        for (number, line), row in zip(table.sheet.numbered(), table.rows, strict=True):
            if row.columns is not columns:
                columns, fields = row.columns, _fields_of(row.columns)
            if row.kind == "header":
                if not is_header:
                    headings.clear()
                headings |= {column: cell for column, cell in enumerate(line) if cell.text}
            is_header = row.kind == "header"
            is_record = row.kind == "record"
            for column, cell in enumerate(line):
                if not (cell.shown or cell.notes or cell.problem):
                    continue
                if (
                    is_record
                    and (field := fields.get(column))
                    and row.cells.get(field) is cell
                    and not (cell.notes or cell.problem)
                ):
                    # Nearly all cells of a large file take this way.
                    yield Accounted("field", name, cell.place, cell.shown, number, column + 1, field)
                    continue
                role = "outside" if row.number in outside else _judge_cell(cell, row, fields.get(column, ""))
                if role is None:
                    role = _judge(cell.shown, "loose", above.get(column, ""))
                    if row.kind == "numbered_empty" or (
                        fields.get(column) in REPORTING and role not in _BELOW_A_RESULT
                    ):
                        role = "loose"  # it may be a result
                    above[column] = role
                heading = ""
                if role == "columns" and column in headings:
                    heading = f"“{headings[column].text}” ({headings[column].place})"
                yield from _account_for_cell(
                    role, name, number, column + 1, cell, fields.get(column, ""), heading
                )


def _fields_of(columns: Columns) -> dict[int, str]:
    return {column: name for name, parts in columns.items() for part in parts for column in part.columns}


def _rows_like_data(table: Table) -> set[int]:
    """The numbers of rows that were not taken for records of a table, but look like them."""
    found = _rows_around(table)
    for row, (number, line) in zip(table.rows, table.sheet.numbered(), strict=True):
        if row.kind in ("header", "section", "index") and _may_be_record(line, row):
            found.add(number)
    return found


def _may_be_record(line: Sequence[Cell], row: Row) -> bool:
    """Whether a row has an item number right beside words, or states a result where its column has the result."""
    cells = different_cells(line)
    numbered = any(is_number(one.text) and _SENTENCE_LIKE.match(other.text) for one, other in pairwise(cells))
    if row.kind != "header":
        return numbered
    results = {column for name in REPORTING for part in row.columns.get(name, ()) for column in part.columns}
    return numbered or any(
        cell.text and reports_something(cell.text) and not _names_column(cell.text)
        for column, cell in enumerate(line)
        if column in results
    )


def _names_column(text: str) -> bool:
    return bool(name_field(text) or name_status(text) or is_part(text) or parse_heading_period(text))


def _rows_around(table: Table) -> set[int]:
    """The numbers of rows above the header or below the table that look like rows of a table."""
    around = {row.number for row in table.rows if row.kind in ("before", "footer")}
    lines = [(number, line) for number, line in table.sheet.numbered() if number in around]
    alike = {number for number, line in lines if looks_like_data(line)}
    numbered = {number for number, line in lines if numbered_text(line) and not is_column_index(line)}
    return alike if len(alike) > _FEW else numbered


def _judge_cell(cell: Cell, row: Row, field: str) -> Role | None:
    """The role of a cell by the kind of its row; None where its own words decide."""
    if row.kind == "unread":
        return "outside"
    if row.kind == "header":
        return "loose" if heading_reports(cell.shown) else "heading"
    if is_blank(cell.text) and not cell.problem and not cell.notes:
        return "blank"
    if row.kind == "record":
        return "field" if field and _is_in(cell, row, field) else "columns"
    if row.kind == "continued":
        return "field" if field else "columns"
    if row.kind == "before":
        says_more = is_prose(cell.shown) and not read_title(cell.shown, above_table=True)
        return "loose" if says_more else "letterhead"
    if row.kind == "section":
        return "total" if cell.text.isdecimal() else None if title_reports(cell.shown) else "section"
    if row.kind == "index":
        return "column_index"
    if row.kind == "total" and is_counted(cell.text):
        return "total"
    if row.kind == "numbered_empty" and is_number(cell.text):
        return "item_number"
    return None


def _is_in(cell: Cell, row: Row, field: str) -> bool:
    """Whether the value of a field holds the words of a cell, or the choice that a tick in it stands for."""
    value = row.cells.get(field)
    if value is None:
        return False
    ticked = any(part.statuses for part in row.columns[field])
    # What becomes of this year's item may stand in the place of the next year's.
    is_said = field == "content" and cell.text in row.text("proposal")
    return value is cell or value.place == cell.place or ticked or cell.text in value.text or is_said


def _account_without_table(sheet: Sheet, letterheads: set[str]) -> Iterator[Accounted]:
    lines = list(sheet.numbered())
    if has_rows_of_a_table(sheet):
        yield from _account_as("no_table", sheet, lines)
        return
    first = next((cell.text for _, line in lines for cell in line if cell.text), "")
    is_guide = is_row_of("guidance", first)
    own = _GUIDE_COLUMNS if is_guide and sheet.name == quote_sheet_name(GUIDE) else 0
    above: dict[int, str] = {}
    for number, line in lines:
        for column, cell in enumerate(line):
            if not (cell.text or cell.notes or cell.problem):
                continue
            if column < own or (is_guide and not reports_something(cell.shown)):
                role: Role = "instruction"
            elif cell.text in letterheads and not is_prose(cell.shown):
                role = "letterhead"
            else:
                role = _judge(cell.shown, "loose", above.get(column, ""))
            above[column] = role
            yield from _account_for_cell(role, sheet.name, number, column + 1, cell)


def has_rows_of_a_table(sheet: Sheet) -> bool:
    """Whether a sheet without a recognised table has a numbered row of several cells, or many rows of them."""
    return any(map(numbered_text, sheet.rows)) or sum(map(looks_like_data, sheet.rows)) > _FEW


def _account_for_paragraphs(sheet: Sheet, letterheads: set[str]) -> Iterator[Accounted]:
    """The paragraphs above a table: a letterhead is searched for a unit, prose is not read."""
    before = ""
    for text in sheet.before:
        role: Role = "letterhead"
        in_box = text in sheet.boxes_before
        says_more = is_prose(text) and not read_title(text, above_table=True)
        if text not in letterheads or says_more or (in_box and not _is_heading(text)):
            role = _judge(text, "text_box" if in_box else "paragraph", before)
        before = role
        place = f"trên {label_place(sheet.name)}"
        yield Accounted(role, sheet.name, f"hộp chữ {place}" if in_box else place, text)


def _account_for_unseen(sheet: Sheet) -> Iterator[Accounted]:
    """Hidden rows and columns, and cells far from all others."""
    shown = (
        {cell.place for row in sheet.rows for cell in row if last_merged_row(cell.place) is not None}
        if sheet.hidden_rows
        else ()
    )
    for item in _each_once(_account_as("hidden_rows", sheet, sheet.hidden_rows.items())):
        if item.place not in shown:
            yield item
    for letter, cells in sheet.hidden_columns.items():
        for cell in cells:
            row = int(re.sub(r".*\D", "", cell.place) or 0)
            yield from _account_for_cell(
                "hidden_columns", sheet.name, row, column_index_from_string(letter), cell
            )
    for cell in sheet.outliers:
        if not cell.shown.strip():
            yield Accounted("outliers", sheet.name, cell.place, cell.shown)
        yield from _account_for_cell("outliers", sheet.name, 0, 0, cell)


def _account_for_asides(asides: Sequence[Aside], known: set[str]) -> Iterator[Accounted]:
    """Text that stands in no cell; `known` are the folded texts that were read as heads of a table."""
    before = dict[str, str]()
    for kind, sheet, place, text in asides:
        role: Role = kind
        if kind == "page_margin" and is_number(text):
            role = "page_number"
        elif kind in _MAY_DECORATE:
            role = "repeated" if fold(text) in known else _judge(text, kind, before.get(kind, ""))
        before[kind] = role
        yield Accounted(role, sheet, place, text)


def _judge(text: str, otherwise: Role, before: str) -> Role:
    """The decoration that a text is, by its last line, else the role `otherwise`."""
    if is_blank(text):
        return "blank"
    kinds = find_decorations(text, before)
    return kinds[-1] if kinds else otherwise


def _is_heading(text: str) -> bool:
    """Whether a text in a box names a body or is a title in capitals."""
    return text.isupper() or is_row_of("bodies", text)
