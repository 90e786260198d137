"""Items of several units that say the same: contents in common, and tasks that two units register."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camket.intake.joining.compared import Compared, compare_lists
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile
from camket.intake.joining.telling_words import Scores

# From here on (of 100) the items of two units are one content, where the likeness of all members says so; that two
# register the same is only a reason to look.
_ALIKE = 40.0
_TWINS = 46.0
# Two kinds of a thing are never one content, however like each is to the others. Names of two districts may differ.
_APART = 1e6


def group_alike(lists: Sequence[Sequence[Item]]) -> tuple[tuple[str, ...], ...]:
    """The keys of items that are one content in other words, numbers and years apart; in order of the first.

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
    """How like each two of one list are, whichever comes first; nothing where they name different things."""
    both: Scores = np.maximum(like.likeness, like.likeness.T)
    return both
