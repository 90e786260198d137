"""Tables of a sheet that stand side by side, with columns of their own or one column of numbers for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from camket.intake.formats.sheet import Cell, Sheet, different_cells
from camket.intake.tables.headers import MOST_HEADER_ROWS, find_header
from camket.intake.tables.heading_words import WHOLE, name_field
from camket.intake.tables.row_kinds import REPORTING
from camket.intake.tables.two_years import names_two_years
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold_heading


def split_sheet(sheet: Sheet, needed: frozenset[str], fields: Fields = BUILT_IN) -> list[Sheet]:
    """Cut the sheet before each further table to the right; return it whole if there is none.

    A further table begins where the first heading recurs ("STT", or another item number); or where the heading of the
    content does, and then the columns before the first content belong to each. It has the same fields, or both report
    results. A table with nothing above it shares the text above the first one.
    """
    for position, row in enumerate(sheet.rows):
        if position and names_two_years(sheet.rows[position - 1], row, fields):
            return [sheet]
        for starts, shared in _list_starts(row, fields):
            parts = [
                replace(sheet, rows=tuple((*each[:shared], *each[start:end]) for each in sheet.rows))
                for start, end in pairwise((*starts, len(row)))
            ]
            below = slice(position, position + MOST_HEADER_ROWS)
            headers = [find_header(part.rows[below], needed, fields) for part in parts]
            found = [header.columns.keys() if header else set[str]() for header in headers]
            if found[0] and all(
                each == found[0] or (each & REPORTING and found[0] & REPORTING) for each in found
            ):
                return [parts[0], *(_under_the_same(part, parts[0], position) for part in parts[1:])]
    return [sheet]


def _list_starts(row: Sequence[Cell], fields: Fields) -> Iterator[tuple[list[int], int]]:
    """Where tables side by side may begin, and how many columns before the first one belong to each."""
    first = next((cell.text for cell in row if cell.text), "")
    if first.isdecimal() or not name_field(first, WHOLE, fields):
        return
    texts = [cell.text for cell in row]
    names = [name_field(text, WHOLE, fields) if text else "" for text in texts]
    numbered = name_field(first, WHOLE, fields) == "item_no"
    recurring = [
        column
        for column, text in enumerate(texts)
        if text
        and (fold_heading(text) == fold_heading(first) or (numbered and names[column] == "item_no"))
        and (not column or texts[column - 1] != text)
    ]
    if len(recurring) > 1:
        yield [0, *recurring[1:]], 0
    content = [
        column
        for column, text in enumerate(texts)
        if names[column] == "content"
        and fold_heading(text) == fold_heading(texts[names.index("content")])
        and texts[column - 1] != text
    ]
    if len(content) > 1 and content[0]:
        yield content, content[0]


def _under_the_same(part: Sheet, first: Sheet, position: int) -> Sheet:
    above = [cell.text for row in part.rows[:position] for cell in different_cells(row)]
    if above:
        return part
    shared = [cell.text for row in first.rows[:position] for cell in different_cells(row)]
    return replace(part, before=(*part.before, *shared))
