"""Answers checked all together, then added to decisions.csv; or none of them, with every fault named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.errors import InputError
from camket.figures.questions import Question
from camket.inputs.append import append_rows
from camket.inputs.decisions import Decision, quote
from camket.inputs.period import decision_days
from camket.inputs.project import PeriodFolder
from camket.judging.classify import Judged, classify_record
from camket.judging.rules import Rules
from camket.outputs.review import FILE
from camket.processed.prepare import Prepared
from camket.review.answers import Answer, read_answers
from camket.review.check import (
    Fault,
    answers_question,
    check_cells,
    check_move,
    check_question,
    not_asked,
    refuse,
)
from camket.statuses import BASES, UNRESOLVED, StatusField


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a workbook: decisions added, how many were there already, how many questions are left.

    `fallen` are the records of which an answer was there already and no longer holds; `skipped` says in
    Vietnamese what was not read.
    """

    added: tuple[Decision, ...]
    already: int
    fallen: tuple[str, ...]
    left: int
    skipped: tuple[str, ...]


def apply_answers(folder: PeriodFolder, prepared: Prepared, rules: Rules, path: Path) -> Applied:
    """Takes the answers of a filled-in workbook into `decisions.csv`.

    Raises `InputError` that names every faulty cell; then nothing has been written.
    """
    answers, skipped = read_answers(path, path.name)
    known: list[Answer] = []
    new: list[Answer] = []
    for answer in answers:
        (known if is_recorded(answer, folder.name, prepared) else new).append(answer)
    added = _check(new, prepared, rules, folder.name, path.name)
    if added:
        place = f"data/raw/{folder.name}/decisions.csv"
        rows = [decision.model_dump(mode="json") for decision in added]
        append_rows(folder.raw / "decisions.csv", place, tuple(Decision.model_fields), rows)
    fallen = dict.fromkeys(answer.text("record_id") for answer in known if _asked_again(answer, prepared))
    left = _count_left(prepared, rules, added)
    return Applied(tuple(added), len(known), tuple(fallen), left, skipped)


def is_recorded(answer: Answer, period: str, prepared: Prepared) -> bool:
    """Whether this very answer is among the decisions already.

    One that fell away and is given again, to what the unit says now, is a new one.
    """
    again = _asked_again(answer, prepared)
    if again and answers_question(answer, again, period):
        return False
    return any(
        (made.record_id, made.field, made.expect, made.value)
        == (answer.text("record_id"), answer.field, answer.text("expect"), answer.status)
        and (made.why, made.document) == (quote(answer.text("reason"), ""), answer.text("document"))
        and (made.decided_by, made.decided_on) == (answer.text("decided_by"), answer.day)
        for made in prepared.decisions
    )


def _asked_again(answer: Answer, prepared: Prepared) -> Question | None:
    """The open question that an answer is about, or None where nothing is open."""
    key = (answer.text("record_id"), answer.field)
    return next((each for each in prepared.questions if (each.record_id, each.field) == key), None)


def refuse_unapplied(folder: PeriodFolder, prepared: Prepared) -> None:
    """Raises `InputError` where the review workbook among the outputs holds answers not yet applied.

    A run replaces it. One that cannot be read whole (a password, a column or a sheet gone) may hold some.
    """
    path, place = folder.outputs / FILE, f"outputs/{folder.name}/{FILE}"
    try:
        answers, skipped = read_answers(path, place) if path.is_file() else ([], ())
        unread = "; ".join(skipped)
    except InputError as error:
        answers, unread = [], error.found
    if unread:
        raise InputError(
            where=place,
            found=f"{unread}: có thể còn trả lời chưa áp dụng; chạy lại thì tệp này bị thay",
            expected="tệp review.xlsx đọc được trọn vẹn",
            remedy="sửa tệp; hoặc chuyển tệp ra ngoài thư mục outputs",
        )
    waiting = [answer for answer in answers if not is_recorded(answer, folder.name, prepared)]
    if waiting:
        raise InputError(
            where=f"{place} › {waiting[0].place('answer')}",
            found=f"{len(waiting)} dòng đã ghi trả lời mà chưa áp dụng; chạy lại thì tệp này bị thay",
            expected="các trả lời đã có trong decisions.csv, hoặc tệp để ở nơi khác",
            remedy=f"áp dụng: camket review {folder.name} --apply {place}; hoặc chuyển tệp ra ngoài thư mục outputs",
        )


def _check(
    answers: Sequence[Answer], prepared: Prepared, rules: Rules, period: str, file: str
) -> list[Decision]:
    """The decisions that the answers make. Raises `InputError` for all that is wrong with them."""
    days = decision_days(prepared.period)
    asked = {f"{each.record_id} {each.field}": each for each in (*prepared.questions, *prepared.second_looks)}
    records = {judged.record.commitment.record_id: judged for judged in prepared.records}
    made: dict[tuple[str, StatusField], Decision] = {}
    latest: dict[str, Answer] = {}
    faults: list[Fault] = []
    for answer in answers:
        if wrong := list(check_cells(answer, days)):
            faults += wrong
            continue
        question = asked.get(f"{answer.text('record_id')} {answer.field}")
        if question is None:
            faults.append(not_asked(answer, records))
            continue
        faults += check_question(answer, question, period, rules)
        decision = _decide(answer, question)
        latest[question.record_id] = answer
        if made.setdefault((question.record_id, question.field), decision) != decision:
            faults.append(Fault(answer.place("answer"), f"{question.record_id}: hai dòng trả lời khác nhau"))
    anew = _judge_anew(prepared, rules, list(made.values()))
    for record_id, answer in latest.items():
        faults += check_move(answer, anew[record_id])
    if faults:
        raise refuse(file, faults)
    return list(made.values())


def _decide(answer: Answer, question: Question) -> Decision:
    return Decision.model_validate(
        {
            "record_id": question.record_id,
            "field": question.field,
            "value": answer.status,
            "expect": question.expect,
            "reason": quote(answer.text("reason"), question.evidence),
            "document": answer.text("document"),
            "decided_by": answer.text("decided_by"),
            "decided_on": answer.day,
        }
    )


def _count_left(prepared: Prepared, rules: Rules, added: Sequence[Decision]) -> int:
    """How many questions are open once the decisions are applied."""
    anew = _judge_anew(prepared, rules, added)
    records = [anew.get(judged.record.commitment.record_id, judged) for judged in prepared.records]
    return sum(judged.at(basis).status == UNRESOLVED for judged in records for basis in BASES)


def _judge_anew(prepared: Prepared, rules: Rules, added: Sequence[Decision]) -> dict[str, Judged]:
    """The records that further decisions are about, judged with them."""
    further: dict[str, dict[StatusField, Decision]] = {}
    for decision in added:
        further.setdefault(decision.record_id, {})[decision.field] = decision
    return {
        record_id: classify_record(
            judged.record, rules, {**judged.decisions, **further[record_id]}, prepared.period.year
        )
        for judged in prepared.records
        if (record_id := judged.record.commitment.record_id) in further
    }
