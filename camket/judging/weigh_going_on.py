"""Whether a claim says that the work goes on, is planned, or lies with another body."""

from __future__ import annotations

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.named import OTHER
from camket.judging.promise import ENDS, RECOGNISED, SCORED, Bearing, Promise

_GRAMMAR = load_grammar()
_BODIES, _VERDICTS = _GRAMMAR["bodies"], _GRAMMAR["verdicts"]
_COUNTS = _GRAMMAR["uncounted"] | _GRAMMAR["measured"]
_RESULT = frozenset({"KẾT_QUẢ"})
# What one waits for before one's own work, and what one waits to do.
_FIRST = frozenset({"LUẬT", "VIỆC_ĐẦU", "CHUẨN_BỊ"})
_OWN_NEXT = ("LÀM", "LÀM_KHÁC", "BẮT_ĐẦU", "SOẠN", "ĐỒNG_Ý", OTHER)


def weigh_waiting(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """What is waited for: another body's verdict on the matter, or something else first."""
    if claim.act != "CHỜ":
        return None
    asked = list(claim.objects)
    until = asked.index("ĐỂ") if "ĐỂ" in asked else len(asked)
    goal, named = asked[until + 1 :], frozenset(asked[:until])
    speaks_of_verdict = claim.tokens & (_VERDICTS | _RESULT)
    if not named:
        return "waits_for_verdict" if claim.subjects and speaks_of_verdict else "waits"
    if named & _FIRST or (goal[:1] and goal[0] in _OWN_NEXT) or asked[0] in ("ĐỀ_ÁN", "KẾ_HOẠCH"):
        return "waits_for_regulation"
    verdict, body = named & (_VERDICTS | _RESULT), named & _BODIES
    if not verdict:
        heard = (
            body and not promise.is_far and (speaks_of_verdict or named & {"QUYẾT_ĐỊNH", "ĐỒNG_Ý", "TRẢ_LỜI"})
        )
        return "waits_for_verdict" if heard else "waits_for_regulation"
    if named & {"TRUNG_ƯƠNG", "BỘ"} and "BAN_HÀNH" in named and not named & {"PHÊ_DUYỆT", "CÔNG_NHẬN"}:
        return "waits_for_regulation" if named & {"QUYẾT_ĐỊNH", "KẾ_HOẠCH", OTHER} else "waits_for_verdict"
    if promise.is_far and not named & {"NGHIỆM_THU", "QUYẾT_TOÁN"}:
        return "waits_for_regulation"
    if body or not verdict <= _GRAMMAR["weak_verdicts"]:
        return "waits_for_verdict"
    if asked[0] != "KẾT_QUẢ":
        return "waits"
    of_something_else = named - {"KẾT_QUẢ", "NGÀY", "NĂM"} and promise.kind not in (SCORED, RECOGNISED)
    return "waits_for_regulation" if of_something_else else "waits_for_verdict"


def weigh_going_on(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """Whether the work goes on or is to come."""
    goes_on = claim.aspect in ("running", "continuing")
    plain_care = claim.act == "CHĂM_SÓC" and claim.aspect == "bare" and not claim.subjects
    if plain_care or (
        claim.act in _GRAMMAR["in_order"]
        and (goes_on or claim.aspect == "planned" or claim.modality != "fact")
    ):
        return "care"
    if claim.modality == "upon" and goes_on:
        return ""
    if claim.modality != "fact" or claim.aspect in ("planned", "preparing"):
        return _weigh_plan(claim)
    if goes_on:
        return _weigh_running(claim, promise)
    only_then = "MỚI" in claim.subjects and claim.subjects[-2:-1] in (("NGÀY",), ("MỐC",))
    if only_then and claim.act in _GRAMMAR["reached"] and not claim.core & (_COUNTS | _GRAMMAR["steps"]):
        return "not_asserted"  # "tháng 10 mới xong": at last, or not before
    in_part = claim.limits & {"only", "rest"} and not claim.names("DANH_MỤC_CHƯA_XONG")
    names_rest = not promise.wants_less and (claim.act or claim.tokens & _COUNTS)
    if claim.limits == {"rest"} and not names_rest:
        return None
    return "part_done" if in_part and not (claim.limits == {"only"} and not claim.act) else None


def _weigh_plan(claim: Claim) -> str:
    if claim.modality == "expected" and claim.act == "ĐẠT_CHỈ_TIÊU":
        return "estimate_only"
    if (
        claim.modality == "expected"
        and claim.tokens & _GRAMMAR["uncounted"]
        and claim.act in ("", "ĐẠT", "LÀM", "VƯỢT")
    ):
        return "estimate_only"
    if claim.modality == "assured" and not claim.act:
        return "not_asserted"
    if claim.modality in ("conditional", "upon") and claim.aspect == "bare":
        return "conditional"
    return "running" if claim.aspect == "preparing" else "planned"


def _weigh_running(claim: Claim, promise: Promise) -> str | None:
    tokens, act, running = claim.tokens, claim.act, claim.aspect == "running"
    if promise.kind == ENDS and act in ("", "HOẠT_ĐỘNG_TỐT", "VẬN_HÀNH") and "ĐẨY_MẠNH" not in claim.subjects:
        return "unexplained"
    if not act and not claim.subjects:
        return "open"
    if act in ("GIẢM", "HỤT", "TĂNG", "ĐẠT", "VƯỢT") and not running:
        return "trouble" if act in ("GIẢM", "HỤT") else None
    if "VIỆC" in claim.subjects and "ĐẨY_MẠNH" in claim.subjects:
        return ""  # "việc tăng cường kiểm tra" is a thing
    if act == "LẤY_Ý_KIẾN" and claim.names("TV_UBND"):
        return "consults_above"
    if act == "TIẾP_THU" or (act == "HOÀN_THIỆN" and claim.names("Ý_KIẾN", "THEO", "ĐÃ_CÓ_THẨM_ĐỊNH")):
        return "back_with_unit"
    if claim.joined and act in ("TRÌNH", "GỬI"):
        return ""
    if act == "TRÌNH" or (act in ("ĐỀ_NGHỊ", "GỬI") and tokens & (_BODIES | _VERDICTS)):
        return "running" if promise.is_far else "being_sent"
    far = promise.is_far and not claim.names("NGHIỆM_THU", "QUYẾT_TOÁN")
    return "under_appraisal" if running and not far and is_anothers_work(claim) else "running"


def is_anothers_work(claim: Claim) -> bool:
    """Whether what is under way lies with another body."""
    own_work = _GRAMMAR["own_work"]
    shares = claim.joined in own_work | {"VIỆC_PHỤ", "LÀM", "HOÀN_THIỆN"}
    if shares or not own_work.isdisjoint((claim.act, *claim.subjects)):
        return False
    if claim.act == "XEM_XÉT" and not _BODIES.isdisjoint(claim.objects[:2]):
        return True  # "đang trong quá trình xem xét của cơ quan có thẩm quyền"
    looks_at = _GRAMMAR["looks_at"]
    by_body = claim.by in _BODIES and claim.core & (_GRAMMAR["examines"] | looks_at)
    if claim.act in _GRAMMAR["examines"] or (by_body and (claim.act != "VIỆC_PHỤ" or claim.names("KẾT_QUẢ"))):
        return True
    return claim.act in looks_at - {"KIỂM_TRA", "NGHIỆM_THU", "ĐÁNH_GIÁ"} and "ĐƯỢC" in claim.subjects
