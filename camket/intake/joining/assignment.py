"""Assign the items of two lists to one another: one to one, or one to several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from camket.intake.joining.distinctive_words import Scores
from camket.intake.joining.profiles import PartRules


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole with its parts, by their places in the two lists."""

    whole: int
    parts: tuple[int, ...]


def assign(scores: Scores) -> dict[int, int]:
    """One column for each row without repetition, with the greatest sum of scores; pairs with score 0 are left out."""
    rows, columns = np.flatnonzero(scores.any(axis=1)), np.flatnonzero(scores.any(axis=0))
    if not len(rows):
        return {}
    table = scores[np.ix_(rows, columns)]
    best = table.argmax(axis=1)
    if len(set(best.tolist())) == len(rows):
        chosen = list(
            zip(range(len(rows)), best.tolist(), strict=True)
        )  # the usual case: SciPy need not be loaded
    else:
        from scipy.optimize import linear_sum_assignment

        chosen = list(
            zip(*(each.tolist() for each in linear_sum_assignment(table, maximize=True)), strict=True)
        )
    return {int(rows[row]): int(columns[column]) for row, column in chosen if table[row, column]}


def find_parts(
    wholes: Scores, parts: Scores, candidates: Sequence[Sequence[int]], rules: PartRules
) -> list[Parts]:
    """Find the wholes that are made of several parts. Rows are texts, columns the weights of their words.

    `candidates[whole]` are its possible parts, the most similar first; each part is used once.
    """
    found = []
    taken: set[int] = set()
    for whole, places in enumerate(candidates):
        own = _choose(wholes[whole], parts, [place for place in places if place not in taken], rules)
        if own:
            found.append(Parts(whole, tuple(sorted(own))))
            taken.update(own)
    return found


def _choose(whole: Scores, parts: Scores, places: Sequence[int], rules: PartRules) -> list[int]:
    """Two parts or more that make most of a whole, or none."""
    weight = float(whole.sum())
    shared = {place: np.minimum(parts[place], whole) for place in places}
    chosen = [
        place
        for place, common in shared.items()
        if 0 < common.sum() <= rules.most * weight and common.sum() >= rules.held * parts[place].sum()
    ]
    # What adds nothing to the others, the least like first, is no part.
    for place in reversed(tuple(chosen)):
        others = [shared[other] for other in chosen if other != place]
        if others and _cover([*others, shared[place]]) - _cover(others) < rules.adds * weight:
            chosen.remove(place)
    complete = len(chosen) > 1 and _cover([shared[place] for place in chosen]) >= rules.together * weight
    return chosen if complete else []


def _cover(shared: Sequence[Scores]) -> float:
    """The weight of the whole that several parts hold together."""
    return float(np.max(shared, axis=0).sum())
