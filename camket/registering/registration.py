"""What travels from here on about the next year: items as units register them, items of the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from camket.inputs.units import Group, Unit
from camket.records.record import Source

# What a unit says of an item against this year's list; empty where it says nothing.
Proposal = Literal["keep", "change", "add", "drop", ""]
PROPOSALS: dict[Proposal, str] = {
    "keep": "giữ nguyên",
    "change": "điều chỉnh",
    "add": "bổ sung",
    "drop": "đề nghị giảm",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Registration:
    """One item that a unit registers for the next year, or with `proposal` "drop" one it wants to be rid of.

    `target` is the one for the next year; `shown_target` all that the cells show, the old one beside it;
    `broken` are the fields whose cells hold an error, or a formula without a value.
    `places` are file and cell of each field: `registrations/so-noi-vu.xlsx!Sheet1!B7`.
    """

    registration_id: str
    unit: Unit
    item_no: int
    content: str
    target: str
    shown_target: str
    deadline: str
    basis: str
    note: str
    proposal: Proposal
    source: Source
    places: Mapping[str, str]
    broken: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """What the unit wrote, in one line: the guard of decisions on it."""
        return f"{self.content} ({self.target})".removesuffix(" ()")


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One task or target of the programme.

    `unit` answers for it, or every unit of `groups`, or both; `body` says who, as written.
    """

    item_id: str
    unit: Unit | None
    groups: frozenset[Group]
    body: str
    content: str
    target: str
    deadline: str
    basis: str
    source: Source
    places: Mapping[str, str]
