"""Items that were split or merged: the whole holds the words of each part, and the parts together its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from camket.matching.likeness import Scores

# How much of a part the whole holds, of the whole the parts together, and what each part adds to the others.
_HELD, _TOGETHER, _ADDS = 0.45, 0.75, 0.15
# A part is shorter than its whole.
_SHORTER = 0.85


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
        if len(own) > 1:
            found.append(Parts(whole, tuple(sorted(own))))
            taken.update(own)
    return found


def _choose(whole: Scores, parts: Scores, places: Sequence[int]) -> list[int]:
    """The parts of one whole, or none where they do not make most of it."""
    weight = whole.sum()
    chosen: list[int] = []
    covered = np.zeros_like(whole)
    for place in places:
        part = parts[place]
        shared = np.minimum(part, whole)
        if not _is_part(shared.sum(), part.sum(), weight):
            continue
        together = np.maximum(covered, shared)
        if together.sum() - covered.sum() < _ADDS * weight:
            continue
        chosen.append(place)
        covered = together
    alone = [
        covered.sum()
        - np.max([np.minimum(parts[other], whole) for other in chosen if other != place], axis=0).sum()
        for place in chosen
        if len(chosen) > 1
    ]
    complete = covered.sum() >= _TOGETHER * weight and all(adds >= _ADDS * weight for adds in alone)
    return chosen if complete else []


def _is_part(shared: float, part: float, whole: float) -> bool:
    return bool(part) and shared >= _HELD * part and shared <= _SHORTER * whole
