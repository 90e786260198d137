"""The dictionary of fields: the built-in one (`fields.toml`) and what a project adds to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Key

from camket.dates import format_date
from camket.settings.period import Period, decision_days
from camket.settings.states import Found

FieldType = Literal["text", "percent", "day", "integer", "choice"]
Source = Literal["naming", "signed", "reported", "registered"]
TableKind = Literal["register", "submissions", "registrations", "programme"]
DayName = Literal["last_year", "year", "cut_off", "report_day", "year_end", "next_year_end"]


class FormColumn(BaseModel):
    """A field in the unit's form: the width of its column, and what its heading adds to the label."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    width: float
    adds: str = ""
    hidden: bool = False


class Field(BaseModel):
    """One field of people's tables; `fields.toml` explains each key.

    `earliest` and `latest` are the days that `not_before` and `not_after` mean in a period (`Fields.within`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: FieldType
    label: str
    english: str = ""
    source: Source
    description: str
    headings: tuple[str, ...]
    unless: tuple[str, ...] = ()
    tables: frozenset[TableKind] = frozenset(("register", "submissions", "registrations", "programme"))
    joined: bool = False
    takes_over: frozenset[str] = frozenset()
    choices: Literal["cut_off_statuses"] | tuple[str, ...] = ()
    others: bool = False
    not_before: DayName | None = None
    not_after: DayName | None = None
    holds_days: bool = False
    judged: bool = False
    only_in_reports: bool = False
    quoted_as: str = ""
    form: FormColumn | None = None
    help: str = ""
    workbook: float | None = None
    earliest: date | None = None
    latest: date | None = None


class Column(BaseModel):
    """A column that the program adds to one of its tables; `type` is a Frictionless type."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["string", "integer", "number", "boolean"]
    label: str
    description: str
    choices: Literal["groups", "cut_off_statuses", "full_year_statuses"] | None = None
    workbook: float | None = None


@dataclass(frozen=True, eq=False)
class Fields:
    """The fields of a project in their order, and the columns that the program adds. Equal to itself alone.

    `statuses` has the state of each label of the scheme, and `cut_off` is the day of the figures, once a period is
    known; `kind` are the tables in which the fields are looked for, if not all.
    """

    every: tuple[Field, ...]
    columns: Mapping[str, Column]
    statuses: Mapping[str, Found] = field(default_factory=dict)
    kind: TableKind | None = None
    cut_off: date | None = None

    def __iter__(self) -> Iterator[Field]:
        return iter(self.every)

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.every}

    @cached_property
    def signed(self) -> tuple[Field, ...]:
        """The fields whose value comes from the signed list."""
        return tuple(field for field in self.every if field.source == "signed")

    @cached_property
    def reported(self) -> tuple[Field, ...]:
        """The fields whose value comes from the unit's report."""
        return tuple(field for field in self.every if field.source == "reported")

    @cached_property
    def asked(self) -> tuple[Field, ...]:
        """The fields of the form that the unit fills in."""
        return tuple(field for field in self.reported if field.form)

    @cached_property
    def judged(self) -> frozenset[str]:
        """The fields that state the outcome of a commitment; a row with one of them filled reports something."""
        return frozenset(field.name for field in self.every if field.judged)

    def label(self, name: str) -> str:
        """What officials read above a field or a column."""
        return self.columns[name].label if name in self.columns else self[name].label

    def found_in(self, kind: TableKind) -> Fields:
        """The fields to find in a kind of table; the same object each time."""
        return _found_in(self, kind)

    def within(self, period: Period) -> Fields:
        """The same with the days between which a day of this period is plausible, and helps that name its days."""
        days = _find_days(period)
        words = {"cut_off": format_date(period.cut_off), "year": str(period.year)}

        def settle(field: Field) -> Field:
            form = field.form
            return field.model_copy(
                update={
                    "earliest": days[field.not_before] if field.not_before else None,
                    "latest": days[field.not_after] if field.not_after else None,
                    "help": _fill(field.help, words),
                    "form": form and form.model_copy(update={"adds": _fill(form.adds, words)}),
                }
            )

        statuses = {each.short: period.scheme.state_of(each.code) for each in period.scheme.statuses}
        every = tuple(map(settle, self.every))
        return replace(self, every=every, statuses=statuses, cut_off=period.cut_off)


@lru_cache(maxsize=64)
def _found_in(fields: Fields, kind: TableKind) -> Fields:
    return replace(fields, every=tuple(field for field in fields.every if kind in field.tables), kind=kind)


def _find_days(period: Period) -> dict[DayName, date]:
    year = period.year
    return {
        "last_year": date(year - 1, 1, 1),
        "year": date(year, 1, 1),
        "cut_off": period.cut_off,
        "report_day": decision_days(period)[1],
        "year_end": date(year, 12, 31),
        "next_year_end": date(year + 1, 12, 31),
    }


def _fill(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text


class _Dictionary(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    every: tuple[Field, ...] = Key(alias="field")
    columns: dict[str, Column]


def _load() -> Fields:
    data = tomllib.loads(files("camket.settings").joinpath("fields.toml").read_text("utf-8"))
    read = _Dictionary.model_validate(data)
    return Fields(read.every, read.columns)


# The dictionary that comes with the program.
BUILT_IN = _load()


def label_of(name: str) -> str:
    """What officials read above a built-in field or column."""
    return BUILT_IN.label(name)
