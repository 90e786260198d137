"""What one claim says of the promise at the cut-off: the name of a reason of `verdict_reasons.toml`, or nothing.

A claim that says nothing is accounted for: a cause, a reference, care for what is done, a comparison with last year.
One that none of the questions below answers is `unaccounted`.
"""

from __future__ import annotations

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.promise import NOTHING_HAPPENS, RECOGNISED, SCORED, TEXT, Bearing, Promise
from camket.judging.weigh_counts import weigh_number
from camket.judging.weigh_denials import weigh_denial, weigh_hedge, weigh_mishap
from camket.judging.weigh_done import weigh_done
from camket.judging.weigh_going_on import weigh_going_on, weigh_waiting
from camket.judging.weigh_stops import weigh_delay, weigh_stop

_GRAMMAR = load_grammar()
_COUNTS = _GRAMMAR["uncounted"] | _GRAMMAR["measured"]
# The questions that are asked of a claim, in this order; the first that has an answer counts.
_QUESTIONS = (
    weigh_stop, weigh_delay, weigh_hedge, weigh_denial, weigh_mishap, weigh_waiting, weigh_number, weigh_going_on,
    weigh_done,
)  # fmt: skip
# Within brackets another body has a part only.
_HELD = frozenset({"under_appraisal", "waits_for_verdict"})
# What counts of a clause after "mặc dù".
_CONCEDED = frozenset({"not_yet", "failed", "failed_for_the_year", "number_short", "promise_broken"})


def weigh(claim: Claim, promise: Promise, bearing: Bearing = "near") -> str:
    """The reason that a claim gives at the cut-off, empty where it says nothing of the promise.

    `bearing` says how its words bear on what was promised.
    """
    if claim.role == "cause" or (claim.modality == "upon" and claim.attached and claim.aspect != "planned"):
        return ""
    reason = _weigh(claim, promise, bearing)
    if claim.role == "aside" and reason in _HELD:
        return "running"
    if claim.role == "aside" and reason == "refuses":
        return ""
    return "" if claim.role == "conceded" and reason not in _CONCEDED else reason


def _weigh(claim: Claim, promise: Promise, bearing: Bearing) -> str:
    if "open" in claim.limits:
        return "open"
    counted = claim.tokens & _COUNTS
    if promise.on_time and counted and claim.names("TRỄ_HẠN") and claim.polarity == "affirmed":
        return "late_in_part"
    if (
        claim.role == "part"
        and counted
        and (claim.polarity == "denied" or claim.names("TRỄ_HẠN", "CHẬM", "THIẾU"))
    ):
        return ""
    for question in _QUESTIONS:
        reason = question(claim, promise, bearing)
        if reason is not None:
            return reason
    return "" if _is_harmless(claim, promise) else "unaccounted"


def _is_harmless(claim: Claim, promise: Promise) -> bool:
    """Whether a claim that no question answers takes nothing from what the others say."""
    if claim.role == "aside" or (claim.act == "ĐẠT" and not claim.objects and not claim.subjects):
        return True
    compares = claim.names("NĂM_TRƯỚC", "NĂM") and claim.tokens & _GRAMMAR["uncounted"]
    if claim.act in ("TĂNG", "GIẢM", "ĐẠT") and compares:
        return True
    if claim.act == "TĂNG" and not promise.wants_less and promise.kind not in (SCORED, NOTHING_HAPPENS):
        return True
    if claim.act in ("CHẤM", "ĐÁNH_GIÁ", "XEM_XÉT") and promise.kind not in (SCORED, RECOGNISED, TEXT):
        return claim.aspect == "done"
    plain = claim.polarity == "affirmed" and claim.aspect in ("bare", "done")
    return (
        plain
        and not claim.tokens & _GRAMMAR["weighty"]
        and (not claim.act or claim.act in _GRAMMAR["beside"])
    )
