"""Each record's two statuses: rules on its own words first, then what a person decided, guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from camket.dates import read_deadline
from camket.inputs.decisions import Decision
from camket.judging.guard import holds, tell_fallen
from camket.judging.rules import Finding, Rules
from camket.numerals import print_percent
from camket.records.record import Record
from camket.statuses import UNRESOLVED, Basis, Status, StatusField, basis_of, short_label

# Where a judgement has one of these for its rule, a person decided it, or had until the unit changed its row.
DECIDED_BY_PERSON = "decision"
DECISION_FALLEN = "decision_outdated"

# What a status at the cut-off settles for the full year where the unit gave no estimate.
_CARRIED_OVER: frozenset[Status] = frozenset({"completed", "not_completed", "stopped"})
# What may follow at year end from a settled status; anything else is asked.
_POSSIBLE: dict[Status, frozenset[Status]] = {
    "completed": frozenset({"completed"}),
    "stopped": frozenset({"stopped"}),
    "not_completed": frozenset({"not_completed"}),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status with the rule that gave it, the words that decided, and the cell they stand in."""

    status: Status
    rule: str
    evidence: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A record with its two judgements, what the program found by itself, and what is to be asked of each.

    `decisions` are the latest ones on it, whether they still hold or not.
    """

    record: Record
    cut_off: Judgement
    full_year: Judgement
    found: Mapping[StatusField, Judgement]
    reasons: Mapping[Basis, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[StatusField, Decision] = field(default_factory=dict)

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
        names = [made.decided_by for name, made in self.decisions.items() if self.is_decided(basis_of(name))]
        return tuple(dict.fromkeys(names))


def classify_records(
    records: Sequence[Record], rules: Rules, decisions: Sequence[Decision], year: int | None = None
) -> list[Judged]:
    """The records judged, in the same order."""
    by_record: dict[str, dict[StatusField, Decision]] = {}
    for decision in decisions:
        by_record.setdefault(decision.record_id, {})[decision.field] = decision
    return [
        classify_record(record, rules, by_record.get(record.commitment.record_id, {}), year)
        for record in records
    ]


def classify_record(
    record: Record, rules: Rules, decisions: Mapping[StatusField, Decision], year: int | None = None
) -> Judged:
    """Judges one record; a decision applies only while the program still finds what it `expect`s.

    With the `year` of the commitments, an estimate that names a day after it is asked about.
    """
    found_cut_off, asks = _judge_cut_off(record, rules)
    cut_off, asks_cut_off = _decide(
        record, found_cut_off, found_cut_off, asks, decisions.get("cut_off_status")
    )
    by_itself, _ = _judge_full_year(record, rules, found_cut_off, year)
    found_full_year, asks = _judge_full_year(record, rules, cut_off, year)
    full_year, asks_full_year = _decide(
        record, found_full_year, by_itself, asks, decisions.get("full_year_status")
    )
    return Judged(
        record=record,
        cut_off=cut_off,
        full_year=full_year,
        found={"cut_off_status": found_cut_off, "full_year_status": by_itself},
        reasons={"cut_off": asks_cut_off, "full_year": asks_full_year},
        decisions=decisions,
    )


def _judge_cut_off(record: Record, rules: Rules) -> tuple[Judgement, list[str]]:
    if not record.reported:
        # A row that may be its report is asked about; to say that there is none would be saying too much.
        asks = [] if record.review_reasons else ["không có báo cáo nào nêu nội dung này"]
        return Judgement(UNRESOLVED, "not_reported", ""), asks
    if record.review_reasons:
        return Judgement(UNRESOLVED, "source_in_doubt", ""), []
    in_result = _speak(record, rules, "result_text", "cut_off")
    in_note = _speak(record, rules, "note", "cut_off")
    claimed = _speak(record, rules, "self_assessment", "cut_off")
    if record.result_text or claimed:
        in_note = [pair for pair in in_note if not rules.is_weak(pair[0].rule)]
    if in_result and in_note and _disagree(in_result[0][0], in_note[0][0]):
        (first, place), (second, _) = in_result[0], in_note[0]
        ask = f"cột kết quả ghi “{first.evidence}”, nhưng ghi chú ghi “{second.evidence}”"
        return Judgement(UNRESOLVED, "note_disagrees", f"{first.evidence} / {second.evidence}", place), [ask]
    if not record.result_text and claimed and in_note and claimed[0][0].concludes != in_note[0][0].concludes:
        (first, place), (second, _) = claimed[0], in_note[0]
        ask = f"đơn vị tự đánh giá “{first.evidence}”, nhưng ghi chú ghi “{second.evidence}”"
        return Judgement(UNRESOLVED, "note_disagrees", f"{first.evidence} / {second.evidence}", place), [ask]
    found = sorted(in_result + in_note, key=lambda pair: rules.rank(pair[0].rule)) or claimed
    if found:
        winner, place = found[0]
        doubt = _contradiction(winner, claimed[0][0] if claimed else None, record.progress_percent)
        if doubt:
            return Judgement(UNRESOLVED, "columns_disagree", winner.evidence, place), [doubt]
        asks = [f"kết quả đến ngày chốt: {winner.says.lower()} ({winner.evidence})"]
        return Judgement(winner.concludes, winner.rule, winner.evidence, place), asks
    percent = record.progress_percent
    if percent is not None and not record.result_text:
        place = record.places.get("progress_percent", "")
        status: Status = "completed" if percent >= 100 else "in_progress"
        return Judgement(status, "progress", print_percent(percent), place), []
    said = record.result_text or record.note or record.self_assessment
    ask = f"không quy tắc nào kết luận được từ: {said}" if said else "đơn vị không ghi kết quả đến ngày chốt"
    return Judgement(UNRESOLVED, "no_rule", ""), [ask]


def _judge_full_year(
    record: Record, rules: Rules, cut_off: Judgement, year: int | None
) -> tuple[Judgement, list[str]]:
    found = _speak(record, rules, "estimate_text", "full_year")
    if not found:
        if cut_off.status in _CARRIED_OVER and not record.estimate_text:
            return Judgement(cut_off.status, "carried_over", cut_off.evidence, cut_off.place), []
        said = record.estimate_text
        ask = (
            f"không quy tắc nào kết luận được từ ước cả năm: {said}"
            if said
            else "đơn vị không ghi ước cả năm"
        )
        return Judgement(UNRESOLVED, "no_rule" if said else "no_estimate", ""), [ask]
    winner, place = found[0]
    judged = Judgement(winner.concludes, winner.rule, winner.evidence, place)
    day = read_deadline(record.words("estimate_text"), year=year) if year else None
    if year and day and day.year > year and judged.status == "completed":
        ask = f"ước cả năm nêu thời điểm sau năm {year}: {record.estimate_text}"
        return replace(judged, status=UNRESOLVED, rule="after_the_year"), [ask]
    if judged.status not in _POSSIBLE.get(cut_off.status, {judged.status}):
        ask = (
            f"đến ngày chốt là {short_label(cut_off.status).lower()}, nhưng ước cả năm nói "
            f"{short_label(judged.status).lower()} ({winner.evidence})"
        )
        return replace(judged, status=UNRESOLVED, rule="impossible_move"), [ask]
    return judged, [f"ước cả năm: {winner.says.lower()} ({winner.evidence})"]


def _speak(record: Record, rules: Rules, name: str, basis: Basis) -> list[tuple[Finding, str]]:
    """What the rules find in a field, the winner first, each with the cell it stands in."""
    signed = record.commitment
    kinds = rules.kinds(signed.content, signed.target)
    found = rules.findings(record.words(name), signed.target or signed.content, kinds, basis)
    return [(finding, record.places.get(name, "")) for finding in found]


def _contradiction(winner: Finding, claim: Finding | None, percent: Decimal | None) -> str:
    """What another column of the same row says against the finding, or nothing."""
    if claim and {winner.concludes, claim.concludes} == {"completed", "not_completed"}:
        return f"kết quả ghi “{winner.evidence}”, nhưng đơn vị tự đánh giá “{claim.evidence}”"
    if percent is not None and percent < 100 and winner.rule == "done":
        return f"kết quả ghi “{winner.evidence}”, nhưng tỷ lệ ghi {print_percent(percent)}"
    return ""


def _disagree(said: Finding, noted: Finding) -> bool:
    """Whether one field says done and the other says running; an extension settles that it runs."""
    conclusions = {said.concludes, noted.concludes}
    return conclusions == {"completed", "in_progress"} and "extended" not in (said.rule, noted.rule)


def _decide(
    record: Record, found: Judgement, by_itself: Judgement, asks: Sequence[str], decision: Decision | None
) -> tuple[Judgement, tuple[str, ...]]:
    """The finding or what a person decided, and what is to be asked of it.

    `by_itself` is the finding that no decision has touched, which guards the decision.
    """
    reasons = record.review_reasons
    if decision is None:
        return found, (*reasons, *asks) if found.status == UNRESOLVED else reasons
    if not holds(decision, by_itself.status, by_itself.rule, record):
        told = tell_fallen(decision, by_itself.status, by_itself.rule, record)
        return replace(found, status=UNRESOLVED, rule=DECISION_FALLEN), (*reasons, told)
    evidence = decision.why + (f" ({decision.document})" if decision.document else "")
    return Judgement(decision.value, DECIDED_BY_PERSON, evidence, "decisions.csv"), reasons  # type: ignore[arg-type]
