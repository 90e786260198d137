"""Items of several units that say the same: contents in common, and tasks that two units register."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from camket.matching.item import Item
from camket.matching.likeness import Likeness
from camket.matching.wording import read_wording, without_quantities
from camket.records.objects import differs_in_object

_ALIKE = 80.0
_TWINS = 75.0


def group_alike(items: Sequence[Item]) -> tuple[tuple[str, ...], ...]:
    """The keys of items whose contents are the same but for numbers, years and spelling; in order of the first.

    An item joins the group whose first one it is likest to.
    """
    groups: list[tuple[Item, list[str]]] = []
    texts: list[str] = []
    for item in items:
        text = read_wording(item.content).text
        found = process.extract(text, texts, scorer=fuzz.token_sort_ratio, limit=3, score_cutoff=_ALIKE)
        place = next(
            (
                number
                for _, _, number in found
                if not differs_in_object(
                    without_quantities(item.content), without_quantities(groups[number][0].content)
                )
            ),
            None,
        )
        if place is None:
            groups.append((item, [item.key]))
            texts.append(text)
        else:
            groups[place][1].append(item.key)
    return tuple(tuple(keys) for _, keys in groups)


def find_duplicates(lists: Sequence[Sequence[Item]]) -> tuple[tuple[str, str], ...]:
    """The pairs of items of two lists (one for each unit) that are the same task."""
    pairs: list[tuple[str, str]] = []
    for position, own in enumerate(lists):
        for others in lists[position + 1 :]:
            like = Likeness(own, others)
            pairs += [
                (own[row].key, others[column].key)
                for row, line in enumerate(like.scores)
                for column, score in enumerate(line)
                if score >= _TWINS and not like.differ[row][column]
            ]
    return tuple(pairs)
