"""Two lists to compare: what is read of each item once, and what depends on a list as a whole."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from camket.intake.joining.abbreviations import write_out
from camket.intake.joining.amounts import Amount, read_amounts
from camket.intake.joining.distinctive_words import Scores, compare_words
from camket.intake.joining.letters import compare_texts, count_words, is_marked, tells_apart
from camket.intake.joining.profiles import Rules
from camket.intake.joining.wording import Wording, read_wording

# What the unit itself says of an item against the list before: it goes on, it is new, it is given up.
Said = Literal["", "kept", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. `key` identifies it there; `number` and `form_key` are as a form or list states them.

    `said` is what its unit states about it against the other list, `names` the numbers there that it refers to.
    """

    key: str
    content: str
    target: str = ""
    deadline: str = ""
    number: int | None = None
    form_key: str = ""
    said: Said = ""
    names: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lists:
    """The items of two lists: `left` are rows or this year's, `right` are commitments or the next year's."""

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    rules: Rules

    @cached_property
    def sides(self) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Both lists."""
        return self.left, self.right

    @property
    def shape(self) -> tuple[int, int]:
        """How many items the lists have."""
        return len(self.left), len(self.right)

    @cached_property
    def wordings(self) -> tuple[list[Wording], list[Wording]]:
        """The wordings of all contents."""
        texts = [[item.content for item in side] for side in self.sides]
        if self.rules.measure == "words":
            # Only the words are read, so that nothing else sees the abbreviations written out.
            texts = [write_out(own, others) for own, others in zip(texts, reversed(texts), strict=True)]
        one, other = ([read_wording(text) for text in side] for side in texts)
        return one, other

    @cached_property
    def amounts(self) -> tuple[list[tuple[Amount, ...]], list[tuple[Amount, ...]]]:
        """The amounts that all items promise."""
        one, other = ([read_amounts(item.target, item.content) for item in side] for side in self.sides)
        return one, other

    @cached_property
    def measure(self) -> Scores:
        """The likeness of contents of each pair (0–100), before any other comparison."""
        if self.rules.measure == "letters":
            one, other = ([item.content for item in side] for side in self.sides)
            return np.array(compare_texts(one, other), dtype=float).reshape(self.shape)
        one, other = ([item.deadline for item in side] for side in self.sides)
        return compare_words(self.wordings, self.amounts, (one, other))

    @cached_property
    def numbers_hold(self) -> bool:
        """Whether most numbers agree with the texts; they do not if a unit renumbered or left a row out."""
        least = self.rules.sure if self.rules.sure_claimed is None else self.rules.sure_claimed
        agree = []
        for row, item in enumerate(self.left):
            if item.number is not None and self.right:
                line, column = self.measure[row], self._by_number.get(item.number)
                agree.append(column is not None and line[column] >= max(least, line.max() - self.rules.lead))
        return bool(2 * sum(agree) > len(agree))

    @cached_property
    def last_vouched(self) -> float:
        """Up to which number the numbers tell items apart that the texts do not.

        A unit that leaves out a commitment and counts its rows 1, 2, 3 anew shifts the ones behind it. Where
        rows are fewer than commitments, the last row whose text says by itself that its number is right
        vouches for the numbers before it.
        """
        numbers = [item.number for item in self.left if item.number is not None]
        if numbers != list(range(1, len(numbers) + 1)) or len(numbers) >= len(self.right):
            return math.inf
        for row in reversed(range(len(self.left))):
            column = self._by_number.get(self.left[row].number) if self.numbers_hold else None
            if column is not None and self._is_sure_by_text(row, column):
                return self.right[column].number or 0
        return 0

    def find_near(self, row: int, column: int) -> Iterable[int]:
        """The other right items that are nearly as similar to a left one, or more.

        Where its words are exactly those of one item, only others of the same words are near: this keeps a table of
        thousands of like rows quick.
        """
        line = self.measure[row]
        least = line[column] - self.rules.lead
        if self.rules.told_apart_by:
            content = self.left[row].content
            marked = is_marked(content)
            same = self._same_words[marked].get(count_words(content, marked), ())
            if column in same:
                return [other for other in same if other != column and line[other] >= least]
        return [other for other in np.flatnonzero(line >= least).tolist() if other != column]

    def tells_apart(self, row: int, meant: int, rival: int) -> bool:
        """Whether the words of a left item show that it is `meant` and not `rival`."""
        said, one, other = self.left[row], self.right[meant], self.right[rival]
        if "content" not in self.rules.told_apart_by:
            return False
        if tells_apart(said.content, one.content, other.content):
            return True
        if "target" not in self.rules.told_apart_by or not said.target or one.target == other.target:
            return False
        if tells_apart(said.content, other.content, one.content):
            return False
        return tells_apart(said.target, one.target, other.target)

    def _is_sure_by_text(self, row: int, column: int) -> bool:
        return bool(self.measure[row, column] >= self.rules.sure) and all(
            self.tells_apart(row, column, other) for other in self.find_near(row, column)
        )

    @cached_property
    def _by_number(self) -> Mapping[int | None, int]:
        return {item.number: column for column, item in enumerate(self.right) if item.number is not None}

    @cached_property
    def _same_words(self) -> Mapping[bool, Mapping[frozenset[tuple[str, int]], list[int]]]:
        """The right items by their words, with tone marks and without."""
        found = {}
        for marked in (True, False):
            groups: dict[frozenset[tuple[str, int]], list[int]] = defaultdict(list)
            for column, item in enumerate(self.right):
                groups[count_words(item.content, marked)].append(column)
            found[marked] = groups
        return found
