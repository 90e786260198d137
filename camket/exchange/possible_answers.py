"""Which answers on a status can be taken: what lists offer and what is accepted both come from here.

A final result at the cut-off rules out some results of the full year (`then` of the scheme).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.exchange.question_sheet import choices_of
from camket.judging.classify import Judged, classify_record
from camket.judging.judgement import label_finding
from camket.pipeline import Prepared
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import Decision, set_unchecked_aside
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, UNRESOLVED, Basis, field_of


@dataclass(frozen=True, slots=True)
class PossibleAnswers:
    """The values that can be decided on a status as the other one is now, with their words.

    `revocable` is whether revoking leaves a result that can stand; `ruled_out` says of the rest why not.
    """

    choices: Mapping[str, str]
    revocable: bool
    ruled_out: tuple[str, ...]


def find_possible_answers(judged: Judged, basis: Basis, period: Period) -> PossibleAnswers:
    """Tries each answer by itself: the record is judged anew with it."""
    scheme, field = period.scheme, field_of(basis)
    choices = choices_of(FIELDS[field], scheme)
    possible = {value: label for value, label in choices.items() if not _try(judged, field, value, period)}
    (other,) = (each for each in BASES if each != basis)
    now = f"{scheme.label_basis(other)}, nay là {scheme.short(judged.at(other).status)}"
    ruled_out = tuple(
        f"{label}: chỉ được khi sửa cả kết quả {now}"
        for value, label in choices.items()
        if value not in possible
    )
    return PossibleAnswers(possible, not _try(judged, field, "", period), ruled_out)


def _try(judged: Judged, field: str, value: str, period: Period) -> str:
    found = judged.found[field]
    made = Decision(
        record_id=judged.record.commitment.record_id,
        field=field,
        value=value,
        expect=label_finding(found.status, found.rule),
        reason="?",
        decided_by="?",
        decided_on=period.cut_off,
        written=judged.record.summary,
    )
    return find_contradiction(_decide_anew(judged, {field: made}, period), period.scheme)


def judge_anew(prepared: Prepared, added: Sequence[Decision]) -> dict[str, Judged]:
    """The records that further decisions concern, judged with them."""
    further: dict[str, dict[str, Decision]] = {}
    period = prepared.period
    applied, _ = set_unchecked_aside(added, second_person=period.decisions.second_person)
    for decision in applied:
        if decision.definition.is_status:
            further.setdefault(decision.record_id, {})[decision.field] = decision
    return {
        record_id: _decide_anew(judged, further[record_id], period)
        for judged in prepared.records
        if (record_id := judged.record.commitment.record_id) in further
    }


def _decide_anew(judged: Judged, further: Mapping[str, Decision], period: Period) -> Judged:
    return classify_record(
        judged.record,
        {name: made for name, made in {**judged.decisions, **further}.items() if not made.is_revocation},
        period.year,
        period.scheme,
        period.cut_off,
        judged.earlier,
        faults={name: fault for name, fault in judged.faults.items() if name not in further},
    )


def find_contradiction(judged: Judged, scheme: Scheme) -> str:
    """Why the two results of a record cannot stand side by side, or empty."""
    before, after = judged.cut_off.status, judged.full_year.status
    if not scheme.is_final(before) or after == UNRESOLVED or scheme.may_follow(before, after):
        return ""
    return (
        f"{judged.record.commitment.record_id}: đến ngày chốt là {scheme.short(before)} thì cả năm không thể là "
        f"{scheme.short(after)}; sửa một trong hai kết quả"
    )
