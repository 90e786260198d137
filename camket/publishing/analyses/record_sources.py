"""Which cells of which files the records of a ledger come from, for the workbook in a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from camket.figures.ledger import Figure
from camket.figures.store import read_csv
from camket.publishing.blocks.block import RecordSource, SourceCell
from camket.settings.fields import Fields
from camket.settings.project import PeriodFolder
from camket.settings.project_fields import read_project_fields

# The tables whose rows figures count, with the column of their ids.
_TABLES = {"records": "record_id", "registrations": "registration_id", "programme": "item_id"}
_REGISTER = "register."
_OF_UNIT = "_reported"  # ends the name of a place that the unit wrote beside the signed one


def read_sources(folder: PeriodFolder, figures: Iterable[Figure]) -> tuple[RecordSource, ...]:
    """The records that the figures count, in the order of the processed tables, each with its cells."""
    counted = {record for figure in figures for record in figure.records}
    fields = read_project_fields(folder.fields_file)
    paths = {name: folder.processed / f"{name}.csv" for name in _TABLES}
    return tuple(
        RecordSource(record=row[key], content=row["content"], cells=tuple(_read_cells(row, fields)))
        for name, key in _TABLES.items()
        if paths[name].is_file()
        for row in read_csv(paths[name])
        if row[key] in counted
    )


def _read_cells(row: dict[str, str], fields: Fields) -> Iterator[SourceCell]:
    """The cells of a row; one in another file than the row's has that file before its place."""
    file = row["source_file"]
    places: dict[str, str] = json.loads(row.get("source_cells") or "{}")
    for name, place in places.items():
        before, _, rest = place.partition("!")
        is_elsewhere = bool(rest) and (before == file or before.startswith(_REGISTER))
        yield SourceCell(
            field=fields.label(name.removesuffix(_OF_UNIT)),
            file=before if is_elsewhere else file,
            place=rest if is_elsewhere else place,
        )
    if not places and file:
        yield SourceCell(field=fields.label("content"), file=file, place=f"row {row['source_row']}")
