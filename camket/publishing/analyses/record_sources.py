"""Which cells of which files the records of a ledger come from, for the workbook in a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterable

from camket.figures.ledger import Figure
from camket.figures.store import read_csv
from camket.publishing.blocks.block import RecordSource
from camket.settings.fields import Fields
from camket.settings.project import PeriodFolder
from camket.settings.project_fields import read_project_fields

# The tables whose rows figures count, with the column of their ids.
_TABLES = {"records": "record_id", "registrations": "registration_id", "programme": "item_id"}
_OF_UNIT = "_reported"  # ends the name of a place that the unit wrote beside the signed one


def read_sources(folder: PeriodFolder, figures: Iterable[Figure]) -> tuple[RecordSource, ...]:
    """The records that the figures count, in the order of the processed tables, each with its cells."""
    counted = {record for figure in figures for record in figure.records}
    fields = read_project_fields(folder.fields_file)
    paths = {name: folder.processed / f"{name}.csv" for name in _TABLES}
    return tuple(
        RecordSource(
            record=row[key],
            content=row["content"],
            file=row["source_file"],
            cells=_read_cells(row, fields),
        )
        for name, key in _TABLES.items()
        if paths[name].is_file()
        for row in read_csv(paths[name])
        if row[key] in counted
    )


def _read_cells(row: dict[str, str], fields: Fields) -> tuple[str, ...]:
    """The cells of a row with the labels of their fields; what the unit wrote beside a signed field has its own."""
    places: dict[str, str] = json.loads(row.get("source_cells") or "{}")
    if not places:
        return (f"{fields.label('content')}\trow {row['source_row']}",)
    return tuple(f"{_label(name, fields)}\t{place}" for name, place in places.items())


def _label(name: str, fields: Fields) -> str:
    signed = name.removesuffix(_OF_UNIT)
    return fields.label(signed) if signed == name else f"{fields.label(signed)}, đơn vị ghi"
