"""The sheet of `review.xlsx` with what was decided: by whom, on what, whether it holds; and room to decide anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from camket.dates import format_date
from camket.exchange.question_sheet import Asked, Row, question_of
from camket.exchange.review_questions import find_lines
from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.judging.classify import STANDINGS, Judged
from camket.pipeline import Prepared
from camket.settings.decisions import REVOKE, Decision, DecisionKey
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, field_of

DECIDED = "Đã quyết định"


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines on one status of one record, in their order."""

    judged: Judged
    lines: Sequence[Decision]

    @property
    def last(self) -> Decision:
        return self.lines[-1]


def list_decided_rows(prepared: Prepared, asked: Mapping[DecisionKey, Asked]) -> list[Row]:
    """A row for each status of a record on which there is a decision, in register order; `asked` may be answered anew.

    What was chosen otherwise, such as the later of two files, stands below.
    """
    scheme = prepared.period.scheme
    rows = [_make_row(each, asked[each.last.key], scheme) for each in _list_lines(prepared)]
    chosen = [
        _make_choice_row(each, each.settled, asked[each.key], scheme)
        for each in prepared.choices
        if each.settled
    ]
    return [*rows, *chosen]


def _make_choice_row(question: ChoiceQuestion, made: Decision, asked: Asked, scheme: Scheme) -> Row:
    texts = {
        "record_id": made.record_id,
        "field": made.field,
        "expect": question.expect,
        "seen": asked.seen,
        "code": made.record_id,
        "unit": question.unit_name,
        "content": question.content,
        "about": question_of(made.definition, scheme),
        "value": question.choices.get(made.value, made.value),
        "standing": STANDINGS["in_force"],
        "because": _describe_reason(made),
        "person": _describe_person(made),
    }
    return Row(texts, asked.offer())


def _list_lines(prepared: Prepared) -> Iterator[_Lines]:
    made = find_lines(prepared)
    for judged in prepared.records:
        for basis in BASES:
            if lines := made.get((judged.record.commitment.record_id, field_of(basis))):
                yield _Lines(judged, lines)


def _make_row(each: _Lines, asked: Asked, scheme: Scheme) -> Row:
    judged, last = each.judged, each.last
    signed = judged.record.commitment
    standing = STANDINGS[judged.standing_of(last)]
    if fault := judged.faults.get(last.field):
        standing += f": {fault}"
    texts: Mapping[str, str] = {
        "record_id": last.record_id,
        "field": last.field,
        "expect": asked.expect,
        "seen": asked.seen,
        "code": last.record_id,
        "unit": signed.unit.name,
        "content": signed.summary,
        "about": question_of(last.definition, scheme),
        "value": _describe_value(last, scheme),
        "standing": "\n".join([standing, *(f"- {each}" for each in asked.ruled_out)]),
        "because": _describe_reason(last),
        "person": _describe_person(last),
        "before": "\n".join(_describe_earlier(made, judged, scheme) for made in reversed(each.lines[:-1])),
        "said": judged.record.summary or "Đơn vị không ghi gì.",
    }
    return Row(texts, asked.offer())


def _describe_value(made: Decision, scheme: Scheme) -> str:
    return scheme.short(made.value) if made.value else REVOKE


def _describe_reason(made: Decision) -> str:
    return made.reason + (f" ({made.document})" if made.document else "")


def _describe_person(made: Decision) -> str:
    role = f" ({made.role})" if made.role else ""
    checked = f"; kiểm tra: {made.checked_by}" if made.checked_by else ""
    return f"{made.decided_by}{role}, {format_date(made.decided_on)}{checked}"


def _describe_earlier(made: Decision, judged: Judged, scheme: Scheme) -> str:
    standing = STANDINGS[judged.standing_of(made)]
    return f"- {_describe_value(made, scheme)}: {_describe_person(made)} ({standing})"
