"""Check answers cell by cell, and make decisions from those without a fault."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from camket.errors import InputError
from camket.exchange.filled_in import FilledIn
from camket.exchange.question_sheet import Asked, choices_of, question_of
from camket.exchange.together import (
    Held,
    check_choice,
    check_together,
    is_for_others,
    note_together,
    pass_on,
    stands_for,
)
from camket.settings.decision_checks import describe_day_fault
from camket.settings.decision_fields import FIELDS, DecisionField
from camket.settings.decisions import (
    REVOKE,
    Decision,
    DecisionKey,
    join_ids,
    names_document,
    split_ids,
    split_quotation,
)
from camket.settings.scheme import Scheme
from camket.settings.units import unit_of
from camket.text import fold

_REQUIRED = ("answer", "reason", "decided_by", "decided_on")
_WORDS = ("reason", "decided_by", "role", "checked_by")
# What would be a formula in the decisions.csv that somebody opens in Excel.
_FORMULA = ("=", "@", "+", "-")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell and what was found there."""

    place: str
    found: str


@dataclass(frozen=True, slots=True)
class Asking:
    """All current questions, and what answers have to satisfy.

    `signed` are the ids of the period's commitments, `days` the first and the last day for each field, `explain`
    says why something is not asked, `held` what texts that say the same were decided or labelled before, `owners` which
    unit answers for a commitment.
    """

    questions: Mapping[DecisionKey, Asked]
    signed: Collection[str]
    days: Callable[[DecisionField], tuple[date, date]]
    explain: Callable[[DecisionKey], str]
    scheme: Scheme
    held: Callable[[DecisionKey], Sequence[Held]] = lambda _: ()
    owners: Mapping[str, str] = field(default_factory=dict)

    def asked_of(self, row: FilledIn) -> Asked | None:
        """The question that a row answers, if it is asked."""
        return self.questions.get(row.decision_key)


def check_answers(
    rows: Sequence[FilledIn], asking: Asking
) -> tuple[list[tuple[FilledIn, Decision]], list[Fault]]:
    """The decisions that the rows make, each once with the first row that makes it, and all faults."""
    made: dict[DecisionKey, tuple[FilledIn, Decision]] = {}
    for_others: list[tuple[FilledIn, Decision]] = []
    faults: list[Fault] = []
    for row in rows:
        if wrong := list(_check_cells(row, asking)):
            faults += wrong
            continue
        asked = asking.asked_of(row)
        if asked is None:
            faults.append(Fault(row.place("answer"), asking.explain(row.decision_key)))
            continue
        faults += _check_question(row, asked, asking)
        for decision in make_decisions(row, asking):
            first = made.setdefault(decision.key, (row, decision))
            if first[1] != decision:
                faults.append(Fault(row.place("answer"), f"{decision.record_id}: hai dòng trả lời khác nhau"))
        for_others += [(row, decision) for decision in share_decisions(row, asking)]
    for row, decision in for_others:
        first = made.setdefault(decision.key, (row, decision))
        if first[1].value != decision.value:
            says = f"{decision.record_id}: trả lời chung ở ô này khác trả lời ở {first[0].place('answer')}"
            faults.append(Fault(row.place("answer"), says))
    return list(made.values()), faults


def make_decisions(row: FilledIn, asking: Asking) -> list[Decision]:
    """The decisions of a complete row: its answer, then its amendments. Empty if something is missing."""
    name, decision = row.text("field"), _read_decision(row, asking)
    if decision is None or stands_for(row, asking.signed):
        return []
    if is_for_others(row, asking.signed):
        decision = decision.model_copy(update={"reason": note_together(decision.reason, row)})
    values = {name: decision.value, **{each: row.text(each) for each in _amendments(row) if row.text(each)}}
    return [decision.model_copy(update={"field": field, "value": value}) for field, value in values.items()]


def share_decisions(row: FilledIn, asking: Asking) -> list[Decision]:
    """The decisions on other things for which the answer of a complete row is given too."""
    decision = _read_decision(row, asking)
    if decision is None or not is_for_others(row, asking.signed):
        return []
    asked = asking.asked_of(row)
    return pass_on(decision, row, asked, stands_for(row, asking.signed))


def _read_decision(row: FilledIn, asking: Asking) -> Decision | None:
    """The answer of a row as a decision; None if something is missing."""
    asked = asking.asked_of(row)
    if proposed := _find_checked(row, asked):
        return proposed.model_copy(update={"checked_by": row.text("checked_by")})
    value = read_answer(row, asking)
    if value is None or row.day is None or not all(row.text(each) for each in _REQUIRED):
        return None
    return Decision(
        record_id=row.text("record_id"),
        field=row.text("field"),
        value=value,
        expect=row.text("expect"),
        reason=split_quotation(row.text("reason"))["reason"],
        document=row.text("document"),
        decided_by=row.text("decided_by"),
        decided_on=row.day,
        written=asked.written if asked else "",
        role=row.text("role"),
        checked_by=row.text("checked_by"),
    )


def _find_checked(row: FilledIn, asked: Asked | None) -> Decision | None:
    """The proposal that a row confirms."""
    return asked.proposed if asked and confirms(row) else None


def confirms(row: FilledIn) -> bool:
    """Whether a row only says who checked what was proposed."""
    return [name for name in row.layout.named("answer") if row.text(name)] == ["checked_by"]


def read_answer(row: FilledIn, asking: Asking) -> str | None:
    """The value that an answer names by words, code or id, empty for one that revokes; None if it names none."""
    said, field = fold(row.text("answer")), FIELDS.get(row.text("field"))
    if field is None or not said:
        return None
    if said == fold(REVOKE) and _may_revoke(row, asking):
        return ""
    for value, label in _list_choices(row, field, asking).items():
        if said in (fold(label), fold(value)):
            return value
    wanted = split_ids(row.text("answer").upper().removesuffix(";"))
    return join_ids(wanted) if field.names == "signed" and set(wanted) <= _own_ids(row, asking) else None


def _list_choices(row: FilledIn, field: DecisionField, asking: Asking) -> Mapping[str, str]:
    asked = asking.asked_of(row)
    if asked and asked.choices and not field.is_status:
        return asked.choices
    # A result that the other one rules out now may be given together with that one, or may have been given before.
    return choices_of(field, asking.scheme)


def _may_revoke(row: FilledIn, asking: Asking) -> bool:
    """Whether a decision may be revoked here; this is done one by one."""
    asked = asking.asked_of(row)
    return asked is not None and asked.again and not is_for_others(row, asking.signed)


def answers_question(row: FilledIn, asked: Asked) -> bool:
    """Whether a row was given to what the program finds, and the unit says, now."""
    return row.text("expect") == asked.expect and _has_seen(row, asked)


def _has_seen(row: FilledIn, asked: Asked) -> bool:
    """Whether what a row shows is what the unit says now; workbooks of before may lack the mark of it."""
    return "seen" not in row.cells or row.text("seen") == asked.seen


def refuse(file: str, faults: Sequence[Fault]) -> InputError:
    """All faults of a workbook in one message."""
    return InputError(
        where=f"{file}: {len(faults)} chỗ",
        found="\n         ".join(f"{fault.place}: {fault.found}" for fault in faults),
        expected="mỗi dòng đã ghi có đủ trả lời, lý do, người quyết định, ngày, và hỏi điều hiện còn hỏi",
        remedy="sửa các ô được nêu rồi áp dụng lại; chưa có gì được ghi vào decisions.csv",
    )


def _check_cells(row: FilledIn, asking: Asking) -> Iterator[Fault]:
    """The faults of a row by itself: lost or foreign keys, missing or unusable cells."""
    if lost := [name for name in row.layout.named("key") if not row.text(name)]:
        headings = ", ".join(map(row.layout.heading, lost))
        yield Fault(row.place("code"), f"dòng đã ghi nhưng mất cột ẩn {headings}")
        return
    field = FIELDS.get(row.text("field"))
    if field is None:
        heading = row.layout.heading("field")
        yield Fault(row.place("field"), f"cột ẩn {heading} ghi “{row.text('field')}”")
        return
    if row.text("code") != row.text("record_id"):
        says = f"dòng ghi {row.text('code')}, cột ẩn ghi {row.text('record_id')}: sắp xếp chưa đủ cột"
        yield Fault(row.place("code"), says)
    if "about" in row.cells and not row.text("about").startswith(question_of(field, asking.scheme)):
        yield Fault(
            row.place("about"), f"cột ẩn hỏi về “{question_of(field, asking.scheme)}”: sắp xếp chưa đủ cột"
        )
    yield from _check_filled(row, field, asking)


def _check_filled(row: FilledIn, field: DecisionField, asking: Asking) -> Iterator[Fault]:
    """What is wrong with the cells that a person filled in, or left out."""
    asked = asking.asked_of(row)
    proposed = _find_checked(row, asked)
    for name in filter(row.cells.__contains__, row.layout.named("answer")):
        text, heading = row.text(name), row.layout.heading(name).lower()
        if problem := row.cells[name].problem:
            yield Fault(row.place(name), problem)
        elif (
            not proposed
            and name in _REQUIRED
            and not (split_quotation(text)["reason"] if name == "reason" else text)
        ):
            yield Fault(row.place(name), f"dòng đã ghi nhưng thiếu {heading}")
        elif name != "decided_on" and text.startswith(_FORMULA):
            yield Fault(row.place(name), f"“{text}” bắt đầu như một công thức")
        elif name in _WORDS and text and not any(map(str.isalpha, text)):
            yield Fault(row.place(name), f"“{text}” không phải {heading}")
    decided_by = proposed.decided_by if proposed else row.text("decided_by")
    if row.text("checked_by") and fold(row.text("checked_by")) == fold(decided_by):
        yield Fault(row.place("checked_by"), "người kiểm tra phải khác người quyết định")
    yield from (Fault(row.place(name), found) for name, found in check_choice(row))
    value = read_answer(row, asking)
    if row.text("answer") and value is None:
        labels = [
            *_list_choices(row, field, asking).values(),
            *(("mã một nội dung năm trước của đơn vị",) if field.names == "signed" else ()),
            *((REVOKE,) if _may_revoke(row, asking) else ()),
        ]
        yield Fault(row.place("answer"), f"“{row.text('answer')}” không phải một trong: {', '.join(labels)}")
    elif value is not None and any(
        row.text(name) and FIELDS[name].beside != value for name in _amendments(row)
    ):
        yield Fault(row.place("answer"), "không đưa vào thì không sửa nội dung, chỉ tiêu, thời hạn")
    if row.text("decided_on"):
        if row.day is None:
            says = f"“{row.text('decided_on')}” không phải một ngày dạng 07/11/2022"
            yield Fault(row.place("decided_on"), says)
        elif fault := describe_day_fault(row.day, asking.days(field), field):
            yield Fault(row.place("decided_on"), f"ngày {row.text('decided_on')}, cần {fault}")


def _check_question(row: FilledIn, asked: Asked, asking: Asking) -> Iterator[Fault]:
    """The faults of a complete row as an answer to the current question."""
    now = f"; nay đơn vị ghi “{asked.written}”" if asked.written else ""
    if row.text("expect") != asked.expect:
        yield Fault(
            row.place("answer"),
            f"{asked.record_id}: khi tạo tệp, chương trình xác định {row.text('expect')}, nay là {asked.expect}{now}",
        )
    elif not _has_seen(row, asked):
        yield Fault(
            row.place("said" if "said" in row.cells else "content"),
            f"{asked.record_id}: {asked.unseen}{now}",
        )
    proposed, value = _find_checked(row, asked), read_answer(row, asking) or ""
    if not (proposed or value or asked.revocable):
        yield Fault(row.place("answer"), f"{asked.record_id}: không còn quyết định nào để thu hồi")
    document = proposed.document if proposed else row.text("document")
    whose = (asked.documents or {}).get(proposed.value if proposed else value)
    if whose and not names_document(document):
        yield Fault(row.place("document"), f"thiếu văn bản (số, ngày) {whose}")
    if is_for_others(row, asking.signed) and row.text("expect") == asked.expect:
        held = () if asked.stands_for else asking.held(row.decision_key)
        yield from (Fault(row.place(name), found) for name, found in check_together(row, asked, value, held))


def _amendments(row: FilledIn) -> list[str]:
    return [name for name in row.layout.named("answer") if name in FIELDS]


def _own_ids(row: FilledIn, asking: Asking) -> set[str]:
    """The ids of the commitments of the unit that a row is about."""
    unit = unit_of(row.text("record_id"))
    return {each for each in asking.signed if asking.owners.get(each, unit_of(each)) == unit}
