"""The types of the next year: items that units register, and items of the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from camket.intake.joining.lists import Item
from camket.intake.joining.record import Commitment, Source
from camket.intake.tables.proposals import Proposal
from camket.settings.units import Unit

PROPOSALS: dict[Proposal, str] = {
    "keep": "giữ nguyên",
    "change": "điều chỉnh",
    "add": "bổ sung",
    "drop": "đề nghị giảm",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Registration:
    """One item that a unit registers for the next year, or proposes to give up (`proposal` "drop").

    `target` is the target for the next year; `shown_target` is the whole cell text, which may include the
    old one. `broken` lists the fields whose cells cannot be used, `asks` the questions about notes on cells.
    `places` has file and cell of each field: `registrations/so-noi-vu.xlsx!Sheet1!B7`. `names` are the numbers of
    this year's items that the unit says the item comes from, `earlier` is this year's content that stands beside it.
    `lowered` are words that lower the target or give the item up ("Đề nghị giảm").
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
    asks: tuple[str, ...] = ()
    names: tuple[int, ...] = ()
    earlier: str = ""
    lowered: str = ""

    @property
    def summary(self) -> str:
        """What the unit wrote, in one line; it guards decisions about the item."""
        return f"{self.content} ({self.target})".removesuffix(" ()")


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence outside the tables of a file in which a unit gives an item up.

    `units` are the codes of the units that it may speak for, `names` the numbers of this year's items that it names.
    """

    units: frozenset[str]
    file: str
    place: str
    text: str
    names: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One task or target of the programme.

    `unit` leads it, or every unit of `groups`, or both. `body` is the lead as written. `asks` are the questions
    about notes on its cells.
    """

    item_id: str
    unit: Unit | None
    groups: frozenset[str]
    body: str
    content: str
    target: str
    deadline: str
    basis: str
    source: Source
    places: Mapping[str, str]
    asks: tuple[str, ...] = ()


def as_item(thing: Registration | ProgrammeItem | Commitment) -> Item:
    """What is registered, planned or signed as an item to compare by its words alone."""
    if isinstance(thing, Registration):
        key = thing.registration_id
    else:
        key = thing.item_id if isinstance(thing, ProgrammeItem) else thing.record_id
    return Item(key, thing.content, thing.target, thing.deadline)
