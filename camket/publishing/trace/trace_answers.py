"""The result of a search on the trail, for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from camket.figures.ledger import Figure
from camket.intake.formats.sheet import label_place
from camket.numerals import calculate_share, format_percent, round_half_up
from camket.publishing.trace.lookup import Found
from camket.publishing.trace.registration_trail import TracedItem
from camket.publishing.trace.trail import TracedRecord, Trail
from camket.publishing.trace.trail_items import TracedCell, TracedFile


def describe_formula(figure: Figure) -> str:
    """Describes how a figure is computed, as one would by hand."""
    exact = calculate_share(figure.numerator, figure.denominator)
    if exact is None:
        return f"{figure.numerator} {figure.noun} trong số {figure.denominator}"
    near = round_half_up(exact, 4)
    equals = "=" if exact == Fraction(near) else "≈"
    percent = format_percent(near).rstrip("%")
    return f"{figure.numerator} : {figure.denominator} × 100 {equals} {percent} → {figure.share}"


def describe_found(found: Found, trail: Trail) -> str:
    """Returns everything found, as indented lines."""
    lines: list[str] = []
    for figure in found.figures:
        lines += _figure_lines(figure, trail)
    for record in found.records:
        lines += _record_lines(record)
    for item in found.items:
        lines += _item_lines(item)
    for holder, cell in found.cells:
        lines += [f"{cell.file} › {label_place(cell.place)}: {cell.label} của {holder.id}", f"  {cell.text}"]
        lines += [f"  số liệu có nội dung này: {', '.join(holder.figures)}"]
    for file in found.files:
        lines += _file_lines(file)
    return "\n".join(lines)


def _figure_lines(figure: Figure, trail: Trail) -> Iterator[str]:
    yield f"{figure.id}: {figure.text} {figure.label}"
    yield f"  công thức: {describe_formula(figure)}"
    yield f"  tổng thể: {figure.population} ({figure.denominator} {figure.noun})"
    yield f"  gồm {len(figure.records)} nội dung:"
    for name in figure.records:
        if name in trail.items:
            yield f"    {name}: {trail.items[name].content} ({trail.items[name].source.file})"
            continue
        record = trail.records[name].judged
        basis = "full_year" if figure.id.startswith("full_year") else "cut_off"
        judgement = record.at(basis)  # type: ignore[arg-type]
        where = (
            f"{record.record.source.file} › {label_place(judgement.place)}"
            if judgement.place
            else record.record.source.file
        )
        yield f"    {name}: {judgement.rule} – “{judgement.evidence}” ({where})"


def _record_lines(record: TracedRecord) -> Iterator[str]:
    signed = record.judged.record.commitment
    yield f"{record.id} – {signed.unit.name}: {signed.content}"
    for when, judgement, says in record.judgements:
        yield f"  {when}: {record.scheme.short(judgement.status)} – {judgement.rule} ({says})"
        if judgement.evidence:
            yield f"    căn cứ: “{judgement.evidence}” {label_place(judgement.place)}".rstrip()
    if record.judged.decided_by:
        yield f"  người quyết định: {'; '.join(record.judged.decided_by)}"
    for cell in record.cells:
        yield f"  {cell.label}: {cell.text}"
        yield f"    {cell.file} › {label_place(cell.place)}" + (f"; ô ghi: {cell.raw!r}" if cell.raw else "")
    source = record.judged.record.source
    yield f"  tệp {source.file}, SHA-256 {source.sha256}"
    yield f"  số liệu có nội dung này: {', '.join(record.figures)}"


def _item_lines(item: TracedItem) -> Iterator[str]:
    yield f"{item.id} – {item.unit_name}: {item.content}"
    for label, text in item.facts:
        yield f"  {label}: {text}"
    for cell in item.cells:
        yield f"  {cell.label}: {cell.text}"
        yield f"    {cell.file} › {label_place(cell.place)}" + (f"; ô ghi: {cell.raw!r}" if cell.raw else "")
    yield f"  tệp {item.source.file}, SHA-256 {item.source.sha256}"
    yield f"  số liệu có nội dung này: {', '.join(item.figures)}"


def _file_lines(file: TracedFile) -> Iterator[str]:
    yield f"{file.place}: SHA-256 {file.sha256 or 'không đọc được'}"
    yield f"  {len(file.records)} nội dung: {', '.join(file.records)}"
    for item in file.lost:
        yield f"  không dùng: {item.cell or f'dòng {item.row}'}: {item.found}"
    for kind, count in file.other_rows:
        yield f"  {count} dòng không phải số liệu: {kind}"


def found_to_json(found: Found) -> dict[str, object]:
    """Returns everything found as data for `--json`."""
    return {
        "figures": [
            {
                "id": figure.id,
                "text": figure.text,
                "label": figure.label,
                "formula": describe_formula(figure),
                "population": figure.population,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "records": list(figure.records),
            }
            for figure in found.figures
        ],
        "records": [_record_data(record) for record in found.records],
        "items": [
            {
                "id": item.id,
                "unit": item.unit,
                "content": item.content,
                "facts": dict(item.facts),
                "cells": [_cell_data(cell) for cell in item.cells],
                "figures": list(item.figures),
            }
            for item in found.items
        ],
        "cells": [
            {"record": record.id, **_cell_data(cell), "figures": list(record.figures)}
            for record, cell in found.cells
        ],
        "files": [
            {
                "file": file.place,
                "sha256": file.sha256,
                "records": list(file.records),
                "lost": [{"row": item.row, "cell": item.cell, "found": item.found} for item in file.lost],
                "other_rows": dict(file.other_rows),
            }
            for file in found.files
        ],
    }


def _record_data(record: TracedRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "unit": record.judged.record.commitment.unit.code,
        "judgements": {
            basis: {
                "status": judgement.status,
                "rule": judgement.rule,
                "evidence": judgement.evidence,
                "place": judgement.place,
            }
            for basis, judgement in (
                ("cut_off", record.judged.cut_off),
                ("full_year", record.judged.full_year),
            )
        },
        "decided_by": list(record.judged.decided_by),
        "cells": [_cell_data(cell) for cell in record.cells],
        "figures": list(record.figures),
    }


def _cell_data(cell: TracedCell) -> dict[str, str]:
    return {
        "field": cell.field,
        "text": cell.text,
        "raw": cell.raw or cell.text,
        "file": cell.file,
        "cell": cell.place,
    }
