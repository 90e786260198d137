"""The periods of a project that have the same year, by their cut-off days."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from camket.settings.project import PeriodFolder, name_folder

# The tables of an earlier period that a later one reads.
EARLIER_TABLES = ("records.csv", "decisions.csv")


def list_earlier_periods(folder: PeriodFolder) -> list[PeriodFolder]:
    """The periods of the same year with an earlier cut-off, the latest first; none while it has no settings."""
    own = _read_year_and_day(folder.raw / "period.toml")
    return list_periods_before(folder.project, *own) if own else []


def list_periods_before(project: Path, year: int, cut_off: date) -> list[PeriodFolder]:
    """The periods of a year with a cut-off before a day, the latest first.

    Of several with one cut-off the first by name counts. A folder whose settings have no year and no day is no period.
    """
    found: dict[date, str] = {}
    for path in sorted((project / "data" / "raw").glob("*/period.toml")):
        other = _read_year_and_day(path)
        if other and other[0] == year and other[1] < cut_off:
            found.setdefault(other[1], path.parent.name)
    return [name_folder(project, found[day]) for day in sorted(found, reverse=True)]


def _read_year_and_day(path: Path) -> tuple[int, date] | None:
    try:
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return None
    year, day = said.get("year"), said.get("cut_off")
    return (year, day) if isinstance(year, int) and type(day) is date else None
