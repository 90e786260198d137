"""Which files of earlier periods a run reads for what was decided there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from camket.errors import InputError
from camket.settings.decisions import read_lines
from camket.settings.project import PeriodFolder, name_folder

RECORDS = "records.csv"


def list_precedent_files(folder: PeriodFolder) -> list[Path]:
    """The files of earlier periods that a run of the period reads."""
    own = read_cut_off(folder)
    found = []
    for other in list_precedent_periods(folder, own) if own else ():
        found += [other.raw / "decisions.csv", other.raw / "period.toml", *other.registers()]
        if needs_tables(other):
            found.append(other.processed / RECORDS)
    return found


def list_precedent_periods(folder: PeriodFolder, before: date | None) -> Iterator[PeriodFolder]:
    for path in sorted((folder.project / "data" / "raw").glob("*/decisions.csv")):
        other = name_folder(folder.project, path.parent.name)
        if other.name == folder.name:
            continue
        day = read_cut_off(other)
        if day is not None and (before is None or day < before):
            yield other


def read_cut_off(folder: PeriodFolder) -> date | None:
    """The cut-off day; None in a folder that is no period, or that only its own run says what is wrong with."""
    try:
        day = tomllib.loads((folder.raw / "period.toml").read_text("utf-8-sig")).get("cut_off")
    except (OSError, ValueError):
        return None
    return day if isinstance(day, date) else None


def needs_tables(folder: PeriodFolder) -> bool:
    """Whether a decision does not say on which words it was made, and the tables of its period may."""
    try:
        lines = read_lines(folder.raw / "decisions.csv", "")
    except InputError:
        return False
    bare = any(each.definition.is_status and not each.written for _, each in lines)
    return bare and (folder.processed / RECORDS).is_file()
