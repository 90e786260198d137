"""Count the figures of the review: judgements by rule, second looks, and decisions that no longer apply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from camket.figures.ledger import ALL, Figure, list_scopes, make_figure
from camket.figures.questions import Question
from camket.figures.second_look import SIGNS
from camket.inputs.period import Period
from camket.inputs.units import Unit
from camket.judging.classify import DECIDED_BY_PERSON, DECISION_FALLEN, Judged
from camket.judging.rules import Rules
from camket.settings.states import BASES, Basis

# Judgements that do not come from an entry of rules.toml.
_BESIDE_THE_RULES = {
    DECIDED_BY_PERSON: "người có thẩm quyền rà soát, quyết định",
    DECISION_FALLEN: "quyết định không còn hiệu lực, hỏi lại",
    "progress": "chỉ có tỷ lệ thực hiện, không có lời",
    "carried_over": "không ghi ước, giữ kết quả đến ngày chốt",
    "no_rule": "không quy tắc nào kết luận được",
    "no_estimate": "không ghi ước cả năm",
    "not_reported": "không có báo cáo nào nêu nội dung này",
    "source_in_doubt": "chưa rõ dòng báo cáo có đúng là của nội dung này",
    "note_disagrees": "kết quả và ghi chú trái nhau",
    "columns_disagree": "các cột của một dòng trái nhau",
    "appraised": "kết luận của cơ quan thẩm định, có văn bản",
    "appraisal_open": "kết luận của cơ quan thẩm định chưa rõ hoặc không nêu văn bản",
    "repeats_promise": "chỉ chép lại nội dung hoặc chỉ tiêu đã cam kết",
    "after_the_year": "ước cả năm nêu thời điểm sau năm cam kết",
    "extended_past_year": "ước cả năm gia hạn đến sau năm cam kết",
    "impossible_move": "chuyển biến không thể có từ ngày chốt đến hết năm",
}


def count_review_figures(
    records: Sequence[Judged],
    second_looks: Sequence[Question],
    units: Sequence[Unit],
    period: Period,
    rules: Rules,
) -> list[Figure]:
    """Count `rule.<basis>.<rule>`, `second_look[.<sign>]` and `fallen`, which only the review prints."""
    signs = {entry.record_id: entry.signs for entry in second_looks}
    figures = []
    for scope in list_scopes(records, units, period):
        if scope.name == ALL:
            says = {rule.name: rule.says for rule in rules.book.rule} | _BESIDE_THE_RULES
            for basis in BASES:
                for name in _by_number(records, basis):
                    label = f"{period.scheme.call_basis(basis)}: {says.get(name, name)}"
                    stem = f"rule.{basis}.{name}"
                    figures.append(make_figure(scope, stem, label, period, _by_rule(basis, name)))
            label = "có quyết định không còn hiệu lực, hỏi lại"
            figures.append(make_figure(scope, "fallen", label, period, _has_fallen))
        for sign, title in SIGNS.items():
            figures.append(
                make_figure(
                    scope, f"second_look.{sign}", f"nên xem lại: {title}", period, _bears(signs, sign)
                )
            )
        figures.append(make_figure(scope, "second_look", "nên xem lại", period, _bears(signs)))
    return figures


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
