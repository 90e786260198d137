"""Rows high enough for what is in them, that still grow with what is typed."""

from __future__ import annotations

import io
import math
import re
import zipfile

LINE = 15.75  # points, of twelve-point type

# Letters of twelve-point type to a unit of column width; a little under what programs fit in.
_LETTERS = 1.1
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


def count_lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column of a width."""
    return sum(max(1, math.ceil(len(line) / (width * _LETTERS))) for line in text.split("\n"))


def let_rows_grow(content: bytes, sheet: int) -> bytes:
    """The same workbook whose rows keep their heights as a beginning, not as a rule.

    XlsxWriter fixes every height that it is given: a long answer would be cut off. Without a height, Excel
    fits a row when it opens the file, and other programs do not.
    """
    part, buffer = f"xl/worksheets/sheet{sheet}.xml", io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            info = zipfile.ZipInfo(name, _SAME_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _FIXED_HEIGHT.sub(rb"\1", text) if name == part else text)
    return buffer.getvalue()
