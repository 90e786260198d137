"""One unit's form: an Excel workbook with its commitments filled in and the rest left to answer.

Each row carries its record id in a hidden column, by which the answer comes home whatever the unit does to
order and text. The signed texts are locked, without a password: a lock against slips, not against people.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from camket.dates import print_date
from camket.inputs.period import Period
from camket.inputs.units import Unit
from camket.reading.sheet import KEY_HEADING
from camket.records.record import Commitment
from camket.statuses import DECIDED, short_label

_SHEET, _GUIDE = "Bieu mau", "Huong dan"
_FONT = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
_GUIDE_WIDTH = 85
_LINE = 16.5  # points
_HEAD_ROW = 6  # zero-based; the letterhead and the title stand above


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: float
    group: str = ""
    signed: str = ""  # the field of the register that fills it; empty where the unit answers


def write_form(unit: Unit, commitments: Sequence[Commitment], period: Period) -> bytes:
    """The workbook of one unit, A4 landscape. Same input, same bytes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        made = datetime.combine(period.cut_off, datetime.min.time())
        book.set_properties({"title": f"{period.title} năm {period.year}: {unit.name}", "created": made})
        sheet = book.add_worksheet(_SHEET)
        columns = _columns(period)
        _write_head(book, sheet, unit, period, columns)
        _write_rows(book, sheet, commitments, columns)
        _set_up(sheet, columns, len(commitments))
        _write_guide(book, period)
    return buffer.getvalue()


def _columns(period: Period) -> list[_Column]:
    result = "Kết quả thực hiện"
    return [
        _Column("STT", 5, signed="item_no"),
        _Column("Nội dung cam kết", 28, signed="content"),
        _Column("Chỉ tiêu", 14, signed="target"),
        _Column("Thời hạn", 11, signed="deadline"),
        _Column("Cơ quan thẩm định", 12, signed="appraiser"),
        _Column(f"Lũy kế đến {print_date(period.cut_off)}", 30, group=result),
        _Column("Tỷ lệ (%)", 8, group=result),
        _Column(f"Ước cả năm {period.year}", 20, group=result),
        _Column("Đơn vị tự đánh giá", 13),
        _Column("Kết quả thẩm định", 13),
        _Column("Ghi chú", 14),
        _Column(KEY_HEADING, 4, signed="record_id"),
    ]


def _write_head(
    book: xlsxwriter.Workbook, sheet: Worksheet, unit: Unit, period: Period, columns: Sequence[_Column]
) -> None:
    centre = {**_FONT, "align": "center"}
    bold, italic = book.add_format({**centre, "bold": True}), book.add_format({**centre, "italic": True})
    last = len(columns) - 2  # the key is hidden
    sheet.merge_range(0, 0, 0, 3, unit.name.upper(), bold)
    sheet.merge_range(0, 5, 0, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold)
    sheet.merge_range(1, 5, 1, last, "Độc lập - Tự do - Hạnh phúc", bold)
    title = f"KẾT QUẢ THỰC HIỆN {period.title.upper()} NĂM {period.year}"
    sheet.merge_range(3, 0, 3, last, title, bold)
    sheet.merge_range(4, 0, 4, last, f"(Số liệu đến ngày {print_date(period.cut_off)})", italic)
    head = book.add_format({**centre, "bold": True, "valign": "vcenter", "border": 1, "bg_color": "#E7EAF0"})
    grouped: dict[str, list[int]] = {}
    for number, column in enumerate(columns):
        if column.group:
            grouped.setdefault(column.group, []).append(number)
            sheet.write_string(_HEAD_ROW + 1, number, column.heading, head)
        else:
            sheet.merge_range(_HEAD_ROW, number, _HEAD_ROW + 1, number, column.heading, head)
    for heading, members in grouped.items():
        sheet.merge_range(_HEAD_ROW, members[0], _HEAD_ROW, members[-1], heading, head)


def _write_rows(
    book: xlsxwriter.Workbook, sheet: Worksheet, commitments: Sequence[Commitment], columns: Sequence[_Column]
) -> None:
    signed = book.add_format({**_FONT, "border": 1, "bg_color": "#F5F5F5"})
    answer = book.add_format({**_FONT, "border": 1, "locked": False})
    sheet.set_row(_HEAD_ROW, _LINE)
    sheet.set_row(_HEAD_ROW + 1, 2 * _LINE)
    for row, commitment in enumerate(commitments, start=_HEAD_ROW + 2):
        signs = [
            (str(getattr(commitment, column.signed)), column.width) for column in columns if column.signed
        ]
        # Room for a hand-written answer of a few lines, and for the longest signed text.
        sheet.set_row(row, _LINE * max(3, *(_lines(text, width) for text, width in signs[:-1])))
        for number, column in enumerate(columns):
            if column.signed == "item_no":
                sheet.write_number(row, number, commitment.item_no, signed)
            elif column.signed:
                sheet.write_string(row, number, getattr(commitment, column.signed), signed)
            else:
                sheet.write_blank(row, number, None, answer)
    foot = book.add_format({**_FONT, "align": "center", "bold": True})
    end = _HEAD_ROW + 3 + len(commitments)
    sheet.merge_range(end, 7, end, len(columns) - 2, "THỦ TRƯỞNG ĐƠN VỊ", foot)


def _lines(text: str, width: float) -> int:
    """About how many lines a text takes in a column; programs do not agree on fitting rows by themselves."""
    return sum(math.ceil(max(1, len(line)) * 1.15 / width) for line in text.splitlines() or [""])


def _set_up(sheet: Worksheet, columns: Sequence[_Column], rows: int) -> None:
    first, last = _HEAD_ROW + 2, _HEAD_ROW + 1 + rows
    for number, column in enumerate(columns):
        hidden = {"hidden": True} if column.heading == KEY_HEADING else {}
        sheet.set_column(number, number, column.width, None, hidden)
    for heading, rule in _validations().items():
        number = next(n for n, column in enumerate(columns) if column.heading == heading)
        sheet.data_validation(first, number, max(first, last), number, rule)
    sheet.protect("", {"format_rows": True, "format_columns": True, "sort": True, "autofilter": True})
    sheet.freeze_panes(first, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW, _HEAD_ROW + 1)
    sheet.set_header("&C&P")


def _validations() -> dict[str, dict[str, Any]]:
    return {
        "Tỷ lệ (%)": {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "input_title": "Tỷ lệ thực hiện",
            "input_message": "Ghi một số, ví dụ 80 hoặc 80,5; không ghi dấu %. Vượt kế hoạch thì ghi trên 100.",
            "error_title": "Không phải tỷ lệ",
            "error_message": "Ghi một số từ 0 trở lên, hoặc để trống.",
        },
        "Đơn vị tự đánh giá": {
            "validate": "list",
            "source": [short_label(status) for status in DECIDED["cut_off"]],
            "input_title": "Tự đánh giá",
            "input_message": "Chọn một trong năm kết quả.",
            "error_title": "Không có trong danh sách",
            "error_message": "Chọn một kết quả trong danh sách, hoặc để trống.",
        },
    }


def _write_guide(book: xlsxwriter.Workbook, period: Period) -> None:
    sheet = book.add_worksheet(_GUIDE)
    plain: Format = book.add_format(_FONT)
    sheet.set_column(0, 0, _GUIDE_WIDTH)
    sheet.fit_to_pages(1, 0)
    sheet.set_paper(9)
    for row, line in enumerate(_guide_lines(period)):
        sheet.set_row(row, _LINE * _lines(line, _GUIDE_WIDTH))
        sheet.write_string(row, 0, line, plain)
    sheet.protect()


def _guide_lines(period: Period) -> list[str]:
    return [
        "CÁCH ĐIỀN BIỂU",
        "1. Chỉ điền các ô trắng. Ô xám là nội dung đã ký, không sửa; có gì chưa đúng thì ghi ở cột Ghi chú.",
        f"2. Kết quả lũy kế: ghi con số và căn cứ đến ngày {print_date(period.cut_off)}, ví dụ: Đã giải ngân "
        "287/412 tỷ đồng; Đã ban hành Quyết định số 64/QĐ-UBND-HC ngày 14/01/2022.",
        "3. Đang chờ cơ quan khác thẩm định, chấm điểm, phê duyệt: ghi rõ cơ quan nào, đã gửi ngày nào.",
        f"4. Được cho dừng: ghi số, ngày văn bản của {period.superior_in_text} đồng ý cho dừng.",
        f"5. Ước cả năm {period.year}: ghi rõ hoàn thành hay không hoàn thành, con số ước, lý do nếu không hoàn thành.",
        "6. Mỗi nội dung một dòng; không gộp, không thêm dòng.",
        f"7. Gửi về {period.report.agency} nguyên tệp này, không chuyển sang ảnh hay PDF.",
    ]
