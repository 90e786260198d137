"""What units sent, row by row, each row with the unit it speaks for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile, read_file
from camket.reading.table import REPORTING, Row, Table
from camket.records.record import Rejected, Report, Source
from camket.records.whose import UnitNames

NEEDED = frozenset({"content"})


@dataclass(frozen=True, slots=True)
class Submissions:
    """All rows of all files: as reports, or rejected with a reason, or counted as not data."""

    files: tuple[SourceFile, ...]
    reports: tuple[Report, ...]
    rejected: tuple[Rejected, ...]


def read_submissions(folder: PeriodFolder, units: list[Unit]) -> Submissions:
    """Every file of `submissions/`; a file or row that cannot be used is listed, never lost."""
    names = UnitNames(units)
    known = {unit.code: unit for unit in units}
    files: list[SourceFile] = []
    reports: list[Report] = []
    rejected: list[Rejected] = []
    for path in folder.submissions():
        place = folder.place(path)
        try:
            file = read_file(path, place, NEEDED)
        except InputError as error:
            rejected.append(Rejected("", place, "", "", None, "", error.found, error.expected, error.remedy))
            continue
        files.append(file)
        for table in file.tables:
            for item in _read_table(file, table, names, known):
                if isinstance(item, Report):
                    reports.append(item)
                else:
                    rejected.append(item)
    return Submissions(tuple(files), tuple(reports), tuple(rejected))


def _read_table(
    file: SourceFile, table: Table, names: UnitNames, known: dict[str, Unit]
) -> list[Report | Rejected]:
    path = PurePosixPath(file.place)
    around = names.find_first([*table.letterhead, table.sheet.name, path.stem, *reversed(path.parts[:-1])])
    found: list[Report | Rejected] = []
    if not table.fields & REPORTING:
        return [
            Rejected(
                "", file.place, file.sha256, table.sheet.name, None, "",
                "bảng có cột nội dung nhưng không có cột kết quả, đánh giá hay ước cả năm nào nhận ra được",
                "ít nhất một cột kết quả thực hiện hoặc ước cả năm",
                "sửa tiêu đề cột theo mẫu, hoặc thêm cách gọi mới vào camket/reading/headers.toml",
            )
        ]  # fmt: skip
    for row in table.records:
        source = Source(file.place, file.sha256, table.sheet.name, row.number)
        codes = _row_unit(row, names, known) or around
        if len(codes) == 1:
            found.append(Report(source, row, next(iter(codes))))
        else:
            found.append(_without_unit(source, row, sorted(codes), known))
    return found


def _row_unit(row: Row, names: UnitNames, known: dict[str, Unit]) -> frozenset[str]:
    code = row.text("unit_code").upper()
    if code in known:
        return frozenset({code})
    return names.find_first(filter(None, [row.text("unit"), row.section]))


def _without_unit(source: Source, row: Row, codes: list[str], known: dict[str, Unit]) -> Rejected:
    said = row.text("unit") or row.section or source.file
    return Rejected(
        unit="",
        file=source.file,
        sha256=source.sha256,
        sheet=source.sheet,
        row=source.row,
        cell=row.cells["content"].place,
        found=f"không rõ dòng này của đơn vị nào ({said!r}"
        + (", có thể là " + " hoặc ".join(known[code].name for code in codes) if codes else "")
        + ")",
        expected="tên hoặc mã đơn vị ở cột đơn vị, phần đầu biểu, tên trang tính, tên tệp hoặc thư mục",
        remedy="ghi đủ tên đơn vị (ví dụ UBND huyện Cao Lãnh, không chỉ Cao Lãnh), hoặc thêm vào aliases của units.csv",
    )
