"""Build rejections and review questions about rows, in Vietnamese that can be forwarded to the unit."""

from __future__ import annotations

from collections.abc import Sequence

from camket.intake.formats.sheet import Cell, label_notes
from camket.intake.joining.explanation import Explanation
from camket.intake.joining.record import Commitment, Rejected, RejectedKind, Report
from camket.settings.units import Unit

# The length of a quotation.
QUOTED = 160
_NAMED = 3


def reject_row(
    report: Report,
    *,
    found: str,
    expected: str,
    remedy: str,
    cell: str = "",
    kind: RejectedKind = "row",
    is_asked: bool = False,
) -> Rejected:
    """The rejection of a row, or with `cell` of one of its cells."""
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
        is_asked=is_asked,
    )


def reject_misplaced(report: Report, note: Cell) -> Rejected:
    """The notice of a row whose only result stands in the column for remarks."""
    return reject_row(
        report,
        kind="misplaced",
        cell=note.place,
        found=f"không ghi kết quả ở cột kết quả; chữ ở cột ghi chú được xét thay kết quả: “{note.text[:QUOTED]}”",
        expected="kết quả thực hiện ghi ở cột kết quả",
        remedy="chuyển kết quả sang cột kết quả; nếu đó chỉ là ghi chú thì bổ sung kết quả",
    )


def reject_unjoined(
    report: Report, likest: Commitment | None, likeness: float, *, asked: bool = False
) -> Rejected:
    """The rejection of a row without a commitment, with the most similar one; `asked` if a person decides."""
    content = report.row.text("content")[:QUOTED]
    if not content:
        found = "dòng có kết quả nhưng không ghi nội dung"
    elif asked:
        found = f"'{content}' chưa xác định được là nội dung nào đã ký của đơn vị"
    else:
        found = f"'{content}' không khớp nội dung nào đã ký của đơn vị"
    if likest and (content or asked):
        likely = f" (giống {likeness:.0f}/100)" if content else ""
        found += f"; gần nhất là {likest.record_id} '{likest.content[:QUOTED]}'{likely}"
    if asked:
        found += "; đang chờ rà soát"
    return _reject(report, found, is_asked=asked)


def reject_foreign(report: Report, others: Sequence[Commitment]) -> Rejected:
    """The rejection of a row whose text is exactly that of another unit's commitment."""
    content = report.row.text("content")[:QUOTED]
    whose = (
        f"{others[0].record_id} của {others[0].unit.name}"
        if len(others) == 1
        else f"của {len(others)} đơn vị khác ({', '.join(each.record_id for each in others[:_NAMED])}…)"
    )
    return _reject(
        report, f"'{content}' không khớp nội dung nào đã ký của đơn vị, nhưng đúng là nội dung {whose}"
    )


def reject_continued(report: Report, above: Commitment) -> Rejected:
    """The rejection of a row that may continue the row above it."""
    return reject_row(
        report,
        found=f"không khớp nội dung nào đã ký, có thể là phần tiếp của {above.record_id} ở phía trên; đang chờ rà soát",
        expected="mỗi nội dung đã ký một dòng, đủ kết quả trong dòng đó",
        remedy="gộp kết quả vào dòng của nội dung đã ký",
        is_asked=True,
    )


def _reject(report: Report, found: str, *, is_asked: bool = False) -> Rejected:
    return reject_row(
        report,
        found=found,
        expected="nội dung như trong danh mục đã ký, hoặc đúng số thứ tự và gần đúng nội dung",
        remedy="chép lại nội dung và số thứ tự từ danh mục đã ký; bỏ dòng nếu đơn vị không ký nội dung này",
        is_asked=is_asked,
    )


def describe_doubtful_join(
    report: Report, commitment: Commitment, likeness: float, explained: Explanation
) -> str:
    """The review question of a doubtful join: both texts, the place, what the row reports, how the two compare."""
    content = report.row.text("content")[:QUOTED]
    if not content:
        return (
            f"{report.place}: dòng có số thứ tự của nội dung này nhưng không ghi nội dung, "
            "chưa xác định được có thuộc nội dung này hay không" + _quote_result(report)
        )
    return (
        f"chưa xác định được dòng này có phải nội dung đã ký hay không (giống {likeness:.0f}/100), {report.place}: "
        f"đơn vị ghi “{content}”, danh mục ghi “{commitment.content[:QUOTED]}”"
        f"{_quote_result(report)}; so sánh: {explained}"
    )


def describe_possible_continuation(report: Report) -> str:
    """The review question of a row that may continue the row above it."""
    content = report.row.text("content")[:QUOTED]
    said = f": “{content}”" if content else ""
    return f"dòng bên dưới có thể là phần tiếp của nội dung này, {report.place}{said}" + _quote_result(report)


def describe_foreign_row(report: Report) -> str:
    """The review question of a commitment that appears, word for word, only in another unit's table."""
    return (
        f"đơn vị không báo cáo nội dung này, nhưng biểu của đơn vị {report.unit} có một dòng đúng nội dung này, "
        f"{report.place}" + _quote_result(report)
    )


def describe_row_of_another(report: Report, other: Unit, rows: int) -> str:
    """The review question of a row whose table has several rows with exactly what another unit signed."""
    return (
        f"biểu ghi tên đơn vị này nhưng có {rows} dòng đúng là nội dung của {other.name}: chưa rõ kết quả ở "
        f"{report.place} là của đơn vị nào" + _quote_result(report)
    )


def _quote_result(report: Report) -> str:
    cell = report.row.cells.get("result_text")
    said = f"{cell.text} ({label_notes(cell.notes)})" if cell and cell.notes else cell.text if cell else ""
    return f"; kết quả ghi ở dòng đó: “{said[:QUOTED]}”" if said else ""
