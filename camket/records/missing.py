"""What should have come and did not: units that sent nothing, commitments that nobody reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from camket.inputs.units import Unit
from camket.records.record import Record, Rejected, Report


def find_silent_units(units: Sequence[Unit], reports: Iterable[Report]) -> list[Unit]:
    """The units that signed and of which no row came, in the prescribed order."""
    heard = {report.unit for report in reports}
    return [unit for unit in units if unit.code not in heard]


def list_missing(records: Iterable[Record], silent: Iterable[Unit]) -> list[Rejected]:
    """One line for a unit that sent nothing, else one for each commitment of it that has no row."""
    unreported: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if not record.reported:
            unreported[record.commitment.unit.code].append(record)
    names = {unit.code: unit.name for unit in silent}
    found = [
        _missing(
            code,
            f"{name} chưa gửi kết quả nào ({len(unreported[code])} nội dung đã ký)",
            "báo cáo kết quả của từng nội dung đã ký",
            "gửi báo cáo theo biểu mẫu; nếu đã gửi, kiểm tra tên đơn vị ở đầu biểu và tên tệp",
        )
        for code, name in names.items()
    ]
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
