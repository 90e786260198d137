"""What a denial says: not yet, not at all, or that something bad did not happen."""

from __future__ import annotations

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.named import OTHER
from camket.judging.promise import NOTHING_HAPPENS, UNKNOWN, Bearing, Promise

_GRAMMAR = load_grammar()
_BODIES = _GRAMMAR["bodies"]
_COUNTS = _GRAMMAR["uncounted"] | _GRAMMAR["measured"]


def weigh_hedge(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """Whether an act is only nearly done; before a number "gần" only rounds it."""
    if "nearly" not in claim.limits or claim.polarity != "affirmed":
        return None
    said = [*claim.subjects, *claim.objects]
    after = said[said.index("CƠ_BẢN") + 1 :] if "CƠ_BẢN" in said else []
    return None if after[:1] and after[0] in _COUNTS else "nearly_done"


def weigh_denial(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """What "chưa", "không" and "không thể" say."""
    if claim.polarity == "not_yet":
        return _weigh_not_yet(claim, promise)
    if claim.polarity == "affirmed":
        return None
    if bearing == "own" and "KHÔNG" in promise.acts and promise.kind != NOTHING_HAPPENS:
        return ""
    if claim.modality != "fact":
        return "planned" if claim.modality in ("possible", "feared", "assured") else "open"
    if "rest" in claim.limits:
        return "part_done"
    if "part" in claim.limits or (claim.attached and claim.aspect == "bare" and not claim.act):
        return "unexplained"
    closed = claim.names("CẢ_NĂM")
    if promise.kind == NOTHING_HAPPENS or (claim.tokens & _GRAMMAR["adverse"] and closed):
        return "nothing_happened" if closed else "nothing_happened_yet"
    if claim.tokens & _GRAMMAR["adverse"]:
        return _weigh_mishap_denied(claim, promise)
    return _weigh_act_denied(claim, bearing)


def _weigh_not_yet(claim: Claim, promise: Promise) -> str:
    tokens = claim.tokens
    if claim.names("XẢY_RA", "BỊ"):
        return "nothing_happened_yet"
    if claim.by in _GRAMMAR["above"] and "Ý_KIẾN" in claim.subjects and claim.act in _GRAMMAR["works"]:
        return "unexplained"  # "UBND tỉnh có ý kiến chưa thành lập": an authority puts it off
    if promise.kind == NOTHING_HAPPENS:
        return "unexplained" if claim.names("HOÀN_THÀNH", "ĐẠT", "LÀM") else "nothing_happened_yet"
    if not claim.act and not claim.subjects and not claim.objects:
        return "open"
    if not claim.act and claim.subjects[:1] == (OTHER,) and claim.names("Ý_KIẾN"):
        return "not_yet"  # "chưa đáp ứng chỉ đạo của UBND tỉnh" waits for nobody
    by_body = claim.by in _BODIES
    bare = claim.act in ("", "CÓ") and claim.aspect != "planned" and OTHER not in tokens
    if claim.joined or not (
        bare or tokens & _GRAMMAR["answers"] or (by_body and tokens & {"ĐÁNH_GIÁ", "KIỂM_TRA"})
    ):
        return "not_yet"
    result = tokens & {"KẾT_QUẢ", "ĐÃ_CÓ_THẨM_ĐỊNH"} and tokens & _GRAMMAR["verdicts"]
    from_another = by_body or result or claim.act in ("CÔNG_BỐ", "CHẤM")
    passive = "ĐƯỢC" in claim.subjects or claim.act == "PHÊ_DUYỆT"
    return "waits_for_verdict" if from_another and not passive else "unanswered"


def _weigh_mishap_denied(claim: Claim, promise: Promise) -> str:
    if promise.kind == UNKNOWN and claim.names("XẢY_RA", "TRƯỜNG_HỢP", "TRỄ_HẠN"):
        stated = claim.names("XẤU", "TRỄ_HẠN") and claim.names("TRƯỜNG_HỢP")
        return "nothing_happened_yet" if stated else "not_asserted"
    return "not_asserted" if claim.act in ("HOÀN_THÀNH", "ĐẠT") else ""


def _weigh_act_denied(claim: Claim, bearing: Bearing) -> str:
    if claim.act == "ĐẠT" and claim.names("TIẾN_ĐỘ"):
        return "behind"
    in_year = bool(claim.tokens & _GRAMMAR["in_year"])
    if claim.act in _GRAMMAR["denied_result"] or claim.polarity == "impossible":
        if claim.attached:
            return "unexplained"
        return "failed_for_the_year" if in_year or claim.act == "ĐẠT_CHỈ_TIÊU" else "failed"
    if claim.act in _GRAMMAR["denied_work"] or bearing == "own":
        if in_year:
            return "failed_for_the_year"
        if claim.names("ĐƯỢC"):
            return "failed"
        return "unexplained" if claim.act == "CÓ" else "refuses"
    return "unexplained"


def weigh_mishap(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """Whether something happened that must not happen."""
    tokens = claim.tokens
    if claim.act == "THẤT_BẠI" and claim.modality == "fact" and claim.aspect != "planned":
        return "failed"
    if claim.modality != "fact" or claim.aspect in ("running", "planned", "preparing"):
        return None
    if promise.kind == NOTHING_HAPPENS:
        if claim.act == "XẢY_RA" and claim.aspect in ("done", "continuing") and claim.polarity == "affirmed":
            return "promise_broken"
        if "SỐ_KHÔNG" in tokens or claim.aspect == "continuing":
            return "nothing_happened_yet"
        if promise.on_time and claim.names("TRỄ_HẠN") and tokens & _COUNTS:
            return "promise_broken"
    if promise.wants_less and promise.kind != NOTHING_HAPPENS:
        return None
    bad = tokens & {"XẤU", "TRỄ_HẠN"} or promise.kind == NOTHING_HAPPENS
    if claim.act in ("XẢY_RA", "CÓ") and bad and tokens & _COUNTS and "rest" not in claim.limits:
        # Single cases are no outbreak.
        broken = "unexplained" if promise.of_spread else "promise_broken"
        return None if "TRONG_MỨC" in tokens else broken
    if claim.names("BỊ") and claim.names("XẤU"):
        return "promise_broken"
    bare = claim.act in ("", "CÓ", "XẢY_RA") and claim.polarity == "affirmed"
    if promise.kind == NOTHING_HAPPENS and bare and tokens & {"TỒN_ĐỌNG", "XẤU", "TRẮC_TRỞ"}:
        return "unexplained"
    return None
