"""The result of a search on the trail, for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from camket.figures.ledger import Figure
from camket.intake.formats.sheet import label_place
from camket.numerals import calculate_share, format_percent, round_half_up
from camket.publishing.trace.lookup import Found
from camket.publishing.trace.registration_trail import TracedItem
from camket.publishing.trace.trail import WRITTEN, Trail
from camket.publishing.trace.trail_items import TracedCell, TracedFile, TracedRecord
from camket.settings.states import Basis


def describe_formula(figure: Figure) -> str:
    """Describes how a figure is computed, as one would by hand."""
    exact = calculate_share(figure.numerator, figure.denominator)
    if exact is None:
        return f"{figure.numerator} {figure.noun} trong số {figure.denominator}"
    near = round_half_up(exact, 4)
    equals = "=" if exact == Fraction(near) else "≈"
    percent = format_percent(near).rstrip("%")
    return f"{figure.numerator} : {figure.denominator} × 100 {equals} {percent} → {figure.share}"


def describe_found(found: Found, trail: Trail, now: Trail | None = None) -> str:
    """Returns everything found, as indented lines; where `now` says otherwise, that stands beside it."""
    lines: list[str] = []
    for figure in found.figures:
        lines += _figure_lines(figure, trail, now)
    for record in found.records:
        lines += _record_lines(record, now)
    for item in found.items:
        lines += _item_lines(item)
    for holder, cell in found.cells:
        lines += [f"{cell.file} › {label_place(cell.place)}: {cell.label} của {holder.id}", f"  {cell.text}"]
        lines += _moved_cell(holder, cell, now)
        lines += [f"  số liệu có nội dung này: {', '.join(holder.figures)}"]
    for file in found.files:
        lines += _file_lines(file)
    return "\n".join(lines)


def _figure_lines(figure: Figure, trail: Trail, now: Trail | None) -> Iterator[str]:
    yield f"{figure.id}: {figure.text} {figure.label}"
    yield from _moved_figure(figure, now)
    yield f"  công thức: {describe_formula(figure)}"
    yield f"  tổng thể: {figure.population} ({figure.denominator} {figure.noun})"
    yield f"  gồm {len(figure.records)} nội dung:"
    basis: Basis = "full_year" if figure.id.startswith("full_year") else "cut_off"
    for name in figure.records:
        if name in trail.items:
            yield f"    {name}: {trail.items[name].content} ({trail.items[name].source.file})"
        elif name in trail.records:
            record = trail.records[name]
            judgement = record.judgements[basis]
            where = f"{record.file} › {label_place(judgement.place)}" if judgement.place else record.file
            yield f"    {name}: {judgement.rule} – “{judgement.evidence}” ({where})"
        else:
            yield f"    {name}"


def _moved_figure(figure: Figure, now: Trail | None) -> Iterator[str]:
    if now is None:
        return
    other = now.figures.get(figure.id)
    if other is None:
        yield "  nay: không còn số liệu này"
    elif (other.numerator, other.denominator, other.records) != (
        figure.numerator, figure.denominator, figure.records,
    ):  # fmt: skip
        moves = (
            ("thêm", [name for name in other.records if name not in figure.records]),
            ("bớt", [name for name in figure.records if name not in other.records]),
        )
        said = "".join(f"; {word} {', '.join(names)}" for word, names in moves if names)
        yield f"  nay: {other.fraction} ({other.share}){said}"


def _record_lines(record: TracedRecord, now: Trail | None) -> Iterator[str]:
    yield f"{record.id} – {record.unit_name}: {record.content}"
    other = now.records.get(record.id) if now else None
    if now and not other:
        yield "  nay: danh mục không còn nội dung này"
    for basis, judgement in record.judgements.items():
        yield f"  {judgement.when}: {judgement.status_label} – {judgement.rule} ({judgement.rule_label})"
        if judgement.evidence:
            yield f"    căn cứ: “{judgement.evidence}” {label_place(judgement.place)}".rstrip()
        if other and (again := other.judgements[basis]).status != judgement.status:
            yield f"    nay: {again.status_label} – {again.rule} – “{again.evidence}”"
    if record.decided_by:
        yield f"  người quyết định: {'; '.join(record.decided_by)}"
    for cell in record.cells:
        yield f"  {cell.label}: {cell.text}"
        yield f"    {cell.file} › {label_place(cell.place)}" + (f"; ô ghi: {cell.raw!r}" if cell.raw else "")
        yield from _moved_cell(record, cell, now)
    yield f"  tệp {record.file}, SHA-256 {record.sha256}"
    if other and other.sha256 != record.sha256:
        yield f"    nay: tệp {other.file}, SHA-256 {other.sha256}"
    yield f"  số liệu có nội dung này: {', '.join(record.figures)}"


def _moved_cell(holder: TracedRecord | TracedItem, cell: TracedCell, now: Trail | None) -> Iterator[str]:
    """What the same field of a record says in the present files."""
    other = now.records.get(holder.id) if now else None
    if not other or cell.field in WRITTEN:
        return
    again = next((each for each in other.cells if each.field == cell.field), None)
    if again is None:
        yield "    nay: để trống"
    elif again.text != cell.text:
        yield f"    nay: {again.text} ({again.file} › {label_place(again.place)})"


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


def found_to_json(found: Found, now: Trail | None = None) -> dict[str, object]:
    """Returns everything found as data for `--json`. `now` of a figure is what the present files give."""
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
                **({"now": _moved_data(now.figures.get(figure.id))} if now else {}),
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


def _moved_data(figure: Figure | None) -> dict[str, object] | None:
    if figure is None:
        return None
    return {
        "text": figure.text, "numerator": figure.numerator, "denominator": figure.denominator,
        "records": list(figure.records),
    }  # fmt: skip


def _record_data(record: TracedRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "unit": record.unit,
        "judgements": {
            basis: {
                "status": judgement.status,
                "rule": judgement.rule,
                "evidence": judgement.evidence,
                "place": judgement.place,
            }
            for basis, judgement in record.judgements.items()
        },
        "decided_by": list(record.decided_by),
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
