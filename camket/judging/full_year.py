"""What is found for the full year: the estimate, with the status at the cut-off where it settles the matter."""

from __future__ import annotations

import re

from camket.dates import read_deadline
from camket.judging.judgement import Judgement, ask_about, hear_field, repeats_promise
from camket.judging.rules import Rules
from camket.records.record import Record
from camket.statuses import UNRESOLVED, Status, short_label

# The rule that hears of more time; the day to which it is given says what that makes of the year.
EXTENDED = "estimate_extended"
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
    said = record.estimate_text
    if not found:
        if cut_off.status in _CARRIED_OVER and not said:
            return Judgement(cut_off.status, "carried_over", cut_off.evidence, cut_off.place), []
        if not said:
            return Judgement(UNRESOLVED, "no_estimate", ""), ["đơn vị không ghi ước cả năm"]
        return Judgement(UNRESOLVED, "no_rule", ""), [
            f"không quy tắc nào kết luận được từ ước cả năm: {said}"
        ]
    winner = found[0]
    status, rule, place = winner.concludes, winner.rule, record.places.get("estimate_text", "")
    words = record.words("estimate_text")
    if rule == EXTENDED and year and _passes_year(words, year):
        status, rule = "not_completed", "extended_past_year"
    if status == "completed":
        if repeats_promise(words, record.commitment.content):
            ask = f"ước cả năm chỉ chép lại nội dung đã cam kết: {said}"
            return Judgement(UNRESOLVED, "repeats_promise", winner.evidence, place), [ask]
        if year and _passes_year(words, year):
            ask = f"ước cả năm nêu thời điểm sau năm {year}: {said}"
            return Judgement(UNRESOLVED, "after_the_year", winner.evidence, place), [ask]
    if cut_off.status in _POSSIBLE and status not in _POSSIBLE[cut_off.status]:
        ask = (
            f"đến ngày chốt là {short_label(cut_off.status).lower()}, nhưng ước cả năm nói "
            f"{short_label(status).lower()} ({winner.evidence})"
        )
        return Judgement(UNRESOLVED, "impossible_move", winner.evidence, place), [ask]
    asks = ask_about("ước cả năm", winner) if status == UNRESOLVED else []
    return Judgement(status, rule, winner.evidence, place), asks


def _passes_year(text: str, year: int) -> bool:
    """Whether a text names a day after the year, or the year that follows without one."""
    day = read_deadline(text, year=year)
    return bool((day and day.year > year) or re.search(rf"(?<![\d.,/-]){year + 1}(?![\d/]|[.,]\d)", text))
