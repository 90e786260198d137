"""Count what changed since the last period of the year, among the commitments that both have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from camket.dates import format_date
from camket.figures.earlier_tables import EarlierPeriod, has_same_item
from camket.figures.ledger import (
    ALL,
    Figure,
    Scope,
    build_figure,
    describe_population,
    list_scopes,
    make_figure,
)
from camket.judging.classify import Judged
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import CLOSED, UNRESOLVED, Found
from camket.settings.units import Unit

# The prefixes of the ids; `since` is followed by a kind of change, or by the status then and the status now.
SINCE, THEN, NOW = "since", "since_then", "since_now"
TOTAL, ONLY_NOW, ONLY_THEN = "since.total", "since.only_now", "since.only_then"
Change = Literal["completed", "failed", "stopped", "back", "asked", "other", "same"]
CHANGES: tuple[Change, ...] = get_args(Change)
CHANGE_LABELS: dict[Change, str] = {
    "completed": "mới hoàn thành",
    "failed": "mới chuyển thành không hoàn thành",
    "stopped": "mới được cho dừng",
    "back": "kỳ trước đã có kết quả cuối, nay lại đang thực hiện hoặc chờ thẩm định",
    "asked": "kỳ trước đã có kết quả, nay chưa xác định được",
    "other": "chuyển đổi khác",
    "same": "giữ nguyên kết quả",
}
_NEWLY: dict[Found, Change] = {"done": "completed", "failed": "failed", "stopped": "stopped"}


def count_since_figures(
    records: Sequence[Judged], units: Sequence[Unit], period: Period, last: EarlierPeriod | None
) -> list[Figure]:
    """Count `since.*`; nothing where the year has no earlier period.

    `since.total` counts the commitments of both periods, `since.<change>` each kind of change among them, which add up
    to it, `since.<status then>.<status now>` every pair, `since_then.*` and `since_now.*` their margins.
    `since.only_now` and `since.only_then` count those of one period alone, which are no changes.
    """
    if last is None:
        return []
    scheme = period.scheme
    both = {
        judged.record.commitment.record_id: last.results[judged.record.commitment.record_id].status
        for judged in records
        if has_same_item(last, judged.record.commitment, period.thresholds)
    }
    called = call_period(last.name, last.cut_off)

    def then(judged: Judged) -> str:
        return both[judged.record.commitment.record_id]

    figures = []
    shared: list[Scope] = []
    for scope in list_scopes(records, units, period):
        label = label_shared(called)
        figures.append(make_figure(scope, TOTAL, label, period, lambda judged: _id(judged) in both))
        own = tuple(judged for judged in scope.records if _id(judged) in both)
        shared.append(Scope(scope.name, f"{scope.population}, {label}", own))
    for scope in shared:
        for change, label in CHANGE_LABELS.items():
            figures.append(make_figure(scope, f"{SINCE}.{change}", label, period, _is(change, then, scheme)))
    everything, superior = shared[0], period.superior_in_text
    possible = scheme.possible("cut_off")
    for status in possible:
        label = scheme.label(status, superior)
        figures += [
            make_figure(everything, f"{THEN}.{status}", label_then(label), period, _was(then, status)),
            make_figure(everything, f"{NOW}.{status}", label_now(label), period, _has(status)),
        ]
    for before in possible:
        for after in possible:
            label = label_move(before, after, period)
            stem = f"{SINCE}.{before}.{after}"
            figures.append(make_figure(everything, stem, label, period, _moves(then, before, after)))
    return figures + _count_apart(records, both, period, last, called)


def _count_apart(
    records: Sequence[Judged], both: dict[str, str], period: Period, last: EarlierPeriod, called: str
) -> list[Figure]:
    """The commitments of one period alone; those of the earlier one are no records of this one, so none are named."""
    new = tuple(_id(judged) for judged in records if _id(judged) not in both)
    gone = tuple(name for name in last.results if name not in both)
    population = describe_population(period)
    figure = build_figure(ONLY_NOW, label_only_now(called), ALL, population, new, len(records), period)
    left = build_figure(
        ONLY_THEN, label_only_then(called), ALL, f"{population}, tại {called}", gone,
        len(last.results), period,
    )  # fmt: skip
    return [figure, replace(left, records=())]


def label_then(label: str) -> str:
    """The label of a status in the last period, from that of the status."""
    return f"{label} tại kỳ trước"


def label_now(label: str) -> str:
    """The label of a status in this period, among the commitments of both."""
    return f"{label} tại kỳ này"


def label_move(before: str, after: str, period: Period) -> str:
    """The label of what had one status in the last period and has another in this one."""
    scheme, superior = period.scheme, period.superior_in_text
    return f"kỳ trước {scheme.label(before, superior)}; nay {scheme.label(after, superior)}"


def call_period(name: str, cut_off: date) -> str:
    """How a label names an earlier period."""
    return f"kỳ {name} (số liệu đến {format_date(cut_off)})"


def label_shared(called: str) -> str:
    """The label of what both periods have; `called` is the earlier one."""
    return f"có ở cả kỳ này và {called}"


def label_only_now(called: str) -> str:
    """The label of what the earlier period lacks."""
    return f"không có ở {called}"


def label_only_then(called: str) -> str:
    """The label of what only the earlier period has."""
    return f"của {called}, nay không còn"


def _id(judged: Judged) -> str:
    return judged.record.commitment.record_id


def classify_change(before: Found, after: Found) -> Change:
    """The kind of a change from one state at the cut-off to another."""
    if before == after:
        return "same"
    if after == UNRESOLVED:
        return "asked"
    if after in _NEWLY:
        return _NEWLY[after]
    return "back" if before in CLOSED else "other"


def _is(change: Change, then: Callable[[Judged], str], scheme: Scheme) -> Callable[[Judged], bool]:
    return lambda judged: (
        classify_change(scheme.state_of(then(judged)), scheme.state_of(judged.cut_off.status)) == change
    )


def _was(then: Callable[[Judged], str], status: str) -> Callable[[Judged], bool]:
    return lambda judged: then(judged) == status


def _has(status: str) -> Callable[[Judged], bool]:
    return lambda judged: judged.cut_off.status == status


def _moves(then: Callable[[Judged], str], before: str, after: str) -> Callable[[Judged], bool]:
    return lambda judged: (then(judged), judged.cut_off.status) == (before, after)
