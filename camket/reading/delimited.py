"""Tables as text (.csv, .tsv): any separator, any encoding that Vietnamese offices use."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from openpyxl.utils import get_column_letter

from camket.reading.encodings import decode_text
from camket.reading.grid import lay_out
from camket.reading.kinds import utf16_without_mark
from camket.reading.limits import LARGEST_TEXT, check_cells
from camket.reading.refusal import Refusal
from camket.reading.sheet import Cell, Sheet

_SEPARATORS = ",;\t|^~"
# The first line by which Excel is told the separator; Excel does not show it, nor count it.
_TOLD = re.compile(r"sep=([^\r\n])\r?\n", re.IGNORECASE)
_LOOKED_AT = 50
_NAME = "CSV"


def read_delimited(content: bytes) -> Sheet:
    """The one sheet of a text file; its cells are named as Excel shows them (`CSV!B3`), all are texts.

    Raises `Refusal` for a text too large, or with a cell longer than any.
    """
    if len(content) > LARGEST_TEXT:
        raise Refusal(
            found=f"tệp văn bản lớn {len(content) // 1_000_000} MB",
            expected=f"không quá {LARGEST_TEXT // 1_000_000} MB",
            remedy="chỉ giữ bảng báo cáo, hoặc lưu thành .xlsx",
        )
    encoding = utf16_without_mark(content)
    text = content.decode(encoding) if encoding else decode_text(content)
    text = text.replace("\0", "")
    told = _TOLD.match(text)
    separator = told[1] if told else find_separator(text)
    filled: dict[int, dict[int, Cell]] = {}
    count = 0
    for number, row in enumerate(_rows(text[told.end() :] if told else text, separator), 1):
        count += sum(map(bool, row))
        check_cells(max(count, number), _NAME)
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
        widths: Counter[int] = Counter()
        # What is one endless cell with this separator may be many with another.
        with suppress(Refusal):
            widths.update(len(row) for row in islice(_rows(text, separator), _LOOKED_AT))
        agreeing = max(((rows * width) for width, rows in widths.items() if width > 1), default=0)
        if agreeing > most:
            best, most = separator, agreeing
    return best


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error:
        raise Refusal(
            found=f"dòng {reader.line_num}: một ô dài hơn {csv.field_size_limit()} ký tự",
            expected="mỗi ô một nội dung ngắn, mở ngoặc kép thì đóng",
            remedy="mở tệp bằng Excel, kiểm tra dấu ngoặc kép ở dòng đó, lưu thành .xlsx",
        ) from None
