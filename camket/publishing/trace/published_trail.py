"""The trail of what was published, read from the tables of the last run instead of the raw files."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from camket.figures.freshness import is_fresh, read_inputs
from camket.figures.period_tables import label_column
from camket.figures.store import explain_unreadable, read_figures
from camket.figures.table_files import FIGURES, read_csv
from camket.intake.joining.reading_context import Settings, read_settings
from camket.intake.joining.record import Rejected, RejectedKind, Source
from camket.judging.judgement import FIELDS
from camket.judging.verdict_reasons import describe_reason
from camket.publishing.trace.registration_trail import TracedItem
from camket.publishing.trace.trail import WRITTEN, Trail
from camket.publishing.trace.trail_items import (
    TracedCell,
    TracedFile,
    TracedJudgement,
    TracedRecord,
    label_basis,
)
from camket.settings.fields import Fields
from camket.settings.project import PeriodFolder
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis

# What a table of the next year says of an item beside its terms.
_FACTS = {
    "registrations": ("change", "change_text", "compared", "reasons_text", "programme_item", "decided_by"),
    "programme": ("registered_by", "unclaimed_in"),
}
_TERMS = ("content", "target", "deadline", "basis", "note")


def open_published(folder: PeriodFolder) -> Trail | None:
    """Returns the trail of the last run where raw files or program have moved since.

    None stands for tables that are up to date, where the raw files say the same and more, and for a period without
    tables. Raises `InputError` for settings or tables that cannot be read.
    """
    if not (folder.processed / FIGURES).is_file() or is_fresh(folder):
        return None
    try:
        return _read_trail(folder, read_settings(folder))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise explain_unreadable(folder, error) from None


def _read_trail(folder: PeriodFolder, settings: Settings) -> Trail:
    figures = read_figures(folder.processed, zero_padded=settings.period.layout.zero_padded)
    counted: dict[str, list[str]] = defaultdict(list)
    for figure in figures.values():
        for name in figure.records:
            counted[name].append(figure.id)
    rows = read_csv(folder.processed / "records.csv")
    records = {
        row["record_id"]: _trace_record(
            row, settings.fields, settings.period.scheme, counted[row["record_id"]]
        )
        for row in rows
    }
    items = {
        row[key]: _trace_item(table, row, row[key], counted[row[key]])
        for table, key in (("registrations", "registration_id"), ("programme", "item_id"))
        if (folder.processed / f"{table}.csv").is_file()
        for row in read_csv(folder.processed / f"{table}.csv")
    }
    rejected = [_read_rejected(row) for row in read_csv(folder.processed / "rejected.csv")]
    return Trail(
        figures=figures,
        records=records,
        items=items,
        files={
            file.place: file for file in _list_files(records, items, rejected, read_inputs(folder.processed))
        },
        missing=tuple(item for item in rejected if item.kind == "missing"),
    )


def _trace_record(
    row: Mapping[str, str], fields: Fields, scheme: Scheme, figures: Iterable[str]
) -> TracedRecord:
    places: dict[str, str] = json.loads(row["source_cells"] or "{}")
    return TracedRecord(
        id=row["record_id"],
        unit=row["unit"],
        unit_name=row["unit_name"],
        content=row["content"],
        judgements={basis: _trace_judgement(row, basis, places, scheme) for basis in BASES},
        decided_by=tuple(filter(None, row["decided_by"].split("; "))),
        review_reasons=tuple(filter(None, row["review_reasons"].split(" | "))),
        cells=tuple(_list_cells(row, places, fields)),
        figures=tuple(figures),
        file=row["source_file"],
        sha256=row["source_sha256"],
    )


def _trace_judgement(
    row: Mapping[str, str], basis: Basis, places: Mapping[str, str], scheme: Scheme
) -> TracedJudgement:
    status, rule, evidence = (row[f"{basis}_{part}"] for part in ("status", "rule", "evidence"))
    fields = (*FIELDS[basis], *(name for each in BASES for name in FIELDS[each]))
    place = next((places.get(name, "") for name in fields if evidence and evidence in row.get(name, "")), "")
    return TracedJudgement(
        label_basis(scheme, basis), status, scheme.short(status), rule, describe_reason(rule), evidence, place
    )


def _list_cells(row: Mapping[str, str], places: Mapping[str, str], fields: Fields) -> Iterator[TracedCell]:
    for field in fields.signed:
        # A signed cell names its file, because it stands in another one than the report.
        file, _, place = places.get(field.name, "").partition("!")
        if row.get(field.name) or place:
            yield TracedCell(field.name, field.label, row.get(field.name, ""), "", file, place)
    for field in fields.reported:
        text, place = row.get(field.name, ""), places.get(field.name, "")
        if text or place:
            yield TracedCell(field.name, field.label, text, "", row["source_file"], place)
    for name, written in WRITTEN.items():
        if place := places.get(name, ""):
            label = f"{fields[written].label}, đơn vị ghi"
            yield TracedCell(name, label, "(xem ô nguồn)", "", row["source_file"], place)


def _trace_item(table: str, row: Mapping[str, str], key: str, figures: Iterable[str]) -> TracedItem:
    places: dict[str, str] = json.loads(row.get("source_cells") or "{}")
    source = Source(
        row["source_file"],
        row.get("source_sha256", ""),
        row.get("source_sheet", ""),
        int(row["source_row"] or 0),
    )
    return TracedItem(
        id=key,
        unit=row["unit"],
        unit_name=row.get("unit_name") or row.get("body") or row["unit"],
        content=row["content"],
        facts=tuple((label_column(table, name), row[name]) for name in _FACTS[table] if row.get(name)),
        cells=tuple(
            TracedCell(
                name, label_column(table, name), row[name], "", source.file,
                places[name].removeprefix(f"{source.file}!"),
            )
            for name in _TERMS
            if name in places
        ),
        figures=tuple(figures),
        source=source,
    )  # fmt: skip


def _read_rejected(row: Mapping[str, str]) -> Rejected:
    kind: RejectedKind = next(each for each in get_args(RejectedKind) if each == row["kind"])
    return Rejected(
        row["unit"], row["source_file"], row["source_sha256"], row["source_sheet"],
        int(row["source_row"]) if row["source_row"] else None,
        row["source_cell"], row["found"], row["expected"], row["remedy"], kind,
    )  # fmt: skip


def _list_files(
    records: Mapping[str, TracedRecord],
    items: Mapping[str, TracedItem],
    rejected: Iterable[Rejected],
    hashes: Mapping[str, str],
) -> Iterator[TracedFile]:
    """The files that gave a record, an item or a row that was not used, each as it was at the run."""
    named: dict[str, list[str]] = defaultdict(list)
    for record in records.values():
        for file in dict.fromkeys((record.file, *(cell.file for cell in record.cells))):
            named[file].append(record.id)
    for item in items.values():
        named[item.source.file].append(item.id)
    lost: dict[str, list[Rejected]] = defaultdict(list)
    for each in rejected:
        lost[each.file].append(each)
    for file in sorted({*named, *lost} - {""}):
        yield TracedFile(file, hashes.get(file, ""), tuple(named[file]), tuple(lost[file]))
