"""A text as a cell of a workbook can hold it, and the cells that hold it."""

from __future__ import annotations

import re

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

# A longer one would be cut off without a word.
_LONGEST = 32_767
# What XML cannot hold at all; tabs and line breaks stay.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def fit_cell(text: str) -> str:
    """The text, or as much of it as a cell holds, with how many signs are left out.

    A lone half of a character, as an odd file name can have, fits in no file and is spelled out; a control
    character becomes a space.
    """
    whole = _UNWRITABLE.sub(" ", text.encode("utf-8", "backslashreplace").decode("utf-8"))
    if len(whole) <= _LONGEST:
        return whole
    says = " … (còn {} ký tự, xem ô nguồn)"
    kept = _LONGEST - len(says.format(len(whole)))
    return whole[:kept] + says.format(len(whole) - kept)


def write_text(sheet: Worksheet, row: int, column: int, text: str, look: Format, last: int = 0) -> None:
    """Writes a text as text, whatever it looks like: no formula, number or link. To the column `last` if it spans."""
    if last > column:
        sheet.merge_range(row, column, row, last, "", look)
    sheet.write_string(row, column, fit_cell(text), look)
