"""The changes since the last run on other inputs: files, and records with another status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from camket.analyses.period import Analysis
from camket.blocks.block import Column, Listing, Paragraph, Row, Table
from camket.judging.classify import DECIDED_BY_PERSON, DECISION_FALLEN
from camket.processed.previous import list_changed_inputs, read_previous_records
from camket.settings.fields import BUILT_IN, label_of
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, field_of

_PROGRAM = "camket"


def changed_inputs(analysis: Analysis) -> Listing | Paragraph:
    """Lists the files added, changed or removed, and whether camket itself changed."""
    changed = list_changed_inputs(analysis.folder.processed)
    if not changed:
        return Paragraph(text=("Chưa có lần chạy nào trước đó với dữ liệu khác để so sánh.",))
    names = {_PROGRAM: "chương trình camket hoặc quy tắc của nó"}
    return Listing(
        items=tuple(("-", (f"{kind}: {names.get(place, place)}",)) for place, kind in changed.items())
    )


def changed_records(analysis: Analysis) -> Table | Paragraph | None:
    """The records whose status changed, before and after, with the cause; None before a second run."""
    before = read_previous_records(analysis.folder.processed)
    if not before:
        return None
    now = {row["record_id"]: row for row in analysis.table("records")}
    deciders = {
        (made["record_id"], made["field"]): made["decided_by"]
        for made in analysis.table("decisions")
        if made["state"] == "in_force"
    }
    rows: list[Row] = []
    for record_id, row in now.items():
        for called, was, becomes, why in _moves(before.get(record_id), row, deciders, analysis.scheme):
            cells = (str(len(rows) + 1), record_id, row["content"], called, was, becomes, why)
            rows.append(Row(cells=tuple((cell,) for cell in cells)))
    for record_id, row in before.items():
        if record_id not in now:
            cells = (str(len(rows) + 1), record_id, row["content"], "", "có trong danh mục", "không còn", "")
            rows.append(Row(cells=tuple((cell,) for cell in cells)))
    if not rows:
        return Paragraph(text=("Không nội dung nào đổi kết quả.",))
    return Table(
        title="Nội dung đổi kết quả so với lần chạy trước",
        columns=(
            Column(heading="TT", align="center", width=0.4),
            Column(heading="Mã", width=1),
            Column(heading=label_of("content"), width=3),
            Column(heading="Kết quả", width=1),
            Column(heading="Trước đó", width=1.2),
            Column(heading="Nay", width=1.2),
            Column(heading="Vì sao", width=2.6),
        ),
        rows=tuple(rows),
        source="bảng records.csv của lần chạy trước và của lần này",
    )


def _moves(
    before: dict[str, str] | None,
    now: dict[str, str],
    deciders: Mapping[tuple[str, str], str],
    scheme: Scheme,
) -> Iterator[tuple[str, str, str, str]]:
    for basis in BASES:
        status, rule = field_of(basis), f"{basis}_rule"
        if before is None:
            yield (
                scheme.call_basis(basis),
                "không có trong danh mục",
                scheme.short(now[status]),
                "danh mục thêm nội dung",
            )
        elif before[status] != now[status]:
            yield (
                scheme.call_basis(basis),
                scheme.short(before[status]),
                scheme.short(now[status]),
                _why(before, now, rule, deciders.get((now["record_id"], status), now["decided_by"])),
            )


def _why(before: dict[str, str], now: dict[str, str], rule: str, decider: str) -> str:
    if now[rule] == DECIDED_BY_PERSON:
        return f"người rà soát quyết định: {decider}"
    if now[rule] == DECISION_FALLEN:
        return "quyết định hết hiệu lực vì đơn vị đã sửa báo cáo"
    if before[rule] == DECIDED_BY_PERSON:
        return "quyết định không còn trong decisions.csv"
    if any(before.get(field.name, "") != now[field.name] for field in BUILT_IN.reported):
        return f"đơn vị đã sửa báo cáo; quy tắc {before[rule]} → {now[rule]}"
    return f"quy tắc {before[rule]} → {now[rule]}"
