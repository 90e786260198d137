"""What the review asks, and what an answer to each question has to match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from camket.dates import format_date
from camket.exchange.choice_rows import make_choice_sheet
from camket.exchange.possible_answers import find_possible_answers
from camket.exchange.question_sheet import UNSEEN, Asked, mark_text
from camket.figures.question_groups import QuestionGroup, group_questions, list_same
from camket.intake.joining.record import Record
from camket.judging.classify import Judged
from camket.judging.conflicts import needs_document
from camket.judging.judgement import label_finding, still_holds
from camket.pipeline import Prepared
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import Decision, DecisionKey
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis, field_of

Lines = Mapping[DecisionKey, Sequence[Decision]]


def make_review_sheet(name: str, prepared: Prepared) -> dict[DecisionKey, Asked]:
    """What the workbook of the period `name` asks now, by record and field, or by unit and field where one answer is
    given for all that a unit did not report. What was decided may be decided anew.
    """
    lines, chosen = find_lines(prepared), make_choice_sheet(name, prepared)
    decided = [
        (judged, basis)
        for judged in prepared.records
        for basis in BASES
        if (judged.record.commitment.record_id, field_of(basis)) in lines
    ]
    questions = [(each.judged, each.basis) for each in (*prepared.second_looks, *prepared.questions)]
    asked: dict[DecisionKey, Asked] = {**chosen}
    for judged, basis in (*decided, *questions):
        made = _make_asked(judged, basis, name, prepared.period, lines)
        asked[made.record_id, made.field] = made
    for key, others in list_same(prepared.questions).items():
        asked[key] = replace(asked[key], others=tuple(asked[each.record_id, each.field] for each in others))
    for group in group_questions(prepared.questions):
        if group.answerable:
            made = ask_for_all(group, name, prepared.period, lines)
            asked[made.record_id, made.field] = made
    return asked


def find_lines(prepared: Prepared) -> Lines:
    """The lines of decisions.csv on statuses, by record and field."""
    found: dict[DecisionKey, list[Decision]] = {}
    for made in prepared.decisions:
        found.setdefault(made.key, []).append(made)
    return found


def _make_asked(judged: Judged, basis: Basis, name: str, period: Period, lines: Lines) -> Asked:
    field, record, scheme = field_of(basis), judged.record, period.scheme
    record_id = record.commitment.record_id
    made = lines.get((record_id, field))
    last = made[-1] if made else None
    expect = label_finding(judged.found[field].status, judged.found[field].rule)
    proposed = judged.proposed.get(field)
    possible = find_possible_answers(judged, basis, period)
    return Asked(
        record_id,
        field,
        expect,
        written=record.summary,
        seen=mark_seen(name, record, last),
        documents={
            value: "của cấp có thẩm quyền cho dừng"
            if scheme.needs_document(value)
            else "của cơ quan thẩm định, đánh giá"
            for value in possible.choices
            if needs_document(judged, field, value, scheme)
        },
        again=last is not None,
        revocable=last is not None and not last.is_revocation and possible.revocable,
        proposed=proposed if proposed and still_holds(proposed, expect, record.summary) else None,
        unseen=_explain_decided(judged, basis, scheme) if judged.is_decided(basis) else UNSEEN,
        choices=possible.choices,
        ruled_out=possible.ruled_out,
    )


def _explain_decided(judged: Judged, basis: Basis, scheme: Scheme) -> str:
    """What a row of before is told that answers what is decided by now."""
    made = judged.decisions[field_of(basis)]
    return (
        f"({scheme.label_basis(basis)}) đã có quyết định còn hiệu lực: {scheme.short(made.value)}, "
        f"{made.decided_by}, {format_date(made.decided_on)}; muốn thay thì ghi ở trang Đã quyết định của review.xlsx "
        "mới nhất"
    )


def ask_for_all(group: QuestionGroup, name: str, period: Period, lines: Lines) -> Asked:
    """The one question about all that a unit did not report in the period `name`: what answers every one of them."""
    others = tuple(_make_asked(each.judged, each.basis, name, period, lines) for each in group.answerable)
    return Asked(
        group.unit.code,
        others[0].field,
        others[0].expect,
        seen=mark_group(name, group),
        choices={
            value: label
            for value, label in (others[0].choices or {}).items()
            if all(value in (each.choices or {}) for each in others)
        },
        others=others,
        stands_for=True,
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
    found = judged.at(basis)
    return (
        f"{record_id} ({scheme.label_basis(basis)}) không còn là câu hỏi: nay chương trình xác định "
        f"{scheme.short(found.status)} ({found.rule})"
    )


def mark_seen(period: str, record: Record, last: Decision | None) -> str:
    """A short hash of the period, of what the unit wrote and of the last line on it; it ties an answer to these."""
    decided = f"\n{last.model_dump_json()}" if last else ""
    return mark_text(f"{period}\n{record.summary}{decided}")


def mark_group(period: str, group: QuestionGroup) -> str:
    """The same of a row that stands for several records."""
    return mark_text(f"{period}\n{group.key}")
