"""Read the units that sign commitments: `data/raw/units.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from camket.errors import InputError
from camket.inputs.tabular import Day, read_table
from camket.text import fold

_DEVICE = re.compile(r"CON|PRN|AUX|NUL|COM\d|LPT\d")

Group = Literal["department", "district"]


class _UnitRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[A-Z0-9]{1,16}$")
    name: str
    group: Group
    order: int
    aliases: str = ""
    valid_from: Day | None = None
    valid_to: Day | None = None

    @field_validator("code")
    @classmethod
    def _code_may_name_a_file(cls, code: str) -> str:
        if _DEVICE.fullmatch(code):
            raise ValueError("một mã khác: Windows không cho đặt tên tệp như vậy")
        return code


class Unit(BaseModel):
    """A department or district, as it was called on the period's dates."""

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    group: Group
    order: int
    aliases: tuple[str, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None

    def is_valid(self, on: date) -> bool:
        """Whether the unit exists under this name on a day."""
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def read_units(path: Path, place: str, *, on: date) -> list[Unit]:
    """The units valid on a day, in the prescribed order: departments, then districts.

    Raises `InputError` for an unreadable file, a wrong row, a code, name or order given twice, days in the wrong order.
    """
    units: dict[str, Unit] = {}
    orders: set[int] = set()
    names: set[str] = set()
    for line, unit in _read_rows(path, place):
        if not unit.is_valid(on):
            continue
        if unit.code in units or unit.order in orders or fold(unit.name) in names:
            raise InputError(
                where=f"{place}, dòng {line}",
                found=f"mã {unit.code}, tên {unit.name!r} hoặc thứ tự {unit.order} đã có ở một dòng trên, "
                f"cùng có hiệu lực ngày {on}",
                expected="mỗi đơn vị một mã, một tên và một thứ tự riêng trong cùng thời gian",
                remedy="sửa mã, tên, thứ tự, hoặc valid_from/valid_to",
            )
        orders.add(unit.order)
        names.add(fold(unit.name))
        units[unit.code] = unit
    return sorted(units.values(), key=lambda unit: (unit.group != "department", unit.order))


def read_other_units(path: Path, place: str, *, on: date) -> list[Unit]:
    """The units of the list that are not valid on a day, so that a message can name one as such."""
    return [unit for _, unit in _read_rows(path, place) if not unit.is_valid(on)]


def _read_rows(path: Path, place: str) -> Iterator[tuple[int, Unit]]:
    for line, row in read_table(path, place, _UnitRow):
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
            raise InputError(
                where=f"{place}, dòng {line}",
                found=f"{row.code} có hiệu lực từ {row.valid_from} đến {row.valid_to}",
                expected="valid_from không sau valid_to",
                remedy="sửa valid_from hoặc valid_to",
            )
        aliases = tuple(alias.strip() for alias in row.aliases.split(";") if alias.strip())
        yield line, Unit(**{**row.model_dump(), "aliases": aliases})
