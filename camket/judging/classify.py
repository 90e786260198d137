"""Each record's two statuses: rules on its own words first, then what a person decided, guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from camket.inputs.decisions import Decision
from camket.judging.cut_off import differ_from_decision, judge_cut_off
from camket.judging.full_year import judge_full_year
from camket.judging.guard import print_finding, tell_fallen
from camket.judging.judgement import Judgement
from camket.judging.rules import Rules
from camket.records.record import Record
from camket.statuses import UNRESOLVED, Basis

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
    records: Sequence[Record], rules: Rules, decisions: Sequence[Decision], year: int | None = None
) -> list[Judged]:
    """The records judged, in the same order."""
    by_record: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        by_record.setdefault(decision.record_id, {})[decision.field] = decision
    return [
        classify_record(record, rules, by_record.get(record.commitment.record_id, {}), year)
        for record in records
    ]


def classify_record(
    record: Record, rules: Rules, decisions: Mapping[str, Decision], year: int | None = None
) -> Judged:
    """Judges one record; a decision applies only while the program still finds what it `expect`s.

    With the `year` of the commitments, an estimate that names a day after it is asked about.
    """
    kinds = rules.kinds(record.commitment.content, record.commitment.target)
    cut_off, asks, disagreements = judge_cut_off(record, rules, kinds)
    full_year, asks_full_year = judge_full_year(record, rules, kinds, cut_off, year)
    judged = Judged(
        record,
        cut_off,
        full_year,
        {"cut_off_status": cut_off, "full_year_status": full_year},
        {"cut_off": _ask(record, cut_off, asks), "full_year": _ask(record, full_year, asks_full_year)},
        decisions,
        tuple(disagreements),
    )
    return _apply(judged, rules, kinds, year) if decisions else judged


def _apply(judged: Judged, rules: Rules, kinds: frozenset[str], year: int | None) -> Judged:
    """What a person decided put in the place of what was found; of the cut-off, with what follows for the year."""
    record, disagreements = judged.record, judged.disagreements
    cut_off, asked = judged.cut_off, judged.reasons["cut_off"]
    full_year, asked_full_year = judged.full_year, judged.reasons["full_year"]
    if made := judged.decisions.get("cut_off_status"):
        cut_off, asked = _decide(record, judged.cut_off, judged.cut_off, made)
    if cut_off.rule == DECIDED_BY_PERSON:
        disagreements += tuple(differ_from_decision(record, rules, kinds, cut_off.status))
    if cut_off.status != judged.cut_off.status:
        full_year, asks = judge_full_year(record, rules, kinds, cut_off, year)
        asked_full_year = _ask(record, full_year, asks)
    if made := judged.decisions.get("full_year_status"):
        full_year, asked_full_year = _decide(record, full_year, judged.full_year, made)
    return replace(
        judged,
        cut_off=cut_off,
        full_year=full_year,
        reasons={"cut_off": asked, "full_year": asked_full_year},
        disagreements=disagreements,
    )


def _ask(record: Record, found: Judgement, asks: Sequence[str]) -> tuple[str, ...]:
    """What is to be asked of a finding, where nobody has decided."""
    reasons = record.review_reasons
    return (*reasons, *asks) if asks and found.status == UNRESOLVED else reasons


def _decide(
    record: Record, found: Judgement, by_itself: Judgement, decision: Decision
) -> tuple[Judgement, tuple[str, ...]]:
    """What a person decided while it holds, and what is to be asked of it.

    `by_itself` is the finding that no decision has touched, which guards the decision.
    """
    reasons = record.review_reasons
    if not decision.holds(print_finding(by_itself.status, by_itself.rule), record.said):
        told = tell_fallen(decision, by_itself.status, by_itself.rule, record)
        return replace(found, status=UNRESOLVED, rule=DECISION_FALLEN), (*reasons, told)
    evidence = decision.reason + (f" ({decision.document})" if decision.document else "")
    return Judgement(decision.value, DECIDED_BY_PERSON, evidence, "decisions.csv"), reasons  # type: ignore[arg-type]
