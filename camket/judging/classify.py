"""Classify each record on both bases: by what its texts say, then by a person's decisions, each with its guard."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from camket.intake.joining.record import Record
from camket.judging.cut_off import differ_from_decision, judge_cut_off
from camket.judging.full_year import judge_full_year
from camket.judging.judgement import (
    Judgement,
    Terms,
    add_facts,
    describe_fallen,
    judge_by_decision,
    label_finding,
    promise_of,
    still_holds,
)
from camket.judging.promise import Promise
from camket.settings.decisions import Decision
from camket.settings.read_scheme import built_in_scheme
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis, describe_state

__all__ = [
    "DECIDED_BY_PERSON", "DECISION_FALLEN", "Judged", "Judgement", "classify_record", "classify_records",
]  # fmt: skip

# Where a judgement has one of these for its rule, a person decided it, or had until the unit changed its row.
DECIDED_BY_PERSON = "decision"
DECISION_FALLEN = "decision_outdated"


@dataclass(frozen=True, slots=True)
class Judged:
    """A record with its two judgements, what the program found by itself, and what is to be asked of each.

    `decisions` are the latest ones on it, whether they still hold or not; `disagreements` say where the
    unit's claim, the appraiser's verdict and the finding or decision at the cut-off differ, asked or not.
    """

    record: Record
    cut_off: Judgement
    full_year: Judgement
    found: Mapping[str, Judgement]
    reasons: Mapping[Basis, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    disagreements: tuple[str, ...] = ()

    def at(self, basis: Basis) -> Judgement:
        """The judgement at the cut-off or for the full year."""
        return self.cut_off if basis == "cut_off" else self.full_year

    def is_decided(self, basis: Basis) -> bool:
        """Whether a person's decision, which still holds, gave the judgement."""
        return self.at(basis).rule == DECIDED_BY_PERSON

    @property
    def review_reasons(self) -> tuple[str, ...]:
        """Why a person is asked, of either judgement, each reason once."""
        return tuple(dict.fromkeys(reason for reasons in self.reasons.values() for reason in reasons))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who decided what still holds, each name once."""
        made = [each for each in self.decisions.values() if self.is_decided(each.basis)]
        return tuple(dict.fromkeys(each.decided_by for each in made))


def classify_records(
    records: Sequence[Record],
    decisions: Sequence[Decision],
    year: int | None = None,
    scheme: Scheme | None = None,
    cut_off: date | None = None,
) -> list[Judged]:
    """The records judged, in the same order."""
    by_record: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        by_record.setdefault(decision.record_id, {})[decision.field] = decision
    terms = Terms(scheme or built_in_scheme(), year, cut_off)
    with _without_garbage_collector():
        return [
            _classify(record, by_record.get(record.commitment.record_id, {}), terms) for record in records
        ]


@contextmanager
def _without_garbage_collector() -> Iterator[None]:
    """Judging makes no cycles, so the collector would search each of a million records again and again for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def classify_record(
    record: Record,
    decisions: Mapping[str, Decision],
    year: int | None = None,
    scheme: Scheme | None = None,
    cut_off: date | None = None,
) -> Judged:
    """Judges one record; a decision applies only while the program still finds what it `expect`s.

    With the `year` of the commitments, an estimate that names a day after it is asked about; with the day of the
    `cut_off`, what is running then is known to be late or not. The `scheme` is by default the built-in one.
    """
    return _classify(record, decisions, Terms(scheme or built_in_scheme(), year, cut_off))


def _classify(record: Record, decisions: Mapping[str, Decision], terms: Terms) -> Judged:
    promise = promise_of(record)
    found, asks, disagreements = judge_cut_off(record, promise, terms.year)
    at_cut_off = add_facts(found, record, "cut_off", terms)
    full_year, asks_full_year = _judge_year(record, promise, at_cut_off, terms)
    judged = Judged(
        record,
        at_cut_off,
        full_year,
        {"cut_off_status": at_cut_off, "full_year_status": full_year},
        {"cut_off": _ask(record, at_cut_off, asks, "cut_off", terms), "full_year": asks_full_year},
        decisions,
        tuple(disagreements),
    )
    return _apply(judged, promise, terms) if decisions else judged


def _judge_year(
    record: Record, promise: Promise, cut_off: Judgement, terms: Terms
) -> tuple[Judgement, tuple[str, ...]]:
    """What is found for the full year, and what is to be asked of it."""
    found, asks = judge_full_year(record, promise, cut_off, terms)
    return found, _ask(record, found, asks, "full_year", terms)


def _apply(judged: Judged, promise: Promise, terms: Terms) -> Judged:
    """What a person decided put in the place of what was found; of the cut-off, with what follows for the year."""
    record, disagreements = judged.record, judged.disagreements
    cut_off, asked = judged.cut_off, judged.reasons["cut_off"]
    full_year, asked_full_year = judged.full_year, judged.reasons["full_year"]
    if made := judged.decisions.get("cut_off_status"):
        cut_off, asked = _decide(record, judged.cut_off, judged.cut_off, made, terms, "cut_off")
    if cut_off.rule == DECIDED_BY_PERSON:
        disagreements += tuple(differ_from_decision(record, promise, cut_off.state))
    if cut_off.status != judged.cut_off.status:
        full_year, asked_full_year = _judge_year(record, promise, cut_off, terms)
    if made := judged.decisions.get("full_year_status"):
        full_year, asked_full_year = _decide(record, full_year, judged.full_year, made, terms, "full_year")
    return replace(
        judged,
        cut_off=cut_off,
        full_year=full_year,
        reasons={"cut_off": asked, "full_year": asked_full_year},
        disagreements=disagreements,
    )


def _ask(
    record: Record, found: Judgement, asks: Sequence[str], basis: Basis, terms: Terms
) -> tuple[str, ...]:
    """The question that a finding raises if no decision settles it, also where the scheme has no status for it."""
    reasons = record.review_reasons
    if found.state != UNRESOLVED and found.status == UNRESOLVED:
        state = describe_state(found.state, found.late)
        asks = [
            *asks,
            f"xác định được là “{state}” ({found.evidence}), nhưng {terms.scheme.label_basis(basis)} không có kết quả "
            "nào cho trạng thái này",
        ]
    return (*reasons, *asks) if asks and found.status == UNRESOLVED else reasons


def _decide(
    record: Record, found: Judgement, by_itself: Judgement, decision: Decision, terms: Terms, basis: Basis
) -> tuple[Judgement, tuple[str, ...]]:
    """What a person decided while it holds, and what is to be asked of it.

    `by_itself` is the finding that no decision has touched, which guards the decision.
    """
    reasons = record.review_reasons
    if not still_holds(decision, label_finding(by_itself.status, by_itself.rule), record.summary):
        told = describe_fallen(decision, by_itself.status, by_itself.rule, record, terms.scheme)
        return replace(found, state=UNRESOLVED, status=UNRESOLVED, rule=DECISION_FALLEN), (*reasons, told)
    evidence = decision.reason + (f" ({decision.document})" if decision.document else "")
    return judge_by_decision(decision.value, DECIDED_BY_PERSON, evidence, record, basis, terms), reasons
