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
from camket.judging.judgement import Judgement
from camket.judging.verdict_reasons import describe_reason
from camket.pipeline import Prepared
from camket.publishing.trace.registration_trail import TracedItem, trace_files, trace_items
from camket.publishing.trace.trail_items import TracedCell, TracedFile, row_label
from camket.settings.fields import Fields
from camket.settings.scheme import Scheme
from camket.settings.states import BASES

# What a unit wrote of the commitment itself, by the name of its place and of its field.
_WRITTEN = {"content_reported": "content", "item_no": "item_no"}


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """A commitment with its judgements, its cells and the figures that count it."""

    judged: Judged
    cells: tuple[TracedCell, ...]
    figures: tuple[str, ...]
    scheme: Scheme

    @property
    def id(self) -> str:
        """The record's id."""
        return self.judged.record.commitment.record_id

    @property
    def judgements(self) -> tuple[tuple[str, Judgement, str], ...]:
        """Both judgements: the label of the basis, the judgement, the label of its rule."""
        return tuple(
            (called[0].upper() + called[1:], found, describe_reason(found.rule))
            for called, found in ((self.scheme.label_basis(basis), self.judged.at(basis)) for basis in BASES)
        )


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
        judged.record.commitment.record_id: TracedRecord(
            judged,
            tuple(_cells(judged, prepared.fields)),
            tuple(counted[judged.record.commitment.record_id]),
            prepared.period.scheme,
        )
        for judged in prepared.records
    }
    return Trail(
        figures=prepared.figures,
        records=records,
        items={item.id: item for item in trace_items(prepared.next_year, counted)},
        files={file.place: file for file in (*_files(prepared, records), *trace_files(prepared.next_year))},
        missing=tuple(item for item in prepared.problems if item.kind == "missing"),
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
    for name, written in _WRITTEN.items():
        if place := record.places.get(name, ""):
            label, raw = f"{fields[written].label}, đơn vị ghi", record.raw.get(written, "")
            yield TracedCell(name, label, raw, "", record.source.file, place)


def _files(prepared: Prepared, records: Mapping[str, TracedRecord]) -> list[TracedFile]:
    given: dict[str, list[str]] = defaultdict(list)
    signed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, traced in records.items():
        record = traced.judged.record
        if record.reported:
            given[record.source.file].append(name)
        signed[record.commitment.source.file, record.commitment.source.sha256].append(name)
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
