"""Detect outlier cells far below or to the right of all others; they are reported and not laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from camket.reading.sheet import Cell

# A gap this wide does not occur inside a table. More cells than this beyond it are not an accident.
_EMPTY_ROWS, _EMPTY_COLUMNS = 500, 100
_MOST_OUTLIERS = 50
_MOST_NAMED = 10
_LONGEST_QUOTE = 30

Filled = Mapping[int, dict[int, Cell]]


def split_outliers(filled: Filled) -> tuple[Filled, list[Cell]]:
    """Split off the few cells beyond a wide gap; return the rest, and the outliers in reading order."""
    last_row = _end(((row, len(cells)) for row, cells in filled.items()), _EMPTY_ROWS)
    last_column = max((max(cells) for cells in filled.values() if cells), default=0)
    if last_column > _EMPTY_COLUMNS:
        counts = Counter(column for row, cells in filled.items() if row <= last_row for column in cells)
        last_column = _end(counts.items(), _EMPTY_COLUMNS)
    outliers = [
        cell
        for row, cells in sorted(filled.items())
        if row > last_row or (cells and max(cells) > last_column)
        for column, cell in sorted(cells.items())
        if row > last_row or column > last_column
    ]
    if not outliers:
        return filled, []
    kept = {
        row: {column: cell for column, cell in cells.items() if column <= last_column}
        for row, cells in filled.items()
        if row <= last_row
    }
    return kept, outliers


def label_outliers(outliers: Sequence[Cell]) -> str:
    """Where the outliers are and what they hold, at most ten: `A900000 “x”`."""
    named = ", ".join(map(_name, outliers[:_MOST_NAMED]))
    more = f" và {len(outliers) - _MOST_NAMED} ô khác" if len(outliers) > _MOST_NAMED else ""
    return f"{named}{more}"


def _name(cell: Cell) -> str:
    text = cell.shown.strip()[:_LONGEST_QUOTE]
    return f"{cell.place.rpartition('!')[2]} {f'“{text}”' if text else '(trống)'}"


def _end(counts: Iterable[tuple[int, int]], most_empty: int) -> int:
    """The last row or column before a wide gap with few cells beyond it, else the last one."""
    filled = sorted((position, count) for position, count in counts if count)
    total = beyond = sum(count for _, count in filled)
    for (position, count), (following, _) in pairwise(filled):
        beyond -= count
        is_little = beyond <= _MOST_OUTLIERS and 2 * beyond < total
        if following - position > most_empty and is_little:
            return position
    return filled[-1][0] if filled else 0
