"""The sheet that explains a workbook to who fills it in: what to do on the left, how on the right."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from camket.publishing.workbooks.book import Book, set_guide_page
from camket.publishing.workbooks.cells import write_text
from camket.publishing.workbooks.heights import fit_height
from camket.publishing.workbooks.styles import CENTRED, STRONG, Style

NAME = "Huong dan"
_LEFT, _RIGHT = 24, 84
_GAP = 4  # points
_PLAIN: Style = {"font_size": 12}
_BOLD: Style = {**_PLAIN, **STRONG}


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
