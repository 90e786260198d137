"""Each record's two statuses: rules on its own words first, then what a person decided, guarded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from camket.dates import read_deadline
from camket.inputs.decisions import Decision
from camket.judging.guard import holds, tell_fallen
from camket.judging.rules import NOTHING_HAPPENS, SCORED, Finding, Rules
from camket.judging.verdict import Verdict, read_verdict, widen_kinds
from camket.judging.words import KEPT
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

    `decisions` are the latest ones on it, whether they still hold or not; `disagreements` say where the
    unit's claim, the appraiser's verdict and the finding at the cut-off differ, asked or not.
    """

    record: Record
    cut_off: Judgement
    full_year: Judgement
    found: Mapping[StatusField, Judgement]
    reasons: Mapping[Basis, tuple[str, ...]] = field(default_factory=dict)
    decisions: Mapping[StatusField, Decision] = field(default_factory=dict)
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
    kinds = rules.kinds(record.commitment.content, record.commitment.target)
    found_cut_off, asks, disagreements = _judge_cut_off(record, rules, kinds)
    cut_off, asks_cut_off = _decide(
        record, found_cut_off, found_cut_off, asks, decisions.get("cut_off_status")
    )
    by_itself, asks = _judge_full_year(record, rules, kinds, found_cut_off, year)
    found_full_year = by_itself
    if cut_off.status != found_cut_off.status:
        found_full_year, asks = _judge_full_year(record, rules, kinds, cut_off, year)
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
        disagreements=tuple(disagreements),
    )


def _judge_cut_off(
    record: Record, rules: Rules, kinds: frozenset[str]
) -> tuple[Judgement, list[str], list[str]]:
    """What is found at the cut-off, what is to be asked of it, and where claim, verdict and finding differ."""
    if not record.reported:
        # A row that may be its report is asked about; to say that there is none would be saying too much.
        asks = [] if record.review_reasons else ["không có báo cáo nào nêu nội dung này"]
        return Judgement(UNRESOLVED, "not_reported", ""), asks, []
    if record.review_reasons:
        return Judgement(UNRESOLVED, "source_in_doubt", ""), [], []
    claimed = _speak(record, rules, "self_assessment", widen_kinds(kinds), "cut_off")
    claim = claimed[0] if claimed else None
    verdict = read_verdict(record, rules, kinds) if record.appraisal else None
    found, asks = _find_cut_off(record, rules, kinds, claim)
    found, doubts = _appraise(found, verdict)
    return found, doubts or asks, _disagreements(found, claim, verdict)


def _find_cut_off(
    record: Record, rules: Rules, kinds: frozenset[str], claim: Finding | None
) -> tuple[Judgement, list[str]]:
    """What result, note, claim and percentage say, before the appraiser is heard."""
    in_result = _speak(record, rules, "result_text", kinds, "cut_off")
    in_note = _speak(record, rules, "note", kinds, "cut_off")
    if in_note and (record.result_text or claim):
        in_note = tuple(finding for finding in in_note if not rules.is_weak(finding.rule))
    said = in_result[0] if in_result else None
    noted = in_note[0] if in_note else None
    if said and noted and _contradict(said, noted):
        return _note_disagrees(record, "cột kết quả ghi", "result_text", said, noted)
    if not record.result_text and claim and noted and claim.concludes != noted.concludes:
        return _note_disagrees(record, "đơn vị tự đánh giá", "self_assessment", claim, noted)
    winner, name = said, "result_text"
    if noted and (not said or rules.rank(noted.rule) < rules.rank(said.rule)):
        winner, name = noted, "note"
    if not winner and claim and _may_stand_alone(record, claim, kinds):
        winner, name = claim, "self_assessment"
    if winner:
        place = record.places.get(name, "")
        doubt = _contradiction(winner, claim, record.progress_percent)
        if doubt:
            return Judgement(UNRESOLVED, "columns_disagree", winner.evidence, place), [doubt]
        return Judgement(winner.concludes, winner.rule, winner.evidence, place), _ask(
            "kết quả đến ngày chốt", winner
        )
    return _find_without_words(record, claim)


def _ask(what: str, found: Finding) -> list[str]:
    """What is to be asked of a finding that decides nothing."""
    return [f"{what}: {found.says.lower()} ({found.evidence})"] if found.concludes == UNRESOLVED else []


def _find_without_words(record: Record, claim: Finding | None) -> tuple[Judgement, list[str]]:
    """What is left where no rule speaks: the percentage, or a question."""
    percent = record.progress_percent
    if percent is not None and not record.result_text:
        place = record.places.get("progress_percent", "")
        status: Status = "completed" if percent >= 100 else "in_progress"
        return Judgement(status, "progress", print_percent(percent), place), []
    said = record.result_text or record.note or record.self_assessment
    ask = f"không quy tắc nào kết luận được từ: {said}" if said else "đơn vị không ghi kết quả đến ngày chốt"
    if claim and said != record.self_assessment:
        ask += f"; đơn vị tự đánh giá “{claim.evidence}”"
    return Judgement(UNRESOLVED, "no_rule", ""), [ask]


def _note_disagrees(
    record: Record, who: str, name: str, said: Finding, noted: Finding
) -> tuple[Judgement, list[str]]:
    ask = f"{who} “{said.evidence}”, nhưng ghi chú ghi “{noted.evidence}”"
    both = f"{said.evidence} / {noted.evidence}"
    return Judgement(UNRESOLVED, "note_disagrees", both, record.places.get(name, "")), [ask]


def _may_stand_alone(record: Record, claim: Finding, kinds: frozenset[str]) -> bool:
    """Whether a claim decides where result and note are silent: of a success, only where the unit can tell."""
    return claim.concludes != "completed" or not (record.result_text or kinds & {SCORED, NOTHING_HAPPENS})


def _appraise(found: Judgement, verdict: Verdict | None) -> tuple[Judgement, list[str]]:
    """What the appraiser's verdict makes of a finding: with a document it settles what waits for it.

    What the unit's words settle already stays as it is; that the two differ is told.
    """
    if verdict is None or found.status not in ("awaiting_appraisal", UNRESOLVED):
        return found, []
    if verdict.finding and verdict.documented:
        return Judgement(verdict.finding.concludes, "appraised", verdict.finding.evidence, verdict.place), []
    if verdict.finding:
        ask = f"cơ quan thẩm định ghi “{verdict.text}” nhưng không nêu số văn bản"
    else:
        ask = f"đã có kết quả thẩm định nhưng chưa rõ đạt hay không: “{verdict.text}”"
    return replace(found, status=UNRESOLVED, rule="appraisal_open"), [ask]


def _disagreements(found: Judgement, claim: Finding | None, verdict: Verdict | None) -> list[str]:
    """Where claim, verdict and finding differ, each in its own words."""
    judged = verdict.finding if verdict else None
    said = []
    if claim and _differ(claim.concludes, found.status):
        said.append(f"đơn vị tự đánh giá “{claim.evidence}”, nhưng {_show(found)}")
    if verdict and judged and _differ(judged.concludes, found.status):
        said.append(f"cơ quan thẩm định ghi “{verdict.text}”, nhưng {_show(found)}")
    if claim and verdict and judged and _differ(claim.concludes, judged.concludes):
        said.append(f"đơn vị tự đánh giá “{claim.evidence}”, nhưng cơ quan thẩm định ghi “{verdict.text}”")
    return said


def _show(found: Judgement) -> str:
    return f"kết quả cho thấy {short_label(found.status).lower()} (“{found.evidence}”)"


def _differ(one: Status, other: Status) -> bool:
    return one != other and UNRESOLVED not in (one, other)


def _judge_full_year(
    record: Record, rules: Rules, kinds: frozenset[str], cut_off: Judgement, year: int | None
) -> tuple[Judgement, list[str]]:
    found = _speak(record, rules, "estimate_text", kinds, "full_year")
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
    winner = found[0]
    place = record.places.get("estimate_text", "")
    judged = Judgement(winner.concludes, winner.rule, winner.evidence, place)
    day = _last_day(record.words("estimate_text"), year) if year and judged.status == "completed" else None
    if year and day and day.year > year:
        ask = f"ước cả năm nêu thời điểm sau năm {year}: {record.estimate_text}"
        return replace(judged, status=UNRESOLVED, rule="after_the_year"), [ask]
    if judged.status not in _POSSIBLE.get(cut_off.status, {judged.status}):
        ask = (
            f"đến ngày chốt là {short_label(cut_off.status).lower()}, nhưng ước cả năm nói "
            f"{short_label(judged.status).lower()} ({winner.evidence})"
        )
        return replace(judged, status=UNRESOLVED, rule="impossible_move"), [ask]
    return judged, _ask("ước cả năm", winner)


@lru_cache(maxsize=KEPT)
def _last_day(text: str, year: int) -> date | None:
    return read_deadline(text, year=year)


def _speak(
    record: Record, rules: Rules, name: str, kinds: frozenset[str], basis: Basis
) -> tuple[Finding, ...]:
    """What the rules find in a field, the winner first."""
    text = record.words(name)
    signed = record.commitment
    return rules.findings(text, signed.target or signed.content, kinds, basis) if text else ()


def _contradiction(winner: Finding, claim: Finding | None, percent: Decimal | None) -> str:
    """What another column of the same row says against the finding, or nothing."""
    if claim and {winner.concludes, claim.concludes} == {"completed", "not_completed"}:
        return f"kết quả ghi “{winner.evidence}”, nhưng đơn vị tự đánh giá “{claim.evidence}”"
    if percent is not None and percent < 100 and winner.rule == "done":
        return f"kết quả ghi “{winner.evidence}”, nhưng tỷ lệ ghi {print_percent(percent)}"
    return ""


def _contradict(said: Finding, noted: Finding) -> bool:
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
