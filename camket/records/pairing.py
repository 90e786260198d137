"""The rows of one table of a unit paired with its commitments, one to one: surely, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camket.inputs.period import Thresholds
from camket.records.comparison import SAME_NUMBER, Comparison
from camket.records.record import Commitment, Report

# Below this a row is no candidate worth a person's time, unless it has the number.
_WORTH_ASKING, _WORTH_ASKING_NUMBERED = 50.0, 30.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A row with the index of its commitment, or without one and the likeness to each instead."""

    report: Report
    sure: int | None
    likeness: tuple[float, ...]


def pair_rows(
    commitments: Sequence[Commitment], reports: Sequence[Report], thresholds: Thresholds
) -> list[Pair]:
    """Each row with the commitment it surely reports, in the order of the rows.

    One to one by the assignment that makes all rows together likest. Two rows of one table can
    still have the same commitment: where the text of both is clearly its own, it is reported twice.
    """
    table = Comparison(commitments, reports, thresholds)
    pairs = []
    for row, assigned in enumerate(assign(table.scores)):
        wanted = dict.fromkeys((assigned, table.best(row)))
        sure = next((column for column in wanted if table.is_sure(row, column)), None)
        pairs.append(Pair(reports[row], sure, tuple(table.likeness[row])))
    return pairs


def choose_candidates(
    commitments: Sequence[Commitment], doubtful: Sequence[Pair], free: Sequence[int]
) -> list[int | None]:
    """For each doubtful row the index of the free commitment that it may report, or None: one to one."""
    scores = []
    for pair in doubtful:
        numbered = [commitments[column].item_no == pair.report.item_no for column in free]
        least = _WORTH_ASKING_NUMBERED if pair.report.row.text("content") else 0.0
        scores.append(
            [
                pair.likeness[column] + (SAME_NUMBER if same else 0)
                if pair.likeness[column] >= (least if same else _WORTH_ASKING)
                else 0.0
                for column, same in zip(free, numbered, strict=True)
            ]
        )
    return [
        free[column] if column is not None and scores[row][column] else None
        for row, column in enumerate(assign(scores))
    ]


def assign(scores: Sequence[Sequence[float]]) -> list[int | None]:
    """One column for each row, none twice, so that the sum of the scores is greatest."""
    if not scores or not scores[0]:
        return [None] * len(scores)
    best = [max(range(len(row)), key=row.__getitem__) for row in scores]
    if len(set(best)) == len(best):
        return list(best)  # nothing is wanted twice: the usual case, and SciPy need not be loaded
    from scipy.optimize import linear_sum_assignment

    chosen: list[int | None] = [None] * len(scores)
    for row, column in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
        chosen[int(row)] = int(column)
    return chosen
