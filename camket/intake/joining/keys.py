"""Match rows to commitments by the hidden key of camket's form, which survives changes of order and text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from camket.intake.joining.letters import is_alike
from camket.intake.joining.record import Commitment, Rejected, Report
from camket.intake.joining.rejections import QUOTED, reject_row
from camket.text import fold


@dataclass(frozen=True, slots=True)
class Keys:
    """Rows with a key of their own unit, rows with a key of another, the questions and the rejections.

    A row with an unknown key is in neither: its text decides. A question is the row that raises it, the commitment
    that it is about, and its words.
    """

    own: Mapping[Report, Commitment]
    foreign: frozenset[Report]
    asks: Sequence[tuple[Report, Commitment, str]]
    rejected: Mapping[Report, Rejected]


def settle_doubts(commitments: Sequence[Commitment], reports: Sequence[Report]) -> list[Report]:
    """The reports, without the doubt that a heading raises against a key which the content confirms.

    It stands if the unit of the heading signed the same content: the form may have been filled in for that unit.
    """
    by_id = {commitment.record_id: commitment for commitment in commitments}
    by_unit: dict[str, list[str]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.unit.code].append(commitment.content)
    settled = []
    for report in reports:
        meant = by_id.get(report.key) if report.against else None
        content = report.row.text("content")
        if (
            meant
            and meant.unit.code == report.unit
            and is_alike(content, [meant.content])
            and not is_alike(content, by_unit[report.against])
        ):
            # The doubt about the unit is the first one.
            settled.append(replace(report, doubts=report.doubts[1:], against=""))
        else:
            settled.append(report)
    return settled


def read_keys(commitments: Sequence[Commitment], reports: Sequence[Report]) -> Keys:
    """Match all rows by their keys. A key of another unit than the row's is a question, never followed.

    A key beside the exact words of another commitment is followed and asked about, because sorting only the
    visible columns shifts the hidden one.
    """
    by_id = {commitment.record_id: commitment for commitment in commitments}
    by_words = {(each.unit.code, fold(each.content)): each for each in commitments}
    own: dict[Report, Commitment] = {}
    foreign: set[Report] = set()
    asks: list[tuple[Report, Commitment, str]] = []
    rejected: dict[Report, Rejected] = {}
    for report in reports:
        meant = by_id.get(report.key)
        if meant is None:
            if report.key:
                rejected[report] = _reject_unknown(report)
        elif meant.unit.code == report.unit:
            own[report] = meant
            typed = by_words.get((report.unit, fold(report.row.text("content"))), meant)
            if fold(typed.content) != fold(meant.content):
                asks.append((report, meant, _describe_shifted_key(report, typed)))
        else:
            foreign.add(report)
            asks.append((report, meant, _describe_foreign_key(report, meant)))
            rejected[report] = _reject_foreign(report, meant)
    return Keys(own, frozenset(foreign), asks, rejected)


def _describe_foreign_key(report: Report, meant: Commitment) -> str:
    return (
        f"khóa của nội dung này nằm trong biểu của đơn vị {report.unit}, {report.place}: đơn vị đó ghi "
        f"“{report.row.text('content')[:QUOTED]}”, danh mục ghi “{meant.content[:QUOTED]}”"
    )


def _describe_shifted_key(report: Report, typed: Commitment) -> str:
    return (
        f"khóa ẩn của dòng này là của nội dung này, nhưng đơn vị ghi đúng nội dung {typed.record_id} "
        f"“{typed.content[:QUOTED]}”, {report.place}: cột khóa có thể đã lệch khi sắp xếp"
    )


def _reject_foreign(report: Report, meant: Commitment) -> Rejected:
    return reject_row(
        report,
        cell=report.row.cells["key"].place,
        found=f"khóa {report.key} là của {meant.unit.name}, nhưng biểu này của đơn vị {report.unit}",
        expected="biểu mẫu đã phát cho chính đơn vị, mỗi dòng giữ nguyên khóa ở cột ẩn",
        remedy="điền vào biểu mẫu của đơn vị mình; nếu gửi thay đơn vị khác thì ghi đúng tên đơn vị đó ở đầu biểu",
    )


def _reject_unknown(report: Report) -> Rejected:
    return reject_row(
        report,
        kind="cell",
        cell=report.row.cells["key"].place,
        found=f"khóa {report.key[:QUOTED]!r} không có trong danh mục đã ký; dòng được ghép theo nội dung",
        expected="khóa của biểu mẫu đã phát, dạng <mã đơn vị>-<số thứ tự hai chữ số>",
        remedy="giữ nguyên cột khóa của biểu mẫu, hoặc xóa khóa ở dòng tự thêm",
    )
