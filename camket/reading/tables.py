"""The tables of a file's sheets: one below another, side by side, continued after a page break."""

from __future__ import annotations

from collections.abc import Iterable

from camket.reading.headers import MOST_HEADER_ROWS, find_header
from camket.reading.join_cells import read_fields
from camket.reading.row_kinds import is_numbered, item_number
from camket.reading.row_words import is_row_of
from camket.reading.sheet import Sheet
from camket.reading.side_by_side import part_sheet
from camket.reading.table import Table
from camket.reading.walk import Walk


def read_table(
    sheet: Sheet, needed: frozenset[str], above: Table | None = None, *, goes_on: bool = False
) -> Table | None:
    """The table of a sheet whose header names all `needed` fields, or None where there is none.

    `above` is the table right before it, whose sections and letterhead hold on; with `goes_on` this one
    continues it after a page break and needs no header. A later header in the same sheet starts the
    columns anew. `len(table.rows) == len(sheet.rows)`: no row vanishes.
    """
    walk = Walk(sheet, above, goes_on)
    while len(walk.rows) < len(sheet.rows):
        position = len(walk.rows)
        header = find_header(sheet.rows[position : position + MOST_HEADER_ROWS], needed)
        if header:
            walk.begin(header)
        else:
            walk.add(sheet.rows[position])
    return walk.table() if walk.columns else None


def read_tables(sheets: Iterable[Sheet], needed: frozenset[str]) -> tuple[Table, ...]:
    """The tables of a file's sheets, in their order; sheets without one are left out."""
    tables: list[Table] = []
    above: Table | None = None
    for sheet in sheets:
        for part in part_sheet(sheet, needed):
            last = above
            above = read_table(part, needed, last if last and _is_right_below(part, last) else None)
            if not above and last and _is_rest(part, last):
                above = read_table(part, needed, last, goes_on=True)
            if above:
                tables.append(above)
    return tuple(tables)


def _is_right_below(sheet: Sheet, above: Table) -> bool:
    return above.sheet.is_word_table and sheet.is_word_table and not sheet.before


def _is_rest(sheet: Sheet, above: Table) -> bool:
    """Whether a Word table without a header is the rest of the one above: as wide, and with a numbered row.

    Words between the two ("Tiếp theo trang trước") part them unless the numbers go on and no body is named.
    """
    if not (sheet.is_word_table and above.sheet.is_word_table and sheet.rows):
        return False
    if len(sheet.rows[0]) != len(above.sheet.rows[0]):
        return False
    numbered = [cells for row in sheet.rows if is_numbered(cells := read_fields(row, above.columns)[0])]
    if not numbered or not sheet.before:
        return bool(numbered)
    goes_on = item_number(numbered[0]) == above.sections.number + 1
    return goes_on and not any(is_row_of("bodies", text) for text in sheet.before)
