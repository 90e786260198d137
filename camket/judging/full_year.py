"""What is found for the full year: the estimate, with the status at the cut-off where it settles the matter."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from camket.dates import read_deadline
from camket.judging.judgement import Judgement, ask_about, hear_field, repeats_promise
from camket.judging.rules import Rules
from camket.judging.words import KEPT
from camket.records.record import Record
from camket.statuses import UNRESOLVED, Status, short_label

# What a status at the cut-off settles for the full year where the unit gave no estimate.
_CARRIED_OVER: frozenset[Status] = frozenset({"completed", "not_completed", "stopped"})
# What may follow at year end from a settled status; anything else is asked.
_POSSIBLE: dict[Status, frozenset[Status]] = {
    "completed": frozenset({"completed"}),
    "stopped": frozenset({"stopped"}),
    "not_completed": frozenset({"not_completed"}),
}


def judge_full_year(
    record: Record, rules: Rules, kinds: frozenset[str], cut_off: Judgement, year: int | None
) -> tuple[Judgement, list[str]]:
    """What is found for the full year, and what is to be asked of it.

    With the `year` of the commitments, an estimate that names a day after it, or the next year, is asked about.
    """
    found = hear_field(record, rules, "estimate_text", kinds, "full_year")
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
    if judged.status == "completed" and repeats_promise(
        record.words("estimate_text"), record.commitment.content
    ):
        ask = f"ước cả năm chỉ chép lại nội dung đã cam kết: {record.estimate_text}"
        return replace(judged, status=UNRESOLVED, rule="repeats_promise"), [ask]
    if year and judged.status == "completed" and _passes_year(record.words("estimate_text"), year):
        ask = f"ước cả năm nêu thời điểm sau năm {year}: {record.estimate_text}"
        return replace(judged, status=UNRESOLVED, rule="after_the_year"), [ask]
    if judged.status not in _POSSIBLE.get(cut_off.status, {judged.status}):
        ask = (
            f"đến ngày chốt là {short_label(cut_off.status).lower()}, nhưng ước cả năm nói "
            f"{short_label(judged.status).lower()} ({winner.evidence})"
        )
        return replace(judged, status=UNRESOLVED, rule="impossible_move"), [ask]
    return judged, ask_about("ước cả năm", winner)


@lru_cache(maxsize=KEPT)
def _passes_year(text: str, year: int) -> bool:
    """Whether a text names a day after the year, or the year that follows without one."""
    day = read_deadline(text, year=year)
    return bool((day and day.year > year) or re.search(rf"(?<![\d.,/-]){year + 1}(?![\d/]|[.,]\d)", text))
