"""What moved, in words for the terminal and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from camket.comparing.moves import Comparison, FieldMove, FigureMove, RecordMove
from camket.comparing.side import Side
from camket.figures.ledger import Figure
from camket.processed.tables import table_schemas
from camket.statuses import STATUSES, short_label

_LONGEST = 160
_MOST_RECORDS = 10
_LABELS = {
    field["name"]: field.get("title", field["description"]) for field in table_schemas()["records"]["fields"]
}
_KINDS = {"added": "thêm vào", "removed": "không còn", "changed": "thay đổi"}


def summary_words(found: Comparison) -> str:
    """The counts of what moved, in one line."""
    if not found.moved:
        same = f" ({found.resent} nội dung chỉ khác tệp nguồn)" if found.resent else ""
        return f"không có số liệu, nội dung nào thay đổi{same}"
    counts = [f"{len(found.figures)} số liệu thay đổi"]
    for kind, says in _KINDS.items():
        number = sum(kind_of(move) == kind for move in found.records)
        counts += [f"{number} nội dung {says}"] if number else []
    if found.resent:
        counts.append(f"{found.resent} nội dung chỉ khác tệp nguồn")
    return "; ".join(counts)


def circumstances(found: Comparison) -> list[str]:
    """What else is not the same on the two sides and may stand behind what moved."""
    before, after = found.before, found.after
    said = []
    if before.cut_off != after.cut_off:
        said.append(f"ngày chốt số liệu: {_day(before.cut_off)} → {_day(after.cut_off)}")
    if before.year != after.year:
        said.append(
            f"năm cam kết: {before.year} → {after.year}; nội dung của hai năm được nối theo đơn vị và nguyên văn"
        )
    if before.program != after.program:
        said.append("hai bên do hai phiên bản chương trình làm ra")
    return said


def figure_words(move: FigureMove) -> str:
    """A figure before and after: `81/293 (27,6%) → 82/293 (28,0%)`."""
    return f"{_printed(move.before)} → {_printed(move.after)}"


def field_words(move: FieldMove) -> tuple[str, str, str]:
    """What a column is called, and its content before and after."""
    return _LABELS[move.field], _shown(move.before), _shown(move.after)


def kind_of(move: RecordMove) -> str:
    """Whether the record is new, gone, or changed."""
    return "added" if move.before is None else "removed" if move.after is None else "changed"


def kind_words(move: RecordMove) -> str:
    """The same in Vietnamese."""
    return _KINDS[kind_of(move)]


def print_comparison(found: Comparison) -> str:
    """Everything, for the terminal."""
    lines = [f"{found.before.name} → {found.after.name}: {summary_words(found)}"]
    lines += [f"  {text}" for text in circumstances(found)]
    if found.figures:
        lines.append("Số liệu:")
        for figure_move in found.figures:
            lines += _figure_lines(figure_move)
    if found.records:
        lines.append("Nội dung:")
        for record_move in found.records:
            lines += _record_lines(record_move)
    return "\n".join(lines)


def comparison_to_json(found: Comparison) -> dict[str, Any]:
    """Everything, for programs: ids and codes as in the processed tables."""
    return {
        "before": _side_to_json(found.before),
        "after": _side_to_json(found.after),
        "resent": found.resent,
        "figures": [
            {
                "id": move.figure.id,
                "label": move.figure.label,
                "scope": move.figure.scope,
                "before": _figure_to_json(move.before),
                "after": _figure_to_json(move.after),
                "came": list(move.came),
                "went": list(move.went),
            }
            for move in found.figures
        ],
        "records": [
            {
                "record_id": move.record_id,
                "record_id_before": None if move.before is None else move.before["record_id"],
                "unit": move.row["unit"],
                "content": move.row["content"],
                "kind": kind_of(move),
                "fields": [
                    {"field": field.field, "before": field.before, "after": field.after}
                    for field in move.fields
                ],
                "reasons": [{"kind": reason.kind, "says": reason.says} for reason in move.reasons],
            }
            for move in found.records
        ],
    }


def _figure_lines(move: FigureMove) -> Iterator[str]:
    yield f"  {move.figure.id} ({move.figure.label}): {figure_words(move)}"
    for says, records in (("thêm", move.came), ("bớt", move.went)):
        if records:
            more = f" … ({len(records)})" if len(records) > _MOST_RECORDS else ""
            yield f"      {says}: {', '.join(records[:_MOST_RECORDS])}{more}"


def _record_lines(move: RecordMove) -> Iterator[str]:
    yield f"  {move.record_id} {move.row['unit_name']}: {_cut(str(move.row['content']))} – {kind_words(move)}"
    for field in move.fields:
        label, before, after = field_words(field)
        yield f"      {label}: “{_cut(before)}” → “{_cut(after)}”"
    for reason in move.reasons:
        yield f"      vì: {reason.says}"


def _printed(figure: Figure | None) -> str:
    return "không có" if figure is None else f"{figure.fraction} ({figure.share})"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return next((short_label(status) for status in STATUSES if status == value), str(value or ""))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _day(text: str) -> str:
    return "/".join(reversed(text.split("-")))


def _side_to_json(side: Side) -> dict[str, Any]:
    return {"name": side.name, "year": side.year, "cut_off": side.cut_off, "program": side.program}


def _figure_to_json(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"numerator": figure.numerator, "denominator": figure.denominator, "percent": figure.percent}
