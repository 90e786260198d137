"""Split a sheet with tables side by side into one sheet for each table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from camket.reading.headers import MOST_HEADER_ROWS, find_header
from camket.reading.sheet import Cell, Sheet, different_cells
from camket.reading.wording import WHOLE, name_field
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold_heading


def split_sheet(sheet: Sheet, needed: frozenset[str], fields: Fields = BUILT_IN) -> list[Sheet]:
    """Cut the sheet before each further table to the right; return it whole if there is none.

    A further table begins where the first heading recurs ("STT", or another item number) and has the same
    fields. A table with nothing above it shares the text above the first one.
    """
    for position, row in enumerate(sheet.rows):
        starts = _starts(row, fields)
        if len(starts) < 2:
            continue
        ends = [*starts[1:], len(row)]
        parts = [
            replace(sheet, rows=tuple(each[start:end] for each in sheet.rows))
            for start, end in zip([0, *starts[1:]], ends, strict=True)
        ]
        headers = [
            find_header(part.rows[position : position + MOST_HEADER_ROWS], needed, fields) for part in parts
        ]
        found = [set(header.columns) if header else set() for header in headers]
        if found[0] and all(each == found[0] for each in found):
            return [parts[0], *(_under_the_same(part, parts[0], position) for part in parts[1:])]
    return [sheet]


def _starts(row: Sequence[Cell], fields: Fields) -> list[int]:
    """The columns that have the row's first heading, or any heading of the item number where that is the first."""
    first = next((cell.text for cell in row if cell.text), "")
    if first.isdecimal() or not name_field(first, WHOLE, fields):
        return []
    texts = [cell.text for cell in row]
    numbered = name_field(first, WHOLE, fields) == "item_no"
    return [
        column
        for column, text in enumerate(texts)
        if text
        and (
            fold_heading(text) == fold_heading(first)
            or (numbered and name_field(text, WHOLE, fields) == "item_no")
        )
        and (not column or texts[column - 1] != text)
    ]


def _under_the_same(part: Sheet, first: Sheet, position: int) -> Sheet:
    above = [cell.text for row in part.rows[:position] for cell in different_cells(row)]
    if above:
        return part
    shared = [cell.text for row in first.rows[:position] for cell in different_cells(row)]
    return replace(part, before=(*part.before, *shared))
