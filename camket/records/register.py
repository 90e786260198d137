"""The signed list of commitments, `register.xlsx`, `.docx`, `.csv`: the denominator of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile, read_file
from camket.reading.table import Row, Table
from camket.records.owner import NOBODY, Owner, Owners
from camket.records.record import SIGNED_FIELDS, Commitment, Source
from camket.records.unit_rows import part_by_units
from camket.records.unsigned import NAMING, refuse_row, refuse_twin, refuse_unit, refuse_unread
from camket.records.whose import UnitNames

NEEDED = frozenset({"item_no", "content"})


def read_register(
    folder: PeriodFolder, units: Sequence[Unit], others: Sequence[Unit] = (), cut_off: date | None = None
) -> list[Commitment]:
    """The commitments in the order of the register. `others` are units not valid on the `cut_off` day.

    Raises `InputError` for a missing or second register, a row without number or content, an unknown
    unit, a record id given twice, or rows that may be commitments and are hidden or in no table: a
    denominator is right or there is none.
    """
    paths = folder.registers()
    if len(paths) != 1:
        raise InputError(
            where=f"data/raw/{folder.name}/register.*",
            found="không có tệp nào"
            if not paths
            else f"{len(paths)} tệp: {', '.join(p.name for p in paths)}",
            expected="đúng một danh mục nội dung đã ký, register.xlsx, register.docx hoặc register.csv",
            remedy="đặt một tệp danh mục vào thư mục của kỳ",
        )
    names = UnitNames([*units, *others])
    file = part_by_units(read_file(paths[0], folder.place(paths[0]), NEEDED, folder.raw), names)
    refuse_unread(file)
    # The list is strict: a slip is mended by hand, once, where it would shift the denominator.
    owners = Owners(units, others, cut_off, near=False)
    by_code = {unit.code: unit for unit in units}
    commitments: dict[str, Commitment] = {}
    for table in file.tables:
        _check_gaps(file, table)
        for row in table.records:
            commitment = _read_commitment(file, table, row, owners, by_code)
            twin = commitments.get(commitment.record_id)
            if twin:
                raise refuse_twin(file, commitment, twin)
            commitments[commitment.record_id] = commitment
    if not commitments:
        raise InputError(
            where=file.place,
            found="danh mục không có dòng nội dung nào",
            expected="ít nhất một nội dung cam kết",
            remedy="kiểm tra bảng trong tệp danh mục",
        )
    return list(commitments.values())


def _check_gaps(file: SourceFile, table: Table) -> None:
    """Bare numbers left over at the end of a form are usual; any other row without content has lost it."""
    records = [0, *(row.number for row in table.records)]
    for row in table.rows:
        bare = not any(cell.text for name, cell in row.cells.items() if name != "item_no")
        if row.kind == "numbered_empty" and not (bare and row.number > records[-1]):
            raise refuse_row(
                file,
                table.sheet.name,
                row.number,
                found="có số thứ tự nhưng không có nội dung",
                expected="mỗi dòng có số thứ tự là một nội dung cam kết",
                remedy="bổ sung nội dung, hoặc xóa hẳn dòng này khỏi danh mục",
            )


def _find_unit(table: Table, row: Row, owners: Owners) -> Owner:
    """Who signed a row: its own cell if it says anything, else the section above it, else the sheet's name."""
    if row.text("unit_code") or row.text("unit"):
        return owners.of_row(replace(row, sections=()), NOBODY)
    around = NOBODY if table.fields & NAMING else owners.of_texts([table.sheet.name])
    return owners.of_row(row, around)


def _read_commitment(
    file: SourceFile, table: Table, row: Row, owners: Owners, by_code: Mapping[str, Unit]
) -> Commitment:
    owner, sheet = _find_unit(table, row, owners), table.sheet.name
    if not owner.code:
        raise refuse_unit(file, table, row, owner, by_code.values())
    digits = row.text("item_no").rstrip(".)")
    if not digits.isdecimal() or not row.text("content"):
        raise refuse_row(
            file, sheet, row.number,
            found=f"số thứ tự {row.text('item_no')!r}, nội dung {row.text('content')[:60]!r}",
            expected="số thứ tự là số nguyên và nội dung không trống",
            remedy="bổ sung số thứ tự, nội dung vào danh mục",
        )  # fmt: skip
    unit = by_code[owner.code]
    return Commitment(
        record_id=f"{unit.code}-{int(digits):02d}",
        unit=unit,
        item_no=int(digits),
        source=Source(file.place, file.sha256, sheet, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in SIGNED_FIELDS if row.text(name)},
        **{name: row.text(name) for name in SIGNED_FIELDS},
    )
