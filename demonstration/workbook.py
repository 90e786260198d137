"""Submissions and the register as Excel workbooks, byte for byte the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from promises import Commitment, Unit
from submission import SYNTHETIC, Submission, Value
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

MADE_ON = datetime(2022, 10, 31, 8, 0)  # noqa: DTZ001 - document properties carry no zone
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
WIDTHS = {"item_no": 6, "unit_name": 16, "content": 38, "target": 18, "deadline": 14, "result": 48}
WIDTHS |= {"percent": 11, "claim": 15, "estimate": 26, "note": 22, "appraiser": 20, "appraisal": 16}
WIDTHS |= {"before": 18, "basis": 26, "proposal": 20, "reason": 26}
GUIDE = (
    "HƯỚNG DẪN GHI BIỂU",
    "Ghi kết quả lũy kế đến hết ngày 30/10/2022 và ước cả năm 2022.",
    SYNTHETIC,
)
REGISTER_HEADER = (
    "Mã đơn vị",
    "Đơn vị",
    "STT",
    "Nội dung cam kết",
    "Chỉ tiêu",
    "Thời hạn",
    "Cơ quan thẩm định",
)


@dataclass(frozen=True)
class Styles:
    plain: Format
    centred: Format
    bold: Format
    header: Format
    cell: Format
    middle: Format
    section: Format
    day: Format
    share: Format
    slanted: Format


def write_workbook(submission: Submission, path: Path) -> None:
    """One submission as .xlsx: letterhead, table, signature, each below the other."""
    book, styles = open_book(path)
    sheet = book.add_worksheet("Phu luc" if submission.habits.sections else "Sheet1")
    _set_widths(sheet, submission)
    top = _letterhead(sheet, styles, submission)
    first = _header(sheet, styles, submission, top)
    _body(sheet, styles, submission, first)
    _signature(sheet, styles, submission, first + len(submission.rows) + 1)
    if submission.habits.extra_sheet:
        guide = book.add_worksheet(submission.habits.extra_sheet)
        for row, line in enumerate(GUIDE):
            guide.write_string(row, 0, line, styles.plain)
    book.close()


def write_register(units: list[Unit], commitments: list[Commitment], path: Path) -> None:
    """The signed list: the denominator of every figure."""
    book, styles = open_book(path)
    sheet = book.add_worksheet("Danh muc")
    for column, width in enumerate((12, 30, 6, 60, 24, 16, 34)):
        sheet.set_column(column, column, width)
    heading = (
        "UBND TỈNH ĐỒNG THÁP\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "DANH MỤC NỘI DUNG CAM KẾT HÀNH ĐỘNG VỚI UBND TỈNH NĂM 2022",
        f"(Tổng hợp từ Bản cam kết hành động đã ký của {len(units)} đơn vị)",
        SYNTHETIC,
    )
    for row, line in enumerate(heading):
        sheet.merge_range(row, 0, row, 6, line, styles.slanted if row > 1 else styles.bold)
    sheet.set_row(0, 34)
    sheet.write_row(5, 0, REGISTER_HEADER, styles.header)
    sheet.freeze_panes(6, 0)
    names = {unit.code: unit.name for unit in units}
    for row, each in enumerate(commitments, start=6):
        sheet.write_string(row, 0, each.unit, styles.middle)
        sheet.write_string(row, 1, names[each.unit], styles.cell)
        sheet.write_number(row, 2, each.item_no, styles.middle)
        texts = (each.content, each.target, each.deadline, each.appraiser)
        for column, text in enumerate(texts, start=3):
            _write(sheet, styles, row, column, text)
    book.close()


def open_book(path: Path) -> tuple[Workbook, Styles]:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": SYNTHETIC, "comments": SYNTHETIC, "created": MADE_ON})
    font = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True}
    boxed = {**font, "border": 1, "valign": "top"}
    middle = {**boxed, "align": "center"}
    centred = {**font, "align": "center", "valign": "top"}
    return book, Styles(
        plain=book.add_format({**font, "text_wrap": False}),
        centred=book.add_format(centred),
        bold=book.add_format({**centred, "bold": True}),
        header=book.add_format({**middle, "bold": True, "valign": "vcenter"}),
        cell=book.add_format(boxed),
        middle=book.add_format(middle),
        section=book.add_format({**boxed, "bold": True}),
        day=book.add_format({**middle, "num_format": "dd/mm/yyyy"}),
        share=book.add_format({**middle, "num_format": "0.0%"}),
        slanted=book.add_format({**centred, "italic": True}),
    )


def _set_widths(sheet: Worksheet, submission: Submission) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    for column, each in enumerate(submission.columns):
        sheet.set_column(column, column, WIDTHS[each.field])


def _letterhead(sheet: Worksheet, styles: Styles, submission: Submission) -> int:
    """The agency, the motto, the title; returns the row where the table begins."""
    last = len(submission.columns) - 1
    row = 0
    if submission.habits.letterhead != "none":
        middle = last // 2
        sheet.merge_range(0, 0, 0, middle - 1, "\n".join(submission.agency), styles.bold)
        sheet.merge_range(0, middle, 0, last, f"{COUNTRY}\n{MOTTO}", styles.bold)
        sheet.set_row(0, 34)
        row = 2
    for number, line in enumerate(submission.title):
        style = styles.slanted if number else styles.bold
        sheet.merge_range(row + number, 0, row + number, last, line, style)
    return row + len(submission.title) + 1


def _header(sheet: Worksheet, styles: Styles, submission: Submission, top: int) -> int:
    """One or two header rows; returns the first body row."""
    if not submission.two_rows:
        sheet.write_row(top, 0, [each.header for each in submission.columns], styles.header)
        return top + 1
    start = 0
    for column, each in enumerate(submission.columns):
        if not each.above:
            sheet.merge_range(top, column, top + 1, column, each.header, styles.header)
            continue
        sheet.write_string(top + 1, column, each.header, styles.header)
        if column == 0 or submission.columns[column - 1].above != each.above:
            start = column
        following = submission.columns[column + 1 :]
        if not following or following[0].above != each.above:
            sheet.merge_range(top, start, top, column, each.above, styles.header)
    return top + 2


def _body(sheet: Worksheet, styles: Styles, submission: Submission, first: int) -> None:
    last = len(submission.columns) - 1
    for row, each in enumerate(submission.rows, start=first):
        if each.kind == "total":
            sheet.merge_range(row, 0, row, last, str(each.cells[0]), styles.section)
            continue
        for column in range(last + 1):
            value = each.cells[column] if column < len(each.cells) else ""
            if each.kind == "record":
                _write(sheet, styles, row, column, value)
            else:
                style = styles.section if each.kind == "section" else styles.middle
                sheet.write_string(row, column, str(value), style)
    for top, bottom, column in submission.merged_deadlines:
        value = submission.rows[top].cells[column]
        if isinstance(value, date):
            sheet.merge_range(first + top, column, first + bottom, column, "", styles.day)
            _write(sheet, styles, first + top, column, value)
        else:
            sheet.merge_range(first + top, column, first + bottom, column, str(value), styles.middle)


def _write(sheet: Worksheet, styles: Styles, row: int, column: int, value: Value) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, styles.day)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), styles.share)
    elif value.isdigit():
        sheet.write_number(row, column, int(value), styles.middle)
    else:
        sheet.write_string(row, column, value, styles.cell)


def _signature(sheet: Worksheet, styles: Styles, submission: Submission, row: int) -> None:
    fields = [each.field for each in submission.columns]
    right = fields.index("estimate") if "estimate" in fields else len(fields) - 2
    left = 0 if submission.habits.dates == "real" else 1
    for number, line in enumerate(("Nơi nhận:", "- Sở Kế hoạch và Đầu tư;", "- Lưu: VT.")):
        sheet.write_string(row + number, left, line, styles.plain)
    for number, line in enumerate(submission.signer):
        sheet.write_string(row + number, right, line, styles.plain)
