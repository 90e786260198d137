"""Sentences about rows that were not used, or are in doubt: in Vietnamese that can be forwarded."""

from __future__ import annotations

from camket.records.record import Commitment, Rejected, RejectedKind, Report

# How much of a text a sentence quotes.
QUOTED = 160


def reject_row(
    report: Report, *, found: str, expected: str, remedy: str, cell: str = "", kind: RejectedKind = "row"
) -> Rejected:
    """A row (or with `cell` one of its cells) as it goes to the list of problems."""
    content = report.row.cells.get("content")
    return Rejected(
        unit=report.unit,
        file=report.source.file,
        sha256=report.source.sha256,
        sheet=report.source.sheet,
        row=report.source.row,
        cell=cell or (content.place if content else ""),
        found=found,
        expected=expected,
        remedy=remedy,
        kind=kind,
    )


def reject_unjoined(
    report: Report, likest: Commitment | None, likeness: float, *, asked: bool = False
) -> Rejected:
    """A row that surely belongs to no commitment of its unit, with the likest one; `asked` where a person will say."""
    found = f"'{report.row.text('content')[:QUOTED]}' không khớp nội dung nào đã ký của đơn vị"
    if likest:
        found += f"; gần nhất là {likest.record_id} '{likest.content[:QUOTED]}' (giống {likeness:.0f}/100)"
    if asked:
        found += "; đang chờ rà soát"
    return reject_row(
        report,
        found=found,
        expected="nội dung như trong danh mục đã ký, hoặc đúng số thứ tự và gần đúng nội dung",
        remedy="chép lại nội dung và số thứ tự từ danh mục đã ký; bỏ dòng nếu đơn vị không ký nội dung này",
    )


def ask_about_join(report: Report, commitment: Commitment, likeness: float) -> str:
    """The review question of a doubtful join: both texts, the place, and what the row reports."""
    said = report.row.text("result_text")
    return (
        f"chưa chắc dòng này có phải nội dung đã ký hay không (giống {likeness:.0f}/100), {report.place}: "
        f"đơn vị ghi “{report.row.text('content')[:QUOTED]}”, danh mục ghi “{commitment.content[:QUOTED]}”"
        + (f"; kết quả ghi ở dòng đó: “{said[:QUOTED]}”" if said else "")
    )
