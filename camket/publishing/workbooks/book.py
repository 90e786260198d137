"""The kit of every workbook that camket writes: formats by name, safe texts, row heights, guides, fixed dates."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Style = Mapping[str, object]

SIZE = 11  # points, of the tables of the appendices
_GREY, _TINT = "#F0F0F0", "#FFFBE6"
# Excel makes a date of "8/10" in a cell of no format; in one of this it stays a text.
_AS_TYPED: Style = {"num_format": "@"}

FONT: Style = {"font_name": "Times New Roman", "text_wrap": True, "valign": "top"}
BOXED: Style = {"border": 1}
BODY: Style = {**BOXED, **_AS_TYPED}
# A line that runs on over the empty cells beside it.
LINE: Style = {"italic": True, "text_wrap": False}
TITLE: Style = {"bold": True, "text_wrap": False}
STRONG: Style = {"bold": True}
HEADING: Style = {**BOXED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
# What is filled in is open where the sheet is locked.
ANSWER: Style = {**BODY, "bg_color": _TINT, "locked": False}
DAY: Style = {**ANSWER, "num_format": "dd/mm/yyyy"}
# A share has no format: Excel then keeps what is typed, 80 as 80 and 80% as a percentage.
_FORMATS = {"percent": "General", "integer": "0", "day": "dd/mm/yyyy"}
NUMBER: Style = {**BOXED, "align": "center"}
CENTRED: Style = {"align": "center", "valign": "vcenter"}
# A mark that Excel adds to a cell while a condition holds; it has no font of its own.
MISSING: Style = {"bg_color": "#F8CBAD"}

# Formats of the published tables and of the texts around them.
HEADER: Style = {**HEADING, "bg_color": _GREY}
ROWS: Mapping[str, Style] = {
    "body": BOXED,
    "group": {**BOXED, "bold": True, "bg_color": _GREY},
    "total": {**BOXED, "bold": True, "bg_color": _GREY},
}
LABEL: Style = {"bold": True, "font_size": 14, "align": "center"}
REFERENCE: Style = {"italic": True, "font_size": 13, "align": "center"}
CAPTION: Style = {"bold": True}
NOTE: Style = {"italic": True}
# "_)" leaves the room of a bracket before the border.
PERCENT = "0.0%_)"
TALLEST = 409.0  # points; Excel knows no higher row
# Points of a line, and letters to a unit of column width, by the size of the type; a little under what fits in.
_LINES = {11: 14.5, 12: 15.75}
_LETTERS = {11: 1.32, 12: 1.1}
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_SAME_TIME = (1980, 1, 1, 0, 0, 0)
_A4 = 9
# A longer one would be cut off without a word.
_LONGEST = 32_767
# What XML cannot hold at all; tabs and line breaks stay.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NAME = "Huong dan"
_LEFT, _RIGHT = 24, 84
_GAP = 4  # points
_PLAIN: Style = {"font_size": 12}
_BOLD: Style = {**_PLAIN, **STRONG}


def answer_style(kind: str) -> Style:
    """The look of a cell in which a field of a kind is filled in; a text unless the kind has a format."""
    return {**ANSWER, "align": "center", "num_format": _FORMATS[kind]} if kind in _FORMATS else ANSWER


def count_format(*, zero_padded: bool) -> str:
    """Counts as the ledger prints them: `05` where padded, thousands with the separator of the language."""
    return "[<10]00_);#,##0_)" if zero_padded else "#,##0_)"


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


class Book:
    """A workbook whose type has a `size`. The `day` of its document replaces the clock."""

    def __init__(self, title: str, day: date, *, author: str = "", subject: str = "", size: int = 12) -> None:
        self._content = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._content, {"in_memory": True})
        about = {"title": title, "subject": subject, "author": author}
        self.file.set_properties(
            {**{name: text for name, text in about.items() if text}, "created": datetime.combine(day, time())}
        )
        self.size = size
        self._looks: dict[tuple[tuple[str, object], ...], Format] = {}
        self._growing: list[int] = []

    def add_sheet(self, name: str) -> Worksheet:
        """A new sheet, after those that are there."""
        return self.file.add_worksheet(name)

    def let_grow(self, sheet: Worksheet) -> None:
        """The rows of a sheet keep their heights as a beginning, and grow with what is typed."""
        self._growing.append(sheet.index + 1)

    def look(self, style: Style) -> Format:
        """The format of a style over the common font."""
        return self._make({"font_size": self.size, **FONT, **style})

    def mark(self, style: Style) -> Format:
        """The format of a style that changes nothing else, for a condition."""
        return self._make(style)

    def _make(self, properties: Style) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self.file.add_format(dict(properties))
        return self._looks[key]

    def to_bytes(self) -> bytes:
        """Closes the workbook."""
        self.file.close()
        content = self._content.getvalue()
        return let_rows_grow(content, self._growing) if self._growing else content


def set_page(
    sheet: Worksheet,
    margins: tuple[float, float, float, float],
    *,
    header_rows: tuple[int, int] | None = None,
    frozen: int = 0,
    footer: str = "&P/&N",
    head: str = "",
    pages_wide: int = 1,
) -> None:
    """A4 landscape. `margins` in inches are left, right, top, bottom.

    The `header_rows` are printed on every page and stay in sight, as do the first `frozen` columns.
    """
    sheet.set_paper(_A4)
    sheet.set_landscape()
    left, right, top, bottom = margins
    sheet.set_margins(left=left, right=right, top=top, bottom=bottom)
    sheet.fit_to_pages(pages_wide, 0)
    if footer:
        sheet.set_footer(f'&C&"Times New Roman,Regular"{footer}')
    if head:
        sheet.set_header(head)
    if header_rows:
        sheet.repeat_rows(*header_rows)
        sheet.freeze_panes(header_rows[1] + 1, frozen)


def set_guide_page(sheet: Worksheet) -> None:
    """A4 upright, one page wide: a sheet to be read."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


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


def write_guide(book: Book, title: str, steps: Iterable[tuple[str, str]]) -> Worksheet:
    """Adds the sheet with its `title` across; a step without texts is an empty line."""
    sheet = book.add_sheet(NAME)
    sheet.set_column(0, 0, _LEFT)
    sheet.set_column(1, 1, _RIGHT)
    write_text(sheet, 0, 0, title, book.look({**_BOLD, **CENTRED}), 1)
    for row, (left, right) in enumerate(steps, start=2):
        if left or right:
            write_text(sheet, row, 0, left, book.look(_BOLD))
            write_text(sheet, row, 1, right, book.look(_PLAIN))
            sheet.set_row(row, fit_height([(right, _RIGHT)], gap=_GAP))
    set_guide_page(sheet)
    return sheet
