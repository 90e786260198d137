"""A place in a file as an official calls it."""

from __future__ import annotations

import re

# A place in a Word file, as the processed tables write it.
_WORD_PLACE = [("table", "bảng"), ("row", "dòng"), ("column", "cột")]


def place_in_vietnamese(place: str) -> str:
    """`table 2, row 14` as `bảng 2, dòng 14`; a place in a workbook as it is."""
    for english, vietnamese in _WORD_PLACE:
        place = re.sub(rf"\b{english} (?=\d)", f"{vietnamese} ", place)
    return place
