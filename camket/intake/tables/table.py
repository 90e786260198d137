"""A table as later steps use it: every row with its kind, its fields and its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from camket.intake.formats.sheet import Cell, Sheet, different_cells, label_places
from camket.intake.tables.cell_notes import join_notes
from camket.intake.tables.columns import Columns
from camket.intake.tables.decorations import find_decoration
from camket.intake.tables.row_kinds import (
    REPORTING,
    RowKind,
    is_blank,
    is_field_title,
    is_row_of,
    is_signature,
)

# The question about a record whose row may go on below.
MAY_CONTINUE = "dòng dưới ghi thêm mà không có số thứ tự, nội dung: không rõ có thuộc nội dung này không"
# The columns that state a result; a remark alone does not.
_STATING = REPORTING - {"note"}
# Rows of these kinds between two tables are never part of the second one's title.
_NO_TITLE: frozenset[RowKind] = frozenset({"record", "numbered_empty", "total", "header", "index", "unread"})

# Numbering styles of sections. A section replaces an earlier one of its style; otherwise it nests below.
_COUNTED = [
    ("part", re.compile(r"phần\b\W*", re.IGNORECASE)),
    ("roman", re.compile(r"[IVX]+\b\W*")),
    ("letter", re.compile(r"[A-ZĐ]\b\W*")),
    ("number", re.compile(r"\d[\d.]*\b\W*")),
    ("small letter", re.compile(r"[a-zđ]\b\W*")),
]
# The name of a field stands below the name of a body, or above it, and never takes its place.
_ABOVE_HEADER, _WORDS, _FIELD = "above", "words", "field"


class _Title(NamedTuple):
    counted: str
    text: str
    is_body: bool  # names an administrative body, so it closes the sections below any other body


class Sections(NamedTuple):
    """The open sections, outermost first, and the last item number by its levels (none before the first).

    `kept` are the sections above a header that may be repeated on a new page. They stay open unless the
    item numbers restart.
    """

    stack: tuple[_Title, ...] = ()
    number: tuple[int, ...] = ()
    kept: tuple[_Title, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The texts of the open sections, outermost first."""
        return tuple(title.text for title in self.stack)

    def at_header(self, title: str, *, is_repeated: bool) -> Sections:
        """The sections below a further header with its own `title`, or below a repeated header."""
        if title:
            return Sections((_Title(_ABOVE_HEADER, title, True),))
        return Sections((), self.number, self.stack or self.kept) if is_repeated else Sections()

    def at_row(self, row: Sequence[Cell], kind: RowKind, number: tuple[int, ...]) -> Sections:
        """The sections of a row; `number` is its item number or nothing."""
        if kind == "section":
            cells = (cell for cell in different_cells(row) if not cell.is_error)
            texts = [cell.text for cell in cells if any(map(str.isalpha, cell.text))]
            return self.under(_join_title(texts)) if texts else self
        if kind not in ("record", "numbered_empty"):
            return self
        goes_on = self.kept and (not number or number > self.number)
        return Sections(self.kept if goes_on else self.stack, number or self.number)

    def under(self, text: str) -> Sections:
        """The sections below a title, which takes the place of those with the same kind of number."""
        counted, words = _part_number(text)
        if counted == _WORDS and is_field_title(words):
            counted = _FIELD
        title = _Title(counted, text, is_row_of("bodies", words))
        stack = self.stack or self.kept
        place = next((i for i, each in enumerate(stack) if each.counted == counted), len(stack))
        above = [each for each in stack[:place] if not (title.is_body and each.is_body)]
        return Sections((*above, title))


def _part_number(text: str) -> tuple[str, str]:
    """The style of the number that a title begins with, and its other words."""
    found = ((name, match) for name, pattern in _COUNTED if (match := pattern.match(text)))
    return next(((name, text[match.end() :]) for name, match in found), (_WORDS, text))


def names_field(title: str) -> bool:
    """Whether a title only names a field, with or without a number: `a) Lĩnh vực kinh tế`."""
    return is_field_title(_part_number(title)[1])


def _join_title(texts: Sequence[str]) -> str:
    """The words of a section row; a mark that counts nothing (`TT4 | SỞ Y TẾ`) is no part of a body's name."""
    joined = " ".join(texts)
    is_counted = any(pattern.match(joined) for _, pattern in _COUNTED)
    return texts[-1] if not is_counted and is_row_of("bodies", texts[-1]) else joined


def title_above(lines: Iterable[tuple[Sequence[Cell], RowKind]]) -> str:
    """The texts right above a further header, up to an empty row: `Biểu số 2`, `Đơn vị: Sở Tài chính`.

    `lines` are the rows above it with their kinds, the nearest first.
    """
    title: list[str] = []
    for row, kind in lines:
        texts = [cell.text for cell in different_cells(row) if cell.text]
        if kind in _NO_TITLE or (title and not texts):
            break
        if texts and not _is_beside_title(texts[0]):
            title = [*texts, *title]
    return " ".join(title)


def _is_beside_title(text: str) -> bool:
    """Whether a text is no part of a title: the unit of measure, or the signature or recipients of the table above."""
    return (
        text.startswith("-")
        or find_decoration(text) == "unit_of_measure"
        or is_signature(text)
        or is_row_of("receivers", text)
        or is_row_of("footer", text)
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number, its kind, its cells by field, and its sections, outermost first.

    `judged_words` holds the words of a field to derive a status from, where the cell also shows other text:
    sub-headings or values of earlier periods. `columns` are the columns in force at the row, none above the first
    header.
    """

    number: int
    kind: RowKind
    cells: Mapping[str, Cell]
    sections: tuple[str, ...] = ()
    judged_words: Mapping[str, str] = field(default_factory=dict)
    columns: Columns = field(default_factory=dict, compare=False, repr=False)

    @property
    def section(self) -> str:
        """The innermost section title above the row, or empty."""
        return self.sections[-1] if self.sections else ""

    def text(self, field: str) -> str:
        """The cleaned text of a field, or empty if the table has no such column."""
        cell = self.cells.get(field)
        return cell.text if cell else ""


def append_continuation(row: Row, cells: Mapping[str, Cell], *, after_break: bool = False) -> Row:
    """Append the unattributed row below to a record, and mark the joined cells for review.

    The row below may be the rest of a text that did not fit, or belong to an item whose number is missing. After a page
    break it is the rest, where the table reports no results: without them a row that names nothing says nothing.
    """
    is_rest = after_break and not _STATING & row.cells.keys()
    cells_now, judged_words = dict(row.cells), dict(row.judged_words)
    for name, cell in cells.items():
        if cell.problem or cell.notes or not is_blank(cell.text):
            own = row.cells[name]
            text = f"{own.text} {cell.text}".strip()
            place = label_places([own.place, cell.place] if own.text else [cell.place])
            asked = own.problem or cell.problem or ("" if is_rest else MAY_CONTINUE)
            cells_now[name] = Cell(text, text, place, asked, notes=join_notes((own, cell)))
            if not is_rest:
                judged_words[name] = ""
            elif name in judged_words:
                judged_words[name] = f"{judged_words[name]} {cell.text}".strip()
    return replace(row, cells=cells_now, judged_words=judged_words)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a sheet, with the text above the first header.

    `columns` are those of the last header, none if the last rows belong to a table that cannot be read, and `sections`
    those of the last row.
    """

    sheet: Sheet
    fields: frozenset[str]
    rows: tuple[Row, ...]
    letterhead: tuple[str, ...]
    columns: Columns = field(default_factory=dict)
    sections: Sections = field(default_factory=Sections)

    @property
    def records(self) -> list[Row]:
        """The rows that report something."""
        return [row for row in self.rows if row.kind == "record"]
