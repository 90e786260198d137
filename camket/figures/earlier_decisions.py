"""Read what was decided in other periods, as precedents.

The outputs of a period show those of the periods before it and its own. Their files are inputs of the run, so that a
replay finds the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from camket.errors import InputError
from camket.figures.precedent_files import RECORDS, list_precedent_periods, needs_tables
from camket.figures.precedents import Precedent, fill_as_written, fill_texts, make_precedent
from camket.figures.table_files import read_csv
from camket.intake.joining.reading_context import read_settings
from camket.intake.joining.register import read_signed_list
from camket.settings.decisions import Decision, latest_decisions, read_lines, set_unchecked_aside
from camket.settings.project import PeriodFolder


def list_earlier(folder: PeriodFolder, before: date) -> list[Precedent]:
    """The decisions of the periods with an earlier cut-off day, which are shown; what cannot be read is left to its own
    period.
    """
    found: list[Precedent] = []
    for other in list_precedent_periods(folder, before):
        with suppress(InputError):
            found += _read_period(other)
    return found


def list_others(folder: PeriodFolder) -> list[Precedent]:
    """The decisions of all other periods. Raises `InputError` where one that has decisions cannot be read."""
    return [each for other in list_precedent_periods(folder, None) for each in _read_period(other)]


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
        {row["record_id"]: row for row in read_csv(folder.processed / RECORDS)}
        if needs_tables(folder)
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
