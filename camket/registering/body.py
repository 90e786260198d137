"""Who answers for a task of the programme, as plans name them (`bodies.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from camket.inputs.units import Group, Unit
from camket.reading.table import Row
from camket.records.owner import NOBODY, Owners
from camket.text import fold


@dataclass(frozen=True, slots=True)
class Body:
    """The one unit that leads, the groups of which every unit does, the words that say so, and what is doubtful."""

    unit: Unit | None
    groups: frozenset[Group]
    text: str
    doubt: str


def read_body(row: Row, owners: Owners, by_code: Mapping[str, Unit]) -> Body:
    """By the row's own cell, else by the section above it; who only helps is not counted."""
    cell = row.text("unit") or row.text("unit_code")
    text = cell or row.section
    leads = _cut_helpers(text)
    owner = owners.of_texts([row.text("unit_code").upper(), leads]) if cell else owners.of_row(row, NOBODY)
    unit = by_code.get(owner.code)
    # A title under that of a unit divides its tasks: "2. Cải cách hành chính của các địa phương".
    groups = _find_groups(leads, alone=not owner.codes) if cell or not unit else frozenset[Group]()
    # Where all of its group lead, it is one of them.
    return Body(None if unit and unit.group in groups else unit, groups, text, owner.doubt)


def _cut_helpers(text: str) -> str:
    helps = "|".join(map(re.escape, _load()["helps"]))
    return re.split(rf"\b(?:{helps})\b", text, maxsplit=1, flags=re.IGNORECASE)[0].strip() or text


def _find_groups(text: str, *, alone: bool) -> frozenset[Group]:
    words, names = f" {fold(text)} ", _load()
    lists = [names["all"], names["alone"]] if alone else [names["all"]]
    return frozenset(
        group
        for group in get_args(Group)
        if any(f" {fold(name)} " in words for each in lists for name in each[group])
    )


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.registering").joinpath("bodies.toml").read_text("utf-8"))
