"""Which items of two lists are one, and which a person has to settle: splits and merges first, then pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from camket.matching.likeness import Likeness, Scores
from camket.matching.names import Difference
from camket.matching.parts import find_parts
from camket.records.pairing import assign

Why = Literal["split", "merged", "two_alike", "object_differs", "weak"]

# From here on two items that nothing competes for are one; below the second number they are two (of 100).
_SURE, _ASKED = 36.0, 22.0
# By so much the pairs of an assignment have to be likelier than any other way to pair the same items.
_LEAD = 6.0
# A part of a whole that was split has at least this of the whole; an item with a likeness such as the second has
# its pair and was not split.
_PART, _PAIRED = 25.0, 92.0
# Texts so like that only their names tell them apart.
_TWINS = 80.0


@dataclass(frozen=True, slots=True)
class Question:
    """Items that a person has to settle, by their places in the two lists, in rising order, and why."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Decision:
    """The row of each column that is surely one with it, and what is asked; no place is in two of them."""

    pairs: Mapping[int, int]
    questions: tuple[Question, ...]


def decide(like: Likeness) -> Decision:
    """What two lists have in common, by the assignment that is likeliest as a whole."""
    scores = np.where(like.scores >= _ASKED, like.preferences, 0.0)
    chosen = _assign(scores)
    questions = _ask_parts(like.scores, chosen, lambda: like.words, "split")
    owners = {column: row for row, column in chosen.items()}
    turned = _ask_parts(_without(like.scores, questions).T, owners, lambda: like.words[::-1], "merged")
    questions += [Question(each.columns, each.rows, each.why) for each in turned]
    left = _without(scores, questions)
    chosen = _assign(left)
    pairs: dict[int, int] = {}
    doubtful: list[Question] = []
    for row, column in chosen.items():
        rows, columns = _find_rivals(left, chosen, row, column)
        differs = like.differences[row, column] >= Difference.MARKS
        if len(rows) == len(columns) == 1 and not differs and left[row, column] >= _SURE:
            pairs[row] = column
        else:
            why: Why = (
                "two_alike" if len(rows) + len(columns) > 2 else "object_differs" if differs else "weak"
            )
            doubtful.append(Question(rows, columns, why))
    questions += _join(doubtful)
    return Decision(pairs, (*questions, *_ask_twins(like, pairs, questions)))


def _assign(scores: Scores) -> dict[int, int]:
    """The likeliest pairs; rows and columns without any likeness are left out."""
    rows, columns = np.flatnonzero(scores.any(axis=1)), np.flatnonzero(scores.any(axis=0))
    # One pair that leaves no doubt is worth more than two that do.
    chosen = assign((scores[np.ix_(rows, columns)] ** 3).tolist())
    return {
        int(rows[row]): int(columns[column])
        for row, column in enumerate(chosen)
        if column is not None and scores[rows[row], columns[column]]
    }


def _without(scores: Scores, questions: Sequence[Question]) -> Scores:
    """The scores without those of items that are asked already."""
    left = scores.copy()
    left[[row for each in questions for row in each.rows]] = 0.0
    left[:, [column for each in questions for column in each.columns]] = 0.0
    return left


def _ask_parts(
    scores: Scores,
    chosen: Mapping[int, int],
    words: Callable[[], tuple[Scores, Scores]],
    why: Literal["split", "merged"],
) -> list[Question]:
    """Rows that are made of several columns; `chosen` has the column of each row that has one."""
    owner = {column: row for row, column in chosen.items()}
    candidates: list[list[int]] = []
    for row, line in enumerate(scores):
        places = np.flatnonzero(line >= _PART).tolist() if line.max(initial=0.0) < _PAIRED else []
        # What another row carries on more surely is no part of this one.
        free = [place for place in places if scores[owner.get(place, row), place] <= line[place]]
        candidates.append(sorted(free, key=lambda place: -line[place]))
    if max(map(len, candidates), default=0) < 2:
        return []
    return [Question((each.whole,), each.parts, why) for each in find_parts(*words(), candidates)]


def _find_rivals(
    scores: Scores, chosen: Mapping[int, int], row: int, column: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The two of a pair with the items with which another pairing would be nearly as likely."""
    owner = {other: each for each, other in chosen.items()}
    own = scores[row, column]
    rows, columns = {row}, {column}
    for other in np.flatnonzero(scores[row]).tolist():
        if other == column:
            continue
        rival = owner.get(other)
        kept = own + (scores[rival, other] if rival is not None else 0.0)
        exchanged = scores[row, other] + (scores[rival, column] if rival is not None else 0.0)
        if kept - exchanged < _LEAD:
            columns.add(other)
            rows |= set() if rival is None else {rival}
    for other in np.flatnonzero(scores[:, column]).tolist():
        if other not in chosen and own - scores[other, column] < _LEAD:
            rows.add(other)
    return tuple(sorted(rows)), tuple(sorted(columns))


def _join(questions: Sequence[Question]) -> list[Question]:
    """Questions that share an item as one."""
    joined: list[Question] = []
    for each in questions:
        shared = [
            other for other in joined if {*each.rows} & {*other.rows} or {*each.columns} & {*other.columns}
        ]
        together = [each, *shared]
        joined = [other for other in joined if other not in shared]
        joined.append(
            Question(
                tuple(sorted({row for other in together for row in other.rows})),
                tuple(sorted({column for other in together for column in other.columns})),
                "two_alike" if shared else each.why,
            )
        )
    return joined


def _ask_twins(like: Likeness, pairs: Mapping[int, int], questions: Sequence[Question]) -> list[Question]:
    """What is left and differs in nothing but the kind of a place of one name: a district that became a town."""
    rows = {*pairs, *(row for each in questions for row in each.rows)}
    columns = {*pairs.values(), *(column for each in questions for column in each.columns)}
    found = []
    for row, column in np.argwhere((like.raw >= _TWINS) & (like.differences == Difference.OTHER)).tolist():
        names = [
            {name.words for name in side[place].names}
            for side, place in zip(like.wordings, (row, column), strict=True)
        ]
        if row not in rows and column not in columns and names[0] == names[1]:
            found.append(Question((row,), (column,), "object_differs"))
            rows.add(row)
            columns.add(column)
    return found
