"""Files as they arrived, opened one by one: what can be used, and why the rest cannot."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.reading.files import SourceFile, open_file, refuse_without_table
from camket.reading.table import Row
from camket.records.owner import Owners
from camket.records.record import Rejected, Source
from camket.records.unit_rows import part_by_units
from camket.records.unread import list_unread
from camket.records.whose import UnitNames

NEEDED = frozenset({"content"})


def receive_files(
    folder: PeriodFolder, paths: Iterable[Path], owners: Owners, names: UnitNames, others: str
) -> tuple[list[SourceFile], list[Rejected]]:
    """All files that could be opened, those without a table of use too, and what of them was not used.

    `others` are the columns that a table should have beside the content, in Vietnamese.
    """
    files: list[SourceFile] = []
    rejected: list[Rejected] = []
    for path in paths:
        place = folder.place(path)
        try:
            file = part_by_units(open_file(path, place, NEEDED, folder.raw), names)
        except InputError as error:
            rejected.append(_without_table(owners.of_file(place), "", error))
            continue
        files.append(file)
        if not file.tables:
            refusal = refuse_without_table(file, NEEDED, others)
            rejected.append(_without_table(owners.of_file(place), file.sha256, refusal))
        rejected += list_unread(file, owners)
    return files, rejected


def refuse_nameless(source: Source, row: Row, doubt: str) -> Rejected:
    """The rejection of a row of which nobody can tell whose it is, and why."""
    said = row.text("unit") or row.section or source.file
    content = row.cells.get("content")
    return Rejected(
        unit="",
        file=source.file,
        sha256=source.sha256,
        sheet=source.sheet,
        row=source.row,
        cell=content.place if content else "",
        found=f"không rõ dòng này của đơn vị nào ({said!r}{', ' + doubt if doubt else ''})",
        expected="tên hoặc mã đơn vị ở cột đơn vị, phần đầu biểu, tên trang tính, tên tệp hoặc thư mục",
        remedy="ghi đủ tên đơn vị, ví dụ UBND huyện Cao Lãnh, không chỉ Cao Lãnh (cơ quan tổng hợp: hoặc thêm tên gọi "
        "vào aliases của units.csv)",
    )


def _without_table(unit: str, sha256: str, error: InputError) -> Rejected:
    return Rejected(
        unit, error.where, sha256, "", None, "", error.found, error.expected, error.remedy, "file"
    )
