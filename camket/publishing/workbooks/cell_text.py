"""Write texts into cells as texts, and find the height that they need."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from textwrap import wrap

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from camket.publishing.workbooks.cell_styles import SIZE, SMALL_SIZE

TALLEST = 409.0  # points; Excel knows no higher row
# Points of a line, and letters to a unit of column width, by the size of the type; a little under what fits in.
_LINES = {SMALL_SIZE: 14.5, SIZE: 15.75}
_LETTERS = {SMALL_SIZE: 1.32, SIZE: 1.1}
# A longer one would be cut off without a word.
_LONGEST = 32_767
# A sheet holds so many links, which stand in one column, and a link so many bytes.
_LONGEST_LINK, _MOST_LINKS = 2_000, 65_000
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


def write_text(
    sheet: Worksheet, row: int, column: int, text: str, cell_format: Format, last: int = 0
) -> None:
    """Writes a text as text, whatever it looks like: no formula, number or link. To the column `last` if it spans."""
    if last > column:
        sheet.merge_range(row, column, row, last, "", cell_format)
    sheet.write_string(row, column, fit_cell(text), cell_format)


def write_link(
    sheet: Worksheet, row: int, column: int, link: str, text: str, cell_format: Format, tip: str = ""
) -> None:
    """Writes a text as a link to a file; as a text alone where Excel takes no more links, or none so long."""
    if len(link.encode()) > _LONGEST_LINK or row >= _MOST_LINKS:
        write_text(sheet, row, column, text, cell_format)
    else:
        sheet.write_url(row, column, f"external:{link}", cell_format, fit_cell(text), tip or None)


def line_height(size: int = SIZE) -> float:
    """The points of one line of a type."""
    return _LINES[size]


def count_lines(text: str, width: float, size: int = SIZE) -> int:
    """About how many lines a text takes in a column of a width: whole words on a line, long ones broken."""
    room = max(1, math.floor(width * _LETTERS[size]))
    return sum(
        1 if len(line) <= room else max(1, len(wrap(line, room, break_on_hyphens=False)))
        for line in text.split("\n")
    )


def fit_height(
    texts: Iterable[tuple[str, float]], size: int = SIZE, *, least: int = 1, gap: float = 0
) -> float:
    """The height of a row by its texts and the widths of their columns: `least` lines or more, then a `gap`."""
    lines = max((count_lines(text, width, size) for text, width in texts), default=1)
    return min(_LINES[size] * max(least, lines) + gap, TALLEST)
