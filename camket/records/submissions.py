"""Read the submissions row by row and attribute each row to a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile
from camket.reading.row_kinds import REPORTING
from camket.reading.table import Table
from camket.records.belonging import attribute_rows
from camket.records.owner import Attributor
from camket.records.received import receive_files, reject_unattributed
from camket.records.record import Rejected, Report, Source
from camket.records.sending import read_sending
from camket.records.stray import describe_other_year
from camket.records.whose import UnitNames
from camket.settings.fields import BUILT_IN, Fields


@dataclass(frozen=True, slots=True)
class Submissions:
    """The rows of all files as reports or rejections; other rows are not data.

    `files` are all files that could be opened, even without a usable table.
    """

    files: tuple[SourceFile, ...]
    reports: tuple[Report, ...]
    rejected: tuple[Rejected, ...]


def read_submissions(
    folder: PeriodFolder,
    units: Sequence[Unit],
    others: Sequence[Unit] = (),
    cut_off: date | None = None,
    fields: Fields = BUILT_IN,
) -> Submissions:
    """Read every file of `submissions/`; files and rows that cannot be used are rejected, never lost.

    `others` are units that are not valid on the cut-off day; they are recognised but get no reports.
    """
    attributor, names = Attributor(units, others, cut_off), UnitNames([*units, *others])
    wanted = "cột kết quả thực hiện hoặc ước cả năm"
    files, rejected = receive_files(
        folder, folder.submissions(), attributor, names, wanted, fields.found_in("submissions")
    )
    reports: list[Report] = []
    for file in files:
        for table in file.tables:
            for item in _read_table(file, table, attributor, cut_off):
                if isinstance(item, Report):
                    reports.append(item)
                else:
                    rejected.append(item)
    return Submissions(tuple(files), tuple(reports), tuple(rejected))


def _read_table(
    file: SourceFile, table: Table, attributor: Attributor, cut_off: date | None
) -> list[Report | Rejected]:
    of_table = attributor.attribute_table(file.place, table)
    if not table.fields & REPORTING:
        return [
            Rejected(
                of_table.code, file.place, file.sha256, table.sheet.name, None, "",
                f"bảng {len(table.records)} dòng có cột nội dung nhưng không có cột kết quả, đánh giá, ước cả năm nào "
                "nhận ra được",
                "ít nhất một cột kết quả thực hiện hoặc ước cả năm",
                "sửa tiêu đề cột theo mẫu (cơ quan tổng hợp: hoặc thêm cách gọi mới vào data/raw/fields.toml)",
                "file",
            )
        ]  # fmt: skip
    sending = read_sending(file.place, table.letterhead, cut_off)
    found: list[Report | Rejected] = []
    other_year = describe_other_year(table.letterhead, cut_off)
    for row, attribution in attribute_rows(table, of_table, attributor):
        source = Source(file.place, file.sha256, table.sheet.name, row.number)
        if attribution.code:
            doubts = tuple(filter(None, (attribution.doubt, other_year)))
            found.append(Report(source, row, attribution.code, sending, doubts))
        else:
            found.append(reject_unattributed(source, row, attribution.doubt))
    return found
