"""Whether a claim speaks of an end or of a later year, and who has agreed to it."""

from __future__ import annotations

from itertools import pairwise

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.promise import ENDS, Bearing, Promise

_GRAMMAR = load_grammar()
_ABOVE, _STOPS, _SENDS = _GRAMMAR["above"], _GRAMMAR["stops"], _GRAMMAR["sends"]
# By these an authority ends something; the first set needs no more words, and in the second an end was the promise.
_RESOLVES = frozenset({"ĐỒNG_Ý", "BAN_HÀNH", "PHÊ_DUYỆT", "CÔNG_BỐ", "THÔNG_QUA", "GIAO"})
_ENDS = _GRAMMAR["ends"] | {"BAN_HÀNH", "PHÊ_DUYỆT", "ĐỒNG_Ý", "HOÀN_THÀNH"}
_BELOW = frozenset({"CƠ_QUAN", "ĐƠN_VỊ"})
_ASKS = _SENDS | {"CHỜ", "XEM_XÉT", "LẤY_Ý_KIẾN"}


def weigh_stop(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """Whether an authority has ended the matter, or somebody only asks for it."""
    if promise.kind == ENDS:
        return _weigh_promised_end(claim, promise)
    stopped = claim.tokens & _STOPS
    dropped = "KHÔNG" in claim.objects
    if dropped and any(pair[0] == "KHÔNG" and pair[1] in _STOPS for pair in pairwise(claim.objects)):
        return None
    if not (stopped or dropped or claim.names("BÃI_BỎ", "GIẢM_CHỈ_TIÊU")):
        return None
    if claim.polarity != "affirmed":
        denies_more = claim.polarity == "not_yet" and claim.act not in _STOPS | _SENDS
        return "not_yet" if denies_more else "asks_to_stop_or_change"
    is_asked = (
        claim.act in _ASKS or claim.aspect in ("running", "planned", "preparing") or claim.modality != "fact"
    )
    if is_asked:
        return None if claim.names("DỰ_THẢO") and not stopped else "asks_to_stop_or_change"
    if claim.act in _RESOLVES and (stopped or dropped):
        by_authority = _names_above(claim) or (claim.act == "ĐỒNG_Ý" and _is_given_leave(claim))
        return "stop_approved" if by_authority else "asks_to_stop_or_change"
    if claim.act in _STOPS:
        if _is_allowed(claim):
            return "stop_approved"
        return "halted" if claim.act == "TẠM_DỪNG" else "asks_to_stop_or_change"
    if claim.act == "BÃI_BỎ" and claim.names("QUYẾT_ĐỊNH") and claim.tokens & _GRAMMAR["numbered"]:
        return "recognised"
    return (
        "asks_to_stop_or_change" if stopped or claim.names("GIẢM_CHỈ_TIÊU") or claim.act == "BÃI_BỎ" else None
    )


def is_agreed_below(claim: Claim) -> bool:
    """Whether a department, a district or one below them agrees ("Sở đồng ý cho dừng"), not the province.

    Where nobody is named ("đã được đồng ý dừng"), it is not taken for one of them.
    """
    who = list(claim.subjects)
    if "ĐƯỢC" in who:
        del who[: who.index("ĐƯỢC") + 1]  # who is given leave stands before it, who gives it after it
    return claim.names("ĐỒNG_Ý", "CHO") and not _names_above(claim) and not _BELOW.isdisjoint(who)


def _is_given_leave(claim: Claim) -> bool:
    """Whether somebody who is not named lets the unit stop; who only agrees ("Thống nhất dừng") may be the unit."""
    return claim.names("ĐƯỢC") and not is_agreed_below(claim)


def _names_above(claim: Claim) -> bool:
    return claim.by in _ABOVE or claim.names(*_ABOVE, "SỐ_HIỆU_TỈNH")


def _cites_rule(claim: Claim) -> bool:
    """Whether it only rests on a rule for the whole country ("dừng theo Nghị quyết 119 của Chính phủ").

    Who reads out of it that this matter ends is not said.
    """
    rests = "THEO" in claim.objects and claim.names("QUYẾT_ĐỊNH", "LUẬT")
    return (
        bool(rests)
        and not claim.names("CẤP_TRÊN", "SỐ_HIỆU_TỈNH", "CHO", "ĐỒNG_Ý")
        and claim.by not in _ABOVE
    )


def _is_allowed(claim: Claim) -> bool:
    if is_agreed_below(claim):
        return False
    if (_names_above(claim) and not _cites_rule(claim)) or claim.names("CHỦ_TRƯƠNG"):
        return True
    if claim.names("CHO", "ĐỒNG_Ý"):
        return _is_given_leave(claim)
    return claim.names("THEO") and claim.names("Ý_KIẾN") and not claim.names(*_BELOW)


def _weigh_promised_end(claim: Claim, promise: Promise) -> str | None:
    ended = (
        claim.tokens & (_GRAMMAR["ends"] - ({"TẠM_DỪNG"} - promise.acts))
        and claim.act in _ENDS
        and "THIẾU" not in claim.tokens
    )
    stated = claim.polarity == "affirmed" and claim.modality == "fact" and claim.aspect in ("done", "bare")
    if (
        ended
        and stated
        and (
            claim.aspect == "done"
            or claim.by
            or claim.names("BỊ", "ĐƯỢC")
            or claim.tokens & _GRAMMAR["numbered"]
        )
    ):
        return "recognised"
    return None


def weigh_delay(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """Whether the matter was put off, within the year or beyond."""
    if claim.act in ("ĐỀ_NGHỊ", "THAM_MƯU") and claim.names("NĂM_SAU"):
        return "moved_to_next_year"
    later = claim.names("NĂM_SAU", "NĂM")
    if claim.names("GIA_HẠN"):
        if later:
            return "moved_to_next_year"
        return None if claim.polarity == "denied" else "extended"
    return "moved_to_next_year" if claim.names("CHUYỂN_SANG") and later else None
