"""Items of several units that say the same: contents in common, and tasks that two units register."""

from __future__ import annotations

from collections.abc import Sequence

from camket.matching.item import Item
from camket.matching.likeness import Likeness

# From here on (of 100) the items of two units are one content, where the likeness of all members says so.
_ALIKE = 40.0
_TWINS = 75.0


def group_alike(lists: Sequence[Sequence[Item]]) -> tuple[tuple[str, ...], ...]:
    """The keys of items that are one content in other words, numbers and years apart; in order of the first.

    Each list is that of one unit. Groups grow by the likest pair of groups first; how like two groups are
    is the mean over their items, so that no chain of half-like ones makes a group, and an item of another
    name ("đường ĐT.841") keeps them apart.
    """
    items = [item for own in lists for item in own]
    like = Likeness(items, items)
    scores = [
        [0.0 if like.differ[row][column] else score for column, score in enumerate(line)]
        for row, line in enumerate(like.scores)
    ]
    return tuple(tuple(items[member].key for member in group) for group in _cluster(scores, len(items)))


def find_duplicates(lists: Sequence[Sequence[Item]]) -> tuple[tuple[str, str], ...]:
    """The pairs of items of two lists (one for each unit) that are the same task."""
    owner = [number for number, own in enumerate(lists) for _ in own]
    items = [item for own in lists for item in own]
    like = Likeness(items, items)
    return tuple(
        (items[row].key, items[column].key)
        for row, line in enumerate(like.scores)
        for column in range(row + 1, len(items))
        if line[column] >= _TWINS and owner[row] != owner[column] and not like.differ[row][column]
    )


def _cluster(scores: Sequence[Sequence[float]], size: int) -> list[list[int]]:
    """Average linkage, by SciPy: the members of each cluster in order, clusters by their first."""
    if size < 2:
        return [[number] for number in range(size)]
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distances = [
        [
            0.0 if row == column else 100.0 - max(scores[row][column], scores[column][row])
            for column in range(size)
        ]
        for row in range(size)
    ]
    numbers = fcluster(linkage(squareform(distances), "average"), 100.0 - _ALIKE, "distance")
    groups: dict[int, list[int]] = {}
    for member, number in enumerate(numbers):
        groups.setdefault(int(number), []).append(member)
    return list(groups.values())
