"""Open the files as they arrived; list what cannot be used, with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.reading.files import SourceFile, open_file, refuse_without_table
from camket.reading.table import Row
from camket.records.owner import Attributor
from camket.records.record import Rejected, Source
from camket.records.unit_rows import make_unit_sections
from camket.records.unread import list_unread
from camket.records.whose import UnitNames
from camket.settings.fields import Fields

NEEDED = frozenset({"content"})


def receive_files(
    folder: PeriodFolder,
    paths: Iterable[Path],
    attributor: Attributor,
    names: UnitNames,
    others: str,
    fields: Fields,
) -> tuple[list[SourceFile], list[Rejected]]:
    """Return all files that could be opened, even without a usable table, and what was rejected.

    `others` are the columns that a table should have beside the content, in Vietnamese; `fields` those looked for.
    """
    files: list[SourceFile] = []
    rejected: list[Rejected] = []
    for path in paths:
        place = folder.place(path)
        try:
            file = make_unit_sections(open_file(path, place, NEEDED, folder.raw, fields), names)
        except InputError as error:
            rejected.append(_without_table(attributor.attribute_file(place), "", error))
            continue
        files.append(file)
        if not file.tables:
            refusal = refuse_without_table(file, NEEDED, others)
            rejected.append(_without_table(attributor.attribute_file(place), file.sha256, refusal))
        rejected += list_unread(file, attributor)
    return files, rejected


def reject_unattributed(source: Source, row: Row, doubt: str) -> Rejected:
    """Reject a row that cannot be attributed to a unit, with the reason."""
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
