"""Treat rows that contain only a unit's name as section titles, not as commitments."""

from __future__ import annotations

from dataclasses import replace

from camket.reading.files import SourceFile
from camket.reading.row_kinds import item_number
from camket.reading.table import Row, Table
from camket.records.whose import UnitNames


def make_unit_sections(file: SourceFile, names: UnitNames) -> SourceFile:
    """The file with such rows as sections of the rows below them.

    A section ends at the next section row. It continues below a header that follows it directly, and below
    a repeated header on a new page, where the item numbers go on.
    """
    return replace(file, tables=tuple(_part(table, names) for table in file.tables))


def _part(table: Table, names: UnitNames) -> Table:
    rows: list[Row] = []
    title: Row | None = None
    last = 0
    is_new_page = False
    for row in table.rows:
        if _is_title(row, names):
            title, last, is_new_page = row, 0, False
            rows.append(Row(row.number, "section", {}, (*row.sections, row.text("content"))))
            continue
        is_new_page = is_new_page or (row.kind == "header" and last > 0)
        number = item_number(row.cells)
        begins_again = is_new_page and 0 < number <= last
        if title and (row.sections != title.sections or begins_again):
            title = None
        rows.append(replace(row, sections=(*row.sections, title.text("content"))) if title else row)
        if number:
            last, is_new_page = number, False
    return replace(table, rows=tuple(rows))


def _is_title(row: Row, names: UnitNames) -> bool:
    said = [name for name, cell in row.cells.items() if cell.text or cell.problem]
    return row.kind == "record" and said == ["content"] and bool(names.find_exact(row.text("content")))
