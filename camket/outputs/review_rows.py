"""A question as the texts of one row of the review workbook."""

from __future__ import annotations

from collections.abc import Iterator

from camket.figures.questions import Question, print_moves
from camket.outputs.review_columns import mark_seen, title_of
from camket.reading.sheet import print_place
from camket.records.record import Commitment, Record
from camket.records.values import show_value
from camket.settings.fields import BUILT_IN, Fields
from camket.statuses import short_label


def row_texts(question: Question, number: int, period: str, fields: Fields = BUILT_IN) -> dict[str, str]:
    """The texts by the names of their columns, in a workbook of `period`; those for the answer are left out."""
    record = question.judged.record
    signed = record.commitment
    about = title_of(question.field)
    if question.signs:
        about += f"\nđang là: {short_label(question.judged.at(question.basis).status)}"
    return {
        "number": str(number),
        "record_id": question.record_id,
        "field": question.field,
        "expect": question.expect,
        "seen": mark_seen(period, record),
        "code": question.record_id,
        "unit": signed.unit.name,
        "content": "\n".join(_signed(signed, fields)),
        "about": about,
        "why": "\n".join(f"- {reason}" for reason in question.reasons) or "- chưa rõ",
        "said": _said(record, fields),
        "findings": "\n".join(f"- {heard}" for heard in question.heard) or "Không quy tắc nào lên tiếng.",
        "moves": "- " + print_moves(question, between="\n- "),
    }


def _signed(signed: Commitment, fields: Fields) -> Iterator[str]:
    yield signed.content
    for field in fields.signed:
        if field.name != "content" and (text := show_value(signed.value(field.name))):
            yield f"{field.label}: {text}"


def _said(record: Record, fields: Fields) -> str:
    if not record.reported:
        return "Đơn vị không báo cáo."
    lines = [f"Tệp {record.source.file.removeprefix('submissions/')}"]
    for field, text, place in record.says(fields):
        lines.append(f"{field.label} [{print_place(place)}]: {text}" if place else f"{field.label}: {text}")
    return "\n".join(lines)
