"""Fill a commitment from the row that reports it, and list the cells of the row that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from camket.numerals import read_percent
from camket.reading.sheet import Cell, print_place
from camket.records.record import REPORTED_FIELDS, Commitment, Record, Rejected, Report
from camket.records.reject import reject_row


def fill_record(
    commitment: Commitment, report: Report | None, asks: Sequence[str]
) -> tuple[Record, list[Rejected]]:
    """The record of a commitment with its review questions, and the rejections of its unusable cells."""
    if report is None:
        return Record(commitment, commitment.source, places=commitment.places, review_reasons=tuple(asks)), []
    row = report.row
    cells = {name: row.cells[name] for name in REPORTED_FIELDS if name in row.cells}
    broken = [cell for cell in cells.values() if cell.problem]
    problems = [
        reject_row(
            report,
            kind="cell",
            cell=cell.place,
            found=cell.problem,
            expected="một giá trị đọc được và rõ nghĩa",
            remedy="sửa ô rồi gửi lại",
        )
        for cell in broken
    ]
    percent, fault = _progress(report)
    if fault:
        problems.append(fault)
    record = Record(
        commitment=commitment,
        source=report.source,
        reported=True,
        result_text=row.text("result_text"),
        progress_percent=percent,
        self_assessment=row.text("self_assessment"),
        appraisal=row.text("appraisal"),
        estimate_text=row.text("estimate_text"),
        note=row.text("note"),
        spoken={name: words for name, words in row.spoken.items() if name in cells},
        raw={name: cell.original or cell.shown for name, cell in cells.items() if cell.shown},
        places={**commitment.places, **_places(cells)},
        review_reasons=(
            *(f"{print_place(cell.place)}: {cell.problem}" for cell in broken),
            *report.doubts,
            *asks,
        ),
    )
    return record, problems


def _places(cells: Mapping[str, Cell]) -> dict[str, str]:
    # The content typed by the unit is evidence of the join; the signed text is the one that counts.
    renamed = {"content": "content_reported"}
    return {renamed.get(name, name): cell.place for name, cell in cells.items() if cell.text}


def _progress(report: Report) -> tuple[Decimal | None, Rejected | None]:
    cell = report.row.cells.get("progress_percent")
    if cell is None or cell.problem or not cell.text:
        return None, None
    percent = read_percent(cell.value, percent_format=cell.percent_format)
    if percent is not None and percent >= 0:
        return percent, None
    return None, reject_row(
        report,
        kind="cell",
        cell=cell.place,
        found=f"“{cell.text}” không phải là một tỷ lệ phần trăm",
        expected="một tỷ lệ rõ ràng, ví dụ 80% hoặc 80,5% (số từ 0 đến 1 thì ghi kèm dấu %)",
        remedy="ghi lại tỷ lệ, hoặc để trống",
    )
