"""Read the units that sign commitments: `data/raw/units.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from camket.errors import InputError, raise_together
from camket.settings.csv_tables import read_csv_table
from camket.settings.read_scheme import built_in_scheme
from camket.settings.scheme import Scheme
from camket.settings.value_types import TITLE, Day, check_text, check_words, printed
from camket.text import fold

# A list of units may leave them out.
_OPTIONAL_COLUMNS = ("successor", "email")
# A unit has its names in full, in short, by code and as before a merger.
_MOST_ALIASES = 50
_LONGEST_QUOTE = 40
_FORMER = " (trước là {})"
_FORMER_NAMES = re.compile(r" \(trước là [^()]*\)$")
# A unit into which many merged is named with so many of them; the others are counted.
_MOST_FORMER, _NAMED_OF_MANY = 3, 2
_ADDRESS = re.compile(r"[^\s@;,<>\"]+@[^\s@;,<>\"]+\.[^\s@;,<>\".]+")
_DEVICE = re.compile(r"CON|PRN|AUX|NUL|COM\d|LPT\d")


class _UnitRow(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field(pattern=r"^[A-Z0-9]{1,16}$")
    name: Annotated[str, printed(TITLE), AfterValidator(check_words)]
    group: str
    order: int = Field(ge=0, le=99_999)
    aliases: str = ""
    valid_from: Day | None = None
    valid_to: Day | None = None
    successor: str = ""
    # The longest address of RFC 5321.
    email: str = Field("", max_length=254)

    @field_validator("code")
    @classmethod
    def _code_may_name_a_file(cls, code: str) -> str:
        if _DEVICE.fullmatch(code):
            raise ValueError("một mã khác: Windows không cho đặt tên tệp như vậy")
        return code

    @field_validator("aliases")
    @classmethod
    def _aliases_are_names(cls, aliases: str) -> str:
        names = _split(aliases)
        if len(names) > _MOST_ALIASES:
            raise ValueError(f"không quá {_MOST_ALIASES} tên, cách nhau bằng dấu chấm phẩy")
        for name in names:
            check_text(name, TITLE)
            if len(fold(name)) < 2:
                raise ValueError(f"mỗi tên có từ hai chữ trở lên, khác {name!r}")
        return aliases

    @field_validator("email")
    @classmethod
    def _email_is_one_address(cls, email: str) -> str:
        if email and not _ADDRESS.fullmatch(email):
            raise ValueError("một địa chỉ thư dạng ten@co-quan.gov.vn")
        return email


# The columns of the file, in order.
UNIT_COLUMNS = tuple(_UnitRow.model_fields)


class Unit(BaseModel):
    """A unit as it was called on the period's dates. `group` is a code of the scheme.

    `successor` are the codes of the units that take over after `valid_to`; `place_kinds` those of its group. `formerly`
    are the units whose commitments it took over; its name tells them.
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
    formerly: tuple[str, ...] = Field((), exclude=True)

    @property
    def own_name(self) -> str:
        """Its name without those of the units that it took over from."""
        return without_former_names(self.name) if self.formerly else self.name

    def took_over(self, names: Sequence[str]) -> Unit:
        """The unit named with those that it took over from: `Sở X (trước là Sở Y)`."""
        formerly = tuple(name for name in names if name != self.name)
        if not formerly:
            return self
        return self.model_copy(
            update={
                "name": self.name + _FORMER.format(_name_former(formerly)),
                "aliases": (self.name, *self.aliases, *formerly),
                "formerly": formerly,
            }
        )

    def is_valid(self, on: date) -> bool:
        """Whether the unit exists under this name on a day."""
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def without_former_names(name: str) -> str:
    """A unit's name without those of the units that it took over from."""
    return _FORMER_NAMES.sub("", name)


def _name_former(names: Sequence[str]) -> str:
    if len(names) <= _MOST_FORMER:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMED_OF_MANY])} và {len(names) - _NAMED_OF_MANY} đơn vị khác"


def unit_of(record_id: str) -> str:
    """The code of the unit whose item an id names: `SNV` of `SNV-03` and of `SNV-2023-03`."""
    return record_id.partition("-")[0]


def label_item(item_no: int, record_id: str, unit: str) -> str:
    """The number of an item as printed; one that another unit signed has that unit's code, too.

    >>> label_item(3, "STC-03", "STC"), label_item(3, "SKHDT-03", "STC")
    ('3', '3 (SKHDT)')
    """
    signed_by = unit_of(record_id)
    return str(item_no) if signed_by == unit else f"{item_no} ({signed_by})"


def read_units(path: Path, place: str, *, on: date, scheme: Scheme | None = None) -> list[Unit]:
    """The units valid on a day, in the prescribed order: group by group of the scheme, the built-in one by default.

    Rows that begin with # are notes. Raises `InputError` for an unreadable file, and with all that is wrong for rows
    that cannot be used: a group that is not in the scheme, a code, name or order given twice, days in the wrong order,
    a successor that is nowhere, an alias that is another unit's name; also for a file without units.
    """
    scheme = scheme or built_in_scheme()
    rows = list(_read_rows(path, place, scheme))
    if not rows:
        raise InputError(
            where=place,
            found="không có đơn vị nào",
            expected="mỗi đơn vị ký cam kết một dòng",
            remedy="ghi các đơn vị dưới dòng tiêu đề; dòng bắt đầu bằng # chỉ để giải thích",
        )
    valid = [(line, unit) for line, unit in rows if unit.is_valid(on)]
    faults = [*_check_successors(rows, place), *_check_twice(valid, place, on), *_check_aliases(valid, place)]
    raise_together(faults, place)
    units = [unit for _, unit in valid]
    return sorted(units, key=lambda unit: (scheme.group_codes.index(unit.group), unit.order))


def has_units(path: Path, place: str) -> bool:
    """Whether the file has a row that is no note, or something that cannot be read."""
    try:
        return bool(read_csv_table(path, place, _UnitRow, optional=_OPTIONAL_COLUMNS, noted=True))
    except InputError:
        return True


def _check_twice(rows: Sequence[tuple[int, Unit]], place: str, on: date) -> Iterator[InputError]:
    codes: set[str] = set()
    orders: set[int] = set()
    names: set[str] = set()
    for line, unit in rows:
        if unit.code in codes or unit.order in orders or fold(unit.name) in names:
            yield InputError(
                where=f"{place}, dòng {line}",
                found=f"mã {unit.code}, tên {unit.name!r} hoặc thứ tự {unit.order} đã có ở một dòng trên, "
                f"cùng có hiệu lực ngày {on}",
                expected="mỗi đơn vị một mã, một tên và một thứ tự riêng trong cùng thời gian",
                remedy="sửa mã, tên, thứ tự, hoặc valid_from/valid_to",
            )
        codes.add(unit.code)
        orders.add(unit.order)
        names.add(fold(unit.name))


def _check_successors(rows: Sequence[tuple[int, Unit]], place: str) -> Iterator[InputError]:
    codes = {unit.code for _, unit in rows}
    for line, unit in rows:
        if unit.successor and unit.valid_to is None:
            raise InputError(
                where=f"{place}, dòng {line}, valid_to",
                found=f"{unit.code} có successor mà không có valid_to",
                expected="ngày cuối cùng đơn vị còn tồn tại; từ hôm sau đơn vị ghi ở successor tiếp nhận",
                remedy="ghi valid_to, hoặc bỏ successor",
            )
        for code in unit.successor:
            if code not in codes or (code == unit.code and len(unit.successor) == 1):
                yield InputError(
                    where=f"{place}, dòng {line}, successor",
                    found=f"successor = {code[:_LONGEST_QUOTE]!r}",
                    expected="mã của đơn vị khác có trong units.csv, nhiều mã thì cách nhau bằng dấu chấm phẩy",
                    remedy="sửa successor, hoặc thêm dòng của đơn vị tiếp nhận",
                )


def _check_aliases(rows: Sequence[tuple[int, Unit]], place: str) -> Iterator[InputError]:
    """Each alias that is the full name of another unit."""
    owners = {fold(unit.name): unit for _, unit in rows}
    for line, unit in rows:
        for alias in unit.aliases:
            owner = owners.get(fold(alias), unit)
            if owner.code != unit.code:
                yield InputError(
                    where=f"{place}, dòng {line}, aliases",
                    found=f"tên {alias!r} của {unit.code} là tên của {owner.code}",
                    expected="tên gọi khác không trùng tên của đơn vị khác",
                    remedy=f"bỏ tên này ở aliases của {unit.code}",
                )


def read_other_units(path: Path, place: str, *, on: date, scheme: Scheme | None = None) -> list[Unit]:
    """The units that are not valid on a day, so that messages can name them."""
    units = _read_rows(path, place, scheme or built_in_scheme())
    return [unit for _, unit in units if not unit.is_valid(on)]


def _read_rows(path: Path, place: str, scheme: Scheme) -> Iterator[tuple[int, Unit]]:
    rows = read_csv_table(path, place, _UnitRow, optional=_OPTIONAL_COLUMNS, noted=True)
    raise_together([fault for line, row in rows for fault in _check_row(line, row, place, scheme)], place)
    for line, row in rows:
        lists = {"aliases": _split(row.aliases), "successor": _split(row.successor)}
        place_kinds = scheme.group(row.group).place_kinds
        yield line, Unit(**{**row.model_dump(), **lists, "place_kinds": place_kinds})


def _check_row(line: int, row: _UnitRow, place: str, scheme: Scheme) -> Iterator[InputError]:
    if row.valid_from and row.valid_to and row.valid_from > row.valid_to:
        yield InputError(
            where=f"{place}, dòng {line}",
            found=f"{row.code} có hiệu lực từ {row.valid_from} đến {row.valid_to}",
            expected="valid_from không sau valid_to",
            remedy="sửa valid_from hoặc valid_to",
        )
    if row.group not in scheme.group_codes:
        yield InputError(
            where=f"{place}, dòng {line}, group",
            found=f"group = {row.group!r}",
            expected=f"một trong: {', '.join(scheme.group_codes)}",
            remedy="sửa group, hoặc thêm nhóm vào data/raw/scheme.toml",
        )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
