"""`units/<code>.xlsx`: a unit's page as a workbook, where it agrees or asks for changes item by item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from camket.figures.ledger import Figure
from camket.publishing.blocks.block import Block, Heading, SignOff, Table
from camket.publishing.pages.page import Page
from camket.publishing.workbooks.book import Book
from camket.publishing.workbooks.cell_styles import ANSWER, HEADER, MISSING, SMALL_SIZE, Style
from camket.publishing.workbooks.cell_text import line_height
from camket.publishing.workbooks.figure_sheet import Names, Sheet, as_sheet_name
from camket.publishing.workbooks.page_sheet import Written, write_page
from camket.settings.scheme import Scheme

AGREES, ASKS = "Thống nhất", "Đề nghị điều chỉnh"
# What the unit fills in beside each of its items, with the widths of the columns.
OPINION, WISH = "Ý kiến của đơn vị", "Kết quả đề nghị, lý do, văn bản làm căn cứ"
_ANSWERS = ((OPINION, 14.0), (WISH, 30.0))
# What it says of the sheet as a whole.
GENERAL, OTHER = "Ý kiến chung của đơn vị", "Ý kiến khác"
_OPEN_LINE: Style = {"align": "center", "italic": True, "locked": False}
_MAY_BE_CHANGED = {"format_rows": True, "format_columns": True}
_NUMBERED = re.compile(r"^\d+\.\s*")
_LABEL_COLUMNS, _CHOICE_COLUMNS = 2, 2
_ROOM = 6 * line_height(SMALL_SIZE)
_HIGHEST = 2  # the level of the headings that begin a section
_UNNAMED = "Trang"
_LIST = {
    "validate": "list",
    "source": [AGREES, ASKS],
    "error_title": "Ý kiến không có trong danh sách",
    "error_message": f"Chọn “{AGREES}” hoặc “{ASKS}”; ghi ý kiến vào ô bên cạnh.",
}


def write_unit_book(page: Page, figures: Mapping[str, Figure], scheme: Scheme) -> bytes:
    """The workbook of an executed page, a sheet for each of its sections; the same bytes each time.

    What the unit may fill in is unlocked and lightly tinted. Every text is written as text, every count as a
    number named by its figure in `figures`.
    """
    cover = page.cover
    book = Book(cover.title, cover.issued, author=cover.agency, size=SMALL_SIZE)
    names = Names(book)
    for name, section in cut_into_sheets(page).items():
        sheet = Sheet(book, names, name, figures, scheme, live=False)
        written = write_page(sheet, section)
        if written.anchors:
            _add_answers(sheet, written, book.condition_format(MISSING))
            book.let_grow(sheet.sheet)
        for block in section.blocks:
            if isinstance(block, SignOff):
                _add_sign_off(sheet, written, block)
        sheet.sheet.protect("", _MAY_BE_CHANGED)
    return book.to_bytes()


def cut_into_sheets(page: Page) -> dict[str, Page]:
    """The sections of a page by the names of their sheets.

    A section begins at a heading of the highest level. One with a table gets a sheet; one with words only goes
    onto the first sheet, and room to sign to the items that are signed for.
    """
    sections: list[list[Block]] = [[]]
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == _HIGHEST and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    sheets = [list(sections[0]), *(section for section in sections[1:] if _has(section, Table))]
    items = next((sheet for sheet in sheets if _lists_items(sheet)), sheets[-1])
    for section in sections[1:]:
        if not _has(section, Table):
            (items if _has(section, SignOff) else sheets[0]).extend(section)
    named: dict[str, Page] = {}
    for number, blocks in enumerate(sheets, start=1):
        title = as_sheet_name(_NUMBERED.sub("", blocks[0].as_plain() if _has(blocks[:1], Heading) else ""))
        taken = title.lower() in {name.lower() for name in named}
        named[title if title and not taken else f"{_UNNAMED} {number}"] = Page(
            cover=page.cover, blocks=tuple(blocks)
        )
    return named


def _has(blocks: Iterable[Block], kind: type[Block]) -> bool:
    return any(isinstance(block, kind) for block in blocks)


def _lists_items(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Table) and any(row.anchor for row in block.rows) for block in blocks)


def _add_answers(sheet: Sheet, written: Written, missing: Format) -> None:
    """Two columns beside the items: the opinion from a list, and what is asked for."""
    first, last = min(written.anchors.values()), max(written.anchors.values())
    opinion, wish = written.columns, written.columns + 1
    for column, (heading, width) in enumerate(_ANSWERS, start=opinion):
        sheet.sheet.set_column(column, column, width)
        top, bottom = written.header
        if bottom > top:
            sheet.sheet.merge_range(top, column, bottom, column, "", sheet.cell_format(HEADER))
        sheet.write_words(top, column, heading, HEADER)
    for row in written.anchors.values():
        for column in (opinion, wish):
            sheet.sheet.write_blank(row, column, None, sheet.cell_format(ANSWER))
    sheet.sheet.data_validation(first, opinion, last, opinion, _LIST)
    said, wished = (xl_rowcol_to_cell(first, column, col_abs=True) for column in (opinion, wish))
    rule = f'=AND({said}="{ASKS}",LEN({wished})=0)'
    sheet.sheet.conditional_format(
        first, wish, last, wish, {"type": "formula", "criteria": rule, "format": missing}
    )


def _add_sign_off(sheet: Sheet, written: Written, block: SignOff) -> None:
    """The opinion as a whole, and two signatures side by side."""
    row, last = written.end + 1, written.columns - 1 + (len(_ANSWERS) if written.anchors else 0)
    middle = (last + 1) // 2
    _merge(sheet, row, 0, _LABEL_COLUMNS - 1, GENERAL, HEADER)
    _merge(sheet, row, _LABEL_COLUMNS, _LABEL_COLUMNS + _CHOICE_COLUMNS - 1, "", ANSWER)
    sheet.sheet.data_validation(row, _LABEL_COLUMNS, row, _LABEL_COLUMNS, _LIST)
    _merge(sheet, row + 1, 0, _LABEL_COLUMNS - 1, OTHER, HEADER)
    _merge(sheet, row + 1, _LABEL_COLUMNS, last, "", ANSWER)
    sheet.sheet.set_row(row + 1, _ROOM)
    row += 3
    _merge(sheet, row, middle, last, block.day, _OPEN_LINE)
    for offset, (left, right) in enumerate(zip_longest(block.left, block.right, fillvalue=""), start=1):
        style = {**_OPEN_LINE, "bold": offset == 1, "italic": offset > 1}
        _merge(sheet, row + offset, 0, middle - 1, left, style)
        _merge(sheet, row + offset, middle, last, right, style)


def _merge(sheet: Sheet, row: int, first: int, last: int, text: str, style: Style) -> None:
    if last > first:
        sheet.sheet.merge_range(row, first, row, last, "", sheet.cell_format(style))
    sheet.write_words(row, first, text, style)
