"""What a number that was held against the promise says."""

from __future__ import annotations

from camket.judging.claims import Claim
from camket.judging.grammar import load_grammar
from camket.judging.named import OTHER
from camket.judging.promise import NOTHING_HAPPENS, RECOGNISED, SCORED, UNKNOWN, WORKS, Bearing, Promise
from camket.judging.weigh_done import orders_the_act
from camket.judging.weigh_going_on import is_anothers_work

_GRAMMAR = load_grammar()
_MEASURED, _MET = _GRAMMAR["measured"], _GRAMMAR["met"]
# The most words that say what a bare count counts; more say of which of them it is.
_NAMED_BY = 5
# In a promise they make what there is the answer: "thu hút 02 dự án", "phát triển 05 sản phẩm", "số doanh nghiệp".
_BRINGS_ABOUT = ("hút", "triển", "số")
_PAPERS = frozenset({"KẾ_HOẠCH", "QUYẾT_ĐỊNH", "BÁO_CÁO", "TỜ_TRÌNH", "DỰ_THẢO", "HỒ_SƠ"})
_TARGETS = (("KẾ_HOẠCH",), ("CHỈ_TIÊU",))


def weigh_number(claim: Claim, promise: Promise, bearing: Bearing) -> str | None:
    """Whether the number of a claim reaches the promise, of which it may count a step only."""
    measured = _MEASURED.intersection((*claim.subjects, *_result_told(claim.objects)))
    if not measured or claim.polarity != "affirmed":
        return None
    if claim.subjects[:1] in _TARGETS and not claim.act:
        return ""
    if claim.modality != "fact" or claim.aspect in ("planned", "preparing"):
        return _weigh_foreseen(claim, measured)
    if claim.act in ("TĂNG", "GIẢM") and claim.names("NĂM_TRƯỚC") and "ĐỔI_ĐỦ" not in measured:
        return ""
    if claim.act in ("TRÌNH", "GỬI", "ĐỀ_NGHỊ", "CHỜ", "ĐĂNG_KÝ") or orders_the_act(claim, promise):
        return None
    if measured & {"QUÁ_MỨC", "TRONG_MỨC"}:
        return _weigh_limit(claim, promise, measured)
    if "THIẾU" in measured:
        return _weigh_short(claim, measured)
    return _weigh_met(claim, promise, bearing, measured)


def _result_told(objects: tuple[str, ...]) -> tuple[str, ...]:
    """What an act reached: not what it is for, nor the target that a share is of ("15% kế hoạch đón 5 triệu khách")."""
    told = objects[: objects.index("ĐỂ")] if "ĐỂ" in objects else objects
    for place, name in enumerate(told):
        if name in ("KẾ_HOẠCH", "CHỈ_TIÊU") and _GRAMMAR["shares"].intersection(told[:place]):
            return *told[:place], *(name for name in told[place:] if name != "ĐỦ_SỐ")
    return told


def _answers(claim: Claim, promise: Promise, bearing: Bearing) -> bool:
    """Whether a bare count says how much of the promise was done, not how much of something there is."""
    if "BỊ" in claim.tokens:
        return False
    if promise.is_number or claim.act in _GRAMMAR["reached"]:
        return True
    if not claim.act:
        begins = claim.subjects[0] in _MET and claim.subjects.count(OTHER) <= _NAMED_BY
        return bearing == "own" or begins
    if claim.act == "CÓ":
        counts = "CÓ" in promise.acts or not promise.words.isdisjoint(_BRINGS_ABOUT)
        return (
            counts and _GRAMMAR["acts"].isdisjoint(claim.objects) and claim.objects.count(OTHER) <= _NAMED_BY
        )
    said_so = claim.aspect == "done" or claim.names("ĐƯỢC") or _MET.isdisjoint(claim.subjects)
    return said_so and (bearing == "own" or promise.ladder.rung(claim.act) == "top")


def _only_decided(claim: Claim) -> bool:
    """Whether the number is what was decided on, "quyết định chia cổ tức 10%", and not by a decision named here."""
    if "QUYẾT_ĐỊNH" not in claim.subjects or claim.names("THEO", "ĐƯỢC", "SỐ_HIỆU", "SỐ_HIỆU_TỈNH"):
        return False
    return claim.subjects[-1:] != ("QUYẾT_ĐỊNH",)


def _weigh_foreseen(claim: Claim, measured: frozenset[str]) -> str:
    if claim.modality == "expected":
        return "number_short" if "THIẾU" in measured and not measured & _MET else "estimate_only"
    if claim.modality == "assured":
        return "not_asserted"
    return "conditional" if claim.modality in ("conditional", "upon") else "planned"


def _weigh_limit(claim: Claim, promise: Promise, measured: frozenset[str]) -> str:
    happens = claim.names("XẢY_RA", "TRƯỜNG_HỢP")
    if "QUÁ_MỨC" in measured:
        return "promise_broken" if happens else "over_limit"
    if happens or promise.kind == NOTHING_HAPPENS:
        return "nothing_happened" if claim.names("CẢ_NĂM") else "within_limit_so_far"
    return "number_met"


def _weigh_short(claim: Claim, measured: frozenset[str]) -> str:
    if measured & _MET:
        return "says_two_things"
    if "CẢ_NĂM" in claim.subjects:
        return "closed_short"
    whole_year = "NĂM" in claim.subjects and not claim.tokens & _GRAMMAR["part_of_year"]
    return "period_unclear" if whole_year and "only" not in claim.limits else "number_short"


def _is_step(claim: Claim, promise: Promise) -> bool:
    """Whether an act follows a paper, or is one after which others decide.

    "Đã đăng thông báo đấu giá 3 cơ sở" auctions nothing; "đã đánh giá 5/5 trường" gives no title.
    """
    follows_paper = claim.act and _PAPERS.intersection(claim.lead) - promise.acts
    held = promise.ladder.rung(claim.act) == "held" and claim.act not in promise.acts
    return bool(follows_paper or held)


def _weigh_met(claim: Claim, promise: Promise, bearing: Bearing, measured: frozenset[str]) -> str | None:
    if claim.names("THEO_CŨ"):
        return "met_by_old_measure"
    if not claim.act and _only_decided(claim):
        return "number_unsaid"
    if claim.names("KỲ") and "ĐỔI_ĐỦ" in measured:
        return "so_far"
    if claim.aspect == "running":
        return None if is_anothers_work(claim) else "running"
    judged_by_others = promise.kind in (SCORED, RECOGNISED) or promise.acts & _GRAMMAR["decided_by_others"]
    if claim.names("TỰ") and judged_by_others:
        return "waits_for_verdict"
    if claim.names("KẾT_QUẢ") and claim.names("KIỂM_TRA"):
        return "not_asserted"
    reached = claim.act in _GRAMMAR["reached"] or _GRAMMAR["reached"].intersection(claim.objects)
    if "NĂM_TRƯỚC" in claim.subjects and "ĐỔI_ĐỦ" not in measured:
        return ""
    if claim.subjects[:1] in _TARGETS or (claim.names("KHÁC") and "KHÁC" not in promise.acts):
        return "not_asserted"
    if measured <= {"ĐỦ_SỐ", "ĐỔI_ĐỦ"} and not _answers(claim, promise, bearing):
        return "number_unsaid"
    first = claim.act in _GRAMMAR["first_acts"] or (promise.kind == WORKS and claim.act in _GRAMMAR["issues"])
    if first and not (reached or bearing == "own"):
        return "only_a_step" if claim.act == "VIỆC_PHỤ" else None
    if not reached and _is_step(claim, promise):
        return "only_a_step"
    steps = _GRAMMAR["steps"] | (_GRAMMAR["first_acts"] if claim.act == "CÓ" else frozenset())
    if claim.core & steps - promise.acts - {claim.act} and claim.act not in _GRAMMAR["reached"]:
        step = "only_a_step" if promise.kind == UNKNOWN else "on_the_way"
        return step if claim.act in ("", "CÓ") else None
    official = claim.tokens & {"CÔNG_BỐ", "QUYẾT_ĐỊNH", "BẬC", "NGƯỜI_CHẤM"} or claim.by
    return "open" if promise.kind in (SCORED, NOTHING_HAPPENS) and not official else "number_met"
