"""The sheet of `review.xlsx` with what was decided: by whom, on what, whether it holds; and room to decide anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from camket.dates import format_date
from camket.exchange.choice_rows import make_choice_sheet
from camket.exchange.question_sheet import Column, Layout, Row, choices_of, question_of, signed_columns
from camket.exchange.review_questions import find_lines, mark_seen
from camket.intake.joining.choice_questions import ChoiceQuestion
from camket.judging.classify import STANDINGS, Judged
from camket.judging.judgement import label_finding
from camket.pipeline import Prepared
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import REVOKE, Decision
from camket.settings.fields import label_of
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, field_of

DECIDED = "Đã quyết định"


def _make_layout(*, checked: bool) -> Layout:
    return Layout(
        (
            Column("number", "TT", 4),
            Column("record_id", "record_id", 12, "key"),
            Column("field", "field", 12, "key"),
            Column("expect", "expect", 12, "key"),
            Column("seen", "seen", 12, "key"),
            Column("code", "Mã", 10),
            Column("unit", "Đơn vị", 11),
            Column("content", label_of("content"), 19),
            Column("about", "Hỏi về", 9),
            Column("value", "Đã quyết định", 12),
            Column("standing", "Hiệu lực", 14),
            Column("because", "Lý do, văn bản", 24),
            Column("person", "Ai, ngày nào", 16),
            Column("before", "Quyết định trước đó", 20),
            Column("said", "Đơn vị ghi gì hiện nay", 22),
            Column("answer", "Quyết định lại", 12, "answer"),
            *signed_columns(document=11, decided_by=11, decided_on=10.5, checked=checked),
        ),
        frozen="unit",
    )


# By whether a second person checks decisions.
DECIDED_LAYOUTS = {checked: _make_layout(checked=checked) for checked in (False, True)}


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines on one status of one record, in their order."""

    judged: Judged
    lines: Sequence[Decision]

    @property
    def last(self) -> Decision:
        return self.lines[-1]


def list_decided_rows(name: str, prepared: Prepared) -> list[Row]:
    """A row for each status of a record of the period `name` on which there is a decision, in register order.

    What was chosen otherwise, such as the later of two files, stands below.
    """
    scheme = prepared.period.scheme
    rows = [_make_row(each, name, scheme) for each in _list_lines(prepared)]
    asked = make_choice_sheet(name, prepared)
    chosen = [
        _make_choice_row(each, each.settled, asked[each.key].seen, scheme)
        for each in prepared.choices
        if each.settled
    ]
    return [*rows, *chosen]


def _make_choice_row(question: ChoiceQuestion, made: Decision, seen: str, scheme: Scheme) -> Row:
    texts = {
        "record_id": made.record_id,
        "field": made.field,
        "expect": question.expect,
        "seen": seen,
        "code": made.record_id,
        "unit": question.unit_name,
        "content": question.content,
        "about": question_of(made.definition, scheme),
        "value": question.choices.get(made.value, made.value),
        "standing": STANDINGS["in_force"],
        "because": _describe_reason(made),
        "person": _describe_person(made),
    }
    return Row(texts, (*question.choices.values(), REVOKE))


def _list_lines(prepared: Prepared) -> Iterator[_Lines]:
    made = find_lines(prepared)
    for judged in prepared.records:
        for basis in BASES:
            if lines := made.get((judged.record.commitment.record_id, field_of(basis))):
                yield _Lines(judged, lines)


def _make_row(each: _Lines, name: str, scheme: Scheme) -> Row:
    judged, last = each.judged, each.last
    signed, found = judged.record.commitment, judged.found[last.field]
    texts: Mapping[str, str] = {
        "record_id": last.record_id,
        "field": last.field,
        "expect": label_finding(found.status, found.rule),
        "seen": mark_seen(name, judged.record, last),
        "code": last.record_id,
        "unit": signed.unit.name,
        "content": signed.summary,
        "about": question_of(last.definition, scheme),
        "value": _describe_value(last, scheme),
        "standing": STANDINGS[judged.standing_of(last)]
        + (f": {fault}" if (fault := judged.faults.get(last.field)) else ""),
        "because": _describe_reason(last),
        "person": _describe_person(last),
        "before": "\n".join(_describe_earlier(made, judged, scheme) for made in reversed(each.lines[:-1])),
        "said": judged.record.summary or "Đơn vị không ghi gì.",
    }
    choices = tuple(choices_of(FIELDS[last.field], scheme).values())
    return Row(texts, choices if last.is_revocation else (*choices, REVOKE))


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
