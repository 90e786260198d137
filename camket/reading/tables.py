"""Find the tables of a file's sheets: stacked, side by side, or continued after a page break."""

from __future__ import annotations

from collections.abc import Iterable

from camket.reading.headers import MOST_HEADER_ROWS, find_header
from camket.reading.join_cells import read_fields
from camket.reading.row_kinds import is_numbered, item_number
from camket.reading.row_words import is_row_of
from camket.reading.sheet import Sheet
from camket.reading.side_by_side import split_sheet
from camket.reading.table import Table
from camket.reading.walk import TableBuilder
from camket.settings.fields import BUILT_IN, Fields


def read_table(
    sheet: Sheet,
    needed: frozenset[str],
    above: Table | None = None,
    *,
    is_continuation: bool = False,
    fields: Fields = BUILT_IN,
) -> Table | None:
    """The table of a sheet whose header has all `needed` fields, or None if there is none.

    `above` is the table right before it; its sections and letterhead stay in force. With `is_continuation` the
    sheet continues that table after a page break and needs no header. A later header in the same sheet
    restarts the columns. Every row is kept: `len(table.rows) == len(sheet.rows)`.
    """
    builder = TableBuilder(sheet, above, is_continuation)
    while len(builder.rows) < len(sheet.rows):
        position = len(builder.rows)
        header = find_header(sheet.rows[position : position + MOST_HEADER_ROWS], needed, fields)
        if header:
            builder.add_header(header)
        else:
            builder.add_row(sheet.rows[position])
    return builder.build() if builder.columns else None


def read_tables(
    sheets: Iterable[Sheet], needed: frozenset[str], fields: Fields = BUILT_IN
) -> tuple[Table, ...]:
    """The tables of a file's sheets, in their order; sheets without one are left out."""
    tables: list[Table] = []
    above: Table | None = None
    for sheet in sheets:
        for part in split_sheet(sheet, needed, fields):
            last = above
            right_above = last if last and _is_right_below(part, last) else None
            above = read_table(part, needed, right_above, fields=fields)
            if not above and last and _is_continuation(part, last):
                above = read_table(part, needed, last, is_continuation=True, fields=fields)
            if above:
                tables.append(above)
    return tuple(tables)


def _is_right_below(sheet: Sheet, above: Table) -> bool:
    return above.sheet.is_word_table and sheet.is_word_table and not sheet.before


def _is_continuation(sheet: Sheet, above: Table) -> bool:
    """Whether a Word table without a header continues the one above: same width, and with a numbered row.

    Text between the two ("Tiếp theo trang trước") separates them unless the item numbers continue and the
    text names no administrative body.
    """
    if not (sheet.is_word_table and above.sheet.is_word_table and sheet.rows):
        return False
    if len(sheet.rows[0]) != len(above.sheet.rows[0]):
        return False
    numbered = [cells for row in sheet.rows if is_numbered(cells := read_fields(row, above.columns)[0])]
    if not numbered or not sheet.before:
        return bool(numbered)
    is_continuation = item_number(numbered[0]) == above.sections.number + 1
    return is_continuation and not any(is_row_of("bodies", text) for text in sheet.before)
