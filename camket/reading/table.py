"""The table that all later steps take: every row of a sheet, each classified as a record or another kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from camket.reading.parts import Columns
from camket.reading.places import join_places
from camket.reading.row_kinds import RowKind
from camket.reading.row_words import is_blank
from camket.reading.sections import Sections
from camket.reading.sheet import Cell, Sheet


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number, its kind, its cells by field, and its sections, outermost first.

    `spoken` holds the words of a field to derive a status from, where the cell also shows other text:
    sub-headings or values of earlier periods.
    """

    number: int
    kind: RowKind
    cells: Mapping[str, Cell]
    sections: tuple[str, ...] = ()
    spoken: Mapping[str, str] = field(default_factory=dict)

    @property
    def section(self) -> str:
        """The innermost section title above the row, or empty."""
        return self.sections[-1] if self.sections else ""

    def text(self, field: str) -> str:
        """The cleaned text of a field, or empty if the table has no such column."""
        cell = self.cells.get(field)
        return cell.text if cell else ""


def append_continuation(row: Row, cells: Mapping[str, Cell]) -> Row:
    """Append the unattributed row below to a record, and mark the joined cells for review.

    The row below may be the rest of a text that did not fit, or belong to an item whose number is missing.
    """
    cells_now, spoken = dict(row.cells), dict(row.spoken)
    for name, cell in cells.items():
        if cell.problem or not is_blank(cell.text):
            own = row.cells[name]
            text = f"{own.text} {cell.text}".strip()
            problem = (
                "dòng dưới ghi thêm mà không có số thứ tự, nội dung: không rõ có thuộc nội dung này không"
            )
            place = join_places([own.place, cell.place] if own.text else [cell.place])
            cells_now[name] = Cell(text, text, place, own.problem or cell.problem or problem)
            spoken[name] = ""
    return replace(row, cells=cells_now, spoken=spoken)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a sheet, with the text above the first header.

    `columns` are those of the last header and `sections` those of the last row. `unread` names in
    Vietnamese the filled columns that were not read.
    """

    sheet: Sheet
    fields: frozenset[str]
    rows: tuple[Row, ...]
    letterhead: tuple[str, ...]
    columns: Columns = field(default_factory=dict)
    sections: Sections = field(default_factory=Sections)
    unread: tuple[str, ...] = ()

    @property
    def records(self) -> list[Row]:
        """The rows that report something."""
        return [row for row in self.rows if row.kind == "record"]
