"""The columns of the data sheets, as officials read them. Formulas name them by their headings."""

from __future__ import annotations

from dataclasses import dataclass

from camket.figures.ledger import GROUPS
from camket.statuses import Basis, call_status

RECORDS = "Records"  # both the sheet and the table on it
ID = "Mã nội dung"
UNIT = "Mã đơn vị"
GROUP = "Nhóm"
STATUS: dict[Basis, str] = {"cut_off": "Đến ngày chốt", "full_year": "Ước cả năm"}
DECIDED_BY = "Người quyết định"
REGISTRATIONS = "Registrations"  # the same of what is registered for the next year
# The heading of the id in each.
FIRST = {RECORDS: ID, REGISTRATIONS: "Mã đăng ký"}
COMMON = "Nhiệm vụ giao chung"
CHANGE = "So với năm trước"
# `registration.<kind>` of the ledger as the column CHANGE shows it.
CHANGES = {
    "unchanged": "Giữ nguyên",
    "changed": "Điều chỉnh chỉ tiêu",
    "reworded": "Diễn đạt lại",
    "new": "Bổ sung",
    "asked": "Chưa rõ",
}
_SHOWN_CHANGES = {**CHANGES, "year_only": CHANGES["unchanged"], "target_changed": CHANGES["changed"], "": ""}
_SHOWN_ANSWERS = {"yes": "Có", "no": "Không", "asked": "Chưa rõ"}


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: its heading, the field of the processed table that it shows, its width in characters."""

    heading: str
    field: str
    width: float


COLUMNS = (
    RecordColumn(ID, "record_id", 11),
    RecordColumn(UNIT, "unit", 10),
    RecordColumn("Đơn vị", "unit_name", 20),
    RecordColumn(GROUP, "group", 14),
    RecordColumn("TT", "item_no", 5),
    RecordColumn("Nội dung cam kết", "content", 34),
    RecordColumn("Chỉ tiêu", "target", 18),
    RecordColumn("Thời hạn", "deadline", 12),
    RecordColumn("Cơ quan thẩm định", "appraiser", 14),
    RecordColumn("Kết quả thực hiện", "result_text", 34),
    RecordColumn("Tỷ lệ (%)", "progress_percent", 8),
    RecordColumn("Tự đánh giá", "self_assessment", 14),
    RecordColumn("Ý kiến thẩm định", "appraisal", 14),
    RecordColumn("Ước thực hiện", "estimate_text", 24),
    RecordColumn("Ghi chú", "note", 18),
    RecordColumn("Có báo cáo", "reported", 8),
    RecordColumn(STATUS["cut_off"], "cut_off_status", 14),
    RecordColumn("Quy tắc đến ngày chốt", "cut_off_rule", 14),
    RecordColumn("Căn cứ đến ngày chốt", "cut_off_evidence", 22),
    RecordColumn(STATUS["full_year"], "full_year_status", 14),
    RecordColumn("Quy tắc ước cả năm", "full_year_rule", 14),
    RecordColumn("Căn cứ ước cả năm", "full_year_evidence", 22),
    RecordColumn(DECIDED_BY, "decided_by", 14),
    RecordColumn("Tệp nguồn", "source_file", 22),
    RecordColumn("Trang tính", "source_sheet", 10),
    RecordColumn("Dòng", "source_row", 6),
)


REGISTERED_COLUMNS = (
    RecordColumn(FIRST[REGISTRATIONS], "registration_id", 15),
    RecordColumn(UNIT, "unit", 10),
    RecordColumn("Đơn vị", "unit_name", 20),
    RecordColumn(GROUP, "group", 14),
    RecordColumn("TT", "item_no", 5),
    RecordColumn("Nội dung đăng ký", "content", 34),
    RecordColumn("Chỉ tiêu", "target", 18),
    RecordColumn("Thời hạn", "deadline", 12),
    RecordColumn("Căn cứ", "basis", 18),
    RecordColumn("Ghi chú", "note", 18),
    RecordColumn(COMMON, "common_task", 10),
    RecordColumn(CHANGE, "change", 14),
    RecordColumn("Nội dung năm trước", "carried_from", 12),
    RecordColumn("Chỉ tiêu cũ và mới", "change_text", 20),
    RecordColumn("Điều cần xem xét", "reasons_text", 26),
    RecordColumn("Trong chương trình", "programme_item", 14),
    RecordColumn(DECIDED_BY, "decided_by", 14),
    RecordColumn("Tệp nguồn", "source_file", 22),
    RecordColumn("Trang tính", "source_sheet", 10),
    RecordColumn("Dòng", "source_row", 6),
)


def shown_value(field: str, value: object) -> str | int | float:
    """A value of a processed table as its sheet shows it: codes in words, numbers as numbers, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return value
    if field == "group":
        return GROUPS[str(value)]
    if field == "change":
        return _SHOWN_CHANGES[str(value)]
    if field == "common_task":
        return _SHOWN_ANSWERS[str(value)]
    return call_status(str(value)) if field.endswith("_status") else str(value)
