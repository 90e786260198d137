"""The columns of the sheets of `review.xlsx`: what says which thing a row is about, what it tells, what it asks."""

from __future__ import annotations

from camket.exchange.question_sheet import TOGETHER, Column, Layout, signed_columns
from camket.settings.fields import label_of

# The keys are between visible columns, so that copying or sorting the table keeps them.
_KEYS = (
    Column("number", "TT", 4),
    Column("record_id", "record_id", 12, "key"),
    Column("field", "field", 12, "key"),
    Column("expect", "expect", 12, "key"),
    Column("seen", "seen", 12, "key"),
)
_ABOUT = (
    Column("code", "Mã", 10),
    Column("unit", "Đơn vị", 11),
    Column("content", label_of("content"), 19),
    Column("about", "Hỏi về", 9),
)
_ASKED = (
    Column("why", "Vì sao hỏi", 22),
    Column("said", "Đơn vị ghi gì, ở ô nào", 24),
    Column("likely", "Gợi ý trả lời", 21),
    Column("findings", "Từng quy tắc nói gì", 20),
    Column("moves", "Trả lời thì số liệu chung đổi thế nào", 23),
    Column("same", "Nội dung khác cùng lời", 18),
    Column("answer", "Trả lời", 12, "answer"),
    Column(TOGETHER, "Áp dụng cho nội dung cùng lời", 15, "answer"),
)
_OTHERS = (Column("others", "others", 12, "mark"),)
_DECIDED = (
    Column("value", "Đã quyết định", 12),
    Column("standing", "Hiệu lực", 14),
    Column("because", "Lý do, văn bản", 24),
    Column("person", "Ai, ngày nào", 16),
    Column("before", "Quyết định trước đó", 20),
    Column("said", "Đơn vị ghi gì hiện nay", 22),
    Column("answer", "Quyết định lại", 12, "answer"),
)


def _make_layout(*columns: Column, checked: bool) -> Layout:
    signed = signed_columns(document=11, decided_by=11, decided_on=10.5, checked=checked)
    return Layout((*_KEYS, *columns, *signed), frozen="unit")


# By whether a second person checks decisions: the sheets of questions, and that of what was decided.
LAYOUTS = {checked: _make_layout(*_OTHERS, *_ABOUT, *_ASKED, checked=checked) for checked in (False, True)}
DECIDED_LAYOUTS = {checked: _make_layout(*_ABOUT, *_DECIDED, checked=checked) for checked in (False, True)}
