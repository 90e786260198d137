"""Assign the items of two lists to one another, one to one."""

from __future__ import annotations

import numpy as np

from camket.intake.joining.distinctive_words import Scores


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
