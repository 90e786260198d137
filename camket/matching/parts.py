"""Items that were split or merged: the whole holds the words of each part, and the parts together its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from camket.matching.likeness import Scores

# How much of a part the whole holds, of the whole the parts together, and what each part adds to the others.
_HELD, _TOGETHER, _ADDS = 0.45, 0.75, 0.1
# A part has less of the whole than this.
_LESS = 0.9


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole with its parts, by their places in the two lists."""

    whole: int
    parts: tuple[int, ...]


def find_parts(wholes: Scores, parts: Scores, candidates: Sequence[Sequence[int]]) -> list[Parts]:
    """Which wholes are made of which parts. Rows are texts, columns the weights of their words.

    `candidates[whole]` are the parts that may be its own, the likest first; no part is taken twice.
    """
    found = []
    taken: set[int] = set()
    for whole, places in enumerate(candidates):
        own = _choose(wholes[whole], parts, [place for place in places if place not in taken])
        if own:
            found.append(Parts(whole, tuple(sorted(own))))
            taken.update(own)
    return found


def _choose(whole: Scores, parts: Scores, places: Sequence[int]) -> list[int]:
    """Two parts or more that make most of a whole, or none."""
    weight = float(whole.sum())
    shared = {place: np.minimum(parts[place], whole) for place in places}
    chosen = [
        place
        for place, common in shared.items()
        if 0 < common.sum() <= _LESS * weight and common.sum() >= _HELD * parts[place].sum()
    ]
    # What adds nothing to the others, the least like first, is no part.
    for place in reversed(tuple(chosen)):
        others = [shared[other] for other in chosen if other != place]
        if others and _cover([*others, shared[place]]) - _cover(others) < _ADDS * weight:
            chosen.remove(place)
    complete = len(chosen) > 1 and _cover([shared[place] for place in chosen]) >= _TOGETHER * weight
    return chosen if complete else []


def _cover(shared: Sequence[Scores]) -> float:
    """The weight of the whole that several parts hold together."""
    return float(np.max(shared, axis=0).sum())
