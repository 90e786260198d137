"""Rows join their commitments: by unit and number where the text agrees, else by text, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from camket.inputs.period import Thresholds
from camket.numerals import read_percent
from camket.reading.sheet import Cell
from camket.records.record import REPORTED_FIELDS, Commitment, Record, Rejected, Report
from camket.text import fold, plain

# A commitment is clearly the likest only when the next one is this much less like (of 100).
_CLEAR_LEAD = 5.0


@dataclass(frozen=True, slots=True)
class Joined:
    """One record for each commitment, in register order, and the rows that found none."""

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]


def join_reports(
    commitments: Sequence[Commitment], reports: Sequence[Report], thresholds: Thresholds
) -> Joined:
    """Gives each commitment its row. A second, different row for it is a review question."""
    by_unit: dict[str, list[Commitment]] = defaultdict(list)
    rows_by_unit: dict[str, list[Report]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.unit.code].append(commitment)
    for report in reports:
        rows_by_unit[report.unit].append(report)
    rows: dict[str, list[Report]] = defaultdict(list)
    rejected: list[Rejected] = []
    for unit, unit_rows in rows_by_unit.items():
        for report, found in _pair(by_unit.get(unit, []), unit_rows, thresholds):
            if isinstance(found, Commitment):
                rows[found.record_id].append(report)
            else:
                rejected.append(_unjoined(report, found))
    records = []
    for commitment in commitments:
        record, problems = _build_record(commitment, rows.get(commitment.record_id, []))
        records.append(record)
        rejected += problems
    return Joined(tuple(records), tuple(rejected))


def _pair(
    commitments: Sequence[Commitment], reports: Sequence[Report], thresholds: Thresholds
) -> list[tuple[Report, Commitment | tuple[Commitment, float] | None]]:
    """Each report with its commitment, or with the likest one and the likeness, or with None."""
    likeness = [
        [_likeness(report.row.text("content"), commitment.content) for commitment in commitments]
        for report in reports
    ]
    chosen: dict[int, int] = {}
    doubtful: dict[int, tuple[Commitment, float]] = {}
    for number, (report, row) in enumerate(zip(reports, likeness, strict=True)):
        if not row:
            continue
        ranked = sorted(range(len(row)), key=lambda column: -row[column])
        best = ranked[0]
        second = row[ranked[1]] if len(ranked) > 1 else 0.0
        same_number = [c for c in ranked if commitments[c].item_no == report.item_no]
        if same_number and row[same_number[0]] >= max(thresholds.same_number, row[best] - _CLEAR_LEAD):
            chosen[number] = same_number[0]
        elif row[best] >= thresholds.same_text and row[best] - second >= _CLEAR_LEAD:
            chosen[number] = best
        else:
            doubtful[number] = (commitments[best], row[best])
    return [
        (report, commitments[chosen[number]] if number in chosen else doubtful.get(number))
        for number, report in enumerate(reports)
    ]


def _likeness(reported: str, signed: str) -> float:
    return fuzz.ratio(fold(reported), fold(signed)) if reported else 0.0


def _build_record(commitment: Commitment, reports: Sequence[Report]) -> tuple[Record, list[Rejected]]:
    if not reports:
        return Record(commitment, commitment.source, places=commitment.places), []
    report, *others = reports
    row = report.row
    cells = {name: row.cells[name] for name in REPORTED_FIELDS if name in row.cells}
    problems = [
        _rejected(report, cell.place, cell.problem, "một ô có giá trị đọc được", "sửa ô rồi gửi lại")
        for cell in cells.values()
        if cell.problem
    ]
    reasons = [f"{cell.place}: {cell.problem}" for cell in cells.values() if cell.problem]
    percent, fault = _progress(report)
    if fault:
        problems.append(fault)
    for other in others:
        if _said(other) == _said(report):
            problems.append(
                _rejected(other, "", f"trùng với dòng {row.number} của {report.source.file}",
                          "mỗi nội dung một dòng", "không cần làm gì: hai dòng nói như nhau")
            )  # fmt: skip
            continue
        place = f"{other.source.file} › {other.row.cells['content'].place}"
        reasons.append(f"nội dung này được báo cáo hai lần, khác nhau; xem thêm {place}")
        problems.append(
            _rejected(other, "", f"báo cáo lần thứ hai, khác với dòng {row.number} của {report.source.file}",
                      "mỗi nội dung một kết quả", "đề nghị đơn vị xác nhận kết quả đúng, bỏ dòng kia")
        )  # fmt: skip
    record = Record(
        commitment=commitment,
        source=report.source,
        reported=True,
        item_no_reported=row.text("item_no"),
        result_text=row.text("result_text"),
        progress_percent=percent,
        self_assessment=row.text("self_assessment"),
        appraisal=row.text("appraisal"),
        estimate_text=row.text("estimate_text"),
        note=row.text("note"),
        raw={name: cell.shown for name, cell in cells.items() if cell.shown},
        places={**commitment.places, **_places(cells)},
        review_reasons=tuple(reasons),
    )
    return record, problems


def _places(cells: Mapping[str, Cell]) -> dict[str, str]:
    # The content a unit typed is evidence of the join only; the signed text is what counts.
    renamed = {"content": "content_reported"}
    return {renamed.get(name, name): cell.place for name, cell in cells.items() if cell.text}


def _progress(report: Report) -> tuple[Decimal | None, Rejected | None]:
    cell = report.row.cells.get("progress_percent")
    if cell is None or not cell.text:
        return None, None
    percent = read_percent(cell.value, percent_format=cell.percent_format)
    if percent is not None and percent >= 0:
        return percent, None
    return None, _rejected(
        report,
        cell.place,
        cell.text,
        "một tỷ lệ phần trăm, ví dụ 80% hoặc 80,5%",
        "ghi lại tỷ lệ, hoặc để trống",
    )


def _said(report: Report) -> tuple[str, ...]:
    # Signs and marks count: "-02 bậc" is not "+02 bậc".
    return tuple(
        plain(report.row.text(name)).rstrip(" .;,")
        for name in REPORTED_FIELDS
        if name not in ("item_no", "content")
    )


def _unjoined(report: Report, likest: tuple[Commitment, float] | None) -> Rejected:
    text = report.row.text("content")
    found = f"{text[:160]!r} không khớp nội dung nào đã ký của đơn vị"
    if likest:
        found += (
            f"; gần nhất là {likest[0].record_id} {likest[0].content[:160]!r} (giống {likest[1]:.0f}/100)"
        )
    return _rejected(
        report, "", found, "nội dung như trong danh mục đã ký, hoặc đúng số thứ tự và gần đúng nội dung",
        "chép lại nội dung và số thứ tự từ danh mục đã ký",
    )  # fmt: skip


def _rejected(report: Report, cell: str, found: str, expected: str, remedy: str) -> Rejected:
    return Rejected(
        unit=report.unit,
        file=report.source.file,
        sha256=report.source.sha256,
        sheet=report.source.sheet,
        row=report.source.row,
        cell=cell or report.row.cells["content"].place,
        found=found,
        expected=expected,
        remedy=remedy,
    )
