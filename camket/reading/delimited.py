"""Tables as text (.csv, .tsv): any separator, any encoding that Vietnamese offices use."""

from __future__ import annotations

import csv
import io
from collections import Counter

from openpyxl.utils import get_column_letter

from camket.reading.encodings import decode_text
from camket.reading.grid import lay_out
from camket.reading.kinds import utf16_without_mark
from camket.reading.limits import check_area
from camket.reading.sheet import Cell, Sheet

_SEPARATORS = ",;\t|"
_LOOKED_AT = 50
_NAME = "CSV"


def read_delimited(content: bytes) -> Sheet:
    """The one sheet of a text file; its cells are named as Excel shows them (`CSV!B3`), all are texts."""
    encoding = utf16_without_mark(content)
    text = content.decode(encoding) if encoding else decode_text(content)
    text = text.replace("\0", "")
    filled: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, row in enumerate(
        csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text)), 1
    ):
        count += sum(map(bool, row))
        check_area(count, 1, _NAME)
        cells = {
            column: Cell(value, value, f"{_NAME}!{get_column_letter(column)}{number}")
            for column, value in enumerate(row, start=1)
            if value
        }
        if cells:
            filled[number] = cells
    return lay_out(_NAME, filled)


def find_separator(text: str) -> str:
    """The sign that cuts the first rows into the same number of cells, more than one, most often."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = Counter(len(row) for row, _ in zip(reader, range(_LOOKED_AT), strict=False))
        agreeing = max(((rows * width) for width, rows in widths.items() if width > 1), default=0)
        if agreeing > most:
            best, most = separator, agreeing
    return best
