"""The items of two lists matched one to one: surely, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from camket.matching.change import Change, describe_change
from camket.matching.item import Item
from camket.matching.likeness import Likeness, Scores
from camket.matching.names import Difference
from camket.matching.parts import find_parts
from camket.records.pairing import assign

Why = Literal["split", "merged", "two_alike", "object_differs", "weak"]

# From here on two items that nothing competes for are one; below the second number they are two (of 100).
_SURE, _ASKED = 28.0, 17.0
# By so much the pairs of an assignment have to be likelier than any other way to pair the same items.
_LEAD = 6.0
# A part of a whole that was split has at least this of the whole; a pair so like is no part.
_PART, _WHOLE = 25.0, 92.0
# Texts so like that only their names tell them apart.
_TWINS = 90.0


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and the one that carries it on, how like they are (0–100), and what was changed."""

    before: str
    after: str
    likeness: float
    change: Change


@dataclass(frozen=True, slots=True)
class Doubt:
    """Items of both lists that a person has to settle, by their keys, and why.

    `split`: one item became several; `merged`: several became one; `two_alike`: another pairing is nearly as
    likely; `object_differs`: the same words of another thing; `weak`: too little in common to be sure.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Matching:
    """Two lists matched: each key of either is in exactly one of the four, in the order of the lists."""

    pairs: tuple[Pair, ...] = ()
    asked: tuple[Doubt, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def match_items(before: Sequence[Item], after: Sequence[Item], year: int) -> Matching:
    """The items of `after`, of the `year`, against those of the year before, by the likeliest assignment as a whole.

    Years, quantities and typing count little, the names of things much: two items that name other things
    are never one. Keys of one list have to be unique.
    """
    like = Likeness(tuple(before), tuple(after))
    found = _Found(like)
    found.settle()
    pairs = tuple(
        Pair(
            before[row].key,
            after[column].key,
            round(float(like.scores[row, column]), 1),
            describe_change(before[row], after[column], year),
        )
        for row, column in sorted(found.sure.items())
    )
    asked = tuple(
        Doubt(tuple(before[row].key for row in rows), tuple(after[column].key for column in columns), why)
        for rows, columns, why in sorted(found.doubts)
    )
    used = {pair.before for pair in pairs}.union(*(doubt.before for doubt in asked))
    used_after = {pair.after for pair in pairs}.union(*(doubt.after for doubt in asked))
    return Matching(
        pairs,
        asked,
        tuple(item.key for item in after if item.key not in used_after),
        tuple(item.key for item in before if item.key not in used),
    )


class _Found:
    """What was found, by the places of the items in their lists."""

    def __init__(self, like: Likeness) -> None:
        self.like = like
        self.scores = np.where(like.scores >= _ASKED, like.scores, 0.0)
        self.sure: dict[int, int] = {}
        self.doubts: list[tuple[tuple[int, ...], tuple[int, ...], Why]] = []

    def settle(self) -> None:
        """Pairs what is sure and asks what is not: splits and merges first."""
        chosen = self._assign(self.scores)
        self._ask_parts(chosen, "split")
        self._ask_parts(chosen, "merged")
        rows, columns = self._asked()
        left = self.scores.copy()
        left[sorted(rows)] = 0.0
        left[:, sorted(columns)] = 0.0
        chosen = self._assign(left)
        groups: list[tuple[set[int], set[int], Why]] = []
        for row, column in chosen.items():
            rivals = self._find_rivals(left, chosen, row, column)
            differs = self.like.differences[row, column] >= Difference.MARKS
            if rivals == (set(), set()) and not differs and left[row, column] >= _SURE:
                self.sure[row] = column
            else:
                why: Why = (
                    "two_alike" if rivals != (set(), set()) else "object_differs" if differs else "weak"
                )
                groups.append(({row} | rivals[0], {column} | rivals[1], why))
        self.doubts += _join(groups)
        self._ask_twins()

    @staticmethod
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

    def _ask_parts(self, chosen: dict[int, int], why: Literal["split", "merged"]) -> None:
        """Items that are made of several of the other list."""
        sides = self.like.words if why == "split" else self.like.words[::-1]
        scores = self.like.scores if why == "split" else self.like.scores.T
        partner = chosen if why == "split" else {column: row for row, column in chosen.items()}
        holder = {part: whole for whole, part in partner.items()}
        rows, columns = self._asked()
        gone = (rows, columns) if why == "split" else (columns, rows)
        candidates: list[list[int]] = []
        for whole in range(len(scores)):
            likest = scores[whole].max(initial=0.0)
            open_parts = [
                part
                for part in range(scores.shape[1])
                if part not in gone[1]
                and scores[whole, part] >= _PART
                # What another item carries on is no part of this one.
                and (
                    part not in holder
                    or holder[part] == whole
                    or scores[holder[part], part] < scores[whole, part]
                )
            ]
            usable = whole not in gone[0] and likest < _WHOLE
            candidates.append(sorted(open_parts, key=lambda part: -scores[whole, part]) if usable else [])
        for each in find_parts(sides[0], sides[1], candidates):
            if why == "split":
                self.doubts.append(((each.whole,), each.parts, why))
            else:
                self.doubts.append((each.parts, (each.whole,), why))

    def _asked(self) -> tuple[set[int], set[int]]:
        return (
            {row for rows, _, _ in self.doubts for row in rows},
            {column for _, columns, _ in self.doubts for column in columns},
        )

    @staticmethod
    def _find_rivals(
        scores: Scores, chosen: dict[int, int], row: int, column: int
    ) -> tuple[set[int], set[int]]:
        """The items with which another pairing would be nearly as likely."""
        owner = {other: each for each, other in chosen.items()}
        own = scores[row, column]
        rows, columns = set[int](), set[int]()
        for other in np.flatnonzero(scores[row]).tolist():
            if other == column:
                continue
            rival = owner.get(other)
            kept = own + (scores[rival, other] if rival is not None else 0.0)
            swapped = scores[row, other] + (scores[rival, column] if rival is not None else 0.0)
            if kept - swapped < _LEAD:
                columns.add(other)
                rows |= {rival} if rival is not None else set()
        for other in np.flatnonzero(scores[:, column]).tolist():
            if other != row and other not in chosen and own - scores[other, column] < _LEAD:
                rows.add(other)
        return rows, columns

    def _ask_twins(self) -> None:
        """What is left and differs in nothing but the kind of a place of one name: a district that became a town."""
        rows, columns = self._asked()
        rows |= self.sure.keys()
        columns |= set(self.sure.values())
        for row in range(len(self.like.before)):
            for column in range(len(self.like.after)):
                if row in rows or column in columns or self.like.raw[row, column] < _TWINS:
                    continue
                if self.like.differences[row, column] == Difference.OTHER and self._same_name(row, column):
                    self.doubts.append(((row,), (column,), "object_differs"))
                    rows.add(row)
                    columns.add(column)

    def _same_name(self, row: int, column: int) -> bool:
        one, other = self.like.wordings[0][row].names, self.like.wordings[1][column].names
        return {each.words for each in one} == {each.words for each in other}


def _join(
    groups: Sequence[tuple[set[int], set[int], Why]],
) -> list[tuple[tuple[int, ...], tuple[int, ...], Why]]:
    """Doubts that share an item as one."""
    joined: list[tuple[set[int], set[int], Why]] = []
    for rows, columns, why in groups:
        apart = []
        for other in joined:
            if rows & other[0] or columns & other[1]:
                rows, columns = rows | other[0], columns | other[1]
                why = "two_alike"
            else:
                apart.append(other)
        joined = [*apart, (rows, columns, why)]
    return [(tuple(sorted(rows)), tuple(sorted(columns)), why) for rows, columns, why in joined]
