"""What should have come and did not: units that sent nothing, commitments that nobody reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.inputs.units import Unit
from camket.records.record import Record, Rejected, Report


@dataclass(frozen=True, slots=True)
class Unheard:
    """The units that signed and of which no row came: `silent` sent nothing, of `unread` no file could be used."""

    silent: tuple[Unit, ...]
    unread: tuple[Unit, ...]


def find_unheard(units: Sequence[Unit], reports: Iterable[Report], rejected: Iterable[Rejected]) -> Unheard:
    """The units without a row, both kinds in the prescribed order."""
    heard = {report.unit for report in reports}
    tried = {item.unit for item in rejected if item.file}
    unheard = [unit for unit in units if unit.code not in heard]
    return Unheard(
        tuple(unit for unit in unheard if unit.code not in tried),
        tuple(unit for unit in unheard if unit.code in tried),
    )


def list_missing(records: Iterable[Record], unheard: Unheard) -> list[Rejected]:
    """One line for a unit of which no row came, else one for each commitment of it that has no row."""
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
        for unit in unheard.silent
    ]
    found += [
        _missing(
            unit.code,
            f"{unit.name} đã gửi nhưng chưa có kết quả nào đọc được ({len(unreported[unit.code])} nội dung đã ký)",
            "báo cáo kết quả của từng nội dung đã ký",
            "sửa tệp theo các điểm đã nêu rồi gửi lại",
        )
        for unit in unheard.unread
    ]
    names = {unit.code for unit in (*unheard.silent, *unheard.unread)}
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
