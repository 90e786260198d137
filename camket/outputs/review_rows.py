"""A question as the texts of one row of the review workbook."""

from __future__ import annotations

from camket.figures.questions import Question, print_moves
from camket.outputs.review_columns import mark_seen, title_of
from camket.reading.sheet import print_place
from camket.records.record import SAID_FIELDS, Record
from camket.statuses import short_label


def row_texts(question: Question, number: int, period: str) -> dict[str, str]:
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
        "content": "\n".join(
            line
            for line in (
                signed.content,
                signed.target and f"Chỉ tiêu: {signed.target}",
                signed.deadline and f"Thời hạn: {signed.deadline}",
                signed.appraiser and f"Thẩm định: {signed.appraiser}",
            )
            if line
        ),
        "about": about,
        "why": "\n".join(f"- {reason}" for reason in question.reasons) or "- chưa rõ",
        "said": _said(record),
        "findings": "\n".join(f"- {heard}" for heard in question.heard) or "Không quy tắc nào lên tiếng.",
        "moves": "- " + print_moves(question, between="\n- "),
    }


def _said(record: Record) -> str:
    if not record.reported:
        return "Đơn vị không báo cáo."
    lines = [f"Tệp {record.source.file.removeprefix('submissions/')}"]
    for name, title in SAID_FIELDS.items():
        if text := record.said_in(name):
            place = print_place(record.places.get(name, ""))
            lines.append(
                f"{title.capitalize()} [{place}]: {text}" if place else f"{title.capitalize()}: {text}"
            )
    return "\n".join(lines)
