"""The kit of every workbook that camket writes: formats made once, pages, guides, growing rows, fixed dates."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from camket.intake.formats.sheet import GUIDE
from camket.publishing.workbooks.cell_styles import BODY, CENTRED, FONT, HEADING, SIZE, STRONG, Style
from camket.publishing.workbooks.cell_text import fit_height, write_text

_GUIDE_WIDTHS = (24, 84)
_GUIDE_GAP = 4  # points
_GUIDE_TEXT: Style = {"font_size": SIZE}
_GUIDE_STEP: Style = {**_GUIDE_TEXT, **STRONG}
_A4 = 9
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


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

    def __init__(
        self,
        title: str,
        day: date,
        *,
        author: str = "",
        subject: str = "",
        comments: str = "",
        size: int = SIZE,
    ) -> None:
        self._content = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._content, {"in_memory": True})
        about = {"title": title, "subject": subject, "author": author, "comments": comments}
        self.file.set_properties(
            {**{name: text for name, text in about.items() if text}, "created": datetime.combine(day, time())}
        )
        self.size = size
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._growing: list[int] = []

    def add_sheet(self, name: str) -> Worksheet:
        """A new sheet, after those that are there."""
        return self.file.add_worksheet(name)

    def let_grow(self, sheet: Worksheet) -> None:
        """The rows of a sheet keep their heights as a beginning, and grow with what is typed."""
        self._growing.append(sheet.index + 1)

    def cell_format(self, style: Style) -> Format:
        """The format of a style over the common font."""
        return self._make({"font_size": self.size, **FONT, **style})

    def condition_format(self, style: Style) -> Format:
        """The format of a style alone, which a condition adds to a cell."""
        return self._make(style)

    def _make(self, properties: Style) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(dict(properties))
        return self._formats[key]

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


def write_table(
    book: Book, sheet: Worksheet, top: int, columns: Mapping[str, float], rows: Iterable[Sequence[str]]
) -> None:
    """Writes headings in the row `top` and a row of texts for each of `rows` below; `columns` gives their widths."""
    for column, (heading, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        write_text(sheet, top, column, heading, book.cell_format(HEADING))
    for row, texts in enumerate(rows, start=top + 1):
        sheet.set_row(row, fit_height(zip(texts, columns.values(), strict=True)))
        for column, text in enumerate(texts):
            write_text(sheet, row, column, text, book.cell_format(BODY))


def set_guide_page(sheet: Worksheet) -> None:
    """A4 upright, one page wide: a sheet to be read."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def write_guide(book: Book, title: str, steps: Iterable[tuple[str, str]]) -> Worksheet:
    """Adds the sheet with its `title` across; a step without texts is an empty line."""
    sheet = book.add_sheet(GUIDE)
    for column, width in enumerate(_GUIDE_WIDTHS):
        sheet.set_column(column, column, width)
    write_text(sheet, 0, 0, title, book.cell_format({**_GUIDE_STEP, **CENTRED}), 1)
    for row, (left, right) in enumerate(steps, start=2):
        if left or right:
            write_text(sheet, row, 0, left, book.cell_format(_GUIDE_STEP))
            write_text(sheet, row, 1, right, book.cell_format(_GUIDE_TEXT))
            sheet.set_row(row, fit_height([(right, _GUIDE_WIDTHS[1])], gap=_GUIDE_GAP))
    set_guide_page(sheet)
    return sheet
