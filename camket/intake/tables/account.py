"""Account for every text of a file: read, named as not read, or decoration of a closed list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from camket.intake.formats.sheet import Book, Cell, Sheet, different_cells
from camket.intake.tables.row_kinds import RowKind, is_blank
from camket.intake.tables.table import Row, Table

Outcome = Literal["read", "named", "decoration"]
Read = Literal["field", "heading", "section", "letterhead"]
Named = Literal[
    "hidden_rows", "hidden_columns", "left_out", "no_table", "outside", "columns", "outliers", "note", "aside"
]  # fmt: skip
Decoration = Literal[
    "blank", "column_index", "total", "guidance", "item_number", "signature", "recipients", "motto", "page_number",
    "repeated", "addressee", "legal_basis", "title",
]  # fmt: skip
Role = Read | Named | Decoration


class Accounted(NamedTuple):
    """A text of a file with what it was taken for.

    `place` is where people find it: that of a cell (a merged cell counts once, with its whole range) or, for text
    that stands in no cell, words in Vietnamese. `row` and `column` are the numbers of the cell as people count
    them, both 0 where the text stands in no cell. `field` is the field that a read cell or a heading belongs to.
    """

    role: Role
    sheet: str
    place: str
    words: str
    row: int = 0
    column: int = 0
    field: str = ""

    @property
    def outcome(self) -> Outcome:
        """Whether the text is read, named as not read, or decoration."""
        if self.role in get_args(Read):
            return "read"
        return "named" if self.role in get_args(Named) else "decoration"


_ROLES: Mapping[RowKind, Role] = {
    "record": "field",
    "numbered_empty": "item_number",
    "continued": "field",
    "before": "letterhead",
    "header": "heading",
    "index": "column_index",
    "section": "section",
    "total": "total",
    "guidance": "guidance",
    "empty": "blank",
    "footer": "signature",
}


def account_for(book: Book, tables: Sequence[Table]) -> tuple[Accounted, ...]:
    """What became of every text of a file, sheet by sheet, each cell once."""
    found: list[Accounted] = []
    for sheet in book.sheets:
        own = [table for table in tables if table.sheet.name == sheet.name]
        taken = _account_for_rows(own)
        for place, (number, column, cell) in _positions(sheet).items():
            item = taken.get(place) or Accounted("no_table", sheet.name, place, cell.text)
            found.append(item._replace(row=number, column=column))
        found += [
            Accounted("letterhead" if own else "no_table", sheet.name, "", text) for text in sheet.before
        ]
        found += _account_for_unseen(sheet)
    for sheet, _ in book.left_out:
        found += [
            Accounted("left_out", sheet.name, place, cell.text, number, column)
            for place, (number, column, cell) in _positions(sheet).items()
        ]
        found += _account_for_unseen(sheet)
    found += [Accounted("aside", aside.sheet, aside.place, aside.text) for aside in book.asides]
    return tuple(found)


def _account_for_rows(tables: Sequence[Table]) -> dict[str, Accounted]:
    """What became of the cells of a sheet's tables, by place; what any column reads of a merged cell is read."""
    taken: dict[str, Accounted] = {}
    for table in tables:
        for (number, line), row in zip(table.sheet.numbered(), table.rows, strict=True):
            for column, cell in enumerate(line):
                if (cell.text or cell.notes) and (
                    cell.place not in taken or taken[cell.place].outcome != "read"
                ):
                    taken[cell.place] = _account_for_cell(table.sheet.name, number, column, cell, row)
    return taken


def _account_for_unseen(sheet: Sheet) -> Iterator[Accounted]:
    for number, line in sheet.hidden_rows.items():
        for cell in different_cells(line):
            yield Accounted("hidden_rows", sheet.name, cell.place, cell.text, number)
    for cells in sheet.hidden_columns.values():
        for cell in cells:
            yield Accounted("hidden_columns", sheet.name, cell.place, cell.text)
    for cell in sheet.outliers:
        yield Accounted("outliers", sheet.name, cell.place, cell.text)


def _positions(sheet: Sheet) -> dict[str, tuple[int, int, Cell]]:
    """The first row and column (from 1) of each filled cell of a sheet, by its place."""
    found: dict[str, tuple[int, int, Cell]] = {}
    for number, row in sheet.numbered():
        for column, cell in enumerate(row, start=1):
            if cell.text or cell.notes:
                found.setdefault(cell.place, (number, column, cell))
    return found


def _account_for_cell(sheet: str, number: int, column: int, cell: Cell, row: Row) -> Accounted:
    role = _ROLES[row.kind]
    field = next(
        (name for name, parts in row.columns.items() for part in parts if column in part.columns), ""
    )
    if role == "field" and not field:
        role = "blank" if is_blank(cell.text) else "columns"
    return Accounted(role, sheet, cell.place, cell.text, number, column + 1, field)
