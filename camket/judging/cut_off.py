"""Judge a record at the cut-off from its result and note, its claim and the appraiser's verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from camket.intake.joining.record import Commitment, Record
from camket.judging.judge import Finding, names_document
from camket.judging.judgement import Judgement, describe_unresolved, find_in_field, repeats_promise
from camket.judging.promise import NOTHING_HAPPENS, SCORED, Promise
from camket.judging.verdict_reasons import rank
from camket.numerals import format_percent
from camket.settings.states import UNRESOLVED, Found, label_state
from camket.text import plain

# A large register repeats its texts.
_KEPT = 1 << 18
# A remark of fewer words says nothing by itself.
_REMARK = 3
_BEGINS_WITH_YEAR = re.compile(
    r"(?:kết thúc|trong|cả|hết|đến hết|tính đến hết)?\s*năm 20\d\d\b", re.IGNORECASE
)
_ENDS_WITH_YEAR = re.compile(r"(?<!với )(?<!bằng )(?<!hơn )(?<!từ )năm 20\d\d[\s.]*$", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d/.,-])(20\d\d)(?![\d/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """An appraisal that has been given. `finding` is None where its words say neither met nor failed."""

    text: str
    place: str
    finding: Finding | None
    documented: bool


def judge_cut_off(
    record: Record, promise: Promise, year: int | None = None
) -> tuple[Judgement, list[str], list[str]]:
    """What is found at the cut-off, what is to be asked of it, and where claim, verdict and finding differ.

    With the `year` of the commitments, a result of another year is asked about.
    """
    if not record.reported:
        # A row that may be its report is already in question, so "not reported" would claim too much.
        asks = [] if record.review_reasons else ["không có báo cáo nào nêu nội dung này"]
        return Judgement(UNRESOLVED, "not_reported", ""), asks, []
    if record.review_reasons:
        return Judgement(UNRESOLVED, "source_in_doubt", ""), [], []
    claim = find_in_field(record, "self_assessment", promise, "cut_off")
    found, asks = _find_cut_off(record, promise, claim, year)
    if not claim and not record.appraisal:
        return found, asks, []
    verdict = read_verdict(record, promise)
    found, doubts = _appraise(found, verdict)
    return found, doubts or asks, _disagreements(found, claim, verdict)


def _find_cut_off(
    record: Record, promise: Promise, claim: Finding | None, year: int | None
) -> tuple[Judgement, list[str]]:
    """What result, note, claim and percentage say, before the appraisal counts."""
    said = find_in_field(record, "result_text", promise, "cut_off")
    noted = find_in_field(record, "note", promise, "cut_off")
    if noted and (noted.weak or _is_idle(noted, said)):
        noted = None
    if said and noted and _contradict(said, noted):
        return _note_disagrees(record, "cột kết quả ghi", "result_text", said, noted)
    if not record.result_text and claim and noted and claim.concludes != noted.concludes:
        return _note_disagrees(record, "đơn vị tự đánh giá", "self_assessment", claim, noted)
    winner, name = said, "result_text"
    if noted and (not said or rank(noted.rule) < rank(said.rule)):
        winner, name = noted, "note"
    if not winner and claim and _may_stand_alone(record, claim, promise):
        winner, name = claim, "self_assessment"
    if winner:
        place = record.places.get(name, "")
        if winner.concludes == "done" and _repeats(record.words_to_judge(name), record.commitment):
            ask = f"kết quả chỉ chép lại nội dung hoặc chỉ tiêu đã cam kết: {record.words_to_judge(name)}"
            return Judgement(UNRESOLVED, "repeats_promise", winner.evidence, place), [ask]
        if year and _is_of_another_year(winner.evidence, year):
            ask = f"kết quả nêu số liệu của năm khác, không phải năm {year}: {winner.evidence}"
            return Judgement(UNRESOLVED, "other_year", winner.evidence, place), [ask]
        doubt = _contradiction(winner, claim, record.progress_percent)
        if doubt:
            return Judgement(UNRESOLVED, "columns_disagree", winner.evidence, place), [doubt]
        return Judgement(winner.concludes, winner.rule, winner.evidence, place), describe_unresolved(
            "kết quả đến ngày chốt", winner
        )
    return _find_without_words(record, claim)


def _is_idle(noted: Finding, said: Finding | None) -> bool:
    """Whether a doubt in a remark unsettles nothing: it is a word or a paper, or the result decides nothing final."""
    if noted.concludes != UNRESOLVED or not said:
        return noted.rule == "only_a_document"
    return len(noted.evidence.split()) < _REMARK or said.concludes in ("running", "waiting")


@lru_cache(_KEPT)
def _is_of_another_year(said: str, year: int) -> bool:
    """Whether words begin with earlier years, and name no other."""
    named = set(map(int, _YEARS.findall(said)))
    if not named or max(named) >= year:
        return False
    compares = "%" in said or "so với" in said.lower()
    return bool(_BEGINS_WITH_YEAR.match(said) or (_ENDS_WITH_YEAR.search(said) and not compares))


def _repeats(said: str, signed: Commitment) -> bool:
    return repeats_promise(said, signed.content) or repeats_promise(said, signed.target)


def _find_without_words(record: Record, claim: Finding | None) -> tuple[Judgement, list[str]]:
    """The judgement where no rule matches: from the percentage, or a question."""
    percent = record.progress_percent
    if percent is not None and not record.result_text:
        place = record.places.get("progress_percent", "")
        state: Found = "done" if percent >= 100 else "running"
        return Judgement(state, "progress", format_percent(percent), place), []
    said = record.result_text or record.note or record.self_assessment
    ask = f"không quy tắc nào kết luận được từ: {said}" if said else "đơn vị không ghi kết quả đến ngày chốt"
    if record.note and not (record.result_text or record.self_assessment):
        ask = f"đơn vị không ghi kết quả đến ngày chốt; không rõ ghi chú có phải là kết quả không: {record.note}"
    if claim and said != record.self_assessment:
        ask += f"; đơn vị tự đánh giá “{claim.evidence}”"
    return Judgement(UNRESOLVED, "no_rule", ""), [ask]


def _note_disagrees(
    record: Record, who: str, name: str, said: Finding, noted: Finding
) -> tuple[Judgement, list[str]]:
    ask = f"{who} “{said.evidence}”, nhưng ghi chú ghi “{noted.evidence}”"
    both = f"{said.evidence} / {noted.evidence}"
    return Judgement(UNRESOLVED, "note_disagrees", both, record.places.get(name, "")), [ask]


def _may_stand_alone(record: Record, claim: Finding, promise: Promise) -> bool:
    """Whether a claim decides where result and note say nothing; a claimed success only if the unit may judge it."""
    return claim.concludes != "done" or not (record.result_text or promise.kind in (SCORED, NOTHING_HAPPENS))


def _appraise(found: Judgement, verdict: Verdict | None) -> tuple[Judgement, list[str]]:
    """What the appraiser's verdict makes of a finding: with a document it settles what waits for it.

    A state that the unit's words settle stays; the difference is reported.
    """
    if verdict is None or found.state not in ("waiting", UNRESOLVED):
        return found, []
    if verdict.finding and verdict.documented:
        return Judgement(verdict.finding.concludes, "appraised", verdict.finding.evidence, verdict.place), []
    if verdict.finding:
        ask = f"cơ quan thẩm định ghi “{verdict.text}” nhưng không nêu số văn bản"
    else:
        ask = f"đã có kết quả thẩm định nhưng chưa rõ đạt hay không: “{verdict.text}”"
    return replace(found, state=UNRESOLVED, rule="appraisal_open"), [ask]


def _disagreements(found: Judgement, claim: Finding | None, verdict: Verdict | None) -> list[str]:
    """Where claim, verdict and finding differ, each in its own words."""
    judged = verdict.finding if verdict else None
    said = []
    if claim and _differ(claim.concludes, found.state):
        said.append(f"đơn vị tự đánh giá “{claim.evidence}”, nhưng {_show(found)}")
    if verdict and judged and _differ(judged.concludes, found.state):
        said.append(f"cơ quan thẩm định ghi “{verdict.text}”, nhưng {_show(found)}")
    if claim and verdict and judged and _differ(claim.concludes, judged.concludes):
        said.append(f"đơn vị tự đánh giá “{claim.evidence}”, nhưng cơ quan thẩm định ghi “{verdict.text}”")
    return said


def differ_from_decision(record: Record, promise: Promise, decided: Found) -> Iterator[str]:
    """Where claim and verdict differ from what a person decided."""
    instead = f"nhưng người rà soát quyết định là {label_state(decided).lower()}"
    claim = find_in_field(record, "self_assessment", promise, "cut_off")
    if claim and _differ(claim.concludes, decided):
        yield f"đơn vị tự đánh giá “{claim.evidence}”, {instead}"
    verdict = read_verdict(record, promise)
    if verdict and verdict.finding and _differ(verdict.finding.concludes, decided):
        yield f"cơ quan thẩm định ghi “{verdict.text}”, {instead}"


def _show(found: Judgement) -> str:
    return f"kết quả cho thấy {label_state(found.state).lower()} (“{found.evidence}”)"


def _differ(one: Found, other: Found) -> bool:
    return one != other and UNRESOLVED not in (one, other)


def _contradiction(winner: Finding, claim: Finding | None, percent: Decimal | None) -> str:
    """What another column of the same row says against the finding, or nothing."""
    if claim and {winner.concludes, claim.concludes} == {"done", "failed"}:
        return f"kết quả ghi “{winner.evidence}”, nhưng đơn vị tự đánh giá “{claim.evidence}”"
    if percent is not None and percent < 100 and winner.rule == "done":
        return f"kết quả ghi “{winner.evidence}”, nhưng tỷ lệ ghi {format_percent(percent)}"
    return ""


def _contradict(said: Finding, noted: Finding) -> bool:
    """Whether one field says done and the other says running; an extension settles that it runs."""
    conclusions = {said.concludes, noted.concludes}
    return conclusions == {"done", "running"} and "extended" not in (said.rule, noted.rule)


def read_verdict(record: Record, promise: Promise) -> Verdict | None:
    """The verdict of a record, or None if it has not been appraised."""
    said = record.words_to_judge("appraisal")
    if not said:
        return None
    if not any(map(str.isalnum, said)) or plain(said).startswith(("chưa", "không có")):
        return None
    found = find_in_field(record, "appraisal", promise, "cut_off")
    if found and found.concludes in ("waiting", "running"):
        return None
    settles = found is not None and found.concludes in ("done", "failed")
    return Verdict(
        text=said,
        place=record.places.get("appraisal", ""),
        finding=found if settles else None,
        documented=names_document(said),
    )
