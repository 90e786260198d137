"""Judge a record for the full year from its estimate, or from its status at the cut-off where that settles it."""

from __future__ import annotations

import re
from functools import lru_cache

from camket.dates import read_deadline
from camket.intake.joining.record import Record
from camket.judging.judgement import (
    Judgement,
    Terms,
    add_facts,
    describe_unresolved,
    find_in_field,
    repeats_promise,
)
from camket.judging.promise import Promise
from camket.settings.states import UNRESOLVED, Found, label_state

# The rule for an extended deadline; the new day decides the status for the year.
EXTENDED = "estimate_extended"
# A large register repeats its texts.
_KEPT = 1 << 18
# What the cut-off settles for the full year where the unit gave no estimate.
_CARRIED_OVER: frozenset[Found] = frozenset({"done", "failed", "stopped"})


def judge_full_year(
    record: Record, promise: Promise, cut_off: Judgement, terms: Terms
) -> tuple[Judgement, list[str]]:
    """What is found for the full year, with its facts, and what is to be asked of it.

    With the year of the commitments, an estimate that names a day after it, or the next year, is asked about.
    """
    if record.doubts:
        return Judgement(UNRESOLVED, "source_in_doubt", ""), []
    year = terms.year
    found = find_in_field(record, "estimate_text", promise, "full_year")
    said = record.estimate_text
    if not found:
        if cut_off.state in _CARRIED_OVER and not said:
            carried = Judgement(cut_off.state, "carried_over", cut_off.evidence, cut_off.place)
            return add_facts(carried, record, "full_year", terms, cut_off), []
        if not said:
            return Judgement(UNRESOLVED, "no_estimate", ""), ["đơn vị không ghi ước cả năm"]
        return Judgement(UNRESOLVED, "no_rule", ""), [
            f"không quy tắc nào kết luận được từ ước cả năm: {said}"
        ]
    winner = found
    state, rule, place = winner.concludes, winner.rule, record.places.get("estimate_text", "")
    words = record.words_to_judge("estimate_text")
    if rule == EXTENDED and year and _passes_year(words, year):
        state, rule = "failed", "extended_past_year"
    if state == "done":
        if repeats_promise(words, record.commitment.content):
            ask = f"ước cả năm chỉ chép lại nội dung đã cam kết: {said}"
            return Judgement(UNRESOLVED, "repeats_promise", winner.evidence, place), [ask]
        if year and _passes_year(words, year):
            ask = f"ước cả năm nêu thời điểm sau năm {year}: {said}"
            return Judgement(UNRESOLVED, "after_the_year", winner.evidence, place), [ask]
    judgement = Judgement(state, rule, winner.evidence, place)
    judgement = add_facts(judgement, record, "full_year", terms, cut_off)
    if not terms.scheme.may_follow(cut_off.status, judgement.status):
        ask = (
            f"{terms.scheme.label_basis('cut_off')} là {terms.scheme.short(cut_off.status).lower()}, nhưng "
            f"{terms.scheme.label_basis('full_year')} nói {label_state(state).lower()} ({winner.evidence})"
        )
        return Judgement(UNRESOLVED, "impossible_move", winner.evidence, place), [ask]
    asks = describe_unresolved("ước cả năm", winner) if state == UNRESOLVED else []
    return judgement, asks


@lru_cache(_KEPT)
def _passes_year(text: str, year: int) -> bool:
    """Whether a text names a day after the year, or the year that follows without one."""
    day = read_deadline(text, year=year)
    return bool((day and day.year > year) or re.search(rf"(?<![\d.,/-]){year + 1}(?![\d/]|[.,]\d)", text))
