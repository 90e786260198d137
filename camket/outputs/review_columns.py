"""The columns of the review workbook, shared by who writes it and who reads it back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from camket.records.record import Record
from camket.settings.fields import label_of
from camket.statuses import StatusField, basis_of, call_basis

QUESTIONS = "Cau hoi"
SECOND_LOOKS = "Xem lai"
GUIDE = "Huong dan"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the name of what it holds: a key that stays hidden, a text to read, or room for an answer."""

    name: str
    heading: str
    width: float
    kind: Literal["key", "text", "answer"] = "text"


# The keys stand between visible columns, so that whoever copies or sorts the table takes them along.
COLUMNS = (
    Column("number", "TT", 4),
    Column("record_id", "record_id", 12, "key"),
    Column("field", "field", 12, "key"),
    Column("expect", "expect", 12, "key"),
    Column("seen", "seen", 12, "key"),
    Column("code", "Mã", 10),
    Column("unit", "Đơn vị", 12),
    Column("content", label_of("content"), 21),
    Column("about", "Hỏi về", 9),
    Column("why", "Vì sao hỏi", 21),
    Column("said", "Đơn vị ghi gì, ở ô nào", 27),
    Column("findings", "Từng quy tắc nói gì", 22),
    Column("moves", "Trả lời thì số liệu chung đổi thế nào", 29),
    Column("answer", "Trả lời", 12, "answer"),
    Column("reason", "Lý do", 18, "answer"),
    Column("document", "Văn bản (số, ngày)", 12, "answer"),
    Column("decided_by", "Người quyết định", 11, "answer"),
    Column("decided_on", "Ngày quyết định", 10.5, "answer"),
)
KEYS = tuple(column.name for column in COLUMNS if column.kind == "key")
ANSWERS = tuple(column.name for column in COLUMNS if column.kind == "answer")


def title_of(field: StatusField) -> str:
    """What a row asks about, as its column "Hỏi về" begins."""
    title = call_basis(basis_of(field))
    return title[0].upper() + title[1:]


def mark_seen(period: str, record: Record) -> str:
    """A short mark of the period and of what the unit wrote, by which an answer knows what it was given to."""
    return hashlib.sha256(f"{period}\n{record.said}".encode("utf-8", "backslashreplace")).hexdigest()[:16]
