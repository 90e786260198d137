"""The signed list of commitments, `register.xlsx` or `register.docx`: the denominator of every figure."""

from __future__ import annotations

from camket.errors import InputError
from camket.inputs.project import PeriodFolder
from camket.inputs.units import Unit
from camket.reading.files import SourceFile, read_file
from camket.reading.table import Row, Table
from camket.records.record import SIGNED_FIELDS, Commitment, Source
from camket.records.unit_rows import part_by_units
from camket.records.whose import UnitNames

NEEDED = frozenset({"item_no", "content"})


def read_register(folder: PeriodFolder, units: list[Unit]) -> list[Commitment]:
    """The commitments in the order of the register.

    Raises `InputError` for a missing or second register, a row without number or content, an
    unknown unit, or a record id given twice: a denominator is right or there is none.
    """
    paths = folder.registers()
    if len(paths) != 1:
        raise InputError(
            where=f"data/raw/{folder.name}/register.*",
            found="không có tệp nào"
            if not paths
            else f"{len(paths)} tệp: {', '.join(p.name for p in paths)}",
            expected="đúng một danh mục nội dung đã ký, register.xlsx hoặc register.docx",
            remedy="đặt một tệp danh mục vào thư mục của kỳ",
        )
    names, by_code = UnitNames(units), {unit.code: unit for unit in units}
    file = part_by_units(read_file(paths[0], folder.place(paths[0]), NEEDED, folder.raw), names)
    commitments: dict[str, Commitment] = {}
    for table in file.tables:
        _check_gaps(file, table)
        for row in table.records:
            commitment = _read_commitment(file, table.sheet.name, row, names, by_code)
            twin = commitments.get(commitment.record_id)
            if twin:
                raise _error(
                    file, table.sheet.name, row,
                    found=f"số thứ tự {commitment.item_no} của {commitment.unit.name} đã có ở dòng {twin.source.row}",
                    expected="mỗi nội dung của một đơn vị có số thứ tự riêng",
                    remedy="sửa số thứ tự trong danh mục",
                )  # fmt: skip
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
            raise _error(
                file,
                table.sheet.name,
                row,
                found="có số thứ tự nhưng không có nội dung",
                expected="mỗi dòng có số thứ tự là một nội dung cam kết",
                remedy="bổ sung nội dung, hoặc xóa hẳn dòng này khỏi danh mục",
            )


def _read_commitment(
    file: SourceFile, sheet: str, row: Row, names: UnitNames, by_code: dict[str, Unit]
) -> Commitment:
    code = row.text("unit_code").upper()
    codes = (
        frozenset({code})
        if code in by_code
        else names.find_first(filter(None, [row.text("unit"), *reversed(row.sections)]))
    )
    if len(codes) != 1:
        said = row.text("unit_code") or row.text("unit") or row.section
        raise _error(
            file, sheet, row,
            found=f"đơn vị {said!r} "
            + (f"có thể là {', '.join(sorted(codes))}" if codes else "không có trong units.csv"),
            expected="mã hoặc tên của một đơn vị còn hiệu lực trong data/raw/units.csv",
            remedy="ghi mã đơn vị vào danh mục, hoặc thêm tên gọi khác (aliases) vào units.csv",
        )  # fmt: skip
    digits = row.text("item_no").rstrip(".)")
    if not digits.isdecimal() or not row.text("content"):
        raise _error(
            file, sheet, row,
            found=f"số thứ tự {row.text('item_no')!r}, nội dung {row.text('content')[:60]!r}",
            expected="số thứ tự là số nguyên và nội dung không trống",
            remedy="bổ sung số thứ tự, nội dung vào danh mục",
        )  # fmt: skip
    unit = by_code[next(iter(codes))]
    return Commitment(
        record_id=f"{unit.code}-{int(digits):02d}",
        unit=unit,
        item_no=int(digits),
        source=Source(file.place, file.sha256, sheet, row.number),
        places={name: f"{file.place}!{row.cells[name].place}" for name in SIGNED_FIELDS if row.text(name)},
        **{name: row.text(name) for name in SIGNED_FIELDS},
    )


def _error(file: SourceFile, sheet: str, row: Row, *, found: str, expected: str, remedy: str) -> InputError:
    return InputError(
        where=f"{file.place} › {sheet}, dòng {row.number}", found=found, expected=expected, remedy=remedy
    )
