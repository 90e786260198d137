"""List statuses that follow from the words but that a person should check."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from camket.figures.hearing import hear_field, hear_rules
from camket.figures.ledger import Figure, is_overdue
from camket.figures.moves import foretell_moves
from camket.figures.questions import Question
from camket.inputs.period import Period
from camket.judging.classify import Judged
from camket.judging.rules import Rules
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Found
from camket.text import fold

# Signs that a status is worth a second look, the gravest first.
SIGNS = {
    "appraisal": "cơ quan thẩm định kết luận khác",
    "move": "ước cả năm trái với kết quả đến ngày chốt",
    "claim": "đơn vị tự đánh giá khác",
    "overdue": "chưa hoàn thành mà đã quá thời hạn",
    "thin": "căn cứ mỏng",
}
_VERDICTS = frozenset({"done", "failed"})
_DIGIT = re.compile(r"\d")


def list_second_looks(
    records: Sequence[Judged], figures: Mapping[str, Figure], rules: Rules, period: Period
) -> list[Question]:
    """One entry for each cut-off status with a sign: the gravest sign first, then register order.

    Statuses that a person decided are left out.
    """
    entries = []
    for judged in records:
        if judged.cut_off.status == UNRESOLVED or judged.is_decided("cut_off"):
            continue
        signs = find_signs(judged, rules, period)
        if signs:
            heard = tuple(hear_rules(judged.record, rules, "cut_off"))
            moves = foretell_moves(judged, "cut_off", figures, rules, period)
            entries.append(
                Question(judged, "cut_off", tuple(signs.values()), heard, moves, period.scheme, tuple(signs))
            )
    return sorted(entries, key=lambda entry: list(SIGNS).index(entry.signs[0]))


def find_signs(judged: Judged, rules: Rules, period: Period) -> dict[str, str]:
    """What makes a decided status at the cut-off doubtful: the signs (`SIGNS`, in their order), each in words."""
    record, scheme = judged.record, period.scheme
    state, status = scheme.state_of(judged.cut_off.status), scheme.short(judged.cut_off.status)
    signs = {}
    verdict = _conclude(judged, rules, "appraisal", scheme)
    if verdict in _VERDICTS and verdict != state:
        signs["appraisal"] = _differ("cơ quan thẩm định ghi", record.appraisal, status)
    if judged.full_year.rule == "impossible_move":
        signs["move"] = f"{status} đến ngày chốt, nhưng ước cả năm ghi “{record.estimate_text}”"
    claim = _conclude(judged, rules, "self_assessment", scheme)
    if claim not in (None, UNRESOLVED, state):
        signs["claim"] = _differ("đơn vị tự đánh giá", record.self_assessment, status)
    if is_overdue(judged, period):
        signs["overdue"] = f"đang thực hiện mà thời hạn là {record.commitment.deadline}"
    if thin := _say_thin(judged, state):
        signs["thin"] = thin
    return signs


def _conclude(judged: Judged, rules: Rules, field: str, scheme: Scheme) -> Found | None:
    """What a column of its own says, where it says one of our labels or a rule speaks on it."""
    text = fold(getattr(judged.record, field))
    labels = {fold(status.short): scheme.state_of(status.code) for status in scheme.statuses}
    heard = hear_field(judged.record, rules, "cut_off", field)
    return labels.get(text) or (heard[0].finding.concludes if heard else None)


def _differ(who: str, said: str, status: str) -> str:
    return f"{who} “{said}”, trong khi từ kết quả và ghi chú xác định là {status.lower()}"


def _say_thin(judged: Judged, state: Found) -> str:
    record, found = judged.record, judged.cut_off
    if found.rule == "progress":
        return f"chỉ có tỷ lệ {found.evidence}, không có lời nào"
    if found.place and found.place == record.places.get("self_assessment"):
        return f"chỉ có lời tự đánh giá “{found.evidence}”"
    if state in ("done", "stopped") and not _DIGIT.search(f"{record.result_text} {record.note}"):
        return f"kết luận từ “{found.evidence}”, không có con số, văn bản hay ngày tháng nào"
    return ""
