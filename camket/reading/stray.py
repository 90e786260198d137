"""Cells far below or far right of all others: slips of the hand, named and not laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from camket.reading.sheet import Cell

# Nobody leaves this much empty inside a table, and more cells than this beyond it are no slip.
_EMPTY_ROWS, _EMPTY_COLUMNS = 500, 100
_MOST_STRAY = 50
_MOST_NAMED = 10
_LONGEST_QUOTE = 30

Filled = Mapping[int, dict[int, Cell]]


def part_stray(filled: Filled) -> tuple[Filled, list[Cell]]:
    """The cells without the few that lie beyond a wide empty stretch, and those few in reading order."""
    last_row = _end(((row, len(cells)) for row, cells in filled.items()), _EMPTY_ROWS)
    last_column = max((max(cells) for cells in filled.values() if cells), default=0)
    if last_column > _EMPTY_COLUMNS:
        counts = Counter(column for row, cells in filled.items() if row <= last_row for column in cells)
        last_column = _end(counts.items(), _EMPTY_COLUMNS)
    stray = [
        cell
        for row, cells in sorted(filled.items())
        if row > last_row or (cells and max(cells) > last_column)
        for column, cell in sorted(cells.items())
        if row > last_row or column > last_column
    ]
    if not stray:
        return filled, []
    kept = {
        row: {column: cell for column, cell in cells.items() if column <= last_column}
        for row, cells in filled.items()
        if row <= last_row
    }
    return kept, stray


def name_stray(stray: Sequence[Cell]) -> str:
    """Where they are and what they hold: `A900000 “x”`."""
    named = ", ".join(map(_name, stray[:_MOST_NAMED]))
    more = f" và {len(stray) - _MOST_NAMED} ô khác" if len(stray) > _MOST_NAMED else ""
    return f"{named}{more}"


def _name(cell: Cell) -> str:
    text = cell.shown.strip()[:_LONGEST_QUOTE]
    return f"{cell.place.rpartition('!')[2]} {f'“{text}”' if text else '(trống)'}"


def _end(counts: Iterable[tuple[int, int]], most_empty: int) -> int:
    """The last row or column before a wide empty stretch with next to nothing beyond, else the last of all."""
    filled = sorted((position, count) for position, count in counts if count)
    total = beyond = sum(count for _, count in filled)
    for (position, count), (following, _) in pairwise(filled):
        beyond -= count
        is_little = beyond <= _MOST_STRAY and 2 * beyond < total
        if following - position > most_empty and is_little:
            return position
    return filled[-1][0] if filled else 0
