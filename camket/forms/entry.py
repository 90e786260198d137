"""What a unit may enter: statuses from a list, percentages from 0 to 100, each with a word of help."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from camket.forms.columns import Column
from camket.statuses import DECIDED, short_label

# The labels stand in the rule itself, not on another sheet: they survive whatever is deleted.
STATUS_LABELS = tuple(short_label(status) for status in DECIDED["cut_off"])

_STATUS = {
    "validate": "list",
    "source": list(STATUS_LABELS),
    "input_title": "Đơn vị tự đánh giá",
    "input_message": "Chọn một mục trong danh sách; ý nghĩa từng mục ở trang Huong dan.",
    "error_title": "Mục không có trong danh sách",
    "error_message": "Hãy chọn một trong: "
    + ", ".join(STATUS_LABELS)
    + ". Cần nói thêm thì ghi ở cột Ghi chú.",
}
_PERCENT = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": 0,
    "maximum": 100,
    "input_title": "Tỷ lệ hoàn thành (%)",
    "input_message": "Ghi một số từ 0 đến 100, ví dụ 80 hoặc 80,5. Không có số liệu thì để trống.",
    "error_title": "Tỷ lệ từ 0 đến 100",
    "error_message": "Ghi một số từ 0 đến 100, không kèm chữ. Vượt chỉ tiêu thì ghi 100 và nêu con số đã đạt ở "
    "cột Lũy kế.",
}


def check_entries(sheet: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
    """Adds the rules to the rows from `first` to `last`."""
    for number, column in enumerate(columns):
        if column.field == "self_assessment":
            sheet.data_validation(first, number, last, number, _STATUS)
        elif column.field == "progress_percent":
            sheet.data_validation(first, number, last, number, _PERCENT)
