"""The columns of the workbooks on the next year, shared by who writes them and who reads them back."""

from __future__ import annotations

from camket.inputs.decisions import NextYearField
from camket.outputs.review_columns import Column
from camket.settings.fields import label_of

DRAFT, QUESTIONS, UNCLAIMED, GUIDE = "Du thao", "Can tra loi", "Nhiem vu chung", "Huong dan"

# Between visible columns, as in the review workbook: whoever copies or sorts the table takes them along.
_KEYS = (
    Column("key", "next_year_key", 12, "key"),
    Column("field", "next_year_field", 12, "key"),
    Column("expect", "next_year_expect", 12, "key"),
)
_SIGNED = (
    Column("reason", "Lý do", 18, "answer"),
    Column("document", "Văn bản (số, ngày)", 13, "answer"),
    Column("decided_by", "Người quyết định", 13, "answer"),
    Column("decided_on", "Ngày quyết định", 11, "answer"),
)
DRAFT_COLUMNS = (
    Column("number", "TT", 4),
    *_KEYS,
    Column("code", "Mã", 13),
    Column("unit", "Đơn vị", 13),
    Column("content", "Nội dung đề xuất", 30),
    Column("target", "Chỉ tiêu đề xuất", 15),
    Column("deadline", label_of("deadline"), 11),
    Column("basis", label_of("basis"), 15),
    Column("origin", "Từ đâu", 12),
    Column("why", "Điều cần xem", 25),
    Column("answer", "Quyết định", 13, "answer"),
    Column("next_content", "Nội dung sửa lại", 20, "answer"),
    Column("next_target", "Chỉ tiêu sửa lại", 13, "answer"),
    Column("next_deadline", "Thời hạn sửa lại", 11, "answer"),
    *_SIGNED,
)
QUESTION_COLUMNS = (
    Column("number", "TT", 4),
    *_KEYS,
    Column("code", "Mã", 13),
    Column("unit", "Đơn vị", 13),
    Column("content", "Nội dung đăng ký", 32),
    Column("about", "Hỏi gì", 22),
    Column("why", "Vì sao hỏi", 36),
    Column("answer", "Trả lời", 18, "answer"),
    *_SIGNED,
)
UNCLAIMED_COLUMNS = (
    Column("number", "TT", 4),
    Column("code", "Mã", 13),
    Column("content", "Nhiệm vụ giao cho mọi đơn vị của nhóm", 60),
    Column("target", label_of("target"), 20),
    Column("deadline", label_of("deadline"), 12),
    Column("basis", label_of("basis"), 30),
    Column("body", "Cơ quan chủ trì", 30),
    Column("missing", "Chưa đơn vị nào có, trong", 25),
)
AMENDMENTS: tuple[NextYearField, ...] = ("next_content", "next_target", "next_deadline")
# What may be answered to each field, as people read it and as decisions.csv keeps it; of `carried_from` the
# ids of this year's items of the unit too.
ANSWERS: dict[NextYearField, dict[str, str]] = {
    "next_year": {"Đưa vào": "accept", "Không đưa vào": "reject"},
    "common_task": {"Là nhiệm vụ giao chung": "yes", "Không phải": "no"},
    "key_item": {"Là nội dung trọng tâm": "yes", "Không phải": "no"},
    "carried_from": {"Nội dung mới": "new"},
}
ABOUT: dict[NextYearField, str] = {
    "next_year": "Đưa vào danh mục?",
    "common_task": "Có phải nhiệm vụ giao chung, không tính?",
    "key_item": "Có phải nội dung trọng tâm?",
    "carried_from": "Tiếp tục nội dung nào của năm trước? (ghi mã, hoặc Nội dung mới)",
}
