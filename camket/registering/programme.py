"""`programme.*`: the plan and the resolution from which next year's items may be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.inputs.units import Group, Unit
from camket.reading.files import SourceFile, read_file
from camket.reading.sheet import print_place
from camket.reading.table import Row, Table
from camket.records.owner import NOBODY, Owners
from camket.records.record import Rejected, Source
from camket.registering.refused import read_sound, refuse_cells
from camket.registering.registration import ProgrammeItem
from camket.text import fold

NEEDED = frozenset({"content"})
_FIELDS = ("content", "target", "deadline", "basis", "unit")
# How a plan calls all units of a group at once, folded.
_ALL: dict[Group, tuple[str, ...]] = {
    "department": ("cac so", "so nganh", "so ban nganh", "cac co quan", "cac don vi", "cac ban nganh"),
    "district": ("cac huyen", "cap huyen", "huyen thanh pho", "cac dia phuong", "cac don vi"),
}


@dataclass(frozen=True, slots=True)
class Programme:
    """The items in their order, the file they came from, and the rows that name no body of the period."""

    items: tuple[ProgrammeItem, ...] = ()
    files: tuple[SourceFile, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def read_programme(folder: PeriodFolder, units: Sequence[Unit], *, year: int) -> Programme:
    """The programme for the `year`, empty where there is none.

    Raises `InputError` for a second file, and for one that cannot be read.
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
    file = read_file(paths[0], folder.place(paths[0]), NEEDED, folder.raw)
    owners, by_code = Owners(units), {unit.code: unit for unit in units}
    items: list[ProgrammeItem] = []
    rejected: list[Rejected] = []
    for table in file.tables:
        for row in table.records:
            source = Source(file.place, file.sha256, table.sheet.name, row.number)
            if not row.text("content") or row.cells["content"].problem:
                rejected.append(_refuse_content(source, row))
                continue
            rejected += refuse_cells("", source, row, _FIELDS)
            body = row.text("unit") or row.text("unit_code") or row.section
            code = owners.of_row(row, NOBODY).code
            unit, groups = by_code.get(code), _find_groups(body)
            if not unit and not groups:
                rejected.append(_refuse(file, table, row, body))
                continue
            item_id = f"CTR-{year}-{len(items) + 1:03d}"
            items.append(_read_item(file, table, row, unit, groups, body, item_id))
    return Programme(tuple(items), (file,), tuple(rejected))


def _find_groups(body: str) -> frozenset[Group]:
    words = f" {fold(body)} "
    return frozenset(group for group, names in _ALL.items() if any(f" {name} " in words for name in names))


def _read_item(
    file: SourceFile,
    table: Table,
    row: Row,
    unit: Unit | None,
    groups: frozenset[Group],
    body: str,
    item_id: str,
) -> ProgrammeItem:
    return ProgrammeItem(
        item_id=item_id,
        unit=unit,
        groups=frozenset({unit.group}) if unit else groups,
        body=body,
        content=row.text("content"),
        target=row.spoken.get("target", read_sound(row, "target")) if read_sound(row, "target") else "",
        deadline=read_sound(row, "deadline"),
        basis=read_sound(row, "basis"),
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


def _refuse(file: SourceFile, table: Table, row: Row, body: str) -> Rejected:
    return Rejected(
        "", file.place, file.sha256, table.sheet.name, row.number, "",
        f"không rõ cơ quan chủ trì của nhiệm vụ này ({body!r}) ở {print_place(table.sheet.name)}",
        "tên một đơn vị trong units.csv, “các sở, ban, ngành” hoặc “UBND các huyện, thành phố”",
        "ghi cơ quan chủ trì, hoặc thêm tên gọi vào aliases của units.csv",
    )  # fmt: skip
