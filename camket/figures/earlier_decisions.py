"""Read what was decided in other periods, as precedents.

The outputs of a period show those of the periods before it and its own. Their files are inputs of the run, so that a
replay finds the same ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from camket.errors import InputError
from camket.figures.precedents import Precedent, fill_as_written, fill_texts, make_precedent
from camket.figures.store import read_csv
from camket.intake.joining.reading_context import read_settings
from camket.intake.joining.register import read_signed_list
from camket.settings.decisions import Decision, latest_decisions, read_lines, set_unchecked_aside
from camket.settings.project import PeriodFolder, name_folder

_RECORDS = "records.csv"


def list_earlier(folder: PeriodFolder, before: date) -> list[Precedent]:
    """The decisions of the periods with an earlier cut-off day, which are shown; what cannot be read is left to its own
    period.
    """
    found: list[Precedent] = []
    for other in _list_periods(folder, before):
        with suppress(InputError):
            found += _read_period(other)
    return found


def list_others(folder: PeriodFolder) -> list[Precedent]:
    """The decisions of all other periods. Raises `InputError` where one that has decisions cannot be read."""
    return [each for other in _list_periods(folder, None) for each in _read_period(other)]


def list_precedent_files(folder: PeriodFolder) -> list[Path]:
    """The files of earlier periods that a run of the period reads."""
    own = _read_cut_off(folder)
    found = []
    for other in _list_periods(folder, own) if own else ():
        found += [other.raw / "decisions.csv", other.raw / "period.toml", *other.registers()]
        if _needs_tables(other):
            found.append(other.processed / _RECORDS)
    return found


def _list_periods(folder: PeriodFolder, before: date | None) -> Iterator[PeriodFolder]:
    for path in sorted((folder.project / "data" / "raw").glob("*/decisions.csv")):
        other = name_folder(folder.project, path.parent.name)
        if other.name == folder.name:
            continue
        day = _read_cut_off(other)
        if day is not None and (before is None or day < before):
            yield other


def _read_cut_off(folder: PeriodFolder) -> date | None:
    """The cut-off day; None in a folder that is no period, or that only its own run says what is wrong with."""
    try:
        day = tomllib.loads((folder.raw / "period.toml").read_text("utf-8-sig")).get("cut_off")
    except (OSError, ValueError):
        return None
    return day if isinstance(day, date) else None


def _needs_tables(folder: PeriodFolder) -> bool:
    """Whether a decision does not say on which words it was made, and the tables of its period may."""
    try:
        lines = read_lines(folder.raw / "decisions.csv", "")
    except InputError:
        return False
    bare = any(each.definition.is_status and not each.written for _, each in lines)
    return bare and (folder.processed / _RECORDS).is_file()


def _read_period(folder: PeriodFolder) -> list[Precedent]:
    lines = read_lines(folder.raw / "decisions.csv", f"data/raw/{folder.name}/decisions.csv")
    statuses = [each for _, each in lines if each.definition.is_status]
    return list(_make_precedents(folder, statuses)) if statuses else []


def _make_precedents(folder: PeriodFolder, decisions: Sequence[Decision]) -> Iterator[Precedent]:
    settings = read_settings(folder)
    period = settings.period
    signed, _ = read_signed_list(folder, settings.reading_context)
    by_id = {commitment.record_id: commitment for commitment in signed}
    tables = (
        {row["record_id"]: row for row in read_csv(folder.processed / _RECORDS)}
        if _needs_tables(folder)
        else {}
    )
    applied, _ = set_unchecked_aside(decisions, second_person=period.decisions.second_person)
    for made in latest_decisions(applied).values():
        if made.record_id not in by_id:
            continue
        commitment = by_id[made.record_id]
        if made.written:
            yield from make_precedent(folder.name, made, fill_as_written(commitment, made.written), period)
        elif row := tables.get(made.record_id):
            yield from make_precedent(folder.name, made, fill_texts(commitment, row), period)
