"""Count what fell due in the period: finished in time, too late or on a day that nobody names; or not finished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

from camket.dates import format_date
from camket.figures.earlier_tables import EarlierPeriod
from camket.figures.ledger import Figure, Scope, list_scopes, make_figure
from camket.judging.classify import Judged
from camket.judging.judgement import find_deadline
from camket.settings.period import Period
from camket.settings.states import UNRESOLVED, Lateness
from camket.settings.units import Unit

# The prefix of the ids, and the id of the whole.
DUE = "due"
DueClass = Literal["on_time", "late", "undated", "undone", "stopped", "unresolved"]
DUE_CLASSES: tuple[DueClass, ...] = get_args(DueClass)
DUE_LABELS: dict[DueClass, str] = {
    "on_time": "xong đúng hạn",
    "late": "xong sau hạn",
    "undated": "xong, chưa rõ ngày hoàn thành",
    "undone": "đến hạn mà chưa hoặc không hoàn thành",
    "stopped": "đến hạn, được cho dừng",
    "unresolved": "đến hạn, chưa xác định được kết quả",
}
_DONE: dict[Lateness, DueClass] = {"on_time": "on_time", "late": "late", "unknown": "undated"}


def count_due_figures(
    records: Sequence[Judged], units: Sequence[Unit], period: Period, last: EarlierPeriod | None
) -> list[Figure]:
    """Count `due` and its parts `due.<class>`, which add up to it, for all, each group and each unit.

    Due is what has its deadline after the cut-off of the `last` period of the year (without one from 1 January) and up
    to this cut-off. What was already completed at the last cut-off was in time, on whatever day.
    """
    first = find_first_day(period, last.cut_off if last else None)
    span = describe_due(first, period)

    def is_due(judged: Judged) -> bool:
        deadline = find_deadline(judged.record, period.year)
        return deadline is not None and first <= deadline <= period.cut_off

    figures = []
    for scope in list_scopes(records, units, period):
        figures.append(make_figure(scope, DUE, span, period, is_due))
        due = Scope(scope.name, f"{scope.population} {span}", tuple(filter(is_due, scope.records)))
        for name, label in DUE_LABELS.items():
            figures.append(make_figure(due, f"{DUE}.{name}", label, period, _is(name, period)))
    return figures


def find_first_day(period: Period, last_cut_off: date | None) -> date:
    """The first day of what falls due in a period: after the cut-off of the last one, else that of the year."""
    return last_cut_off + timedelta(days=1) if last_cut_off else date(period.year, 1, 1)


def describe_due(first: date, period: Period) -> str:
    """What falls due from a day to the cut-off is called."""
    return f"đến hạn trong kỳ (từ {format_date(first)} đến {format_date(period.cut_off)})"


def classify_due(judged: Judged, period: Period) -> DueClass:
    """The class of a commitment that is due; a day of completion is taken from what is known, never assumed."""
    state = period.scheme.state_of(judged.cut_off.status)
    if state == UNRESOLVED:
        return "unresolved"
    if state == "stopped":
        return "stopped"
    if state != "done":
        return "undone"
    late = judged.cut_off.late
    deadline, done_by = find_deadline(judged.record, period.year), find_done_by(judged, period)
    return "on_time" if late == "unknown" and deadline and done_by and done_by <= deadline else _DONE[late]


def find_done_by(judged: Judged, period: Period) -> date | None:
    """The earliest cut-off of the year by which a commitment was completed; None where it is not."""
    if period.scheme.state_of(judged.cut_off.status) != "done":
        return None
    earlier = judged.earlier
    # What is done at a cut-off was done by then, on whatever day.
    return min(period.cut_off, earlier.cut_off) if earlier and earlier.state == "done" else period.cut_off


def _is(name: DueClass, period: Period) -> Callable[[Judged], bool]:
    return lambda judged: classify_due(judged, period) == name
