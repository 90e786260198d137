"""Find contents that several units have in common, and what each unit proposes for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from camket.intake.joining.amounts import PERCENT, read_amounts
from camket.intake.joining.compared import Compared, compare_lists
from camket.intake.joining.distinctive_words import Scores
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile
from camket.intake.joining.record import Commitment
from camket.next_year.carried_over import Carried, Dropped
from camket.next_year.items import Registration, as_item

# From here on (of 100) the items of two units are one content, where the likeness of all members says so; that two
# register the same is only a reason to look.
_ALIKE = 40.0
_TWINS = 46.0
# Two kinds of a thing are never one content, however like each is to the others. Names of two districts may differ.
_APART = 1e6
Treatment = Literal["keeps", "changes", "drops", "adds", "asked"]
_TREATMENTS: dict[str, Treatment] = {
    "unchanged": "keeps",
    "year_only": "keeps",
    "reworded": "keeps",
    "target_changed": "changes",
    "new": "adds",
    "asked": "asked",
}


def group_alike(lists: Sequence[Sequence[Item]]) -> tuple[tuple[str, ...], ...]:
    """The keys of items with the same content except for wording, numbers and years, in order of the first.

    Each list is that of one unit. Groups grow by the likest pair of groups first; how like two groups are
    is the mean over their items, so that no chain of half-like ones makes a group, and an item of another
    name ("đường ĐT.841") keeps them apart.
    """
    items = [item for own in lists for item in own]
    if len(items) < 2:
        return tuple((item.key,) for item in items)
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    like = compare_lists(items, items, load_profile("next_year"))
    distances = np.where(like.reaches("kinds", "other"), _APART, 100.0 - _compare(like))
    np.fill_diagonal(distances, 0.0)
    clusters = fcluster(linkage(squareform(distances), "average"), 100.0 - _ALIKE, "distance")
    groups: dict[int, list[str]] = {}
    for item, cluster in zip(items, clusters.tolist(), strict=True):
        groups.setdefault(cluster, []).append(item.key)
    return tuple(map(tuple, groups.values()))


def find_duplicates(lists: Sequence[Sequence[Item]]) -> tuple[tuple[str, str], ...]:
    """The pairs of items of two lists (one for each unit) that are the same task."""
    owner = [number for number, own in enumerate(lists) for _ in own]
    items = [item for own in lists for item in own]
    scores = _compare(compare_lists(items, items, load_profile("next_year")))
    found = np.argwhere(np.triu(scores >= _TWINS, 1)).tolist()
    return tuple((items[one].key, items[other].key) for one, other in found if owner[one] != owner[other])


def _compare(like: Compared) -> Scores:
    """The likeness of each pair of a list, in either order; 0 where they name different things."""
    both: Scores = np.maximum(like.likeness, like.likeness.T)
    return both


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """What one unit proposes for a common content, by registering an item or leaving this year's out."""

    unit: str
    treatment: Treatment
    item: Registration | None
    before: Commitment | None

    @property
    def key(self) -> str:
        """The id of the item, or of the dropped commitment."""
        return self.item.registration_id if self.item else self.before.record_id if self.before else ""


@dataclass(frozen=True, slots=True)
class CommonContent:
    """A content of two units or more of a group, in the words of the first; `number` counts from 1 over all groups.

    `is_consistent` where all of them go on with it, or all drop it, and their shares are the same; where it
    is added, by all units. Amounts differ by the size of a unit, so that they are not compared.
    """

    number: int
    group: str
    text: str
    proposals: tuple[UnitProposal, ...]
    is_consistent: bool


def find_common_contents(
    group: str,
    items: Sequence[Registration],
    carried: Mapping[str, Carried],
    dropped: Sequence[Dropped],
    first: int = 1,
) -> tuple[CommonContent, ...]:
    """The common contents of a group's items and of those they drop, in the order of their first one.

    They are numbered from `first` on.
    """
    proposals: dict[str, UnitProposal] = {}
    texts: dict[str, Item] = {}
    for item in items:
        own = carried[item.registration_id]
        proposals[item.registration_id] = UnitProposal(
            item.unit.code, _TREATMENTS[own.kind], item, own.before[0] if own.before else None
        )
        texts[item.registration_id] = as_item(item)
    for each in dropped:
        signed = each.commitment
        proposals[signed.record_id] = UnitProposal(signed.unit.code, "drops", None, signed)
        texts[signed.record_id] = as_item(signed)
    contents: list[CommonContent] = []
    by_unit: dict[str, list[Item]] = {}
    for key, text in texts.items():
        by_unit.setdefault(proposals[key].unit, []).append(text)
    for alike in group_alike(list(by_unit.values())):
        members = tuple(proposals[key] for key in alike)
        if len({proposal.unit for proposal in members}) > 1:
            agree = _agree(members, len(by_unit))
            number = first + len(contents)
            contents.append(CommonContent(number, group, texts[alike[0]].content, members, agree))
    return tuple(contents)


def _agree(proposals: Sequence[UnitProposal], units: int) -> bool:
    dropped = [proposal.treatment == "drops" for proposal in proposals]
    added = any(proposal.treatment == "adds" for proposal in proposals)
    shares = {
        frozenset(amount.value for amount in read_amounts(proposal.item.target) if amount.unit == PERCENT)
        for proposal in proposals
        if proposal.item
    }
    everywhere = len({proposal.unit for proposal in proposals}) == units
    return (all(dropped) or not any(dropped)) and (everywhere or not added) and len(shares) <= 1
