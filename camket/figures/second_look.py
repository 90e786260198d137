"""Statuses worth a second look, and the figures of the review."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from camket.figures.fallen_numbers import describe_fallen_numbers
from camket.figures.ledger import ALL, Figure, is_overdue, list_scopes, make_figure
from camket.figures.questions import Question, describe_remark, list_findings
from camket.figures.sensitivity import estimate_effects
from camket.judging.classify import DECISION_FALLEN, Judged
from camket.judging.earlier_results import STOP_CARRIED_OVER
from camket.judging.judgement import find_in_field, promise_of
from camket.judging.labelled import read_by_words
from camket.judging.same_claims import list_unread, share_unread
from camket.judging.verdict_reasons import describe_reason
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, UNRESOLVED, Basis, Found, label_state
from camket.settings.units import Unit
from camket.text import fold

# The sign of a number that fell since an earlier period of the year.
FELL = "fell"
# Signs that a status is worth a second look, the gravest first.
SIGNS = {
    "asked": "đơn vị đề nghị điều chỉnh",
    "appraisal": "cơ quan thẩm định kết luận khác",
    "move": "ước cả năm trái với kết quả đến ngày chốt",
    "claim": "đơn vị tự đánh giá khác",
    FELL: "số liệu thấp hơn kỳ trước",
    "overdue": "chưa hoàn thành mà đã quá thời hạn",
    "reader": "các câu mẫu gần lời nhất được xếp khác",
    "unread": "nhiều lời chưa hiểu",
    "thin": "căn cứ chưa đầy đủ",
}
SECOND_LOOK_LABEL, FALLEN_LABEL = "nên xem lại", "có quyết định không còn hiệu lực, hỏi lại"
# A text of which this share of words is in no list and in no promise was hardly read.
_HARDLY_READ = 0.6
_MOST_NAMED = 8
# The fields in which a unit says what it did.
_READ = ("result_text", "note")
_VERDICTS = frozenset({"done", "failed"})
_DIGIT = re.compile(r"\d")


def list_second_looks(
    records: Sequence[Judged],
    figures: Mapping[str, Figure],
    period: Period,
    remarks: Mapping[str, str] | None = None,
) -> list[Question]:
    """One entry for each cut-off status with a sign, those first that could most easily be otherwise: by the gravest
    sign, then by how many signs there are, then by how many headline figures another status would change.

    Statuses that a person decided, in this period or for a stop in an earlier one, are left out, unless their unit asks
    for a change: `remarks` by record.
    """
    entries = []
    for judged in records:
        if judged.cut_off.status == UNRESOLVED:
            continue
        remark = (remarks or {}).get(judged.record.commitment.record_id)
        signs = {"asked": describe_remark(remark)} if remark else {}
        if not judged.is_decided("cut_off") and judged.cut_off.rule != STOP_CARRIED_OVER:
            signs |= find_signs(judged, period)
        if signs:
            findings = tuple(list_findings(judged.record, "cut_off"))
            effects = estimate_effects(judged, "cut_off", figures, period)
            entries.append(
                Question(
                    judged,
                    "cut_off",
                    tuple(signs.values()),
                    findings,
                    effects,
                    period.scheme,
                    tuple(signs),
                )
            )
    return sorted(entries, key=_rank)


def _rank(entry: Question) -> tuple[int, ...]:
    """Equals keep the order of the register."""
    now = entry.judged.cut_off.status
    reach = max(effect.reach for status, effect in entry.effects.items() if status != now)
    return list(SIGNS).index(entry.signs[0]), -len(entry.signs), -reach


def find_signs(judged: Judged, period: Period) -> dict[str, str]:
    """The signs that make a decided cut-off status doubtful, described in words, in the order of `SIGNS`."""
    record, scheme = judged.record, period.scheme
    state, status = scheme.state_of(judged.cut_off.status), scheme.short(judged.cut_off.status)
    signs = {}
    verdict = _conclude(judged, "appraisal", scheme)
    if verdict in _VERDICTS and verdict != state:
        signs["appraisal"] = _differ("cơ quan thẩm định ghi", record.appraisal, status)
    if judged.full_year.rule == "impossible_move":
        signs["move"] = f"{status} đến ngày chốt, nhưng ước cả năm ghi “{record.estimate_text}”"
    claim = _conclude(judged, "self_assessment", scheme)
    if claim not in (None, UNRESOLVED, state):
        signs["claim"] = _differ("đơn vị tự đánh giá", record.self_assessment, status)
    if fallen := describe_fallen_numbers(record, judged.earlier):
        signs[FELL] = fallen
    if is_overdue(judged, period):
        signs["overdue"] = f"đang thực hiện mà thời hạn là {record.commitment.deadline}"
    signs |= _read_again(judged, state)
    if thin := _describe_thin(judged, state):
        signs["thin"] = thin
    return signs


def _read_again(judged: Judged, state: Found) -> dict[str, str]:
    """The signs in the words that decided: others would read them otherwise, or few of them were understood."""
    record, found = judged.record, judged.cut_off
    said = next(
        (record.words_to_judge(name) for name in _READ if record.places.get(name) == found.place != ""), ""
    )
    if not said:
        return {}
    promise = promise_of(record)
    signs = {}
    near = read_by_words(said, promise.target, "cut_off")
    if near and near[0].state != state:
        label = label_state(near[0].state).lower()
        signs["reader"] = f"câu mẫu gần lời nhất được xếp là {label}: “{near[0].text}”"
    if share_unread(said, promise) >= _HARDLY_READ:
        unread = ", ".join(f"“{word}”" for word in list_unread(said, promise)[:_MOST_NAMED])
        signs["unread"] = f"nhiều lời chưa hiểu ({unread}); kết luận từ “{found.evidence}”"
    return signs


def _conclude(judged: Judged, field: str, scheme: Scheme) -> Found | None:
    """The state that a column names by itself, by one of the labels or by a rule; None otherwise."""
    record = judged.record
    labels = {fold(status.short): scheme.state_of(status.code) for status in scheme.statuses}
    found = find_in_field(record, field, promise_of(record), "cut_off")
    return labels.get(fold(record.words_to_judge(field))) or (found.concludes if found else None)


def _differ(who: str, said: str, status: str) -> str:
    return f"{who} “{said}”, trong khi từ kết quả và ghi chú xác định là {status.lower()}"


def _describe_thin(judged: Judged, state: Found) -> str:
    record, found = judged.record, judged.cut_off
    if found.rule == "progress":
        return f"chỉ có tỷ lệ {found.evidence}, không có lời nào"
    if found.place and found.place == record.places.get("self_assessment"):
        return f"chỉ có kết quả tự đánh giá “{found.evidence}”"
    if state in ("done", "stopped") and not _DIGIT.search(f"{record.result_text} {record.note}"):
        return f"kết luận từ “{found.evidence}”, không có con số, văn bản hay ngày tháng nào"
    return ""


def count_review_figures(
    records: Sequence[Judged],
    second_looks: Sequence[Question],
    units: Sequence[Unit],
    period: Period,
    *,
    has_earlier: bool = False,
) -> list[Figure]:
    """Count `rule.<basis>.<rule>`, `second_look[.<sign>]` and `fallen`, which only the review prints.

    The sign of numbers that fell is counted where the year has an earlier period.
    """
    signs = {entry.record_id: entry.signs for entry in second_looks}
    counted = list_signs(second_looks, has_earlier=has_earlier)
    figures = []
    for scope in list_scopes(records, units, period):
        if scope.name == ALL:
            for basis in BASES:
                for name in _by_number(records, basis):
                    label = label_rule(basis, name, period)
                    stem = f"rule.{basis}.{name}"
                    figures.append(make_figure(scope, stem, label, period, _by_rule(basis, name)))
            figures.append(make_figure(scope, "fallen", FALLEN_LABEL, period, _has_fallen))
        for sign, title in counted.items():
            figures.append(
                make_figure(scope, f"second_look.{sign}", label_sign(title), period, _bears(signs, sign))
            )
        figures.append(make_figure(scope, "second_look", SECOND_LOOK_LABEL, period, _bears(signs)))
    return figures


def label_sign(title: str) -> str:
    """The label of what bears a sign."""
    return f"{SECOND_LOOK_LABEL}: {title}"


def label_rule(basis: Basis, rule: str, period: Period) -> str:
    """The label of what a rule decided."""
    return f"{period.scheme.label_basis(basis)}: {describe_reason(rule)}"


def list_signs(second_looks: Sequence[Question], *, has_earlier: bool) -> dict[str, str]:
    """The signs that are counted, with their titles: what units ask for where any does, and what fell since an earlier
    period where the year has one.
    """
    asked = any("asked" in entry.signs for entry in second_looks)
    left_out = {sign for sign, is_counted in (("asked", asked), (FELL, has_earlier)) if not is_counted}
    return {sign: title for sign, title in SIGNS.items() if sign not in left_out}


def _by_number(records: Sequence[Judged], basis: Basis) -> list[str]:
    """The rules that gave a judgement, the most frequent first."""
    count: dict[str, int] = defaultdict(int)
    for judged in records:
        count[judged.at(basis).rule] += 1
    return sorted(count, key=lambda name: (-count[name], name))


def _by_rule(basis: Basis, name: str) -> Callable[[Judged], bool]:
    return lambda judged: judged.at(basis).rule == name


def _bears(signs: dict[str, tuple[str, ...]], sign: str = "") -> Callable[[Judged], bool]:
    def bears(judged: Judged) -> bool:
        borne = signs.get(judged.record.commitment.record_id, ())
        return sign in borne if sign else bool(borne)

    return bears


def _has_fallen(judged: Judged) -> bool:
    return any(judged.at(basis).rule == DECISION_FALLEN for basis in BASES)
