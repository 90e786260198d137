"""The figures that a written report is held against: those of the last run, and beside them those of the raw files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from camket.errors import InputError
from camket.figures.freshness import is_fresh
from camket.figures.ledger import Figure
from camket.figures.store import explain_unreadable, read_figures, read_own_figures
from camket.figures.table_files import FIGURES
from camket.pipeline import prepare_period
from camket.settings.period import Period, open_settings
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit, read_units


@dataclass(frozen=True, slots=True)
class Ledgers:
    """A period with its published figures; `moved` are those that the raw files give otherwise now, by id."""

    period: Period
    units: tuple[Unit, ...]
    published: Mapping[str, Figure]
    moved: Mapping[str, Figure] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_ledgers(folder: PeriodFolder, progress: Callable[[str], None] = lambda _: None) -> Ledgers:
    """Reads the figures of the last run, or those of the raw files where there was no run.

    Raises `InputError` for settings or tables that cannot be read.
    """
    if not (folder.processed / FIGURES).is_file() or is_fresh(folder):
        prepared = prepare_period(folder, progress)
        own = read_own_figures(folder.processed, zero_padded=prepared.period.layout.zero_padded)
        return Ledgers(prepared.period, prepared.units, {**prepared.figures, **own})
    period = open_settings(folder)
    try:
        published = read_figures(folder.processed, zero_padded=period.layout.zero_padded)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise explain_unreadable(folder, error) from None
    units = read_units(folder.units_file, "data/raw/units.csv", on=period.cut_off, scheme=period.scheme)
    signed = tuple(unit for unit in units if f"cut_off.total@{unit.code}" in published)
    try:
        now = prepare_period(folder, progress).figures
    except InputError as error:
        unread = f"Tệp nguồn hiện nay không đọc được ({error.where}: {error.found}): chỉ đối chiếu với bản đã công bố."
        return Ledgers(period, signed, published, notes=(unread,))
    moved = {name: now[name] for name in published if name in now and _is_moved(published[name], now[name])}
    return Ledgers(period, signed, published, moved)


def _is_moved(before: Figure, now: Figure) -> bool:
    return (before.numerator, before.denominator) != (now.numerator, now.denominator)
