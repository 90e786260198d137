"""Rows of headings below a table that are no header of one: those of another table, or the same ones in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from camket.intake.formats.sheet import Cell, different_cells
from camket.intake.tables.columns import Columns
from camket.intake.tables.headers import counts_rows, has_figures
from camket.intake.tables.heading_words import LONGEST_HEADING, WHOLE, name_field
from camket.settings.fields import BUILT_IN, Fields

_FEWEST_WHOLE, _FEWEST_BESIDE_NUMBER = 2, 3


def compare_headings(
    row: Sequence[Cell], columns: Columns, fields: Fields = BUILT_IN
) -> Literal["", "same", "other"]:
    """Whether a row names nearly all columns in force at their places ("same"), others, or is no row of headings.

    Below headings of other columns the rows do not fit the columns in force.
    """
    named = _name_columns(row, fields)
    if not named:
        return ""
    places = {column: name for name, parts in columns.items() for part in parts for column in part.columns}
    fits = all(places.get(column) == name for column, name in named.items())
    return "same" if fits and 3 * len(named) > 2 * len(places) else "other"


def _name_columns(row: Sequence[Cell], fields: Fields) -> Mapping[int, str]:
    """The fields that a row of headings names, by column; nothing if the row is none.

    It has two whole headings, or that of the item number and other short words beside it; no cell counts or measures.
    """
    cells = different_cells(row)
    if len(cells) < _FEWEST_WHOLE or any(cell.problem or counts_rows(cell.text) for cell in cells):
        return {}
    texts = [cell.text for cell in row]
    whole = {name for text in texts if (name := name_field(text, WHOLE, fields))}
    is_numbered = "item_no" in whole and len(cells) >= _FEWEST_BESIDE_NUMBER
    if not is_numbered and len(whole) < _FEWEST_WHOLE:
        return {}
    if any(len(cell.text) > LONGEST_HEADING or has_figures(cell.text) for cell in cells):
        return {}
    named = {column: name for column, text in enumerate(texts) if (name := name_field(text, fields=fields))}
    return named if is_numbered or 2 * len(named) >= len(cells) else {}
