"""Read the signed list of commitments (`register.*`), the denominator of every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile, read_file
from camket.reading.table import Row, Table
from camket.records.owner import UNATTRIBUTED, Attribution, Attributor
from camket.records.record import Commitment, Source
from camket.records.unit_rows import make_unit_sections
from camket.records.unsigned import NAMING, refuse_duplicate, refuse_row, refuse_unit, refuse_unread
from camket.records.values import part_values, read_values
from camket.records.whose import UnitNames
from camket.settings.fields import BUILT_IN, Fields

NEEDED = frozenset({"item_no", "content"})


def read_register(
    folder: PeriodFolder,
    units: Sequence[Unit],
    others: Sequence[Unit] = (),
    cut_off: date | None = None,
    fields: Fields = BUILT_IN,
) -> list[Commitment]:
    """Read the commitments in the order of the register; `others` are units not valid on the `cut_off` day.

    Raises `InputError` for a missing or second register, a row without number or content, an unknown unit,
    a duplicate record id, and for hidden or unrecognised rows that may be commitments: an incomplete
    denominator is never used.
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
    file = make_unit_sections(
        read_file(paths[0], folder.place(paths[0]), NEEDED, folder.raw, fields.found_in("register")), names
    )
    refuse_unread(file)
    # No typo tolerance: a wrong attribution would shift the denominator, and the list is corrected only once.
    attributor = Attributor(units, others, cut_off, allow_typos=False)
    by_code = {unit.code: unit for unit in units}
    commitments: dict[str, Commitment] = {}
    for table in file.tables:
        _check_gaps(file, table)
        for row in table.records:
            commitment = _read_commitment(file, table, row, attributor, by_code, fields)
            twin = commitments.get(commitment.record_id)
            if twin:
                raise refuse_duplicate(file, commitment, twin)
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
    """Refuse a row without content. Bare numbers left at the end of a form are usual and pass."""
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


def _find_unit(table: Table, row: Row, attributor: Attributor) -> Attribution:
    """The unit of a row: by its own cell if filled, else by the section above it, else by the sheet name."""
    if row.text("unit_code") or row.text("unit"):
        return attributor.attribute_row(replace(row, sections=()), UNATTRIBUTED)
    context = UNATTRIBUTED if table.fields & NAMING else attributor.attribute_texts([table.sheet.name])
    return attributor.attribute_row(row, context)


def _read_commitment(
    file: SourceFile,
    table: Table,
    row: Row,
    attributor: Attributor,
    by_code: Mapping[str, Unit],
    fields: Fields,
) -> Commitment:
    attribution, sheet = _find_unit(table, row, attributor), table.sheet.name
    if not attribution.code:
        raise refuse_unit(file, table, row, attribution, by_code.values())
    digits = row.text("item_no").rstrip(".)")
    if not digits.isdecimal() or not row.text("content"):
        raise refuse_row(
            file, sheet, row.number,
            found=f"số thứ tự {row.text('item_no')!r}, nội dung {row.text('content')[:60]!r}",
            expected="số thứ tự là số nguyên và nội dung không trống",
            remedy="bổ sung số thứ tự, nội dung vào danh mục",
        )  # fmt: skip
    unit = by_code[attribution.code]
    values, faults = read_values(row, fields.signed)
    for fault in faults:
        raise refuse_row(
            file,
            sheet,
            row.number,
            found=fault.found,
            expected=fault.expected,
            remedy="sửa ô đó trong danh mục",
        )
    typed, others = part_values(values, Commitment)
    return Commitment(
        record_id=f"{unit.code}-{int(digits):02d}",
        unit=unit,
        item_no=int(digits),
        source=Source(file.place, file.sha256, sheet, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in values if row.text(name)},
        values=others,
        **typed,
    )
