"""The slots of a report template (`report_slots.toml`), and what the tag of a content control means."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

# What a control shows of a figure that its tag names: `count:cut_off.completed`.
Part = Literal["count", "fraction", "share"]
PARTS: tuple[Part, ...] = ("count", "fraction", "share")
_IF = "if"


class Slot(BaseModel):
    """A place that the program fills. The head of report_slots.toml explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    tag: str
    name: str
    kind: Literal["inline", "block", "note"]
    needed: Literal["always", "filled", "never"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A control whose paragraphs stay only where a slot has something to say: `if:audit`."""

    slot: Slot


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A control that shows a number of the ledger: `share:cut_off.completed@SNV`."""

    part: Part
    figure: str


Meaning = Slot | Condition | FigurePart


@cache
def load_slots() -> Mapping[str, Slot]:
    """All slots by their tags."""
    text = files("camket.publishing.report").joinpath("report_slots.toml").read_text("utf-8")
    return {entry["tag"]: Slot.model_validate(entry) for entry in tomllib.loads(text)["slot"]}


def read_tag(tag: str) -> Meaning | None:
    """The meaning of a tag; None for one that camket does not know.

    >>> read_tag("share:cut_off.completed")
    FigurePart(part='share', figure='cut_off.completed')
    """
    prefix, _, rest = tag.strip().partition(":")
    if not rest:
        return load_slots().get(prefix)
    if prefix == _IF:
        slot = load_slots().get(rest)
        return Condition(slot) if slot else None
    return next((FigurePart(part, rest) for part in PARTS if part == prefix), None)
