"""Classify each record on both bases: by what its texts say, then by a person's decisions, each with its guard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeVar

from camket.collection import without_collection
from camket.dates import format_date
from camket.intake.joining.record import Record
from camket.judging.cut_off import differ_from_decision, judge_cut_off
from camket.judging.earlier_results import STOP_CARRIED_OVER, EarlierResult, carry_year, weigh_earlier
from camket.judging.full_year import judge_full_year
from camket.judging.judgement import (
    Judgement,
    Terms,
    add_facts,
    answers_silence,
    describe_fallen,
    describe_proposed,
    describe_without_document,
    find_completion_after,
    judge_by_decision,
    label_finding,
    promise_of,
    still_holds,
)
from camket.judging.promise import Promise
from camket.settings.decisions import Decision, DecisionKey, Latest, latest_decisions
from camket.settings.read_scheme import built_in_scheme
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis, describe_state, field_of

__all__ = [
    "DECIDED_BY_PERSON", "DECISION_FALLEN", "STANDINGS", "Judged", "Judgement", "Standing", "classify_record",
    "classify_records",
]  # fmt: skip

# Where a judgement has one of these for its rule, a person decided it, or had until the unit changed its row.
DECIDED_BY_PERSON = "decision"
DECISION_FALLEN = "decision_outdated"
# Whether a line of decisions.csv holds, fell with its guard, was confirmed by what the unit then reported, was
# replaced or revoked by a later line, revokes one, or waits for a second person.
Standing = Literal["in_force", "fallen", "confirmed", "superseded", "revoked", "revokes", "waiting"]
STANDINGS: Mapping[Standing, str] = {
    "in_force": "còn hiệu lực",
    "fallen": "hết hiệu lực",
    "confirmed": "đơn vị đã báo cáo đúng như vậy",
    "superseded": "đã được thay",
    "revoked": "đã bị thu hồi",
    "revokes": "thu hồi",
    "waiting": "chờ người thứ hai kiểm tra",
}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Judged:
    """A record with its two judgements, what the program found by itself, and what is to be asked of each.

    `decisions` are the latest ones on it, whether they still hold or not; `proposed` those that wait for a second
    person's check; `faults` say of the latest what has become of their document's file. `disagreements` say where the
    unit's claim, the appraiser's verdict and the finding or decision at the cut-off differ, asked or not; `earlier` is
    what the last cut-off of the year that settled it said.
    """

    record: Record
    cut_off: Judgement
    full_year: Judgement
    found: Mapping[str, Judgement]
    reasons: Mapping[Basis, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    disagreements: tuple[str, ...] = ()
    earlier: EarlierResult | None = None
    proposed: Mapping[str, Decision] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)

    def at(self, basis: Basis) -> Judgement:
        """The judgement at the cut-off or for the full year."""
        return self.cut_off if basis == "cut_off" else self.full_year

    def is_decided(self, basis: Basis) -> bool:
        """Whether a person's decision, which still holds, gave the judgement."""
        return self.at(basis).rule == DECIDED_BY_PERSON

    def standing_of(self, decision: Decision) -> Standing:
        """What a line of decisions.csv on the record counts for."""
        latest = self.decisions.get(decision.field)
        if self.proposed.get(decision.field) == decision:
            return "waiting"
        if latest is None:
            return "revokes" if decision.is_revocation else "revoked"
        if latest != decision:
            return "superseded"
        if self.is_decided(decision.basis):
            return "in_force"
        return "fallen" if self.at(decision.basis).rule == DECISION_FALLEN else "confirmed"

    def found_status(self, basis: Basis) -> str:
        """The status that the program finds without any person."""
        return UNRESOLVED if self.record.chosen_by else self.found[field_of(basis)].status

    @property
    def review_reasons(self) -> tuple[str, ...]:
        """Why a person is asked, of either judgement, each reason once."""
        return tuple(dict.fromkeys(reason for reasons in self.reasons.values() for reason in reasons))

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Who decided what still holds, each name once.

        A stop that carries over was decided in an earlier period; who said which of two files is later decided what the
        record says.
        """
        made = [each.decided_by for each in self.decisions.values() if self.is_decided(each.basis)]
        made += filter(None, [self.record.chosen_by])
        if self.earlier and self.cut_off.rule == STOP_CARRIED_OVER:
            made.append(self.earlier.decided_by)
        return tuple(dict.fromkeys(made))


def classify_records(
    records: Sequence[Record],
    decisions: Sequence[Decision],
    year: int | None = None,
    scheme: Scheme | None = None,
    cut_off: date | None = None,
    earlier: Mapping[str, EarlierResult] = MappingProxyType({}),
    proposed: Latest | None = None,
    faults: Mapping[DecisionKey, str] | None = None,
) -> list[Judged]:
    """The records judged, in the same order, by the `decisions` in the order of their lines.

    `earlier` has results of the year's earlier periods by record.
    """
    latest = _by_record(latest_decisions(decisions))
    waiting, broken = _by_record(proposed or {}), _by_record(faults or {})
    terms = Terms(scheme or built_in_scheme(), year, cut_off)
    with without_collection():
        return [
            _classify(
                record,
                latest.get(key, {}),
                terms,
                earlier.get(key),
                waiting.get(key, {}),
                broken.get(key, {}),
            )
            for record in records
            if (key := record.commitment.record_id)
        ]


def _by_record(each: Mapping[DecisionKey, T]) -> dict[str, dict[str, T]]:
    found: dict[str, dict[str, T]] = {}
    for (record_id, name), value in each.items():
        found.setdefault(record_id, {})[name] = value
    return found


def classify_record(
    record: Record,
    decisions: Mapping[str, Decision],
    year: int | None = None,
    scheme: Scheme | None = None,
    cut_off: date | None = None,
    earlier: EarlierResult | None = None,
    proposed: Mapping[str, Decision] | None = None,
    faults: Mapping[str, str] | None = None,
) -> Judged:
    """Judges one record; a decision applies only while the program still finds what it `expect`s.

    One of the `faults` of its document's file ends it, too; the `proposed` ones are shown and do not apply. With the
    `year` of the commitments, an estimate that names a day after it is asked about; with the day of the `cut_off`,
    what is running then is known to be late or not. The `scheme` is by default the built-in one.
    """
    terms = Terms(scheme or built_in_scheme(), year, cut_off)
    return _classify(record, decisions, terms, earlier, proposed or {}, faults or {})


def _classify(
    record: Record,
    decisions: Mapping[str, Decision],
    terms: Terms,
    earlier: EarlierResult | None,
    proposed: Mapping[str, Decision],
    faults: Mapping[str, str],
) -> Judged:
    promise = promise_of(record)
    found, asks, disagreements = judge_cut_off(record, promise, terms.year)
    found, asks = weigh_earlier(found, asks, record, earlier)
    found, asks = _doubt_later_day(found, asks, record, terms)
    at_cut_off = add_facts(found, record, "cut_off", terms)
    full_year, asks_full_year = _judge_year(record, promise, at_cut_off, terms, earlier)
    judged = Judged(
        record,
        at_cut_off,
        full_year,
        {"cut_off_status": at_cut_off, "full_year_status": full_year},
        {"cut_off": _ask(record, at_cut_off, asks, "cut_off", terms), "full_year": asks_full_year},
        decisions,
        tuple(disagreements),
        earlier,
        proposed,
        faults,
    )
    return _apply(judged, promise, terms) if decisions or proposed else judged


def _doubt_later_day(
    found: Judgement, asks: list[str], record: Record, terms: Terms
) -> tuple[Judgement, list[str]]:
    """What is done on a day after the cut-off was not done at it, or the day is wrong."""
    issued = found.rule == "issued"
    if found.state != "done" or not (day := find_completion_after(record, terms.cut_off, issued=issued)):
        return found, asks
    assert terms.cut_off is not None
    ask = f"ngày hoàn thành {format_date(day)} sau ngày chốt {format_date(terms.cut_off)}: “{found.evidence}”"
    return Judgement(UNRESOLVED, "done_later", found.evidence, found.place), [ask]


def _judge_year(
    record: Record, promise: Promise, cut_off: Judgement, terms: Terms, earlier: EarlierResult | None = None
) -> tuple[Judgement, tuple[str, ...]]:
    """What is found for the full year, with its facts, and what is to be asked of it."""
    if carried := carry_year(record, cut_off, earlier):
        full_year = add_facts(carried, record, "full_year", terms, cut_off)
        return full_year, _ask(record, full_year, [], "full_year", terms)
    found, asks = judge_full_year(record, promise, cut_off, terms)
    return found, _ask(record, found, asks, "full_year", terms)


def _apply(judged: Judged, promise: Promise, terms: Terms) -> Judged:
    """What a person decided put in the place of what was found; of the cut-off, with what follows for the year."""
    record, disagreements = judged.record, judged.disagreements
    cut_off, asked = judged.cut_off, judged.reasons["cut_off"]
    full_year, asked_full_year = judged.full_year, judged.reasons["full_year"]
    if made := judged.decisions.get("cut_off_status"):
        cut_off, asked = _decide(judged, judged.cut_off, made, terms)
    if cut_off.rule == DECIDED_BY_PERSON:
        disagreements += tuple(differ_from_decision(record, promise, cut_off.state))
    if cut_off.status != judged.cut_off.status:
        full_year, asked_full_year = _judge_year(record, promise, cut_off, terms)
    if made := judged.decisions.get("full_year_status"):
        full_year, asked_full_year = _decide(judged, full_year, made, terms)
    return replace(
        judged,
        cut_off=cut_off,
        full_year=full_year,
        reasons={
            "cut_off": (*asked, *_propose(judged, cut_off, "cut_off", terms)),
            "full_year": (*asked_full_year, *_propose(judged, full_year, "full_year", terms)),
        },
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


def _propose(judged: Judged, now: Judgement, basis: Basis, terms: Terms) -> tuple[str, ...]:
    """The answer that waits for a second person's check, told with an open question."""
    made = judged.proposed.get(field_of(basis))
    return (describe_proposed(made, terms.scheme),) if made and now.status == UNRESOLVED else ()


def _decide(
    judged: Judged, now: Judgement, decision: Decision, terms: Terms
) -> tuple[Judgement, tuple[str, ...]]:
    """What a person decided while it holds, and what is to be asked of it.

    The finding that no decision has touched guards the decision; `now` is what follows from the other one.
    """
    record, by_itself, fault = (
        judged.record,
        judged.found[decision.field],
        judged.faults.get(decision.field, ""),
    )
    reasons = record.review_reasons
    holds = still_holds(decision, label_finding(by_itself.status, by_itself.rule), record.summary)
    if not holds and not fault and answers_silence(decision) and now.status == decision.value:
        return now, reasons  # the unit has reported what was decided for it
    if fault or not holds:
        told = (
            describe_without_document(decision, fault, terms.scheme)
            if fault
            else describe_fallen(decision, by_itself.status, by_itself.rule, record, terms.scheme)
        )
        return replace(now, state=UNRESOLVED, status=UNRESOLVED, rule=DECISION_FALLEN), (*reasons, told)
    evidence = decision.reason + (f" ({decision.document})" if decision.document else "")
    basis = decision.basis
    return judge_by_decision(decision.value, DECIDED_BY_PERSON, evidence, record, basis, terms), reasons
