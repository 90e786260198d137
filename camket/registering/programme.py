"""Read the programme (`programme.*`): the plan or resolution that next year's items may come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile, open_file, refuse_without_table
from camket.reading.table import Row, Table
from camket.records.owner import Attributor
from camket.records.record import Rejected, Source
from camket.records.unread import list_unread
from camket.registering.body import Body, read_body
from camket.registering.refused import read_valid_text, reject_cells
from camket.registering.registration import ProgrammeItem
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.scheme import Group

NEEDED = frozenset({"content"})
_FIELDS = ("content", "target", "deadline", "basis", "unit")


@dataclass(frozen=True, slots=True)
class Programme:
    """The items in order, the file they came from, and the rows that name no unit or group of the period."""

    items: tuple[ProgrammeItem, ...] = ()
    files: tuple[SourceFile, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read_programme(
    folder: PeriodFolder,
    units: Sequence[Unit],
    groups: Sequence[Group],
    *,
    year: int,
    fields: Fields = BUILT_IN,
) -> Programme:
    """The programme for the `year`, empty where there is none. `groups` are those of the scheme.

    Raises `InputError` for a second file, or one that cannot be read.
    """
    paths = folder.programmes()
    if not paths:
        return Programme()
    if len(paths) > 1:
        raise InputError(
            where=f"data/raw/{folder.name}/programme.*",
            found=f"{len(paths)} tệp: {', '.join(path.name for path in paths)}",
            expected="nhiều nhất một tệp chương trình, kế hoạch",
            remedy="gộp các tệp thành một, hoặc bỏ bớt khỏi thư mục của kỳ",
        )
    file = open_file(paths[0], folder.place(paths[0]), NEEDED, folder.raw, fields.found_in("programme"))
    if not file.tables:
        raise refuse_without_table(file, NEEDED, "cột chỉ tiêu, cơ quan chủ trì")
    attributor, by_code = Attributor(units), {unit.code: unit for unit in units}
    items: list[ProgrammeItem] = []
    # Notices about the programme go to no unit.
    rejected = [replace(notice, unit="") for notice in list_unread(file, attributor)]
    for table in file.tables:
        for row in table.records:
            source = Source(file.place, file.sha256, table.sheet.name, row.number)
            if not row.text("content") or row.cells["content"].problem:
                rejected.append(_refuse_content(source, row))
                continue
            rejected += reject_cells("", source, row, _FIELDS)
            body = read_body(row, attributor, by_code, groups)
            if not body.unit and not body.groups:
                rejected.append(_refuse(file, table, row, body, groups))
                continue
            item_id = f"CTR-{year}-{len(items) + 1:03d}"
            items.append(_read_item(file, table, row, body, item_id))
    return Programme(tuple(items), (file,), tuple(rejected))


def _read_item(file: SourceFile, table: Table, row: Row, body: Body, item_id: str) -> ProgrammeItem:
    return ProgrammeItem(
        item_id=item_id,
        unit=body.unit,
        groups=body.groups,
        body=body.text,
        content=row.text("content"),
        target=row.spoken.get("target", read_valid_text(row, "target"))
        if read_valid_text(row, "target")
        else "",
        deadline=read_valid_text(row, "deadline"),
        basis=read_valid_text(row, "basis"),
        source=Source(file.place, file.sha256, table.sheet.name, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in _FIELDS if row.text(name)},
    )


def _refuse_content(source: Source, row: Row) -> Rejected:
    cell = row.cells.get("content")
    return Rejected(
        "", source.file, source.sha256, source.sheet, source.row, cell.place if cell else "",
        (cell.problem if cell else "") or "dòng không ghi nhiệm vụ",
        "mỗi dòng có nội dung nhiệm vụ",
        "bổ sung nội dung, hoặc xóa dòng",
    )  # fmt: skip


def _refuse(file: SourceFile, table: Table, row: Row, body: Body, groups: Sequence[Group]) -> Rejected:
    doubt = f": {body.doubt}" if body.doubt else ""
    names = " hoặc ".join(f"“{group.label}”" for group in groups if group.named)
    return Rejected(
        "", file.place, file.sha256, table.sheet.name, row.number, "",
        f"không rõ cơ quan chủ trì của nhiệm vụ này (ghi “{body.text}”{doubt})",
        "tên một đơn vị trong units.csv" + (f", hoặc cả nhóm: {names}" if names else ""),
        "ghi một cơ quan chủ trì (nhiều cơ quan thì mỗi cơ quan một dòng), hoặc thêm tên gọi vào aliases của units.csv",
    )  # fmt: skip
