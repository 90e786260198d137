"""Count which units reported, how much of what they signed, and in time or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from camket.dates import format_date
from camket.figures.ledger import (
    ALL,
    UNITS,
    Figure,
    build_figure,
    describe_population,
    list_scopes,
    make_figure,
)
from camket.figures.period_tables import Row
from camket.figures.reporting import Reporting, Sent, Timeliness
from camket.judging.classify import Judged
from camket.settings.period import Period
from camket.settings.units import Unit

REPORTED = "reported"
REPORTED_LABEL = "có báo cáo"
SENT_LABELS: dict[Sent, str] = {
    "reported": "đã gửi báo cáo",
    "silent": "chưa gửi báo cáo",
    "unusable": "đã gửi nhưng chưa có kết quả nào đọc được",
    "blank": "đã gửi biểu nhưng chưa ghi kết quả nào",
}
TIMELINESS_LABELS: dict[Timeliness, str] = {
    "on_time": "gửi đúng hạn",
    "late": "gửi sau hạn",
    "undated": "chưa rõ ngày gửi",
}


def count_reporting_figures(
    records: Sequence[Judged], units: Sequence[Unit], period: Period, reporting: Reporting
) -> list[Figure]:
    """Count `reported`, the commitments of which a unit wrote anything, for all, groups and units.

    Units are counted for all and groups: `units.reported`, `units.silent`, `units.unusable` and `units.blank` add up to
    the units that signed; `units.on_time`, `units.late` and `units.undated` to those that reported, where the period
    has a `report_due` and a list of days.
    A figure of units names the first commitment of each.
    """
    figures = [
        make_figure(scope, REPORTED, REPORTED_LABEL, period, lambda judged: judged.record.is_filled_in)
        for scope in list_scopes(records, units, period)
    ]
    first: dict[str, str] = {}
    for judged in records:
        signed = judged.record.commitment
        first.setdefault(signed.unit.code, signed.record_id)
    due = period.report_due if reporting.dated else None
    for scope, called, members in _list_groups(units, period):
        whole = _Units(scope, f"đơn vị đã ký {describe_population(period)}{called}", members, first)
        for sent, label in SENT_LABELS.items():
            figures.append(whole.count(sent, label, period, lambda unit: reporting.sent[unit.code] == sent))  # noqa: B023
        if due is None:
            continue
        population = f"{whole.population}, đã gửi báo cáo, hạn gửi {format_date(due)}"
        own = tuple(unit for unit in members if reporting.sent[unit.code] == "reported")
        reported = _Units(scope, population, own, first)
        for when, label in TIMELINESS_LABELS.items():
            figures.append(
                reported.count(when, label, period, lambda unit: reporting.judge(unit.code, due) == when)  # noqa: B023
            )
    return figures


@dataclass(frozen=True, slots=True)
class _Units:
    """The units that a denominator counts; `first` has the first commitment of each."""

    scope: str
    population: str
    members: tuple[Unit, ...]
    first: Mapping[str, str]

    def count(self, stem: str, label: str, period: Period, counted: Callable[[Unit], bool]) -> Figure:
        name = f"{UNITS}{stem}" + ("" if self.scope == ALL else f"@{self.scope}")
        chosen = tuple(self.first[unit.code] for unit in self.members if counted(unit))
        return build_figure(name, label, self.scope, self.population, chosen, len(self.members), period)


def _list_groups(units: Sequence[Unit], period: Period) -> Iterator[tuple[str, str, tuple[Unit, ...]]]:
    """All units, then those of each group: the scope, how a population names it, its members."""
    yield ALL, "", tuple(units)
    for group in period.scheme.groups:
        yield group.code, f" của {group.label}", tuple(unit for unit in units if unit.group == group.code)


def reporting_rows(
    records: Sequence[Judged], units: Sequence[Unit], period: Period, reporting: Reporting
) -> list[Row]:
    """One row for each unit that signed: how much it reported, and when."""
    counts = Counter(judged.record.commitment.unit.code for judged in records)
    filled = Counter(judged.record.commitment.unit.code for judged in records if judged.record.is_filled_in)
    due = period.report_due
    return [
        {
            "unit": unit.code,
            "unit_name": unit.name,
            "group": unit.group,
            "signed": counts[unit.code],
            "reported_items": filled[unit.code],
            "sent": reporting.sent[unit.code],
            "received_on": day.isoformat() if (day := reporting.received_on.get(unit.code)) else "",
            "timeliness": reporting.judge(unit.code, due)
            if due and reporting.dated and reporting.sent[unit.code] == "reported"
            else "",
            "remark": reporting.remarks.get(unit.code, ""),
        }
        for unit in units
    ]
