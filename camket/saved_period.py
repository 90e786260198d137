"""A prepared period as tables in `data/processed`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from camket.figures.audit_record import save_summary
from camket.figures.derived import derived_rows
from camket.figures.earlier_tables import write_last
from camket.figures.freshness import hash_inputs, keep_previous, record_inputs
from camket.figures.next_year_tables import next_year_tables
from camket.figures.period_tables import (
    decision_rows,
    record_rows,
    rejected_rows,
    review_rows,
    second_look_rows,
)
from camket.figures.record_sources import find_sources
from camket.figures.reference_code import write_code
from camket.figures.reporting_figures import reporting_rows
from camket.figures.store import save_processed
from camket.figures.unit_slices import UnitContent, find_owners, split_by_unit, write_unit_content
from camket.pipeline import Prepared
from camket.settings.project import PeriodFolder


def _list_rows(prepared: Prepared) -> Iterator[tuple[str, str]]:
    """Each row that units sent, and each problem of a file, as its file and the code of its unit."""
    for report in prepared.submissions.reports:
        yield report.source.file, report.unit
    for item in (*prepared.next_year.registered.items, *prepared.next_year.registered.dropped):
        yield item.source.file, item.unit.code
    for problem in prepared.problems:
        if problem.file:
            yield problem.file, problem.unit


def slice_by_unit(
    prepared: Prepared, tables: Mapping[str, Iterable[Mapping[str, Any]]] | None = None
) -> list[UnitContent]:
    """What concerns each unit that signed, and nothing of the others; with the sources of its figures where the rows of
    the processed tables are given.
    """
    counted = {record for figure in prepared.figures.values() for record in figure.records}
    return split_by_unit(
        prepared.units, prepared.records, prepared.figures, prepared.questions, prepared.problems,
        prepared.fields, find_owners(_list_rows(prepared)),
        find_sources(tables or {}, counted, prepared.fields),
    )  # fmt: skip


def save_prepared(
    folder: PeriodFolder,
    prepared: Prepared,
    earlier: Path | None = None,
    inputs: Mapping[str, str] | None = None,
) -> None:
    """Write the tables into the empty `folder.processed`; of those in `earlier`, which they replace, keep the last.

    `inputs` are the hashes of the raw files before they were read (None: as they are now).
    """
    records, units, period, fields = prepared.records, prepared.units, prepared.period, prepared.fields
    last = prepared.earlier.last
    tables = {
        "records": record_rows(records, fields),
        "rejected": rejected_rows(prepared.problems),
        "review": review_rows(prepared.questions),
        "second_look": second_look_rows(prepared.second_looks),
        "decisions": decision_rows(prepared.decisions, records),
        "derived": derived_rows(records, units, period, last, prepared.next_year),
        "reporting": reporting_rows(records, units, period, prepared.reporting),
        **next_year_tables(prepared.next_year),
    }
    save_processed(folder.processed, folder.name, period, tables, prepared.figures.values(), fields)
    for content in slice_by_unit(prepared, tables):
        write_unit_content(folder.processed, content)
    save_summary(folder.processed, prepared.audit)
    write_last(folder.processed, last)
    record_inputs(folder, hash_inputs(folder) if inputs is None else inputs)
    write_code(folder)
    if earlier is not None:
        keep_previous(earlier, folder.processed)
