"""Explain a judgement: the claims of a text, the rung that each stands on, and what nothing explains."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from camket.judging.claims import Claim
from camket.judging.grammar import Aspect, Limit, Modality, Polarity, Role
from camket.judging.judge import JudgedText
from camket.judging.named import OTHER
from camket.judging.promise import Promise, Rung
from camket.judging.verdict import Weighed
from camket.judging.verdict_reasons import describe_reason
from camket.settings.states import UNRESOLVED, label_state

_ASPECTS: dict[Aspect, str] = {
    "bare": "", "done": "đã", "running": "đang", "preparing": "đang chuẩn bị", "continuing": "tiếp tục",
    "planned": "sẽ",
}  # fmt: skip
_POLARITIES: dict[Polarity, str] = {
    "affirmed": "", "not_yet": "chưa", "denied": "không", "impossible": "không thể",
}  # fmt: skip
_MODALITIES: dict[Modality, str] = {
    "fact": "", "expected": "dự kiến", "assured": "bảo đảm", "wished": "phấn đấu", "possible": "có thể",
    "feared": "có nguy cơ", "conditional": "với điều kiện", "upon": "khi",
}  # fmt: skip
_LIMITS: dict[Limit, str] = {
    "only": "mới, chỉ", "rest": "phần còn lại", "nearly": "cơ bản", "part": "một phần", "open": "hay không",
}  # fmt: skip
_ROLES: dict[Role, str] = {
    "main": "", "cause": "nguyên nhân", "aside": "trong ngoặc", "conceded": "mặc dù", "part": "trong đó",
}  # fmt: skip
_RUNGS: dict[Rung, str] = {
    "top": "bậc cuối của cam kết", "held": "bậc do cơ quan khác giữ", "below": "bậc trên đường", "none": "",
}  # fmt: skip


def explain_text(judged: JudgedText, promise: Promise) -> Iterator[str]:
    """The lines that explain a judgement, the finding first."""
    for number, finding in enumerate(judged.findings):
        mark = "→" if number == 0 else " "
        yield f"{mark} {finding.rule}: {label_state(finding.concludes)} – “{finding.evidence}” ({finding.says})"
    if not judged.finding:
        yield f"→ {label_state(UNRESOLVED)}: {describe_reason('no_rule')}"
    yield f"Loại cam kết: {promise.ladder.says}"
    yield "Đọc từng mệnh đề (· là từ không có trong danh sách):"
    for number, weighed in groupby(judged.weighed, key=lambda each: each.claim.clause):
        yield f"  {number + 1}. “{judged.reading.quote(number, number)}”"
        yield from (f"     {_describe(each, promise)}" for each in weighed)


def _describe(weighed: Weighed, promise: Promise) -> str:
    claim, reason = weighed
    said = " ".join(
        part
        for part in (
            f"[{_ROLES[claim.role]}]" if _ROLES[claim.role] else "",
            _MODALITIES[claim.modality],
            _ASPECTS[claim.aspect],
            _POLARITIES[claim.polarity],
            claim.act or "(việc không có trong danh sách)",
            *_collapse(claim),
            *(f"({_LIMITS[limit]})" for limit in sorted(claim.limits)),
        )
        if part
    )
    rung = _RUNGS[promise.ladder.rung(claim.act)]
    return f"{said}{f' · {rung}' if rung else ''} ⇒ {reason or 'không ảnh hưởng đến kết luận'}"


def _collapse(claim: Claim) -> Iterator[str]:
    """Its other tokens, words in no list once."""
    subjects = [name for name, _ in groupby(claim.subjects) if name != OTHER]
    objects = [name for name, _ in groupby(claim.objects)]
    if subjects:
        yield f"‹{' '.join(subjects)}›"
    yield from objects
