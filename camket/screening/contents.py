"""Contents that the units of a group have in common, and what each of them proposes for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camket.intake.joining.amounts import PERCENT, read_amounts
from camket.intake.joining.lists import Item
from camket.next_year.common_contents import group_alike
from camket.records.record import Commitment
from camket.registering.registration import Registration
from camket.screening.carried import Carried, Dropped

Treatment = Literal["keeps", "changes", "drops", "adds", "asked"]
_TREATMENTS: dict[str, Treatment] = {
    "unchanged": "keeps",
    "year_only": "keeps",
    "reworded": "keeps",
    "target_changed": "changes",
    "new": "adds",
    "asked": "asked",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """What one unit proposes for a content: by its registered item, or by leaving out this year's."""

    unit: str
    treatment: Treatment
    item: Registration | None
    before: Commitment | None

    @property
    def key(self) -> str:
        """The id of the item, or of the dropped commitment."""
        return self.item.registration_id if self.item else self.before.record_id if self.before else ""


@dataclass(frozen=True, slots=True)
class Content:
    """A content of two units or more of a group, in the words of the first; `number` counts from 1 over all groups.

    `is_consistent` where all of them go on with it, or all drop it, and their shares are the same; where it
    is added, by all units. Amounts differ by the size of a unit, so that they are not compared.
    """

    number: int
    group: str
    text: str
    stands: tuple[Stand, ...]
    is_consistent: bool


def find_contents(
    group: str,
    items: Sequence[Registration],
    carried: Mapping[str, Carried],
    dropped: Sequence[Dropped],
    first: int = 1,
) -> tuple[Content, ...]:
    """The common contents of a group's items and of those they drop, in the order of their first one.

    They are numbered from `first` on.
    """
    stands: dict[str, Stand] = {}
    texts: dict[str, Item] = {}
    for item in items:
        own = carried[item.registration_id]
        stands[item.registration_id] = Stand(item.unit.code, _TREATMENTS[own.kind], item, own.before)
        texts[item.registration_id] = Item(item.registration_id, item.content, item.target, item.deadline)
    for each in dropped:
        signed = each.commitment
        stands[signed.record_id] = Stand(signed.unit.code, "drops", None, signed)
        texts[signed.record_id] = Item(signed.record_id, signed.content, signed.target, signed.deadline)
    contents: list[Content] = []
    by_unit: dict[str, list[Item]] = {}
    for key, text in texts.items():
        by_unit.setdefault(stands[key].unit, []).append(text)
    for alike in group_alike(list(by_unit.values())):
        members = tuple(stands[key] for key in alike)
        if len({stand.unit for stand in members}) > 1:
            agree = _agree(members, len(by_unit))
            number = first + len(contents)
            contents.append(Content(number, group, texts[alike[0]].content, members, agree))
    return tuple(contents)


def _agree(stands: Sequence[Stand], units: int) -> bool:
    dropped = [stand.treatment == "drops" for stand in stands]
    added = any(stand.treatment == "adds" for stand in stands)
    shares = {
        frozenset(amount.value for amount in read_amounts(stand.item.target) if amount.unit == PERCENT)
        for stand in stands
        if stand.item
    }
    everywhere = len({stand.unit for stand in stands}) == units
    return (all(dropped) or not any(dropped)) and (everywhere or not added) and len(shares) <= 1
