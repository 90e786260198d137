"""The rows of one table of a unit paired with its commitments, one to one: surely, or not at all."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from camket.inputs.period import Thresholds
from camket.records.comparison import SAME_NUMBER, Comparison
from camket.records.record import Commitment, Report

# Below this a row is no candidate worth a person's time: without and with the number of the commitment.
_WORTH_ASKING = (50.0, 30.0)
# The same where another file reports the commitment already.
_WORTH_DOUBTING = (85.0, 60.0)


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
    commitments: Sequence[Commitment], doubtful: Sequence[Pair], free: Set[int], elsewhere: Set[int]
) -> list[int | None]:
    """For each doubtful row of a file the index of the commitment that it may report, or None: one to one.

    `free` have no row, `elsewhere` have one in other files only: of those a row must be much more like.
    """
    columns = sorted(free | elsewhere)
    scores = []
    for pair in doubtful:
        line = []
        for column in columns:
            same = commitments[column].item_no == pair.report.item_no
            least = (_WORTH_ASKING if column in free else _WORTH_DOUBTING)[same]
            if same and not pair.report.row.text("content"):
                least = 0.0
            likeness = pair.likeness[column]
            line.append(likeness + (SAME_NUMBER if same else 0.0) if likeness >= least else 0.0)
        scores.append(line)
    return [
        columns[column] if column is not None and scores[row][column] else None
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
