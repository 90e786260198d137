"""What in a text speaks against its verdict: a verdict stands only where the rest of the text agrees with it.

Progress must be said to go on, and nothing may read as if the end were reached; success must leave no number
unexplained; a failure, a stop, or a matter that another body holds must be the promise's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.measures import adds_up
from camket.judging.named import OTHER
from camket.judging.promise import DUTY, MONEY, TASK, WORKS, Promise, whole_words
from camket.judging.times import find_later
from camket.judging.verdict import DONE, Verdict, Weighed
from camket.judging.verdict_reasons import load_reasons
from camket.judging.weigh_done import orders_the_act
from camket.judging.words import COMMA, Reading

_GRAMMAR = load_grammar()
# Reasons by which work goes on although no word need say so.
_SAY_LITTLE = frozenset(
    {"part_done", "on_the_way", "back_with_unit", "running", "planned", "care", "conditional"}
)
# Reasons that tell a state, which a later one may have overcome.
_STATES = ("not_yet", "number_short", "part_done", "hindered", "behind")
# Reasons that say plainly that it goes on, whatever else was done.
_SAY_SO = ("running", "back_with_unit")
_GOING_ON = frozenset({"running", "planned", "preparing", "continuing"})
_STILL = _GRAMMAR["still"] | {"THIẾU"}
_TO_COME = frozenset({"wished", "expected", "assured", "possible", "feared", "conditional"})
# Reasons by which it is done, and not how much of it.
_UNMEASURED = frozenset({"done", "in_use", "did_it", "recognised", "issued"})
# After a count these leave out what it counts.
_ENDS_COUNT = _GRAMMAR["times"] | {COMMA}
# So many words that no list knows name a thing.
_TELLS = 2
_OWN_MATTERS = (TASK, WORKS, MONEY, DUTY)
_REFERS = re.compile(r"\b(?:nêu trên|nói trên|trên đây|(?:dự án|công trình|nội dung|nhiệm vụ|đề án) này)\b")
_WORD = re.compile(r"[^\W\d_]+")
_PERCENT = re.compile(r"(?<![\d/.,])(\d+)(?:[.,]\d+)?\s?%")
# A share with the two words after it, which may say what it is of.
_SHARE_OF = re.compile(r"\d\s?% ([^\W\d_]+(?: [^\W\d_]+)?)")


@dataclass(frozen=True, slots=True)
class _Case:
    """A verdict with all that may speak against it."""

    verdict: Verdict
    weighed: Sequence[Weighed]
    promise: Promise
    reading: Reading

    @property
    def reason(self) -> str:
        return self.verdict.reason

    def says(self, claim: Claim) -> str:
        """The text of a claim."""
        start, end, _ = claim.place(self.reading)
        return self.reading.said[start:end]

    def share_named(self, claim: Claim) -> tuple[int, int]:
        """How many of the words that identify the promise a claim names, and how many there are."""
        telling = self.promise.telling
        return len(telling.intersection(_WORD.findall(self.says(claim)))), len(telling)


def find_objection(
    verdict: Verdict, weighed: Sequence[Weighed], promise: Promise, reading: Reading
) -> Verdict | None:
    """The reason to ask instead, with the claim that gives it; None where the rest of the text agrees.

    `reading` has the text of the claims.
    """
    case = _Case(verdict, weighed, promise, reading)
    objections = {
        "running": _object_to_progress,
        "done": _object_to_success,
        "failed": _object_to_failure,
        "waiting": _object_to_waiting,
        "stopped": _object_to_stop,
    }.get(load_reasons()[verdict.reason].concludes)
    return next(objections(case), None) if objections else None


# ── progress ─────────────────────────────────────────────────────────────────────────────────────


def _object_to_progress(case: _Case) -> Iterator[Verdict]:
    answer = case.verdict.claim
    told_now = any(claim.tokens & _GRAMMAR["still"] for claim, _ in case.weighed)
    if case.reason == "not_yet" and answer.names("NĂM") and not told_now:
        yield Verdict("period_unclear", answer)  # "chưa đạt chuẩn năm 2020" may be how the year ended
    if case.reason == "not_yet":
        yield from _object_to_denial(case)
    if case.reason == "number_short" and answer.aspect == "continuing" and "only" in answer.limits:
        yield Verdict("trouble", answer)  # "chỉ có 48 xã giữ vững": some of what was reached is lost
    if case.reason in ("part_done", "number_short") and any(
        "CẢ_NĂM" in claim.subjects and _is_stated(claim) for claim, _ in case.weighed
    ):
        yield Verdict(
            "period_unclear", answer
        )  # "sản lượng cả năm chỉ đạt 5.211 tấn" may be how the year ended
    if case.reason in _STATES:
        yield from _object_to_earlier_state(case)
    if any(_denies_promise(claim, case.promise) for claim, _ in case.weighed if claim.role == "cause"):
        yield Verdict("says_two_things", answer)  # "đang thi công, phải trả lại vốn vì không giải ngân được"
    if case.reason not in _SAY_LITTLE:
        return
    if answer.aspect == "running" and answer.names("ĐỦ") and answer.names("KẾ_HOẠCH", "CHỈ_TIÊU"):
        yield Verdict("done_besides", answer)  # "rừng trồng tập trung được 325ha, đạt 130% kế hoạch"
    if case.promise.kind == TASK and answer.aspect == "done" and answer.act in case.promise.leading:
        yield Verdict("done_besides", answer)  # "đã bố trí thêm xe rác", where to provide them was promised
    for claim, reason in case.weighed:
        if _is_stated(claim) and _reads_as_reached(claim, reason, case):
            yield Verdict("done_besides", claim)
    is_below = (
        case.promise.ladder.rung(answer.act) == "below"
        or answer.core & _GRAMMAR["steps"]
        or orders_the_act(answer, case.promise)
    )
    says_so = case.reason in ("conditional", "care") or (case.reason == "on_the_way" and is_below)
    if not says_so and not any(_goes_on(claim) for claim, _ in case.weighed):
        yield Verdict("not_said_to_go_on", answer)


def _denies_promise(claim: Claim, promise: Promise) -> bool:
    denied = claim.polarity in ("denied", "impossible") and claim.act not in ("", "CÓ", "LÀM")
    return denied and claim.act in promise.acts


def _object_to_denial(case: _Case) -> Iterator[Verdict]:
    """The claims of the end, or of the act itself, that contradict the denial: "kỳ trước chưa làm, kỳ này xong".

    What is denied is the end itself, or of another time; "đã hoàn thành, chưa quyết toán" denies what comes after it.
    """
    denial = case.verdict.claim
    denies_end = denial.act in _GRAMMAR["reached"] | {"LÀM", ""} or denial.names("NGÀY", "KỲ", "MỐC")
    for claim, reason in case.weighed:
        follows = claim.clause > denial.clause and claim.names("HIỆN", "NGÀY", "KỲ")
        repeats = not reason and claim.act == denial.act and claim.aspect == "done"
        if _is_stated(claim) and (
            repeats or (_may_be_end(claim, reason, case.promise) and (denies_end or follows))
        ):
            yield Verdict("says_two_things", claim)


def _object_to_earlier_state(case: _Case) -> Iterator[Verdict]:
    """The claims that tell of a later time than a state, or of the rest of what it counts, that it was reached."""
    state = case.verdict.claim
    for claim, reason in find_later(state, case.weighed, case.reading):
        tells_end = claim.act == state.act or claim.act in _GRAMMAR["reached"] or reason == "number_unsaid"
        if _is_stated(claim) and tells_end and reason != "number_short":
            yield Verdict("says_two_things", claim)
    if case.reason != "number_short":
        return
    for claim, reason in case.weighed:
        is_whole = claim.tokens & _GRAMMAR["met"] and claim.act not in _GRAMMAR["first_acts"]
        if reason == "number_unsaid" and is_whole and _is_stated(claim):
            yield Verdict("says_two_things", claim)  # "tháng 8 mở 10 lớp, tháng 10 mở 4 lớp"
        if "rest" in claim.limits and claim.act in _GRAMMAR["reached"] and _is_stated(claim):
            yield Verdict("says_two_things", claim)  # "4 nhà xong quý II, 2 nhà còn lại xong ngày 28/10"
    if adds_up(list(_list_parts(case)), case.promise.goals):
        yield Verdict("says_two_things", state)


def _list_parts(case: _Case) -> Iterator[str]:
    """The counts that are short, with those that leave out what they count: "quý I 30, quý II 45 nhà"."""
    for claim, reason in case.weighed:
        whole = (
            claim.role == "main"
            and claim.limits <= {"part", "only"}
            and not claim.tokens & _GRAMMAR["shares"]
        )
        if (
            not whole
            or not _is_stated(claim)
            or reason not in ("number_short", "number_unsaid", "unaccounted", "")
        ):
            continue
        clause = case.reading.clauses[claim.clause]
        following = (*clause.names[1:], COMMA)
        places = range(claim.first, min(claim.last + 1, len(clause.names)))
        bare = [place for place in places if clause.names[place] == "SỐ"]
        said = case.reading.said
        if all(following[place] in _ENDS_COUNT or _adds(said[: clause.spans[place][0]]) for place in bare):
            short = (
                "THIẾU" if reason == "number_short" else ""
            )  # an earlier count that a later one includes has none
            counts = [*bare, *(place for place in places if clause.names[place] == short)]
            yield from (said[slice(*clause.spans[place])] for place in counts)


def _adds(before: str) -> bool:
    return before.endswith("thêm ")  # "nay cấp thêm 275 hộ"


def _may_be_end(claim: Claim, reason: str, promise: Promise) -> bool:
    """Whether a claim tells the end, or an end that no rule takes for that of the promise: "quý IV đạt"."""
    if reason in DONE:
        return True
    is_open = reason in ("", "not_asserted", "unaccounted") and not claim.names("ĐƠN_VỊ")  # "có 03 xã đạt"
    is_end = claim.act in _GRAMMAR["reached"] or promise.ladder.rung(claim.act) == "top"
    return is_open and is_end and _is_stated(claim)


def _is_stated(claim: Claim) -> bool:
    # After a comma a fall may only seem to be under way.
    over = claim.aspect in ("bare", "done") or (claim.act == "GIẢM" and claim.joined)
    is_fact = (claim.modality, claim.polarity) == ("fact", "affirmed")
    return bool(over) and is_fact and claim.role not in ("cause", "conceded")


def _reads_as_reached(claim: Claim, reason: str, case: _Case) -> bool:
    """Whether a claim may well say that the promise is kept."""
    if reason in DONE:
        return True
    if claim.act == "GIẢM" and case.promise.wants_less and not claim.names("KỲ"):
        return True
    if claim.act in _GRAMMAR["reached"] and claim.tokens == {claim.act}:
        return True  # a verdict by itself: "Ước cả năm 7,02 | Vượt"
    if orders_the_act(claim, case.promise):
        return False
    measures = claim.act in _GRAMMAR["reached"] | {""} and not claim.names("NĂM_TRƯỚC")
    if measures and _names_whole(case.says(claim)):
        return True
    if case.promise.is_plan and claim.act in _GRAMMAR["decides"]:
        return True
    if claim.act in _GRAMMAR["decides"] | _GRAMMAR["ends"]:
        named, telling = case.share_named(claim)
        if named and 3 * named >= 2 * telling:
            return True  # "ban hành Quyết định …" on what was promised
    if claim.act == "SOẠN" and claim.names("ĐỦ") and not claim.core & _GRAMMAR["steps"]:
        return True  # "đã lập sổ cho 85,6% dân số": the step may be the promised act in other words
    if reason == "not_asserted":  # "hoàn thành năm 2017, đang được khai thác tốt"
        before = (claim.clause, claim.first) < (case.verdict.claim.clause, case.verdict.claim.first)
        return claim.aspect == "done" or (before and claim.names("NĂM"))
    if reason:
        return False
    acted = claim.aspect == "done" and claim.act not in ("", "GIAO") and case.reason not in _SAY_SO
    return acted or claim.names("ĐỦ", "ĐỦ_SỐ")


def _names_whole(said: str) -> bool:
    return any(int(percent) >= 100 for percent in _PERCENT.findall(said))


def _goes_on(claim: Claim) -> bool:
    """Whether a claim says that something is not over: under way, to come, ordered, short, or told up to a day."""
    return (
        claim.aspect in _GOING_ON
        or claim.modality in _TO_COME
        or claim.polarity == "not_yet"
        or claim.act == "GIAO"
        or not claim.tokens.isdisjoint(_STILL)
    )


# ── success ──────────────────────────────────────────────────────────────────────────────────────


def _object_to_success(case: _Case) -> Iterator[Verdict]:
    if turn := _find_turn(case):
        yield Verdict("says_two_things", turn)
    claims = [claim for claim, _ in case.weighed if claim.role != "cause" and claim.polarity == "affirmed"]
    by_number = case.reason == "number_met"
    if by_number and (_counts_other(case) or _counts_step(case)):
        yield Verdict("number_unexplained", case.verdict.claim)
    announced = case.verdict.claim.aspect == "bare" and case.verdict.claim.act not in _GRAMMAR["reached"]
    if by_number and announced and any(reason == "planned" for _, reason in case.weighed):
        yield Verdict(
            "says_two_things", case.verdict.claim
        )  # "lập phương án cho 247 hộ, dự kiến trình quý II"
    by_count = by_number and not any(claim.names("ĐỦ") for claim in claims)
    if not (by_count or case.reason in _UNMEASURED):
        return
    step = next((claim for claim, reason in case.weighed if reason == "on_the_way"), None)
    at_the_end = case.promise.ladder.rung(case.verdict.claim.act) == "top" and case.reason == "number_met"
    if step and (by_count or case.reason in ("done", "did_it")) and not at_the_end:
        yield Verdict("says_two_things", step)
    wants_number = not by_count and any(goal.value > 1 for goal in case.promise.goals)
    unexplained = _GRAMMAR["uncounted"] if wants_number else _GRAMMAR["shares"]
    for claim in claims:
        besides = claim.act in ("TĂNG", "GIẢM") or claim.names("NĂM_TRƯỚC") or claim.role == "aside"
        near = wants_number or claim.clause == case.verdict.claim.clause
        if near and not besides and claim.tokens & unexplained:
            yield Verdict("number_unexplained", claim)
        if claim.names("SỐ") and "KỲ" in claim.subjects and not by_count:
            yield Verdict("so_far", claim)  # "trong 4 tháng đã có 1.200 căn hoàn thành"


def _find_turn(case: _Case) -> Claim | None:
    """What follows "nhưng hiện nay" after the success, where no word says that the thing is in good order."""
    answer, later = case.verdict.claim.clause, [each for each in case.weighed if each.claim.contrast]
    turns = [claim for claim, _ in later if claim.clause > answer and claim.names("HIỆN")]
    if not turns:
        return None
    after = [each for each in case.weighed if each.claim.clause >= turns[0].clause]
    good = any(claim.act in _GRAMMAR["in_order"] or reason in DONE for claim, reason in after)
    return None if good else turns[0]


def _counts_other(case: _Case) -> bool:
    """Whether a share is of things that the promise does not name: "100% học sinh" of all people."""
    if any(claim.names("CHỈ_TIÊU", "VƯỢT") for claim, _ in case.weighed):
        return False
    if any(reason in DONE and reason != "number_met" for _, reason in case.weighed):
        return False
    answer = case.verdict.claim
    named, telling = case.share_named(answer)
    subject = list(takewhile(lambda name: name not in _GRAMMAR["measured"], answer.subjects))
    counted = any(goal.noun not in ("", "%") for goal in case.promise.goals)
    if telling and not named and not counted and subject.count(OTHER) >= _TELLS:
        return True  # "học viên tốt nghiệp đạt 100%", where classes were promised
    of = [match[1].split() for match in _SHARE_OF.finditer(case.says(answer))]
    return any(case.promise.words.isdisjoint(words) and words[0] not in whole_words() for words in of)


def _counts_step(case: _Case) -> bool:
    """Whether the number that was reached is of a stage, or of the step before it: "đã giải ngân 5 tỷ, đạt 100%"."""
    answer, promised = case.verdict.claim, case.promise.acts
    if any(
        claim.act == "BẮT_ĐẦU" and claim.clause == answer.clause and claim.first < answer.first
        for claim, _ in case.weighed
    ):
        return "BẮT_ĐẦU" not in promised  # "đã khởi công xây dựng, sửa chữa 120/120 căn nhà"
    if answer.act not in _GRAMMAR["reached"]:
        return False
    if answer.joined in _GRAMMAR["first_acts"] - promised:
        return True
    if answer.names("CHỈ_TIÊU", "KẾ_HOẠCH"):
        return False
    of_stage = "GIAI_ĐOẠN" in answer.tokens - promised and not answer.names("NĂM")
    if of_stage and _PERCENT.search(case.says(answer)):
        return True
    return any(
        reason == "on_the_way" and claim.clause == answer.clause and claim.act == answer.joined
        for claim, reason in case.weighed
    )


# ── failure, waiting, stop ───────────────────────────────────────────────────────────────────────


def _object_to_failure(case: _Case) -> Iterator[Verdict]:
    answer = case.verdict.claim
    if answer.role == "aside":
        yield Verdict("unexplained", answer)
    says_done = any(reason in DONE for _, reason in case.weighed)
    is_short = any(reason == "number_short" for _, reason in case.weighed)  # the number bears the failure out
    may_be_done = not is_short and any(
        _may_be_end(claim, reason, case.promise) for claim, reason in case.weighed
    )
    plain = case.reason in ("failed", "fell", "promise_broken")
    if (plain and says_done) or (may_be_done and (plain or case.reason == "failed_for_the_year")):
        yield Verdict("says_two_things", answer)
    denied = [claim for claim, reason in case.weighed if reason.startswith("nothing_happened")]
    if case.reason == "promise_broken" and any(claim.act in ("CÓ", "XẢY_RA") for claim in denied):
        yield Verdict("says_two_things", answer)  # "02 vụ nhỏ lẻ, không có vụ đông người"
    if case.reason == "fell" and any(claim.names("KỲ") for claim, _ in case.weighed):
        yield Verdict("period_unclear", answer)


def _object_to_waiting(case: _Case) -> Iterator[Verdict]:
    if case.verdict.claim.polarity == "not_yet":
        yield from _object_to_denial(case)
    own = case.verdict.claim.polarity == "not_yet" and case.verdict.claim.act in case.promise.leading
    by_units = case.reason == "under_appraisal" and "ĐƠN_VỊ" in case.verdict.claim.subjects
    if own or by_units:  # "chưa ban hành kết luận", which was promised; "06 xã đang rà soát, đánh giá"
        yield Verdict("who_holds_it", case.verdict.claim)
    unsaid_by_whom = case.verdict.claim.polarity == "not_yet" and not case.verdict.claim.by
    if (
        not (unsaid_by_whom or case.reason in ("sent_for_verdict", "under_appraisal"))
        or case.promise.is_number
    ):
        return
    decided_by_others = case.promise.acts & _GRAMMAR["decided_by_others"]
    if case.promise.kind in _OWN_MATTERS and not decided_by_others:
        yield Verdict("who_holds_it", case.verdict.claim)


def _object_to_stop(case: _Case) -> Iterator[Verdict]:
    named, telling = case.share_named(case.verdict.claim)
    refers = _REFERS.search(case.says(case.verdict.claim))  # "thu hồi chủ trương đối với dự án nêu trên"
    if telling and not named and not refers and case.verdict.claim.objects[:1] == (OTHER,):
        yield Verdict("unaccounted", case.verdict.claim)  # something else was ended
