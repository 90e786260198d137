"""List what is missing: units without any usable row, and commitments that no row reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.inputs.units import Unit
from camket.records.record import Record, Rejected, Report


@dataclass(frozen=True, slots=True)
class SilentUnits:
    """Units that signed and have no row: `sent_nothing`, or `unusable` files only."""

    sent_nothing: tuple[Unit, ...]
    unusable: tuple[Unit, ...]


def find_silent_units(
    units: Sequence[Unit], reports: Iterable[Report], rejected: Iterable[Rejected]
) -> SilentUnits:
    """The units without a row, in the prescribed order."""
    reporting = {report.unit for report in reports}
    tried = {item.unit for item in rejected if item.file}
    without_rows = [unit for unit in units if unit.code not in reporting]
    return SilentUnits(
        tuple(unit for unit in without_rows if unit.code not in tried),
        tuple(unit for unit in without_rows if unit.code in tried),
    )


def list_missing(records: Iterable[Record], silent_units: SilentUnits) -> list[Rejected]:
    """One entry for each unit without rows, and for each unreported commitment of the other units."""
    unreported: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if not record.reported:
            unreported[record.commitment.unit.code].append(record)
    found = [
        _missing(
            unit.code,
            f"{unit.name} chưa gửi kết quả nào ({len(unreported[unit.code])} nội dung đã ký)",
            "báo cáo kết quả của từng nội dung đã ký",
            "gửi báo cáo theo biểu mẫu; nếu đã gửi, kiểm tra tên đơn vị ở đầu biểu và tên tệp",
        )
        for unit in silent_units.sent_nothing
    ]
    found += [
        _missing(
            unit.code,
            f"{unit.name} đã gửi nhưng chưa có kết quả nào đọc được ({len(unreported[unit.code])} nội dung đã ký)",
            "báo cáo kết quả của từng nội dung đã ký",
            "sửa tệp theo các điểm đã nêu rồi gửi lại",
        )
        for unit in silent_units.unusable
    ]
    names = {unit.code for unit in (*silent_units.sent_nothing, *silent_units.unusable)}
    for code, own in unreported.items():
        if code not in names:
            found += [
                _missing(
                    code,
                    f"nội dung {record.commitment.record_id} “{record.commitment.content}” chưa có dòng nào báo cáo",
                    "mỗi nội dung đã ký có một dòng kết quả",
                    "bổ sung dòng này vào biểu, ghi đúng số thứ tự và nội dung như danh mục đã ký",
                )
                for record in own
            ]
    return found


def _missing(unit: str, found: str, expected: str, remedy: str) -> Rejected:
    return Rejected(unit, "", "", "", None, "", found, expected, remedy, "missing")
