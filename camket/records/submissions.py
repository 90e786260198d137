"""What units sent, row by row, each row with the unit it speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile
from camket.reading.row_kinds import REPORTING
from camket.reading.table import Table
from camket.records.belonging import find_owners
from camket.records.owner import Owners
from camket.records.received import receive_files, refuse_nameless
from camket.records.record import Rejected, Report, Source
from camket.records.sending import read_sending
from camket.records.stray import doubt_year
from camket.records.whose import UnitNames


@dataclass(frozen=True, slots=True)
class Submissions:
    """All rows of all files: as reports, or rejected with a reason, or counted as not data.

    `files` are all that could be opened, those without a table of use too.
    """

    files: tuple[SourceFile, ...]
    reports: tuple[Report, ...]
    rejected: tuple[Rejected, ...]


def read_submissions(
    folder: PeriodFolder, units: Sequence[Unit], others: Sequence[Unit] = (), cut_off: date | None = None
) -> Submissions:
    """Every file of `submissions/`; a file or row that cannot be used is listed, never lost.

    `others` are units of the list that are not valid on the cut-off day: named as such, never used.
    """
    owners, names = Owners(units, others, cut_off), UnitNames([*units, *others])
    wanted = "cột kết quả thực hiện hoặc ước cả năm"
    files, rejected = receive_files(folder, folder.submissions(), owners, names, wanted)
    reports: list[Report] = []
    for file in files:
        for table in file.tables:
            for item in _read_table(file, table, owners, cut_off):
                if isinstance(item, Report):
                    reports.append(item)
                else:
                    rejected.append(item)
    return Submissions(tuple(files), tuple(reports), tuple(rejected))


def _read_table(
    file: SourceFile, table: Table, owners: Owners, cut_off: date | None
) -> list[Report | Rejected]:
    around = owners.of_table(file.place, table)
    if not table.fields & REPORTING:
        return [
            Rejected(
                around.code, file.place, file.sha256, table.sheet.name, None, "",
                f"bảng {len(table.records)} dòng có cột nội dung nhưng không có cột kết quả, đánh giá, ước cả năm nào "
                "nhận ra được",
                "ít nhất một cột kết quả thực hiện hoặc ước cả năm",
                "sửa tiêu đề cột theo mẫu (cơ quan tổng hợp: hoặc thêm cách gọi mới vào camket/reading/headers.toml)",
                "file",
            )
        ]  # fmt: skip
    sending = read_sending(file.place, table.letterhead, cut_off)
    found: list[Report | Rejected] = []
    other_year = doubt_year(table.letterhead, cut_off)
    for row, owner in find_owners(table, around, owners):
        source = Source(file.place, file.sha256, table.sheet.name, row.number)
        if owner.code:
            doubts = tuple(filter(None, (owner.doubt, other_year)))
            found.append(Report(source, row, owner.code, sending, doubts))
        else:
            found.append(refuse_nameless(source, row, owner.doubt))
    return found
