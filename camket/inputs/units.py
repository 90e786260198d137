"""The units that sign commitments: `data/raw/units.csv`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from camket.errors import InputError
from camket.inputs.tabular import read_table
from camket.text import fold

Group = Literal["department", "district"]


class _UnitRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[A-Z0-9]+$")
    name: str
    group: Group
    order: int
    aliases: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class Unit(BaseModel):
    """A department or district, as it was called on the period's dates."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    group: Group
    order: int
    aliases: tuple[str, ...] = ()


def read_units(path: Path, place: str, *, on: date) -> list[Unit]:
    """The units valid on a day, in the prescribed order: departments, then districts.

    Raises `InputError` for an unreadable file, a wrong row, a code, name or order given twice.
    """
    units: dict[str, Unit] = {}
    orders: set[int] = set()
    names: set[str] = set()
    for line, row in read_table(path, place, _UnitRow):
        if (row.valid_from and on < row.valid_from) or (row.valid_to and row.valid_to < on):
            continue
        if row.code in units or row.order in orders or fold(row.name) in names:
            raise InputError(
                where=f"{place}, dòng {line}",
                found=f"mã {row.code}, tên {row.name!r} hoặc thứ tự {row.order} đã có ở một dòng trên, "
                f"cùng có hiệu lực ngày {on}",
                expected="mỗi đơn vị một mã, một tên và một thứ tự riêng trong cùng thời gian",
                remedy="sửa mã, tên, thứ tự, hoặc valid_from/valid_to",
            )
        orders.add(row.order)
        names.add(fold(row.name))
        units[row.code] = Unit(
            code=row.code,
            name=row.name,
            group=row.group,
            order=row.order,
            aliases=tuple(alias.strip() for alias in row.aliases.split(";") if alias.strip()),
        )
    return sorted(units.values(), key=lambda unit: (unit.group != "department", unit.order))
