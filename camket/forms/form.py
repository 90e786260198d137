"""Write the workbook that a unit fills in: signed texts locked, answers open, a hidden key in each row."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from camket.dates import print_date
from camket.forms.columns import Column, form_columns
from camket.forms.entry import check_entries
from camket.forms.guide import write_guide
from camket.inputs.period import Period
from camket.inputs.units import Unit
from camket.publishing.workbooks.book import Book, set_page
from camket.publishing.workbooks.cells import write_text
from camket.publishing.workbooks.heights import fit_height
from camket.publishing.workbooks.styles import BOXED, CENTRED, NUMBER, Style, answer_style
from camket.records.record import Commitment
from camket.records.values import show_value
from camket.settings.fields import BUILT_IN, Fields

SHEET = "Bieu mau"
_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_HEADER_HEIGHT = 52  # points
_MARGIN = 0.4  # inches
_SIGNED_BY = 3  # columns
_LEAST_LINES = 3  # room for a short answer by hand
_MAY_BE_CHANGED = ("format_rows", "format_columns", "sort", "autofilter")
_TITLE: Style = {**CENTRED, "bold": True}
_SLANTED: Style = {**CENTRED, "italic": True}
_HEADER: Style = {**_TITLE, "border": 1}
# What the unit writes below and above the table.
_OPEN_LINE: Style = {**_SLANTED, "locked": False}
_OPEN_TITLE: Style = {**_TITLE, "locked": False}


def write_form(
    unit: Unit, commitments: Sequence[Commitment], period: Period, fields: Fields = BUILT_IN
) -> bytes:
    """The form of one unit with the columns of its project, the same bytes each time."""
    fields = fields.within(period)
    book = Book(_title(period), period.cut_off, author=period.report.agency)
    columns = form_columns(fields)
    sheet = book.add_sheet(SHEET)
    book.let_grow(sheet)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
    top = _write_letterhead(book, sheet, unit, period, len(columns) - 1)
    _write_header(book, sheet, columns, top)
    first = top + 1
    for row, commitment in enumerate(commitments, start=first):
        _write_row(book, sheet, columns, row, commitment)
    last = first + len(commitments) - 1
    check_entries(sheet, columns, first, last, period.scheme)
    _write_signature(book, sheet, columns, last + 2, period.year)
    _set_page(sheet, top, first)
    write_guide(book, period, fields)
    return book.to_bytes()


def _title(period: Period) -> str:
    return f"KẾT QUẢ THỰC HIỆN {period.title.upper()} NĂM {period.year}"


def _write_letterhead(book: Book, sheet: Worksheet, unit: Unit, period: Period, last: int) -> int:
    """The agency, the motto, the title; returns the row of the header."""
    district = unit.name.removeprefix("UBND ")
    above = "ỦY BAN NHÂN DÂN" if district != unit.name else period.report.superior
    middle = last // 2 - 1
    _merge(book, sheet, 0, 0, middle, above.upper(), CENTRED)
    _merge(book, sheet, 0, middle + 1, last, _COUNTRY, _TITLE)
    _merge(book, sheet, 1, 0, middle, district.upper(), _TITLE)
    _merge(book, sheet, 1, middle + 1, last, _MOTTO, _TITLE)
    lines = [
        (_title(period), _TITLE),
        (f"(Lũy kế đến hết ngày {print_date(period.cut_off)} và ước cả năm {period.year})", _SLANTED),
        (f"(Kèm theo Báo cáo số …… ngày …… tháng …… năm …… của {unit.name})", _OPEN_LINE),
    ]
    if period.notice:
        lines.append((period.notice, _SLANTED))
    for row, (text, style) in enumerate(lines, start=3):
        _merge(book, sheet, row, 0, last, text, style)
    if period.notice:
        sheet.set_row(2 + len(lines), 32)
    return 4 + len(lines)


def _write_header(book: Book, sheet: Worksheet, columns: Sequence[Column], top: int) -> None:
    for number, column in enumerate(columns):
        write_text(sheet, top, number, column.heading, book.look(_HEADER))
    sheet.set_row(top, _HEADER_HEIGHT)


def _write_row(
    book: Book, sheet: Worksheet, columns: Sequence[Column], row: int, commitment: Commitment
) -> None:
    texts = {
        column.field.name: commitment.record_id
        if column.hidden
        else show_value(commitment.value(column.field.name))
        for column in columns
        if not column.answer and column.field.name != "item_no"
    }
    said = [(text, each.width) for each in columns if (text := texts.get(each.field.name))]
    sheet.set_row(row, fit_height(said, least=_LEAST_LINES))
    for number, column in enumerate(columns):
        if column.answer:
            sheet.write_blank(row, number, None, book.look(answer_style(column.field.type)))
        elif column.field.name == "item_no":
            sheet.write_number(row, number, commitment.item_no, book.look(NUMBER))
        else:
            write_text(sheet, row, number, texts[column.field.name], book.look(BOXED))


def _write_signature(book: Book, sheet: Worksheet, columns: Sequence[Column], row: int, year: int) -> None:
    fields = [column.field.name for column in columns]
    left = (fields.index("content"), fields.index("target"))
    right = (len(columns) - _SIGNED_BY, len(columns) - 1)
    _merge(book, sheet, row, *right, f"…………, ngày …… tháng …… năm {year}", _OPEN_LINE)
    for offset, (writer, head, style) in enumerate(
        (
            ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", _OPEN_TITLE),
            ("(Ghi rõ họ tên, số điện thoại)", "(Ký tên, đóng dấu)", _OPEN_LINE),
        ),
        start=1,
    ):
        _merge(book, sheet, row + offset, *left, writer, style)
        _merge(book, sheet, row + offset, *right, head, style)


def _merge(book: Book, sheet: Worksheet, row: int, first: int, last: int, text: str, style: Style) -> None:
    write_text(sheet, row, first, text, book.look(style), last)


def _set_page(sheet: Worksheet, top: int, first: int) -> None:
    margins = (_MARGIN, _MARGIN, _MARGIN, 0.6)
    set_page(sheet, margins, header_rows=(top, first - 1), frozen=3, footer="Trang &P/&N")
    sheet.protect("", dict.fromkeys(_MAY_BE_CHANGED, True))
