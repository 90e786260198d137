"""Contents that districts have in common, and what each of them proposes for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camket.matching.group import group_alike
from camket.matching.item import Item
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
    """What one district proposes for a content: by its registered item, or by leaving out this year's."""

    unit: str
    treatment: Treatment
    item: Registration | None
    before: Commitment | None

    @property
    def key(self) -> str:
        """The id of the item, or of the commitment that is dropped."""
        return self.item.registration_id if self.item else self.before.record_id if self.before else ""


@dataclass(frozen=True, slots=True)
class Content:
    """A content of two districts or more, in the words of the first; `number` counts from 1."""

    number: int
    text: str
    stands: tuple[Stand, ...]

    @property
    def is_consistent(self) -> bool:
        """Whether all districts that have it propose the same: one treatment, and one share where they set one.

        Amounts differ by the size of a district; shares can be compared.
        """
        kinds = {stand.treatment for stand in self.stands}
        shares = {
            stand.item.target
            for stand in self.stands
            if stand.item and stand.treatment in ("changes", "adds") and "%" in stand.item.target
        }
        return len(kinds) == 1 and len(shares) <= 1


def find_contents(
    items: Sequence[Registration], carried: Mapping[str, Carried], dropped: Sequence[Dropped]
) -> tuple[Content, ...]:
    """The common contents of the districts' items and of those they drop, in the order of their first one."""
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
    for group in group_alike(list(by_unit.values())):
        members = tuple(stands[key] for key in group)
        if len({stand.unit for stand in members}) > 1:
            contents.append(Content(len(contents) + 1, texts[group[0]].content, members))
    return tuple(contents)
