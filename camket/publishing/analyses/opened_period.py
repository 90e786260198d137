"""What a page is made from: settings, figures and tables of a period."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from camket.figures.audit_record import AuditSummary, read_summary
from camket.figures.figure_lists import is_large
from camket.figures.freshness import is_fresh
from camket.figures.ledger import Figure
from camket.figures.period_lock import recover_periods
from camket.figures.record_sources import COUNTED_TABLES, RecordSource, find_sources
from camket.figures.store import read_figures
from camket.figures.table_files import read_csv
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder, find_project, open_folder
from camket.settings.project_fields import read_project_fields
from camket.settings.scheme import Group, Scheme
from camket.settings.states import Basis, State
from camket.settings.units import Unit, read_other_units, read_units

if TYPE_CHECKING:
    import pandas as pd

# A run sets these variables: its period, the folder of its staged tables, the number and the day that it was given.
STAGED_PERIOD = "CAMKET_STAGED_PERIOD"
STAGED_TABLES = "CAMKET_STAGED_TABLES"
REPORT_NUMBER = "CAMKET_REPORT_NUMBER"
REPORT_DAY = "CAMKET_REPORT_DAY"


@dataclass(frozen=True)
class Analysis:
    """What a page is made from. `figures` are those that it may print; `ledger` are all, where these are fewer; `units`
    are those that signed. `counted` are the records behind the figures where they are known; else the tables have them.
    """

    name: str
    period: Period
    units: tuple[Unit, ...]
    figures: Mapping[str, Figure]
    folder: PeriodFolder
    ledger: Mapping[str, Figure] | None = None
    counted: tuple[RecordSource, ...] | None = None

    @cached_property
    def records(self) -> pd.DataFrame:
        """One row per commitment, with the columns of `records.csv`, in register order."""
        import pandas as pd

        return pd.read_parquet(self.folder.processed / "records.parquet")

    @property
    def all_figures(self) -> Mapping[str, Figure]:
        """The whole ledger."""
        return self.figures if self.ledger is None else self.ledger

    @property
    def scheme(self) -> Scheme:
        """The statuses, bases and groups of the project."""
        return self.period.scheme

    @cached_property
    def registering(self) -> tuple[Unit, ...]:
        """The units that registered anything for the next year, in the prescribed order."""
        return tuple(
            unit
            for unit in self.units
            if (figure := self.figures.get(f"registration.total@{unit.code}")) and figure.numerator
        )

    @cached_property
    def audit(self) -> AuditSummary | None:
        """What the audit of the period states, or None."""
        return read_summary(self.folder.processed)

    @cached_property
    def sources(self) -> tuple[RecordSource, ...]:
        """The records that the figures of the ledger count, each with its cells."""
        if self.counted is not None:
            return self.counted
        tables = {
            name: self.table(name)
            for name in COUNTED_TABLES
            if (self.folder.processed / f"{name}.csv").is_file()
        }
        counted = {record for figure in self.all_figures.values() for record in figure.records}
        return tuple(find_sources(tables, counted, read_project_fields(self.folder.fields_file)))

    def table(self, name: str) -> list[dict[str, str]]:
        """Returns the rows of a processed table by column: `review`, `second_look`, `decisions`, …"""
        return read_csv(self.folder.processed / f"{name}.csv")

    def figure(self, figure_id: str, scope: str = "all") -> Figure:
        """Returns a figure of the ledger. Raises `KeyError` for an unknown id."""
        return self.figures[figure_id if scope == "all" else f"{figure_id}@{scope}"]

    @property
    def is_large(self) -> bool:
        """Whether it has so many records that each unit has pages of its own."""
        return is_large(self.all_figures.values())

    def state(self, basis: Basis, state: State, scope: str = "all") -> Figure:
        """The figure of a state (done, running, failed, …) at a basis, for any statuses that the scheme maps it to."""
        return self.figure(self.scheme.stem(basis, state), scope)

    def groups_with_items(self, basis: Basis) -> tuple[Group, ...]:
        """The groups of the scheme that have any commitments, the only ones that have rates."""
        return tuple(
            group for group in self.scheme.groups if self.state(basis, "done", group.code).denominator
        )

    def groups_beside_total(self, stem: str) -> tuple[Group, ...]:
        """The groups that a table shows beside the total of a figure: two or more that have what it counts."""
        groups = tuple(group for group in self.scheme.groups if self.figure(stem, group.code).denominator)
        return groups if len(groups) > 1 else ()

    def units_with_items(self, basis: Basis, group: str) -> list[Unit]:
        """The units of a group that have any commitments, in the prescribed order."""
        return [
            unit
            for unit in self.units
            if unit.group == group and self.state(basis, "done", unit.code).denominator
        ]


def open_analysis(period: str) -> Analysis:
    """Opens a period with its ledger: see `camket.publishing.opened.open_period.open_period`."""
    folder, settings = open_tables(period)
    ledger = read_figures(folder.processed, zero_padded=settings.layout.zero_padded)
    return Analysis(
        name=period,
        period=settings,
        units=tuple(_read_units(folder, settings)),
        figures=ledger,
        folder=folder,
    )


def _read_units(folder: PeriodFolder, settings: Period) -> list[Unit]:
    """The units that signed, in the prescribed order, named as in the records: one that took over is called so.

    A unit that was split stays among them while nobody has said who takes over.
    """
    path, place, on, scheme = folder.units_file, "data/raw/units.csv", settings.cut_off, settings.scheme
    names = {row["unit"]: row["unit_name"] for row in read_csv(folder.processed / "records.csv")}
    units = {unit.code: unit for unit in read_units(path, place, on=on, scheme=scheme)}
    for unit in read_other_units(path, place, on=on, scheme=scheme):
        if unit.code in names:
            units.setdefault(unit.code, unit)
    groups = scheme.group_codes
    return [
        unit.model_copy(update={"name": names[unit.code]})
        for unit in sorted(units.values(), key=lambda each: (groups.index(each.group), each.order))
        if unit.code in names
    ]


def open_tables(period: str) -> tuple[PeriodFolder, Period]:
    """Returns the folder of a period with fresh tables, and its settings. Raises `InputError` where it is unusable."""
    folder = open_folder(find_project(Path.cwd()), period)
    tables = os.environ.get(STAGED_TABLES)
    if tables and os.environ.get(STAGED_PERIOD) == period:
        day = os.environ.get(REPORT_DAY)
        folder = replace(
            folder,
            processed=Path(tables),
            number=os.environ.get(REPORT_NUMBER, ""),
            day=date.fromisoformat(day) if day else None,
        )
        return folder, open_settings(folder)
    recover_periods(folder.project)
    if not is_fresh(folder):
        _refresh(folder)
    return folder, open_settings(folder)


def _refresh(folder: PeriodFolder) -> None:
    # The readers take a third of a second to import, and the notebooks of a run do not need them.
    from camket.figures.freshness import hash_inputs, refuse_changed
    from camket.figures.period_lock import hold_period
    from camket.figures.staging import staged
    from camket.pipeline import prepare_period
    from camket.saved_period import save_prepared

    with hold_period(folder, f"open_period {folder.name}"):
        inputs = hash_inputs(folder)
        prepared = prepare_period(folder)
        refuse_changed(folder, inputs)
        with staged([folder.processed]) as (staging,):
            save_prepared(replace(folder, processed=staging), prepared, folder.processed, inputs)
