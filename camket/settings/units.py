"""Read the units that sign commitments: `data/raw/units.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from camket.errors import InputError
from camket.settings.csv_tables import Day, read_csv_table
from camket.settings.read_scheme import built_in_scheme
from camket.settings.scheme import Scheme
from camket.text import fold

# A list of units may leave them out.
_OPTIONAL_COLUMNS = ("successor", "email")
_DEVICE = re.compile(r"CON|PRN|AUX|NUL|COM\d|LPT\d")


class _UnitRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[A-Z0-9]{1,16}$")
    name: str
    group: str
    order: int
    aliases: str = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    successor: str = ""
    email: str = ""

    @field_validator("code")
    @classmethod
    def _code_may_name_a_file(cls, code: str) -> str:
        if _DEVICE.fullmatch(code):
            raise ValueError("một mã khác: Windows không cho đặt tên tệp như vậy")
        return code


class Unit(BaseModel):
    """A unit as it was called on the period's dates. `group` is a code of the scheme.

    `successor` are the codes of the units that take over after `valid_to`; `place_kinds` those of its group.
    """

    model_config = ConfigDict(frozen=True)

    code: str
    name: str
    group: str
    order: int
    aliases: tuple[str, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    successor: tuple[str, ...] = ()
    email: str = ""
    place_kinds: tuple[str, ...] = Field((), exclude=True)

    def is_valid(self, on: date) -> bool:
        """Whether the unit exists under this name on a day."""
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def unit_of(record_id: str) -> str:
    """The code of the unit whose item an id names: `SNV` of `SNV-03` and of `SNV-2023-03`."""
    return record_id.partition("-")[0]


def read_units(path: Path, place: str, *, on: date, scheme: Scheme | None = None) -> list[Unit]:
    """The units valid on a day, in the prescribed order: group by group of the scheme, the built-in one by default.

    Raises `InputError` for an unreadable file, a wrong row, a group that is not in the scheme, a code, name or
    order given twice, days in the wrong order.
    """
    scheme = scheme or built_in_scheme()
    units: dict[str, Unit] = {}
    orders: set[int] = set()
    names: set[str] = set()
    for line, unit in _read_rows(path, place, scheme):
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
    return sorted(units.values(), key=lambda unit: (scheme.group_codes.index(unit.group), unit.order))


def read_other_units(path: Path, place: str, *, on: date, scheme: Scheme | None = None) -> list[Unit]:
    """The units that are not valid on a day, so that messages can name them."""
    units = _read_rows(path, place, scheme or built_in_scheme())
    return [unit for _, unit in units if not unit.is_valid(on)]


def _read_rows(path: Path, place: str, scheme: Scheme) -> Iterator[tuple[int, Unit]]:
    for line, row in read_csv_table(path, place, _UnitRow, optional=_OPTIONAL_COLUMNS):
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
            raise InputError(
                where=f"{place}, dòng {line}",
                found=f"{row.code} có hiệu lực từ {row.valid_from} đến {row.valid_to}",
                expected="valid_from không sau valid_to",
                remedy="sửa valid_from hoặc valid_to",
            )
        if row.group not in scheme.group_codes:
            raise InputError(
                where=f"{place}, dòng {line}, group",
                found=f"group = {row.group!r}",
                expected=f"một trong: {', '.join(scheme.group_codes)}",
                remedy="sửa group, hoặc thêm nhóm vào data/raw/scheme.toml",
            )
        lists = {"aliases": _split(row.aliases), "successor": _split(row.successor)}
        place_kinds = scheme.group(row.group).place_kinds
        yield line, Unit(**{**row.model_dump(), **lists, "place_kinds": place_kinds})


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
