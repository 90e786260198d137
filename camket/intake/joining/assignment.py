"""Assign the items of two lists to one another, one to one, and group what is linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import numpy as np

from camket.intake.joining.distinctive_words import Scores

T = TypeVar("T")


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


def group_linked(things: Iterable[T], are_linked: Callable[[T, T], bool]) -> list[list[T]]:
    """Groups things so that those linked to each other, directly or through others, are together.

    >>> group_linked([1, 5, 2, 8, 6], lambda one, other: abs(one - other) == 1)
    [[1, 2], [8], [5, 6]]
    """
    groups: list[list[T]] = []
    for thing in things:
        linked = [group for group in groups if any(are_linked(thing, other) for other in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([*(other for group in linked for other in group), thing])
    return groups
