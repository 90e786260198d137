"""A workbook under way: dated like its document, its looks made once, the same bytes for the same content."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from camket.publishing.workbooks.heights import let_rows_grow
from camket.publishing.workbooks.styles import FONT, Style

_A4 = 9


class Book:
    """A workbook whose type has a `size`. The `day` of its document stands in place of the clock."""

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
