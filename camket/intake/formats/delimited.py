"""Read delimited text (.csv, .tsv) with any separator and any encoding that Vietnamese offices use."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import get_column_letter

from camket.intake.formats.encodings import decode_text, name_stray_bytes
from camket.intake.formats.file_kinds import utf16_without_mark
from camket.intake.formats.grid import arrange_cells
from camket.intake.formats.limits import LARGEST_TEXT, ROW_COST, Refusal, check_cells
from camket.intake.formats.sheet import Cell, Sheet, describe_error

_SEPARATORS = ",;\t|^~"
# A first line `sep=;` tells Excel the separator. Excel neither shows nor counts that line.
_TOLD = re.compile(r"sep=([^\r\n])\r?\n", re.IGNORECASE)
_LOOKED_AT = 50
# The csv module's own default. It is a process-wide setting, so this module checks the length itself.
_LONGEST_CELL = 131_072
_NAME = "CSV"
_LOST = "\ufffd"  # what a program writes for a letter that it could not read


def read_delimited(content: bytes) -> Sheet:
    """Read a text file as one sheet of text cells, with places as Excel shows them (`CSV!B3`).

    A cell with a byte that is no text has a problem. Raises `Refusal` if the text or a cell is too long.
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
    widths: dict[int, int] = {}
    count = 0
    for number, row in enumerate(_rows(text[told.end() :] if told else text, separator), 1):
        count += sum(map(bool, row)) + ROW_COST
        check_cells(count, _NAME)
        cells = {
            column: _make_cell(value, column, number) for column, value in enumerate(row, start=1) if value
        }
        if cells:
            filled[number], widths[number] = cells, len(row)
    _mark_wider_rows(filled, widths)
    return arrange_cells(_NAME, filled)


def _make_cell(text: str, column: int, row: int) -> Cell:
    place = f"{_NAME}!{get_column_letter(column)}{row}"
    if text.isascii():
        return Cell(text, text, place, _describe_error(text) if text[:1] == "#" else "")
    shown, problem = name_stray_bytes(text)
    if not problem and _LOST in shown:
        problem = f"ô có chữ đã hỏng từ trước ({_LOST}), không rõ nội dung"
    return Cell(shown, shown, place, problem)


def _describe_error(text: str) -> str:
    """The problem with an error of a formula, or with a value that Excel saved as it showed it in a narrow column."""
    if text in ERROR_CODES:
        return describe_error(text)
    return "ô chỉ có dấu #, vì cột hẹp khi lưu thành văn bản" if not text.strip("#") and len(text) > 1 else ""


def find_separator(text: str) -> str:
    """The separator that splits most of the first rows into the same number of cells, more than one."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        widths: Counter[int] = Counter()
        # One endless cell with this separator may be many cells with another.
        with suppress(Refusal):
            widths.update(len(row) for row in islice(_rows(text, separator), _LOOKED_AT))
        agreeing = max(((rows * width) for width, rows in widths.items() if width > 1), default=0)
        if agreeing > most:
            best, most = separator, agreeing
    return best


def _mark_wider_rows(filled: dict[int, dict[int, Cell]], widths: Mapping[int, int]) -> None:
    """Mark the last usual cell of each row that has more cells than most rows.

    An unquoted separator inside a text ("Đạt 80,5%") splits the text in two.
    """
    counted = Counter(width for width in widths.values() if width > 1)
    usual = max(counted, key=counted.__getitem__, default=0)
    for number in [number for number, width in widths.items() if width > usual]:
        if counted[usual] > 1 and (columns := [column for column in filled[number] if column <= usual]):
            cell = filled[number][max(columns)]
            problem = (
                f"dòng {number} có {widths[number]} ô, các dòng khác có {usual}: "
                "dấu phân cách ô có thể nằm trong câu, làm câu bị cắt"
            )
            filled[number][max(columns)] = cell._replace(problem=problem)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    taken: list[str] = []
    letters = 0

    def lines() -> Iterator[str]:
        nonlocal letters
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            letters += len(line)
            if len(taken) > 1 and letters > _LONGEST_CELL:
                raise _too_long(reader.line_num)
            yield line

    reader = csv.reader(lines(), delimiter=separator)
    try:
        for row in reader:
            if len(taken) > 1:
                _check_quotes(taken, reader.line_num, separator)
            taken.clear()
            letters = 0
            if any(len(cell) > _LONGEST_CELL for cell in row):
                raise _too_long(reader.line_num)
            yield row
    except csv.Error:
        raise _too_long(reader.line_num) from None


def _too_long(line: int) -> Refusal:
    return Refusal(
        found=f"dòng {line}: một ô dài hơn {_LONGEST_CELL} ký tự",
        expected="mỗi ô một nội dung ngắn, mở ngoặc kép thì đóng",
        remedy="mở tệp bằng Excel, kiểm tra dấu ngoặc kép ở dòng đó, lưu thành .xlsx",
    )


def _check_quotes(lines: Sequence[str], last: int, separator: str) -> None:
    """Refuse lines that an unclosed quote joins into one row: they may be several rows."""
    try:
        deque(csv.reader(lines, delimiter=separator, strict=True), maxlen=0)
    except csv.Error:
        raise Refusal(
            found=f"dòng {last - len(lines) + 1}–{last}: dấu ngoặc kép mở mà không đóng đúng chỗ, "
            "các dòng này bị nối thành một",
            expected="mỗi ô một nội dung ngắn, mở ngoặc kép thì đóng",
            remedy="mở tệp bằng Excel, kiểm tra dấu ngoặc kép ở các dòng đó, lưu thành .xlsx",
        ) from None
