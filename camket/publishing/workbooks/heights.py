"""Rows high enough for what is in them, that still grow with what is typed."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable

TALLEST = 409.0  # points; Excel knows no higher row
# Points of a line, and letters to a unit of column width, by the size of the type; a little under what fits in.
_LINES = {11: 14.5, 12: 15.75}
_LETTERS = {11: 1.32, 12: 1.1}
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


def line_height(size: int = 12) -> float:
    """The points of one line of a type."""
    return _LINES[size]


def count_lines(text: str, width: float, size: int = 12) -> int:
    """About how many lines a text takes in a column of a width."""
    return sum(max(1, math.ceil(len(line) / (width * _LETTERS[size]))) for line in text.split("\n"))


def fit_height(
    texts: Iterable[tuple[str, float]], size: int = 12, *, least: int = 1, gap: float = 0
) -> float:
    """The height of a row by its texts and the widths of their columns: `least` lines or more, then a `gap`."""
    lines = max((count_lines(text, width, size) for text, width in texts), default=1)
    return min(_LINES[size] * max(least, lines) + gap, TALLEST)


def let_rows_grow(content: bytes, sheets: Iterable[int]) -> bytes:
    """The same workbook; the rows of some `sheets` (from 1) keep their heights as a beginning, not as a rule.

    XlsxWriter fixes every height that it is given: a long answer would be cut off. Without a height, Excel
    fits a row when it opens the file, and other programs do not.
    """
    parts, buffer = {f"xl/worksheets/sheet{number}.xml" for number in sheets}, io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            info = zipfile.ZipInfo(name, _SAME_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _FIXED_HEIGHT.sub(rb"\1", text) if name in parts else text)
    return buffer.getvalue()
