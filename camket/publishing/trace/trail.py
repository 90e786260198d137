"""The trail of a period: figures with their records, records with their cells, files with their rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from camket.figures.ledger import Figure
from camket.intake.joining.field_values import describe_value
from camket.intake.joining.reconciliation import reconcile_rows
from camket.intake.joining.record import Rejected
from camket.judging.classify import Judged
from camket.judging.verdict_reasons import describe_reason
from camket.pipeline import Prepared
from camket.publishing.trace.registration_trail import TracedItem, trace_files, trace_items
from camket.publishing.trace.trail_items import (
    TracedCell,
    TracedFile,
    TracedJudgement,
    TracedRecord,
    label_basis,
    row_label,
)
from camket.settings.fields import Fields
from camket.settings.states import BASES

# What a unit wrote of the commitment itself, by the name of its place and of its field.
WRITTEN = {"content_reported": "content", "item_no": "item_no"}


@dataclass(frozen=True, slots=True)
class Trail:
    """The provenance of every printed number, by id or place. `items` are those of the next year."""

    figures: Mapping[str, Figure]
    records: Mapping[str, TracedRecord]
    items: Mapping[str, TracedItem]
    files: Mapping[str, TracedFile]
    missing: tuple[Rejected, ...]


def build_trail(prepared: Prepared) -> Trail:
    """Builds the trail of a prepared period."""
    counted: dict[str, list[str]] = defaultdict(list)
    for figure in prepared.figures.values():
        for record in figure.records:
            counted[record].append(figure.id)
    records = {
        judged.record.commitment.record_id: _trace_record(
            judged, prepared, tuple(counted[judged.record.commitment.record_id])
        )
        for judged in prepared.records
    }
    return Trail(
        figures=prepared.figures,
        records=records,
        items={item.id: item for item in trace_items(prepared.next_year, counted)},
        files={file.place: file for file in (*_files(prepared), *trace_files(prepared.next_year))},
        missing=tuple(item for item in prepared.problems if item.kind == "missing"),
    )


def _trace_record(judged: Judged, prepared: Prepared, figures: tuple[str, ...]) -> TracedRecord:
    record, signed, scheme = judged.record, judged.record.commitment, prepared.period.scheme
    return TracedRecord(
        id=signed.record_id,
        unit=signed.unit.code,
        unit_name=signed.unit.name,
        content=signed.content,
        judgements={
            basis: TracedJudgement(
                label_basis(scheme, basis),
                found.status,
                scheme.short(found.status),
                found.rule,
                describe_reason(found.rule),
                found.evidence,
                found.place,
            )
            for basis in BASES
            if (found := judged.at(basis))
        },
        decided_by=judged.decided_by,
        review_reasons=judged.review_reasons,
        cells=tuple(_cells(judged, prepared.fields)),
        figures=figures,
        file=record.source.file,
        sha256=record.source.sha256,
    )


def _cells(judged: Judged, fields: Fields) -> Iterator[TracedCell]:
    record, signed = judged.record, judged.record.commitment
    for field in fields.signed:
        text, place = describe_value(signed.value(field.name)), record.places.get(field.name, "")
        if text or place:
            place = place.removeprefix(f"{signed.source.file}!")
            yield TracedCell(field.name, field.label, text, "", signed.source.file, place)
    for field in fields.reported:
        raw, place = record.raw.get(field.name, ""), record.places.get(field.name, "")
        text = record.describe_field(field.name)
        if field.type == "percent" and text:
            text = raw or text
        if text or place:
            yield TracedCell(
                field.name, field.label, text, raw if raw != text else "", record.source.file, place
            )
    for name, written in WRITTEN.items():
        if place := record.places.get(name, ""):
            label, raw = f"{fields[written].label}, đơn vị ghi", record.raw.get(written, "")
            yield TracedCell(name, label, raw, "", record.source.file, place)


def _files(prepared: Prepared) -> list[TracedFile]:
    given: dict[str, list[str]] = defaultdict(list)
    signed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in (judged.record for judged in prepared.records):
        name, list_of = record.commitment.record_id, record.commitment.source
        if record.reported:
            given[record.source.file].append(name)
        signed[list_of.file, list_of.sha256].append(name)
    lost: dict[str, list[Rejected]] = defaultdict(list)
    for item in prepared.rejected:
        lost[item.file].append(item)
    others: dict[str, Counter[str]] = defaultdict(Counter)
    for row in reconcile_rows(
        prepared.submissions, [judged.record for judged in prepared.records], prepared.rejected
    ):
        if row.end == "not_data":
            others[row.file][row_label(row.kind)] += 1
    read = {file.place: file.sha256 for file in prepared.submissions.files}
    refused = {item.file: item.sha256 for item in prepared.rejected if item.file not in read}
    return [
        *(TracedFile(place, sha256, tuple(names)) for (place, sha256), names in signed.items()),
        *(
            TracedFile(
                place, sha256, tuple(given[place]), tuple(lost[place]), tuple(sorted(others[place].items()))
            )
            for place, sha256 in sorted({**read, **refused}.items())
        ),
    ]
