"""What an act that was done says: the end of the promise, a step towards it, or something sent to another body."""

from __future__ import annotations

from itertools import pairwise

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.named import OTHER
from camket.judging.promise import (
    ANSWER,
    BEGUN,
    DUTY,
    NOTHING_HAPPENS,
    RECOGNISED,
    SCORED,
    TEXT,
    UNKNOWN,
    WORKS,
    Bearing,
    Promise,
)  # fmt: skip

_GRAMMAR = load_grammar()
_ABOVE, _BODIES, _VERDICTS = _GRAMMAR["above"], _GRAMMAR["bodies"], _GRAMMAR["verdicts"]
_NUMBERED, _UNCOUNTED, _STEPS = _GRAMMAR["numbered"], _GRAMMAR["uncounted"], _GRAMMAR["steps"]
# So many words that no list knows name a thing.
_TELLS = 2
_COUNTS = _UNCOUNTED | _GRAMMAR["measured"]
# What one asks another body for, and the acts that a paper may be the object of.
_ASKED_FOR = _VERDICTS - {"Ý_KIẾN"}
_GIVES_PAPER = _GRAMMAR["issues"] | {"CÓ"}
_PAPERS = frozenset({"QUYẾT_ĐỊNH", "KẾ_HOẠCH", "BÁO_CÁO", "TỜ_TRÌNH"})
_TARGETS = (("KẾ_HOẠCH",), ("CHỈ_TIÊU",))


def weigh_done(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """What an act that was done says; a bare one counts as done where nothing before it makes it a noun."""
    for question in (_weigh_trouble, _weigh_change):
        reason = question(claim, promise)
        if reason is not None:
            return reason
    if promise.kind == NOTHING_HAPPENS:
        return "only_a_step" if claim.limits & {"part"} and claim.act else None
    if promise.kind == BEGUN and claim.act == "BẮT_ĐẦU":
        return "only_a_step"  # of several acts that begin something one was promised
    if "part" in claim.limits and claim.act:
        return _step(promise)
    if promise.kind == ANSWER and claim.act == "ĐẠT" and not claim.subjects:
        return "answers_met"
    if claim.act == "HOÀN_THÀNH":
        return _weigh_finish(claim, promise, bearing)
    if claim.act in _GRAMMAR["sends"]:
        return _weigh_sending(claim, promise)
    reason = "on_the_way" if orders_the_act(claim, promise) else _weigh_stage(claim, promise, bearing)
    if reason in ("in_use", "recognised", "did_it") and claim.tokens & _GRAMMAR["shares"]:
        return "number_unsaid"  # "đã bàn giao 9/41 km": a share that measures nothing here is not the whole
    return reason


def _step(promise: Promise) -> str:
    """A step is on the way to a promise that is known; of another it may be the end."""
    return "only_a_step" if promise.kind == UNKNOWN else "on_the_way"


def _weigh_trouble(claim: Claim, promise: Promise) -> str | None:
    counts = claim.tokens & _COUNTS
    if claim.act == "TRẢ_LẠI" and claim.act not in promise.acts:
        return "back_with_unit"
    if claim.names("CHẬM") and not counts and claim.act in ("", "LÀM", "LÀM_KHÁC", "SOẠN"):
        return "behind"
    if claim.names("TRẮC_TRỞ", "BỊ"):
        return "trouble"
    if claim.names("DANH_MỤC_CHƯA_XONG"):
        return "open"
    if claim.names("DANH_MỤC_ĐÃ_XONG"):
        return "done"
    if claim.act == "KHÔNG_CÒN":
        return "nothing_happened" if claim.names("TỒN_ĐỌNG", "TRƯỜNG_HỢP", "TRỄ_HẠN") else ""
    return None


def _weigh_change(claim: Claim, promise: Promise) -> str | None:
    """What a rise, a fall or a surplus says, which depends on which way is good."""
    tokens, act = claim.tokens, claim.act
    if act in ("GIẢM", "HỤT"):
        good = promise.wants_less or tokens & {"XẤU", "TỒN_ĐỌNG", "TRƯỜNG_HỢP"}
        if good or (claim.names("NĂM_TRƯỚC") and not promise.wants_rise):
            return ""
        return "fell" if claim.names("BẬC", "CHỈ_TIÊU") else "trouble"
    if act == "ĐẠT_CHỈ_TIÊU" or (act == "VƯỢT" and claim.names("CHỈ_TIÊU", "KẾ_HOẠCH")):
        if any(goal.at_most for goal in promise.goals) or _is_of_harm(promise):
            return "over_limit"
        official = claim.by or claim.names("BẬC", "CÔNG_BỐ")
        return "open" if promise.kind in (SCORED, NOTHING_HAPPENS) and not official else "surpassed"
    if act == "TĂNG" and not promise.wants_less and promise.kind != NOTHING_HAPPENS:
        ranked = claim.names("BẬC") and (tokens & _UNCOUNTED or promise.wants_rise)
        over = claim.names("CHỈ_TIÊU", "KẾ_HOẠCH") and _is_of_harm(promise)
        return "over_limit" if over else "surpassed" if claim.names("CHỈ_TIÊU") or ranked else None
    return None


def _is_of_harm(promise: Promise) -> bool:
    """Whether what was promised is an amount of something bad, such as a loss: above the plan is worse."""
    stated = not promise.wants_less and promise.kind != NOTHING_HAPPENS
    return stated and not promise.acts.isdisjoint({"XẤU", "TỒN_ĐỌNG"})


def _weigh_finish(claim: Claim, promise: Promise, bearing: Bearing) -> str:
    done = claim.aspect == "done"
    if claim.core & ((_STEPS - promise.acts) if bearing == "own" else _STEPS):
        return _step(promise)
    if _is_share_of_work(claim, promise):
        return "number_short"
    if _is_of_something_else(claim, promise, bearing):
        return "not_asserted"
    if claim.role == "part" and claim.tokens & _UNCOUNTED:
        return "number_unsaid"
    counted = [name for name in claim.objects[:2] if name != OTHER][:1]
    if _UNCOUNTED.intersection(counted):
        return "number_unsaid"
    to_come = claim.joined and claim.names("MỐC", "TRONG_NĂM")
    if (
        "BÁO_CÁO" in claim.subjects
        or to_come
        or _is_of_others(claim)
        or not (done or _is_asserted(claim, bearing))
    ):
        return "not_asserted"
    return "open" if promise.kind == SCORED else "done"


def _is_share_of_work(claim: Claim, promise: Promise) -> bool:
    """Whether a percentage says how far the work is."""
    return claim.names("PHẦN_TRĂM") and (claim.names("TIẾN_ĐỘ") or promise.kind == WORKS)


def _is_of_something_else(claim: Claim, promise: Promise, bearing: Bearing) -> bool:
    """Whether what was finished is named, and is neither the promise nor a thing that it names."""
    if claim.names("KHÁC") and "KHÁC" not in promise.acts:
        return True
    if promise.kind == UNKNOWN:
        return False
    named = next((name for name in claim.objects if name not in ("VIỆC", "CÁC", "TOÀN_BỘ")), "")
    papers = _PAPERS & {named} - promise.acts
    return bool(papers) or (bearing == "far" and claim.objects.count(OTHER) >= _TELLS)


def _is_of_others(claim: Claim) -> bool:
    """Whether an act is what others were told or helped to do: "đã giúp các xã hoàn thành"."""
    return (
        claim.aspect == "done"
        and "ĐƠN_VỊ" in claim.lead
        and OTHER in claim.lead[: claim.lead.index("ĐƠN_VỊ")]
    )


def _is_asserted(claim: Claim, bearing: Bearing) -> bool:
    """Whether a bare "hoàn thành" says that it was done: it is no noun, and names no day to come."""
    if claim.subjects[:1] == ("CHỈ_TIÊU",) or claim.names("MỐC", "CẢ_NĂM", "TRONG_NĂM", "HẠN", "VIỆC"):
        return False
    if claim.subjects[:1] in _TARGETS and bearing != "own" and claim.names("NGÀY"):
        return False
    if claim.objects[:1] == ("NĂM",):
        return False
    plain = _GRAMMAR["subjects"].issuperset(claim.subjects)
    return plain or bearing == "own" or claim.names("ĐÚNG_HẠN", "VƯỢT", "LÀM", "VẬN_HÀNH")


def _weigh_sending(claim: Claim, promise: Promise) -> str:
    tokens, done = claim.tokens, claim.aspect == "done"
    verdict = tokens & _ASKED_FOR
    if claim.names("LẤY_Ý_KIẾN") and tokens & _ABOVE and done:
        return "sent"
    if (claim.names("LẤY_Ý_KIẾN", "ĐĂNG_KÝ") and not verdict) or (
        claim.names("CHỦ_TRƯƠNG") and not claim.names("THẨM_ĐỊNH")
    ):
        return "on_the_way"
    if claim.names("THIẾU"):
        return "number_short"
    if claim.act == "THAM_MƯU":
        paper_to_others = claim.names("TỜ_TRÌNH") and not claim.names("QUYẾT_ĐỊNH")
        issued = tokens & _NUMBERED and tokens & _GRAMMAR["decides"] and not paper_to_others
        return "issued" if issued and promise.ladder.rung("BAN_HÀNH") == "top" else "only_a_step"
    if promise.submits and done and claim.act == "TRÌNH":
        return "submitted"
    if promise.is_far and not claim.names("NGHIỆM_THU", "QUYẾT_TOÁN"):
        return "on_the_way"
    if claim.act == "GỬI" and promise.handles:
        return "sent" if done else "being_sent"  # passed on to those who are to deal with it
    if not done and len(claim.subjects) > 3 and not _GRAMMAR["subjects"].issuperset(claim.subjects):
        return "unaccounted"
    if verdict and (done or tokens & _NUMBERED or claim.names("NGÀY")):
        return "sent_for_verdict"
    says_what = len(claim.objects) + len(claim.subjects) > 1
    if done and says_what and claim.act in ("TRÌNH", "GỬI") and tokens & _BODIES:
        return "sent_for_verdict"
    if not done and (claim.subjects or claim.joined) and not tokens & (_BODIES | _VERDICTS):
        return "unaccounted"
    return "sent" if done else "being_sent"


def _weigh_stage(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """The rung of any other act."""
    tokens, act, done = claim.tokens, claim.act, claim.aspect == "done"
    if _is_of_others(claim):
        return "not_asserted"
    if not act and claim.aspect == "bare" and tokens & _NUMBERED and claim.subjects[0] in _PAPERS:
        names_it = promise.kind == TEXT and claim.subjects[0] == "QUYẾT_ĐỊNH"
        return "issued" if names_it else "only_a_document"
    if act == "TỰ" and promise.kind == SCORED and claim.objects:
        return "scored_later"
    promised = act in promise.acts & _GRAMMAR["promisable"] and not claim.joined and promise.kind != DUTY
    rung = "top" if promised else promise.ladder.rung(act)
    if act == "TRẢ_LỜI" and done and rung == "none" and bearing != "own":
        return "answered"
    orders = act in ("BAN_HÀNH", "CÓ") and claim.names("QUYẾT_ĐỊNH") and tokens & _NUMBERED
    if orders and tokens & promise.acts & (_GRAMMAR["promisable"] | {"CHẤM"}):
        return "issued"
    if rung == "top":
        return _weigh_issue(claim, promise) if act in _GRAMMAR["issues"] else _weigh_top(claim, promise)
    settles = promise.kind == WORKS and act in _GRAMMAR["issues"] and claim.names("QUYẾT_TOÁN", "NGHIỆM_THU")
    if settles or (done and act in ("THẨM_ĐỊNH", "XEM_XÉT", "HỌP")):
        return "only_a_step"  # what is accepted and settled may be the whole or a stage
    if _is_share_of_work(claim, promise):
        return "number_short"
    if act == "ĐỒNG_Ý":
        if claim.names("CHỦ_TRƯƠNG"):
            return "on_the_way"
        agreed = claim.by in _ABOVE or tokens & _ABOVE
        return "agreed" if agreed else "only_a_step" if done or claim.by else None
    if done and bearing == "own" and (not act or act in _GRAMMAR["works"]):
        return _weigh_promised_act(claim, promise)
    return _weigh_below(claim, promise) if rung == "below" and (done or tokens & _NUMBERED) else None


def _weigh_below(claim: Claim, promise: Promise) -> str:
    finished = claim.act == "HOÀN_THIỆN" and claim.objects[:1] == ("HOÀN_THÀNH",) and promise.kind != TEXT
    if finished and not claim.core & _STEPS:
        return "only_a_step"  # "đã sửa xong" may be the repair that was promised
    begun = (
        claim.act in ("LẤY_Ý_KIẾN", "BẮT_ĐẦU", "ĐĂNG_KÝ") and claim.objects and not claim.names("HOÀN_THÀNH")
    )
    return "on_the_way" if begun else _step(promise)


def orders_the_act(claim: Claim, promise: Promise) -> bool:
    """Whether what was issued is a paper to do what was promised: "Kế hoạch kiểm tra …" checks nothing yet."""
    paper, act = _find_ordered(claim, promise)
    return paper in _GRAMMAR["plans"] or act in _GRAMMAR["done_in_person"]


def _find_ordered(claim: Claim, promise: Promise) -> tuple[str, str]:
    """A paper that was issued and the promised act that its name begins with, both empty where there is none."""
    if claim.act not in _GIVES_PAPER:
        return "", ""
    about = _GRAMMAR["about"] - promise.leading
    named = pairwise(name for name in (*claim.subjects, *claim.objects) if name not in about)
    found = (pair for pair in named if pair[0] in _GRAMMAR["papers"] and pair[1] in promise.leading)
    return next(found, ("", ""))


def _weigh_issue(claim: Claim, promise: Promise) -> str:
    """What was issued: the text that was promised, or one on the way to it."""
    tokens, known = claim.tokens, promise.kind != UNKNOWN
    if claim.names("KHÁC") and "KHÁC" not in promise.acts:
        return "not_asserted"
    if (
        promise.submits
        and not promise.acts & _GRAMMAR["issues"]
        and "KẾ_HOẠCH" in claim.core - {"QUYẾT_ĐỊNH"}
    ):
        return "only_a_document"  # a plan that was issued need not be the one that was submitted
    if claim.core & _GRAMMAR["first_papers"] - promise.acts:
        if "KẾ_HOẠCH" in promise.acts:
            return "only_a_step"
        return "on_the_way" if known or claim.names("BẮT_ĐẦU", "VIỆC_ĐẦU", "CHỦ_TRƯƠNG") else "only_a_step"
    estimate = claim.objects[:1] == ("CHỈ_TIÊU",) and "CHỈ_TIÊU" not in promise.acts
    if estimate or _find_ordered(claim, promise)[1] in _GRAMMAR["done_or_ordered"]:
        return "only_a_step"
    paper = next((name for name in claim.objects if name in _PAPERS), "")
    if paper in ("KẾ_HOẠCH", "TỜ_TRÌNH", "BÁO_CÁO") and paper not in promise.acts:
        return "on_the_way" if known or claim.names("LÀM", "LÀM_KHÁC") else "only_a_step"
    named = claim.by or "ĐƯỢC" in tokens or tokens & _NUMBERED
    if not (named or claim.aspect == "done"):
        return "only_a_step"
    says_what = named or not claim.objects or tokens & (_BODIES | {"QUYẾT_ĐỊNH", "ĐỀ_ÁN"})
    return "issued" if known or says_what else "only_a_step"


def _weigh_top(claim: Claim, promise: Promise) -> str | None:
    done = claim.aspect == "done"
    if claim.names("KHÁC") and "KHÁC" not in promise.acts:
        return "not_asserted"
    if claim.core & _STEPS or (claim.act == "ĐẠT" and claim.joined in _GRAMMAR["examines"]):
        return _step(promise)  # what an appraisal gave is not yet the title
    if claim.joined not in ("", "HOÀN_THÀNH") and claim.names("MỐC", "NĂM", "TRONG_NĂM"):
        return "not_asserted"
    if claim.act in ("VẬN_HÀNH", "NGHIỆM_THU"):
        by_paper = "ĐƯỢC" in claim.subjects and claim.tokens & _NUMBERED
        return "in_use" if done or by_paper or "HOÀN_THÀNH" in claim.subjects else None
    named = claim.by or claim.names("ĐƯỢC") or _NUMBERED.intersection(claim.subjects)
    if promise.kind == UNKNOWN and not (named or claim.tokens & (_NUMBERED | _BODIES | {"QUYẾT_ĐỊNH"})):
        return "only_a_step"
    return "recognised" if done or named else None


def _weigh_promised_act(claim: Claim, promise: Promise) -> str:
    """What was promised was done; whether it is all of it, its number must say if it wants one."""
    if promise.kind == DUTY:
        return "running"
    if promise.kind in (SCORED, RECOGNISED) or claim.tokens & (_STEPS - promise.acts):
        return "on_the_way"
    if promise.kind == TEXT and claim.act in ("SOẠN", "LÀM", "VIỆC_PHỤ", ""):
        return "only_a_step"
    return "number_unsaid" if any(goal.value > 1 for goal in promise.goals) else "did_it"
