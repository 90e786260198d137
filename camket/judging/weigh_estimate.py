"""What one claim of an estimate says of the whole year: the name of a reason of `verdict_reasons.toml`, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.promise import Promise
from camket.judging.verdict import Verdict, Weighed
from camket.judging.weigh_stops import is_agreed_below

_GRAMMAR = load_grammar()
_ABOVE, _UNCOUNTED = _GRAMMAR["above"], _GRAMMAR["uncounted"]
_MET = _GRAMMAR["met"] | {"TRONG_MỨC"}
_SHORT = frozenset({"THIẾU", "QUÁ_MỨC"})
_DECIDED = _GRAMMAR["decides"] | {"VẬN_HÀNH", "NGHIỆM_THU"}
_REACHED = _GRAMMAR["reached"] | {"LÀM", "CÔNG_NHẬN", "PHÊ_DUYỆT", "BAN_HÀNH"}
# A stage or a beginning may be promised for the year.
_STEPS = _GRAMMAR["steps"] - {"GIAI_ĐOẠN", "BẮT_ĐẦU", "CHỦ_TRƯƠNG"}
_TIMES = frozenset({"MỐC", "NGÀY", "NĂM"})
_ASKS = _GRAMMAR["sends"] - {"BÁO_LÊN"} | {"CHỜ"}
# The first of these that is given counts.
_ORDER = (
    "stop_approved", "estimate_open", "estimate_fails", "estimate_surpasses", "estimate_falls", "estimate_short",
    "estimate_met", "estimate_next_year", "estimate_late", "estimate_extended", "estimate_rises",
    "estimate_completes", "estimate_keeps_up",
)  # fmt: skip


def decide_estimate(weighed: Sequence[Weighed]) -> Verdict | None:
    """The verdict of an estimate; None where no claim says anything of the year."""
    given = {reason: claim for claim, reason in reversed(weighed)}
    agreed = given.get("agreed")
    if agreed and any(
        claim.names("DỪNG", "TẠM_DỪNG") and claim.clause < agreed.clause for claim, _ in weighed
    ):
        return Verdict("stop_approved", agreed)
    if "estimate_open" in given and "estimate_fails" in given:
        del given["estimate_fails" if given["estimate_fails"].modality == "expected" else "estimate_open"]
    ends = {"estimate_met", "estimate_completes", "estimate_surpasses"} & given.keys()
    fails = given.get("estimate_fails")
    if fails and any(claim.names("THÌ") and claim.clause == fails.clause for claim, _ in weighed):
        return Verdict("estimate_open", fails)  # "chưa có thì không đạt"
    if ends and fails and fails.polarity != "affirmed" and fails.modality == "fact":
        return Verdict("estimate_open", fails)  # "hết tháng 11 chưa xong, đến 31/12 hoàn thành"
    if "estimate_short" in given and {"estimate_surpasses", "estimate_met"} & given.keys():
        return Verdict("estimate_open", given["estimate_short"])
    if "estimate_extended" in given and {"estimate_met", "estimate_completes"} & given.keys():
        del given["estimate_extended"]
    return next((Verdict(reason, given[reason]) for reason in _ORDER if reason in given), None)


def weigh_estimate(claim: Claim, promise: Promise) -> str:
    """The reason that a claim gives for the full year, empty where it says nothing."""
    if claim.role in ("cause", "conceded") or (claim.modality == "upon" and claim.attached):
        return ""
    for look in (_stops, _postpones, _denies, _leaves_open, _counts, _changes, _completes):
        reason = look(claim, promise)
        if reason is not None:
            return reason
    return ""


def _stops(claim: Claim, promise: Promise) -> str | None:
    if (
        claim.act == "ĐỒNG_Ý"
        and claim.aspect == "done"
        and claim.polarity == "affirmed"
        and not claim.objects
    ):
        return "agreed" if claim.tokens & _ABOVE else None
    if not claim.names("DỪNG", "TẠM_DỪNG", "GIẢM_CHỈ_TIÊU"):
        return None
    if claim.act in _ASKS or claim.polarity != "affirmed" or claim.modality not in ("fact", "expected"):
        return "estimate_open"
    by_authority = claim.tokens & (_ABOVE | {"SỐ_HIỆU_TỈNH", "CHO", "ĐỒNG_Ý"})
    is_approved = by_authority and not is_agreed_below(claim) and claim.names("DỪNG", "TẠM_DỪNG")
    return "stop_approved" if is_approved else "estimate_open"


def _postpones(claim: Claim, promise: Promise) -> str | None:
    if claim.names("GIA_HẠN") and claim.polarity == "affirmed":
        if claim.act in _ASKS or claim.modality in ("conditional", "upon"):
            return "estimate_open"
        return "estimate_next_year" if claim.names("NĂM_SAU") else "estimate_extended"
    if claim.names("CHUYỂN_SANG", "NĂM_SAU"):
        return "estimate_open"
    if "only" in claim.limits and claim.act in _DECIDED | {"HOÀN_THÀNH"} and claim.tokens & _TIMES:
        return "estimate_extended"
    return None


def _denies(claim: Claim, promise: Promise) -> str | None:
    if "open" in claim.limits or claim.names("THÌ"):
        return "estimate_open"
    denied = claim.polarity in ("denied", "impossible")
    if denied and claim.modality in ("possible", "feared"):
        return "estimate_open"
    if denied:
        if claim.names("XẢY_RA", "XẤU", "TRỄ_HẠN", "CHẬM", "TRƯỜNG_HỢP", "BỊ", "TỒN_ĐỌNG"):
            return "estimate_completes"
        if claim.act == "GIẢM":
            return "estimate_fails" if promise.wants_less else "estimate_keeps_up"
        if (
            claim.polarity == "impossible"
            or claim.tokens & _REACHED
            or claim.act in ("TĂNG", "TRÌNH", "SOẠN", "LÀM_KHÁC")
        ):
            return "estimate_fails"
        return "estimate_completes" if claim.act == "CÓ" else None
    if claim.polarity == "not_yet":
        told_now = claim.names("HIỆN", "TRƯỚC_ĐÂY")  # how it stands now says nothing of the end of the year
        fails = claim.tokens & (_REACHED | {"LÀM_KHÁC"}) and claim.act != "CÓ" and not told_now
        return "estimate_fails" if fails else "estimate_open"
    if claim.modality == "feared" and claim.tokens & _REACHED:
        return "estimate_fails"
    return None


def _leaves_open(claim: Claim, promise: Promise) -> str | None:
    if claim.modality in ("conditional", "upon", "wished", "possible", "feared") or "nearly" in claim.limits:
        return "estimate_open"
    return "estimate_open" if claim.act == "CHỜ" else None


def _counts(claim: Claim, promise: Promise) -> str | None:
    if (
        claim.act == "VƯỢT" and (claim.names("CHỈ_TIÊU", "KẾ_HOẠCH", "ĐỦ") or not claim.objects)
    ) or claim.act == "ĐẠT_CHỈ_TIÊU":
        return "estimate_surpasses"
    happened = claim.names("XẤU", "TRỄ_HẠN", "TRƯỜNG_HỢP") and claim.tokens & (
        _UNCOUNTED | {"THIẾU", "QUÁ_MỨC", "ĐỦ", "ĐỦ_SỐ"}
    )
    if happened and (claim.act in ("CÓ", "XẢY_RA") or claim.names("BỊ")):
        return "estimate_completes" if "TRONG_MỨC" in claim.tokens else "estimate_fails"
    if claim.tokens & _SHORT:
        return "estimate_short"
    return "estimate_met" if claim.tokens & _MET else None


def _changes(claim: Claim, promise: Promise) -> str | None:
    if claim.act in ("GIẢM", "HỤT") and not promise.wants_less:
        good = claim.names("XẤU", "TỒN_ĐỌNG", "TRƯỜNG_HỢP")
        fell = claim.names("BẬC", "CHỈ_TIÊU", "KẾ_HOẠCH", "NĂM", "NĂM_TRƯỚC")
        return "estimate_falls" if fell and not good else None
    if claim.act == "TĂNG":
        if promise.wants_rise and claim.names("BẬC"):
            return "estimate_rises"
        return "estimate_completes" if claim.names("NĂM", "NĂM_TRƯỚC") else None
    if claim.act == "KHÔNG_THẤP_HƠN":
        return "estimate_fails" if promise.wants_less else "estimate_keeps_up"
    return None


def _completes(claim: Claim, promise: Promise) -> str | None:
    if claim.act == "KHÔNG_CÒN":
        return "estimate_completes"
    if claim.names("TRỄ_HẠN") and not claim.names(*_REACHED):
        return "estimate_late"
    if claim.act == "HOÀN_THÀNH" and claim.names("MỘT_PHẦN"):
        return "estimate_short"
    if "HOÀN_THÀNH" in claim.subjects and claim.act in promise.acts:
        return "estimate_completes"
    if claim.core & (_STEPS - promise.acts) or claim.limits & {"part", "only", "rest"}:
        return None
    if claim.act in ("HOÀN_THÀNH", "ĐẠT"):
        return None if claim.objects[:1] and claim.objects[0] in _UNCOUNTED else "estimate_completes"
    stated = (
        claim.aspect in ("planned", "done")
        or claim.modality in ("expected", "assured")
        or claim.tokens & _TIMES
    )
    decided = claim.tokens & (_DECIDED | promise.acts & {"THẨM_ĐỊNH"})
    if decided and claim.act in _DECIDED | {"THẨM_ĐỊNH"} and (stated or claim.names("ĐƯỢC")):
        return "estimate_completes"
    if claim.aspect == "continuing" and claim.names("BẬC", "ĐẠT_CHỈ_TIÊU"):
        wants_move = any(goal.change for goal in promise.goals)  # "giữ nguyên hạng" rises by no place
        return "estimate_open" if wants_move and claim.names("BẬC") else "estimate_completes"
    return None
