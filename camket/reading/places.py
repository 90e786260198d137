"""Join the places of several cells: adjacent ones as a range, others as a list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from openpyxl.utils import column_index_from_string

_EXCEL = re.compile(r"(.*!)([A-Z]{1,3})(\d+)")
_WORD = re.compile(r"(table \d+, row \d+), column (\d+)")


def join_places(places: Iterable[str]) -> str:
    """`Sheet1!E14:F14`, `table 2, row 14, columns 5-6`; not adjacent: `Sheet1!E14; Sheet1!H14`."""
    runs: list[list[str]] = []
    for place in dict.fromkeys(places):
        if runs and _follows(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return "; ".join(run[0] if len(run) == 1 else _range(run[0], run[-1]) for run in runs)


def _follows(left: str, right: str) -> bool:
    one, other = _row_and_column(left), _row_and_column(right)
    return one is not None and other is not None and (one[0], one[1] + 1) == other


def _row_and_column(place: str) -> tuple[str, int] | None:
    if found := _EXCEL.fullmatch(place):
        return f"{found[1]}{found[3]}", column_index_from_string(found[2])
    if found := _WORD.fullmatch(place):
        return found[1], int(found[2])
    return None


def _range(first: str, last: str) -> str:
    if _EXCEL.fullmatch(first):
        return f"{first}:{last.rpartition('!')[2]}"
    return f"{first.replace(' column ', ' columns ')}-{last.rpartition(' ')[2]}"
