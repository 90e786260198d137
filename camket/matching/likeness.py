"""How like the items of two lists are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import log

from rapidfuzz import fuzz, process

from camket.matching.item import Item
from camket.matching.wording import Wording, empty_words, names_differ, read_wording, without_quantities
from camket.records.objects import differs_in_object

# A text that holds all words of a shorter one is less sure to be it than one with its words alone.
_HELD = 0.92
# Letters count only where two texts are so like that slips of the keyboard are what differs (of 100).
_SPELLED = 75.0
# Of words that stand beside one another in both texts.
_PAIRS = 0.5


class Likeness:
    """The likeness (0–100) of each item of `before` to each of `after`, by its words, rare ones counting more.

    `differ[row][column]` says that two name different things, whatever else they share.
    """

    def __init__(self, before: Sequence[Item], after: Sequence[Item]) -> None:
        self.before = [read_wording(item.content) for item in before]
        self.after = [read_wording(item.content) for item in after]
        known = Counter(word for said in (*self.before, *self.after) for word in set(said.words))
        texts = len(self.before) + len(self.after)
        self._weight = {
            word: log(1 + texts / count) * (0.25 if word in empty_words() else 1.0)
            for word, count in known.items()
        }
        spelled = (
            process.cdist(
                [said.text for said in self.before],
                [said.text for said in self.after],
                scorer=fuzz.ratio,
                score_cutoff=_SPELLED,
            ).tolist()
            if before and after
            else [[] for _ in before]
        )
        bags = [[self._bag(said) for said in side] for side in (self.before, self.after)]
        self.scores = [
            [max(spelled[row][column], 100 * self._share(one, other)) for column, other in enumerate(bags[1])]
            for row, one in enumerate(bags[0])
        ]
        bare = [[without_quantities(item.content) for item in side] for side in (before, after)]
        self.differ = [
            [
                self.scores[row][column] > 0
                and (
                    names_differ(self.before[row], self.after[column])
                    or differs_in_object(bare[1][column], bare[0][row])
                )
                for column in range(len(after))
            ]
            for row in range(len(before))
        ]

    def _bag(self, said: Wording) -> dict[object, float]:
        bag: dict[object, float] = {word: self._weight[word] for word in said.words}
        for one, other in pairwise(said.words):
            bag[one, other] = _PAIRS * (self._weight[one] + self._weight[other]) / 2
        return bag

    @staticmethod
    def _share(one: dict[object, float], other: dict[object, float]) -> float:
        """The weight of what both have: of both together, or of the shorter one where the longer holds it."""
        common = sum(weight for word, weight in one.items() if word in other)
        own, others = sum(one.values()), sum(other.values())
        if not common:
            return 0.0
        both = 2 * common / (own + others)
        return max(both, _HELD * (both + common / min(own, others)) / 2)
