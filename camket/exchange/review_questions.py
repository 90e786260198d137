"""What the review asks: the columns of its workbook, and what an answer to each question has to match."""

from __future__ import annotations

from dataclasses import replace

from camket.exchange.question_sheet import TOGETHER, Asked, Column, Layout, mark_text, signed_columns
from camket.figures.question_groups import QuestionGroup, group_questions, list_same
from camket.figures.questions import Question
from camket.intake.joining.record import Record
from camket.judging.conflicts import needs_document
from camket.pipeline import Prepared
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import DecisionKey
from camket.settings.fields import label_of

# The keys are between visible columns, so that copying or sorting the table keeps them.
LAYOUT = Layout(
    (
        Column("number", "TT", 4),
        Column("record_id", "record_id", 12, "key"),
        Column("field", "field", 12, "key"),
        Column("expect", "expect", 12, "key"),
        Column("seen", "seen", 12, "key"),
        Column("others", "others", 12, "mark"),
        Column("code", "Mã", 10),
        Column("unit", "Đơn vị", 11),
        Column("content", label_of("content"), 19),
        Column("about", "Hỏi về", 9),
        Column("why", "Vì sao hỏi", 22),
        Column("said", "Đơn vị ghi gì, ở ô nào", 24),
        Column("likely", "Gợi ý trả lời", 21),
        Column("findings", "Từng quy tắc nói gì", 20),
        Column("moves", "Trả lời thì số liệu chung đổi thế nào", 23),
        Column("same", "Nội dung khác cùng lời", 18),
        Column("answer", "Trả lời", 12, "answer"),
        Column(TOGETHER, "Áp dụng cho nội dung cùng lời", 15, "answer"),
        *signed_columns(document=11, decided_by=11, decided_on=10.5),
    ),
    frozen="unit",
)


def make_review_sheet(name: str, prepared: Prepared) -> dict[DecisionKey, Asked]:
    """What the workbook of the period `name` asks now, by record and field, or by unit and field where one answer is
    given for all that a unit did not report.
    """
    same = list_same(prepared.questions)
    asked: dict[DecisionKey, Asked] = {
        (each.record_id, each.field): _make_asked(each, name, prepared)
        for each in (*prepared.second_looks, *prepared.questions)
    }
    for key, others in same.items():
        asked[key] = replace(asked[key], others=tuple(_make_asked(each, name, prepared) for each in others))
    for group in group_questions(prepared.questions):
        if group.answerable:
            made = ask_for_all(group, name, prepared)
            asked[made.record_id, made.field] = made
    return asked


def _make_asked(question: Question, name: str, prepared: Prepared) -> Asked:
    scheme = prepared.period.scheme
    return Asked(
        question.record_id,
        question.field,
        question.expect,
        written=question.evidence,
        seen=mark_seen(name, question.judged.record),
        documents={
            value: "của cấp có thẩm quyền cho dừng"
            if scheme.needs_document(value)
            else "của cơ quan thẩm định, đánh giá"
            for value in question.candidates
            if needs_document(question.judged, question.field, value, scheme)
        },
    )


def ask_for_all(group: QuestionGroup, name: str, prepared: Prepared) -> Asked:
    """The one question about all that a unit did not report in the period `name`."""
    others = tuple(_make_asked(each, name, prepared) for each in group.answerable)
    code = group.unit.code
    return Asked(
        code, others[0].field, others[0].expect, seen=mark_group(name, group), others=others, stands_for=True
    )


def explain_not_asked(key: DecisionKey, prepared: Prepared) -> str:
    """Why a status is no question, or no longer."""
    (record_id, field), scheme = key, prepared.period.scheme
    judged = next((each for each in prepared.records if each.record.commitment.record_id == record_id), None)
    basis = FIELDS[field].basis
    units = {each.record.commitment.unit.code: each.record.commitment.unit.name for each in prepared.records}
    if record_id in units:
        return (
            f"dòng này nêu chung nhiều nội dung của {units[record_id]}, nay không trả lời chung được: "
            "trả lời ở từng dòng bên dưới (bấm dấu + ở lề trái)"
        )
    if judged is None or basis is None:
        return f"{record_id} không có trong danh mục đã ký của kỳ"
    if judged.is_decided(basis):
        made = judged.decisions[field]
        return (
            f"{record_id} ({scheme.label_basis(basis)}) đã có quyết định còn hiệu lực: {scheme.short(made.value)}, "
            f"{made.decided_by}, {made.decided_on:%d/%m/%Y}; muốn thay thì xóa dòng đó trong decisions.csv"
        )
    found = judged.at(basis)
    return (
        f"{record_id} ({scheme.label_basis(basis)}) không còn là câu hỏi: nay chương trình xác định "
        f"{scheme.short(found.status)} ({found.rule})"
    )


def mark_seen(period: str, record: Record) -> str:
    """A short hash of the period and of what the unit wrote; it ties an answer to the text that it answers."""
    return mark_text(f"{period}\n{record.summary}")


def mark_group(period: str, group: QuestionGroup) -> str:
    """The same of a row that stands for several records."""
    return mark_text(f"{period}\n{group.key}")
