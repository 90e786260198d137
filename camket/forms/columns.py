"""The columns of a unit's form: what is signed is printed, what became of it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from camket.dates import print_date
from camket.inputs.period import Period
from camket.reading.sheet import KEY_HEADING

_RESULTS = "Kết quả thực hiện"


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the field that its reader finds in it; `above` is the heading that it shares."""

    field: str
    heading: str
    width: float
    above: str = ""
    answer: bool = False
    hidden: bool = False


def form_columns(period: Period) -> tuple[Column, ...]:
    """The columns from left to right.

    The key stands between visible columns, so that whoever copies the table copies it too.
    """
    return (
        Column("item_no", "STT", 5),
        Column("key", KEY_HEADING, 12, hidden=True),
        Column("content", "Nội dung cam kết", 30),
        Column("target", "Chỉ tiêu", 14),
        Column("deadline", "Thời hạn", 11),
        Column("appraiser", "Cơ quan thẩm định", 13),
        Column("result_text", f"Lũy kế đến {print_date(period.cut_off)}", 34, _RESULTS, answer=True),
        Column("progress_percent", "Tỷ lệ (%)", 7, _RESULTS, answer=True),
        Column("estimate_text", f"Ước cả năm {period.year}", 20, _RESULTS, answer=True),
        Column("self_assessment", "Đơn vị tự đánh giá", 15, answer=True),
        Column("appraisal", "Kết quả thẩm định", 13, answer=True),
        Column("note", "Ghi chú", 14, answer=True),
    )
