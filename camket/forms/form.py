"""Write the workbook that a unit fills in: signed texts locked, answers open, a hidden key in each row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from camket.dates import print_date
from camket.forms.columns import Column, form_columns
from camket.forms.entry import check_entries
from camket.forms.guide import write_guide
from camket.forms.styles import Styles, add_styles
from camket.inputs.period import Period
from camket.inputs.units import Unit
from camket.outputs.heights import LINE, count_lines, let_rows_grow
from camket.records.record import Commitment
from camket.records.values import show_value
from camket.settings.fields import BUILT_IN, Fields

SHEET = "Bieu mau"
_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_A4 = 9
_HEADER = 52  # points
_MARGIN = 0.4  # inches
_SIGNED_BY = 3  # columns
_LEAST_LINES = 3  # room for a short answer by hand
_MAY_BE_CHANGED = ("format_rows", "format_columns", "sort", "autofilter")


def write_form(
    unit: Unit, commitments: Sequence[Commitment], period: Period, fields: Fields = BUILT_IN
) -> bytes:
    """The form of one unit with the columns of its project, the same bytes each time."""
    fields = fields.within(period)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    created = datetime.combine(period.cut_off, time())
    book.set_properties({"title": _title(period), "author": period.report.agency, "created": created})
    styles, columns = add_styles(book), form_columns(fields)
    sheet = book.add_worksheet(SHEET)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
    top = _write_letterhead(sheet, styles, unit, period, len(columns) - 1)
    _write_header(sheet, styles, columns, top)
    first = top + 1
    for row, commitment in enumerate(commitments, start=first):
        _write_row(sheet, styles, columns, row, commitment)
    last = first + len(commitments) - 1
    check_entries(sheet, columns, first, last)
    _write_signature(sheet, styles, columns, last + 2, period.year)
    _set_page(sheet, top, first)
    write_guide(book, styles, period, fields)
    book.close()
    return let_rows_grow(buffer.getvalue(), sheet=1)


def _title(period: Period) -> str:
    return f"KẾT QUẢ THỰC HIỆN {period.title.upper()} NĂM {period.year}"


def _write_letterhead(sheet: Worksheet, styles: Styles, unit: Unit, period: Period, last: int) -> int:
    """The agency, the motto, the title; returns the row of the header."""
    district = unit.name.removeprefix("UBND ")
    above = "ỦY BAN NHÂN DÂN" if district != unit.name else period.report.superior
    middle = last // 2 - 1
    _merge(sheet, 0, 0, middle, above.upper(), styles.centred)
    _merge(sheet, 0, middle + 1, last, _COUNTRY, styles.title)
    _merge(sheet, 1, 0, middle, district.upper(), styles.title)
    _merge(sheet, 1, middle + 1, last, _MOTTO, styles.title)
    lines = [
        (_title(period), styles.title),
        (f"(Lũy kế đến hết ngày {print_date(period.cut_off)} và ước cả năm {period.year})", styles.slanted),
        (f"(Kèm theo Báo cáo số …… ngày …… tháng …… năm …… của {unit.name})", styles.open_line),
    ]
    if period.notice:
        lines.append((period.notice, styles.slanted))
    for row, (text, style) in enumerate(lines, start=3):
        _merge(sheet, row, 0, last, text, style)
    if period.notice:
        sheet.set_row(2 + len(lines), 32)
    return 4 + len(lines)


def _write_header(sheet: Worksheet, styles: Styles, columns: Sequence[Column], top: int) -> None:
    for number, column in enumerate(columns):
        sheet.write_string(top, number, column.heading, styles.header)
    sheet.set_row(top, _HEADER)


def _write_row(
    sheet: Worksheet, styles: Styles, columns: Sequence[Column], row: int, commitment: Commitment
) -> None:
    # Only ever strings: a signed text that begins with "=" is no formula.
    texts = {
        column.field.name: commitment.record_id
        if column.hidden
        else show_value(commitment.value(column.field.name))
        for column in columns
        if not column.answer and column.field.name != "item_no"
    }
    lines = [count_lines(text, each.width) for each in columns if (text := texts.get(each.field.name))]
    sheet.set_row(row, LINE * max(_LEAST_LINES, *lines))
    for number, column in enumerate(columns):
        if column.answer:
            sheet.write_blank(row, number, None, styles.answers[column.field.type])
        elif column.field.name == "item_no":
            sheet.write_number(row, number, commitment.item_no, styles.number)
        else:
            sheet.write_string(row, number, texts[column.field.name], styles.signed)


def _write_signature(
    sheet: Worksheet, styles: Styles, columns: Sequence[Column], row: int, year: int
) -> None:
    fields = [column.field.name for column in columns]
    left = (fields.index("content"), fields.index("target"))
    right = (len(columns) - _SIGNED_BY, len(columns) - 1)
    _merge(sheet, row, *right, f"…………, ngày …… tháng …… năm {year}", styles.open_line)
    for offset, (writer, head, style) in enumerate(
        (
            ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ", styles.open_title),
            ("(Ghi rõ họ tên, số điện thoại)", "(Ký tên, đóng dấu)", styles.open_line),
        ),
        start=1,
    ):
        _merge(sheet, row + offset, *left, writer, style)
        _merge(sheet, row + offset, *right, head, style)


def _merge(sheet: Worksheet, row: int, first: int, last: int, text: str, style: object) -> None:
    sheet.merge_range(row, first, row, last, "", style)
    sheet.write_string(row, first, text, style)


def _set_page(sheet: Worksheet, top: int, first: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer('&C&"Times New Roman"Trang &P/&N')
    sheet.freeze_panes(first, 3)
    sheet.protect("", dict.fromkeys(_MAY_BE_CHANGED, True))
