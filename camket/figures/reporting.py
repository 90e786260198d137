"""Find which units reported, and on which day each first did (`received.csv`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from camket.intake.joining.reconciliation import SilentUnits
from camket.intake.joining.record import Report
from camket.intake.joining.submissions import Submissions
from camket.settings.period import Period
from camket.settings.project import PeriodFolder
from camket.settings.received import FILE as RECEIVED
from camket.settings.received import read_received
from camket.settings.units import Unit

Sent = Literal["reported", "silent", "unusable", "blank"]
Timeliness = Literal["on_time", "late", "undated"]


@dataclass(frozen=True, slots=True)
class Reporting:
    """Whether each unit reported, by its code, and the day on which it first did, where that is known.

    `dated` says whether anybody keeps these days. A unit's day is unknown where a file of it that may be older has
    none. `remarks` are what units answered last to their sheets as a whole.
    """

    sent: Mapping[str, Sent]
    received_on: Mapping[str, date]
    dated: bool
    remarks: Mapping[str, str] = field(default_factory=dict)

    def judge(self, code: str, due: date) -> Timeliness:
        """Whether a unit that reported did so by a day."""
        day = self.received_on.get(code)
        return "undated" if day is None else "on_time" if day <= due else "late"


def find_reporting(
    folder: PeriodFolder, units: Sequence[Unit], submissions: Submissions, silent: SilentUnits, period: Period
) -> Reporting:
    """Who reported and when. Raises `InputError` for a list of received files that cannot be used."""
    places = [*(file.place for file in submissions.files), *(item.file for item in submissions.rejected)]
    days = read_received(
        folder.raw / RECEIVED, f"data/raw/{folder.name}/{RECEIVED}", filter(None, places), period.year
    )
    return describe_reporting(units, submissions.reports, silent, days, period.report_due)


def describe_reporting(
    units: Sequence[Unit],
    reports: Iterable[Report],
    silent: SilentUnits,
    days: Mapping[str, date] | None,
    due: date | None,
) -> Reporting:
    """The same from the days of the files, None where nobody kept them."""
    sent: dict[str, Sent] = {unit.code: "reported" for unit in units}
    sent |= {unit.code: "silent" for unit in silent.sent_nothing}
    sent |= {unit.code: "unusable" for unit in silent.unusable}
    sent |= {unit.code: "blank" for unit in silent.blank}
    files: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        files[report.unit].add(report.source.file)
    received = {}
    for unit in units:
        own = [(days or {}).get(file) for file in files[unit.code]]
        known = [day for day in own if day]
        first = min(known, default=None)
        if first and (len(known) == len(own) or (due and first <= due)):
            received[unit.code] = first
    return Reporting(sent, received, days is not None)
