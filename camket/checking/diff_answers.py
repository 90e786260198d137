"""A comparison: a summary for the terminal, a page with all of it, and JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from camket.checking.diff import Comparison, FieldChange, FigureChange, ReasonKind, RecordChange
from camket.checking.snapshots import Snapshot
from camket.figures.ledger import ALL, Figure
from camket.publishing.pages.html import render_document
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, field_of
from camket.settings.units import without_former_names

_LONGEST = 160
# How many changes of a kind the terminal lists, and how many records of a figure.
_MOST_LISTED, _MOST_RECORDS = 10, 10
_RESULTS = frozenset(field_of(basis) for basis in BASES)
_KINDS = {"added": "thêm vào", "removed": "không còn", "changed": "thay đổi"}
_CAUSES: dict[ReasonKind, str] = {
    "register": "danh mục đã ký",
    "unit": "đơn vị sáp nhập, chia tách, đổi tên",
    "submission": "báo cáo của đơn vị",
    "decision": "quyết định",
    "rule": "quy tắc của chương trình",
    "cut_off": "theo kết quả đến ngày chốt",
}


def describe_diff_summary(found: Comparison) -> str:
    """Describes the number of changes in one line."""
    if not found.has_changes:
        same = f" ({found.resent} nội dung chỉ khác tệp nguồn)" if found.resent else ""
        return f"không có gì thay đổi{same}"
    counts = [f"{len(found.figures)} số liệu thay đổi" if found.figures else "không số liệu nào thay đổi"]
    for kind, says in _KINDS.items():
        number = sum(classify_change(change) == kind for change in found.records)
        counts += [f"{number} nội dung {says}"] if number else []
    if found.resent:
        counts.append(f"{found.resent} nội dung chỉ khác tệp nguồn")
    return "; ".join(counts)


def describe_causes(found: Comparison) -> str:
    """Describes for how many records each kind of cause is named, empty where no record changed."""
    kinds = [{reason.kind for reason in change.reasons} for change in found.records]
    counts = {says: sum(kind in each for each in kinds) for kind, says in _CAUSES.items()}
    return "; ".join(f"{says} ({count} nội dung)" for says, count in counts.items() if count)


def describe_circumstances(found: Comparison) -> list[str]:
    """Describes other differences between the snapshots that may explain the changes: cut-off, year, program."""
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


def describe_figure(change: FigureChange) -> str:
    """Describes a figure before and after: `81/293 (27,6%) → 82/293 (28,0%)`."""
    return f"{_printed(change.before)} → {_printed(change.after)}"


def describe_field(change: FieldChange, scheme: Scheme) -> tuple[str, str, str]:
    """Returns the Vietnamese label of a column and its content before and after."""
    return change.label, _shown(change.before, scheme), _shown(change.after, scheme)


def classify_change(change: RecordChange) -> str:
    """Returns `added`, `removed` or `changed`."""
    return "added" if change.before is None else "removed" if change.after is None else "changed"


def label_change(change: RecordChange) -> str:
    """Returns the Vietnamese label of `classify_change`."""
    return _KINDS[classify_change(change)]


def describe_comparison(found: Comparison) -> str:
    """Returns a summary for the terminal: the headline, what explains it, how much else. The page has all of it."""
    lines = [f"{found.before.name} → {found.after.name}: {describe_diff_summary(found)}"]
    lines += [f"  {text}" for text in describe_circumstances(found)]
    if found.headline:
        lines.append("Số liệu chính:")
        lines += [line for change in found.headline for line in _figure_lines(change)]
    if found.records:
        lines.append(f"Vì sao: {describe_causes(found)}")
        # Whose result changed explains the figures.
        records = sorted(found.records, key=lambda change: not _list_results(change))
        lines += [line for change in records[:_MOST_LISTED] for line in _record_lines(change, found.scheme)]
        lines += _count_rest(records, "nội dung")
    if found.headline and found.other_figures:
        lines.append(f"Số liệu khác: {len(found.other_figures)} số liệu thay đổi theo")
    elif found.other_figures:
        lines.append("Số liệu khác (số liệu chính không thay đổi):")
        lines += [line for change in found.other_figures[:_MOST_LISTED] for line in _figure_lines(change)]
        lines += _count_rest(found.other_figures, "số liệu")
    return "\n".join(lines)


def _count_rest(changes: Sequence[object], what: str) -> list[str]:
    more = len(changes) - _MOST_LISTED
    return [f"  … và {more} {what} nữa"] if more > 0 else []


def comparison_to_json(found: Comparison) -> dict[str, Any]:
    """Returns the whole comparison as data for JSON, with the ids and codes of the processed tables."""
    return {
        "before": _snapshot_to_json(found.before),
        "after": _snapshot_to_json(found.after),
        "resent": found.resent,
        "figures": [
            {
                "id": change.figure.id,
                "label": change.figure.label,
                "scope": change.figure.scope,
                "before": _figure_to_json(change.before),
                "after": _figure_to_json(change.after),
                "came": list(change.added),
                "went": list(change.removed),
            }
            for change in found.figures
        ],
        "records": [
            {
                "record_id": change.record_id,
                "record_id_before": None if change.before is None else change.before["record_id"],
                "unit": change.row["unit"],
                "content": change.row["content"],
                "kind": classify_change(change),
                "fields": [
                    {"field": field.field, "before": field.before, "after": field.after}
                    for field in change.fields
                ],
                "reasons": [{"kind": reason.kind, "says": reason.text} for reason in change.reasons],
            }
            for change in found.records
        ],
    }


def _figure_lines(change: FigureChange) -> Iterator[str]:
    yield f"  {change.figure.id} ({change.figure.label}): {describe_figure(change)}"
    for says, records in (("thêm", change.added), ("bớt", change.removed)):
        if records:
            more = f" … ({len(records)})" if len(records) > _MOST_RECORDS else ""
            yield f"      {says}: {', '.join(records[:_MOST_RECORDS])}{more}"


def _record_lines(change: RecordChange, scheme: Scheme) -> Iterator[str]:
    unit = without_former_names(str(change.row["unit_name"]))
    yield f"  {change.record_id} {unit}: {_cut(str(change.row['content']))} – {label_change(change)}"
    for field in _list_results(change):
        label, before, after = describe_field(field, scheme)
        yield f"      {label}: “{before}” → “{after}”"
    for reason in change.reasons:
        yield f"      vì: {reason.text}"


def _list_results(change: RecordChange) -> list[FieldChange]:
    return [field for field in change.fields if field.field in _RESULTS]


def _printed(figure: Figure | None) -> str:
    return "không có" if figure is None else f"{figure.fraction} ({figure.share})"


def _shown(value: object, scheme: Scheme) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return scheme.short(str(value or ""))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _day(text: str) -> str:
    return "/".join(reversed(text.split("-")))


def _snapshot_to_json(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "name": snapshot.name,
        "year": snapshot.year,
        "cut_off": snapshot.cut_off,
        "program": snapshot.program,
    }


def _figure_to_json(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {"numerator": figure.numerator, "denominator": figure.denominator, "percent": figure.percent}


def comparison_to_html(found: Comparison) -> str:
    """Returns the whole page. The template engine escapes every text."""
    scopes = {
        ALL: "Toàn bộ",
        **{group.code: group.label[0].upper() + group.label[1:] for group in found.scheme.groups},
    }
    changed = {change.record_id for change in found.records}
    names = {str(row["unit"]): str(row["unit_name"]) for row in found.after.records.values()}
    names |= {
        code: name
        for row in found.before.records.values()
        if (code := str(row["unit"])) not in names and (name := str(row["unit_name"]))
    }
    groups: dict[str, list[FigureChange]] = {}
    for change in found.other_figures:
        scope = change.figure.scope
        groups.setdefault(scopes.get(scope) or names.get(scope, scope), []).append(change)
    return render_document(
        "checking/diff.html.j2",
        found=found,
        summary=describe_diff_summary(found),
        circumstances=describe_circumstances(found),
        causes=describe_causes(found),
        headline={"Toàn bộ": found.headline} if found.headline else {},
        groups=groups,
        changed=changed,
        describe_figure=describe_figure,
        describe_field=partial(describe_field, scheme=found.scheme),
        label_change=label_change,
    )
