"""Refuse a signed list with an unknown unit, a duplicate number, or rows that would not be counted."""

from __future__ import annotations

from collections.abc import Iterable

from camket.errors import InputError
from camket.inputs.units import Unit
from camket.reading.files import SourceFile
from camket.reading.sheet import print_place
from camket.reading.table import Row, Table
from camket.records.owner import Attribution
from camket.records.record import Commitment
from camket.records.reject import QUOTED
from camket.records.whose import UnitNames

NAMING = frozenset({"unit", "unit_code"})


def refuse_row(
    file: SourceFile, sheet: str, row: int, *, found: str, expected: str, remedy: str
) -> InputError:
    """The error about a row of the signed list."""
    return InputError(
        where=f"{file.place} › {print_place(sheet)}, dòng {row}",
        found=found,
        expected=expected,
        remedy=remedy,
    )


def refuse_duplicate(file: SourceFile, commitment: Commitment, twin: Commitment) -> InputError:
    """The error about an item number that another row of the same unit has."""
    other = f"{print_place(twin.source.sheet)}, dòng {twin.source.row}"
    return refuse_row(
        file,
        commitment.source.sheet,
        commitment.source.row,
        found=f"số thứ tự {commitment.item_no} của {commitment.unit.name} đã có ở {other}: “{twin.content[:QUOTED]}”",
        expected="mỗi nội dung của một đơn vị có số thứ tự riêng",
        remedy="sửa số thứ tự, hoặc bỏ dòng trùng khỏi danh mục",
    )


def refuse_unit(
    file: SourceFile, table: Table, row: Row, attribution: Attribution, units: Iterable[Unit]
) -> InputError:
    """The error about a row whose unit is missing, unknown, ambiguous, or not valid on the cut-off day."""
    said = row.text("unit_code") or row.text("unit") or row.section
    remedy = "ghi mã đơn vị vào danh mục, hoặc thêm tên gọi khác (aliases) vào units.csv"
    if attribution.codes:
        found = f"đơn vị {said!r} {attribution.doubt}"
    elif attribution.doubt:
        found = attribution.doubt
        remedy = "ghi đơn vị có hiệu lực vào ngày chốt số liệu, hoặc sửa valid_from, valid_to trong units.csv"
    elif said:
        near = sorted(UnitNames(units).find_misspelt(said))
        found = f"đơn vị {said!r} không có trong units.csv" + (
            f", gần giống {', '.join(near)}" if near else ""
        )
    elif table.fields & NAMING:
        found = "ô đơn vị để trống"
        remedy = "ghi mã hoặc tên đơn vị vào từng dòng, hoặc gộp ô cho các dòng của một đơn vị"
    else:
        found = "bảng không có cột đơn vị, không dòng mục hay tên trang tính nào nêu đơn vị"
        remedy = "thêm cột Mã đơn vị vào danh mục"
    return refuse_row(
        file,
        table.sheet.name,
        row.number,
        found=found,
        expected="mã hoặc tên của một đơn vị còn hiệu lực trong data/raw/units.csv",
        remedy=remedy,
    )


def refuse_unread(file: SourceFile) -> None:
    """Raise `InputError` if hidden or unrecognised rows of the list may be commitments."""
    for part in file.unread:
        if part.may_hide_commitments or part.kind in ("no_table", "outside"):
            raise InputError(
                where=" › ".join(filter(None, (file.place, print_place(part.sheet), part.place))),
                found=f"{len(part.commitments)} hàng giống nội dung cam kết bị ẩn, không được đọc"
                if part.commitments
                else f"{part.rows} hàng không nằm trong bảng nào nhận ra được, không được đọc",
                expected="mọi nội dung đã ký đều hiện, trong bảng có cột số thứ tự và cột nội dung cam kết",
                remedy="bỏ ẩn, sửa dòng tiêu đề; không phải danh mục thì xóa, hoặc ghi “- Bỏ” vào cuối tên trang tính",
            )
