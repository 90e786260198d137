"""Find which unit or group of units is responsible for a task of the programme (`bodies.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from camket.inputs.units import Unit
from camket.reading.table import Row
from camket.records.owner import UNATTRIBUTED, Attributor
from camket.settings.scheme import Group
from camket.text import fold


@dataclass(frozen=True, slots=True)
class Body:
    """The lead of a task: one unit, or groups whose every unit leads; with its text and any doubt about it."""

    unit: Unit | None
    groups: frozenset[str]
    text: str
    doubt: str


def read_body(row: Row, attributor: Attributor, by_code: Mapping[str, Unit], known: Sequence[Group]) -> Body:
    """The lead named by the row's own cell, else by the section above it; supporting bodies do not count."""
    cell = row.text("unit") or row.text("unit_code")
    text = cell or row.section
    leads = _cut_helpers(text)
    attribution = (
        attributor.attribute_texts([row.text("unit_code").upper(), leads])
        if cell
        else attributor.attribute_row(row, UNATTRIBUTED)
    )
    unit = by_code.get(attribution.code)
    # A section inside a unit's own section only divides its tasks: "2. Cải cách hành chính của các địa
    # phương".
    groups = _find_groups(leads, known, alone=not attribution.codes) if cell or not unit else frozenset[str]()
    # If its whole group leads, the unit is one of the group.
    return Body(None if unit and unit.group in groups else unit, groups, text, attribution.doubt)


def _cut_helpers(text: str) -> str:
    helps = "|".join(map(re.escape, _load()["helps"]))
    return re.split(rf"\b(?:{helps})\b", text, maxsplit=1, flags=re.IGNORECASE)[0].strip() or text


def _find_groups(text: str, known: Sequence[Group], *, alone: bool) -> frozenset[str]:
    words = f" {fold(text)} "
    return frozenset(
        group.code
        for group in known
        if any(f" {fold(name)} " in words for name in (*group.named, *(group.named_alone if alone else ())))
    )


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(files("camket.registering").joinpath("bodies.toml").read_text("utf-8"))
