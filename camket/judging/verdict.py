"""Which reason counts where a text gives several: one answers the promise, and every other claim is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.promise import ENDS, RECOGNISED, SCORED, Promise

_STRONG = load_grammar()["strong_verdicts"]
_RESULTS = load_grammar()["denied_result"]
_REACHED = load_grammar()["reached"]
_HANDED_OVER = ("VẬN_HÀNH", "NGHIỆM_THU")
_WHEN = ("NGÀY", "NĂM", "TRONG_NĂM", "CẢ_NĂM", "MỐC", "KỲ")
_PART_OF_YEAR = load_grammar()["part_of_year"] - {"MỚI", "CHỈ_MỚI"} | {"KỲ", "ĐANG"}
_NUMBERS_TOLD = load_grammar()["uncounted"] | load_grammar()["measured"]
_FAILED = ("failed_for_the_year", "closed_short", "promise_broken", "fell")
DONE = (
    "number_met", "surpassed", "done", "issued", "in_use", "recognised", "did_it", "nothing_happened", "answers_met",
)  # fmt: skip
# The work is said to go on.
_GOES_ON = ("running", "back_with_unit", "not_yet", "waits_for_regulation", "part_done")
_NUMBERS = frozenset({"number_met", "number_short", "period_unclear", "says_two_things", "closed_short"})
_NUMBERS_GIVEN = _NUMBERS | {"number_unsaid"}
# They ask whatever else is said; the first of these that is given counts.
_ASKS = ("open", "unexplained", "over_limit", "refuses")
# They ask where nothing else decides; the first of these that is given counts.
_ASKS_ALONE = (
    "so_far", "met_by_old_measure", "number_unsaid", "estimate_only", "only_a_document", "being_sent", "sent",
    "only_a_step", "not_asserted", "trouble", "agreed", "answered", "late_in_part",
)  # fmt: skip
# What is planned settles a step, a number that nobody said, a paper on its way.
_SETTLED_BY_PLANS = frozenset(
    {"number_unsaid", "only_a_document", "being_sent", "sent", "only_a_step", "trouble"}
)
_LAST = ("nothing_happened_yet", "within_limit_so_far", "on_the_way", "planned", "care", "conditional")
# What the claims that nothing explains unsettle.
_GUARDED = frozenset({*DONE, "sent_for_verdict", "on_the_way", "stop_approved"})


class Weighed(NamedTuple):
    """A claim with the reason that it gives, empty where it says nothing of the promise."""

    claim: Claim
    reason: str


class Verdict(NamedTuple):
    """The reason that counts, and the claim that gives it."""

    reason: str
    claim: Claim


def _drop_numbers_told_besides(weighed: Sequence[Weighed]) -> Sequence[Weighed]:
    """A number in brackets counts only where the sentence has none, and one that was counted counts once."""
    if not any(each.reason in _NUMBERS_GIVEN for each in weighed):
        return weighed
    whole = any(each.reason == "number_met" and each.claim.names("TOÀN_BỘ") for each in weighed)
    counted = {
        each.claim.clause for each in weighed if each.reason in _NUMBERS and each.claim.role != "aside"
    }
    short = {each.claim.clause for each in weighed if each.reason in ("number_short", "number_unsaid")}
    return [
        each
        for each in weighed
        if not (counted and each.reason in _NUMBERS and each.claim.role == "aside")
        and not (whole and each.reason == "number_short")
        and not (
            each.claim.joined and each.reason in ("done", "in_use", "did_it") and each.claim.clause in short
        )
    ]


# The reason that counts and its place among those given.
_Found = tuple[str, int] | None


class _Given:
    """The reasons of a text in its order."""

    def __init__(self, weighed: Sequence[Weighed]) -> None:
        self._weighed = weighed
        self.claims = [claim for claim, reason in weighed if reason]
        self.reasons = [reason for _, reason in weighed if reason]
        self._all = frozenset(self.reasons)

    def has(self, *reasons: str) -> bool:
        return not self._all.isdisjoint(reasons)

    def last(self, *reasons: str) -> int:
        """The place of the last of some reasons, or -1."""
        if self._all.isdisjoint(reasons):
            return -1
        return max(place for place, reason in enumerate(self.reasons) if reason in reasons)

    def first(self, *reasons: str) -> int:
        """The place of the first of some reasons, or -1."""
        if self._all.isdisjoint(reasons):
            return -1
        return min(place for place, reason in enumerate(self.reasons) if reason in reasons)

    def first_unaccounted(self, answer: Claim | None) -> int:
        """The place of the first claim that nothing explains, or -1.

        An amount is explained by an `answer` that says what share of the plan it is: "đạt 17.800 tấn, bằng 105% kế
        hoạch"; to hand over by the end before it: "đã hoàn thành và được nghiệm thu".
        """
        explains = answer is not None and answer.names("KẾ_HOẠCH", "CHỈ_TIÊU")
        for place, (claim, reason) in enumerate(zip(self.claims, self.reasons, strict=True)):
            is_amount = claim.act in _REACHED and claim.names("SỐ") and claim.polarity == "affirmed"
            same = answer is not None and claim.clause == answer.clause
            if (
                reason == "unaccounted"
                and not (explains and is_amount and same)
                and not self._hands_over(claim)
            ):
                return place
        return -1

    def _hands_over(self, claim: Claim) -> bool:
        """Whether what was finished was also handed over, on no day that may still be to come."""
        ends = any(
            one.act == "HOÀN_THÀNH"
            and reason == "done"
            and (one.clause, one.first) < (claim.clause, claim.first)
            for one, reason in zip(self.claims, self.reasons, strict=True)
        )
        told = claim.aspect == "done" or (claim.aspect == "bare" and not claim.names(*_WHEN))
        is_fact = (claim.polarity, claim.modality) == ("affirmed", "fact")
        return claim.act in _HANDED_OVER and ends and told and is_fact

    def without(self, *reasons: str) -> _Given:
        kept = [each for each in zip(self.claims, self.reasons, strict=True) if each[1] not in reasons]
        return _Given([Weighed(*each) for each in kept])

    @property
    def names_verdict(self) -> bool:
        return any(claim.tokens & _STRONG for claim, _ in self._weighed if claim.act != "CHỜ")

    @property
    def names_result(self) -> bool:
        return any(claim.names("KẾT_QUẢ") for claim, _ in self._weighed)

    @property
    def is_of_part(self) -> bool:
        return any(claim.names("KỲ") for claim, _ in self._weighed if claim.role == "main")

    @property
    def may_be_over(self) -> bool:
        """Whether a text begins "Năm 2022, …", so that nothing says whether the year is over."""
        opens = [claim for claim, _ in self._weighed if claim.role == "main" and "NĂM" in claim.subjects[:5]]
        # A later sentence may tell of a part of another year.
        ends = max((claim.clause for claim in opens), default=-1)
        return bool(opens) and not any(
            claim.tokens & _PART_OF_YEAR for claim, _ in self._weighed if claim.clause <= ends
        )


def decide(weighed: Sequence[Weighed], promise: Promise) -> Verdict | None:
    """The verdict of a result; None where no claim says anything of the promise."""
    given = _Given(_drop_numbers_told_besides(weighed))
    if not given.claims and weighed and all(claim.role == "cause" for claim, _ in weighed):
        return next((Verdict("hindered", claim) for claim, _ in weighed if "VƯỚNG" in claim.tokens), None)
    if given.has("answered"):
        given = given.without("sent_for_verdict", "sent", "being_sent")
    for look in (_ended, _failed, _asked, _held, _unfinished, _finished, _alone):
        if found := look(given, promise):
            reason, place = found
            unaccounted = given.first_unaccounted(given.claims[place] if reason == "number_met" else None)
            if reason in _GUARDED and unaccounted >= 0:
                return Verdict("unaccounted", given.claims[unaccounted])
            return Verdict(reason, given.claims[place])
    return None


def _ended(given: _Given, promise: Promise) -> _Found:
    stop = given.first("stop_approved")
    if stop >= 0:
        doubted = given.has("running", "unanswered", "waits_for_verdict")
        return ("asks_to_stop_or_change" if doubted else "stop_approved"), stop
    return None


def _failed(given: _Given, promise: Promise) -> _Found:
    if (place := given.first("failed_for_the_year")) >= 0:
        answered = given.has("issued", "in_use") or (promise.kind == ENDS and given.has("recognised"))
        return ("says_two_things" if answered else "failed_for_the_year"), place
    if (place := given.first("asks_to_stop_or_change")) >= 0:
        return ("stop_approved" if given.last("agreed") > place else "asks_to_stop_or_change"), place
    if (place := given.first("moved_to_next_year")) >= 0:
        return "moved_to_next_year", place
    if (place := given.first(*_FAILED)) >= 0:
        reason = given.reasons[place]
        if reason == "fell" and given.is_of_part:
            return "period_unclear", place
        return ("says_two_things" if reason == "fell" and given.has(*_GOES_ON) else reason), place
    if (place := given.last("failed")) >= 0:
        goes_on = given.last("running", "planned", "back_with_unit") > place
        in_part = given.has("part_done") and given.has("running", "planned")
        # "chưa bồi thường xong nên không thể thi công" tells what it waits for.
        claim = given.claims[place]
        held_up = (
            claim.polarity == "impossible"
            and claim.act not in _RESULTS
            and -1 < given.first("not_yet") < place
        )
        return ("not_yet" if goes_on or in_part or held_up else "failed"), place
    return None


def _asked(given: _Given, promise: Promise) -> _Found:
    for reason in _ASKS:
        place = given.first(reason)
        if place < 0 or given.has("not_yet"):
            continue
        if reason == "open" and (
            given.has("number_short", "extended") or (_is_scored(promise) and _is_sent(given))
        ):
            continue
        return reason, place
    if (place := given.first("met_by_old_measure")) >= 0 and not given.has("not_yet", "number_short"):
        return "met_by_old_measure", place
    if given.has("late_in_part") and given.has(*DONE):
        return "late_in_part", given.first("late_in_part")
    if (place := given.first("extended")) >= 0:
        return "extended", place
    unfinished = given.has("running", "not_yet", "part_done", "back_with_unit", "number_short")
    if (place := given.first("nearly_done")) >= 0 and not unfinished:
        return "nearly_done", place
    return None


def _is_scored(promise: Promise) -> bool:
    return promise.kind in (SCORED, RECOGNISED)


def _is_sent(given: _Given) -> bool:
    return given.has("waits_for_verdict", "waits", "unanswered", "sent_for_verdict")


def _held(given: _Given, promise: Promise) -> _Found:
    """Another body has the matter, unless it is back with the unit, or decided, later in the text."""
    sent = given.last("sent_for_verdict", "sent", "being_sent")
    waits = given.last("waits_for_verdict", "under_appraisal", "sent_for_verdict", "scored_later")
    if sent >= 0:
        waits = max(waits, given.last("consults_above"))
    if sent >= 0 or _is_scored(promise) or (given.names_verdict and given.names_result):
        waits = max(waits, given.last("unanswered"))
    if (
        sent >= 0
        or _is_scored(promise)
        or given.has("done", "recognised", "number_met")
        or given.names_verdict
    ):
        waits = max(waits, given.last("waits"))
    if given.has(*DONE):
        waits = max(waits, given.last("being_sent"))
    if waits < 0:
        return None
    reason = given.reasons[waits]
    for later in (given.last("running", "back_with_unit"), given.last("issued", "in_use", "recognised")):
        if later > waits:
            return given.reasons[later], later
    if (late := given.last("not_yet")) > waits and sent < 0:
        return "not_yet", late
    in_part = reason == "under_appraisal" or given.claims[waits].tokens & _NUMBERS_TOLD
    if in_part and (partly := _count_of_promised_act(given, promise)) >= 0:
        return given.reasons[partly], partly
    if reason in ("sent_for_verdict", "being_sent"):
        return ("number_short" if given.has("number_short") else "sent_for_verdict"), waits
    if reason == "scored_later":
        return reason, waits
    if reason in ("under_appraisal", "consults_above"):
        return "under_appraisal", waits
    return (
        "scored_later" if promise.kind == SCORED and reason == "unanswered" else "waits_for_verdict"
    ), waits


def _count_of_promised_act(given: _Given, promise: Promise) -> int:
    """The place of a number of the promised act itself, or -1: "đang thẩm tra, đã quyết toán 29/40".

    Another body then has some of the things only.
    """
    counts = ("number_short", "number_unsaid")
    found = (
        place
        for place, (claim, reason) in enumerate(zip(given.claims, given.reasons, strict=True))
        if reason in counts and claim.act in promise.acts and claim.aspect == "done"
    )
    return next(found, -1)


def _unfinished(given: _Given, promise: Promise) -> _Found:
    if (place := given.last("submitted")) >= 0:
        open_yet = given.has(
            "unanswered", "waits_for_verdict", "waits", "under_appraisal", "not_yet", "running"
        )
        return ("only_a_step" if open_yet else "submitted"), place
    if (place := given.first("not_yet", "unanswered", "waits")) >= 0:
        return "not_yet", place
    if (place := given.first("period_unclear")) >= 0:
        return "period_unclear", place
    for reason in ("part_done", "says_two_things", "number_short"):
        if (place := given.first(reason)) >= 0:
            if given.may_be_over and given.claims[place].tokens & _NUMBERS_TOLD:
                return "period_unclear", place
            return ("says_two_things" if reason == "number_short" and given.has(*DONE) else reason), place
    for reason in ("back_with_unit", "waits_for_regulation", "consults_above"):
        if (place := given.first(reason)) >= 0:
            sent_again = reason == "back_with_unit" and given.last("sent", "being_sent") > place
            return ("only_a_step" if sent_again else reason), place
    if (place := given.first("halted")) >= 0:
        return ("paused" if given.has("planned", "running", "conditional") else "halted"), place
    return None


def _finished(given: _Given, promise: Promise) -> _Found:
    place = given.last(*DONE)
    if place < 0:
        return None
    reason = given.reasons[place]
    if given.has("estimate_only") and reason not in ("done", "surpassed"):
        return "says_two_things", place
    doubted = given.first("trouble")
    # "gặp khó khăn về vốn, nhưng đã hoàn thành" leaves nothing in doubt.
    overcome = given.claims[place].contrast and given.last("trouble") < place
    if doubted >= 0 and not overcome:
        return "trouble", doubted
    answer = given.claims[place].clause
    if any(each.clause == answer and each.modality == "conditional" for each in given.claims):
        return "open", place
    return ("says_two_things" if given.has("running", "behind") else reason), place


def _alone(given: _Given, promise: Promise) -> _Found:
    if (place := given.first("running", "behind")) >= 0:
        return given.reasons[place], place
    for reason in _ASKS_ALONE:
        if (place := given.first(reason)) >= 0:
            planned = given.first("planned")
            is_settled = reason in _SETTLED_BY_PLANS and planned >= 0
            if is_settled and not given.claims[planned].tokens & _STRONG:
                return "planned", planned
            return ("only_a_step" if reason == "sent" else reason), place
    for reason in _LAST:
        if (place := given.first(reason)) >= 0:
            unclear = reason == "nothing_happened_yet" and given.may_be_over
            return ("period_unclear" if unclear else reason), place
    return None
