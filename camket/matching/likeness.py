"""How like the items of two lists are: by rare words, by letters, by what they promise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from camket.matching.amounts import read_amounts
from camket.matching.item import Item
from camket.matching.names import Difference, compare_names
from camket.matching.vocabulary import load_vocabulary
from camket.matching.wording import Wording, read_wording
from camket.text import fold

_YEAR = re.compile(r"(?:năm )?20\d\d")

Scores = npt.NDArray[np.float64]

# What two words side by side, a word for the same, an empty word and one of the frame count beside a word (1).
_BESIDE, _ALIKE, _EMPTY, _FRAME = 0.3, 0.8, 0.2, 0.35
# The same for a number with its unit, a unit, and a term, of the target.
_PROMISED, _UNIT, _TERM = 0.8, 0.4, 0.3
# Where a name is the same, most things may be done to it.
_NAMED = 0.5
# What the very same target adds (of 100), and targets without a common unit take away.
_SAME_TARGET, _OTHER_UNIT = 10.0, 6.0
# Less like than this, two have to share a word that tells what they are about.
_TELLING = 60.0
# A text that holds all of a shorter one is less surely that one than one of the same words.
_HELD = 0.9
# Letters tell that words were mistyped; of two texts with fewer in common they tell nothing.
_LETTERS = 0.6
# What a slip and other marks in a name take away (of 100).
_SLIPS = {Difference.NONE: 0.0, Difference.SLIP: 4.0, Difference.MARKS: 8.0, Difference.OTHER: 0.0}


@dataclass(frozen=True)
class Likeness:
    """The likeness (0–100) of each item of `before` (rows) to each of `after` (columns).

    A word counts the more, the fewer items of the two lists have it.
    """

    before: tuple[Item, ...]
    after: tuple[Item, ...]

    @cached_property
    def wordings(self) -> tuple[list[Wording], list[Wording]]:
        """The wordings of both lists."""
        return [read_wording(item.content) for item in self.before], [
            read_wording(item.content) for item in self.after
        ]

    @cached_property
    def scores(self) -> Scores:
        """The likeness of items that name the same things, with what their targets say; 0 where they name others."""
        slips = np.array([[_SLIPS[Difference(each)] for each in row] for row in self.differences.tolist()])
        likely = self.raw - slips.reshape(self.raw.shape) + self._compare_targets()
        telling = (self.differences != Difference.OTHER) & ((self.raw >= _TELLING) | self._share_a_telling_word())
        found: Scores = np.where(telling, np.clip(likely, 0.0, 100.0), 0.0)
        return found

    @cached_property
    def differences(self) -> npt.NDArray[np.int8]:
        """How far each two are from naming the same."""
        rows, columns = self.wordings
        found = [[compare_names(one.names, other.names) for other in columns] for one in rows]
        return np.array(found, dtype=np.int8).reshape(len(rows), len(columns))

    @cached_property
    def raw(self) -> Scores:
        """The likeness whatever they name."""
        if not self.before or not self.after:
            return np.zeros((len(self.before), len(self.after)))
        by_words = self._share(*self._weigh(self._features))
        return 100 * np.maximum(by_words, self._compare_letters())

    @cached_property
    def words(self) -> tuple[Scores, Scores]:
        """The weights of the words of both lists, names in full, nothing of what they promise."""
        sides = [
            [dict(zip(each.words, _weigh_words(each, named=1.0), strict=True)) for each in side]
            for side in self.wordings
        ]
        one, other, rarity = self._weigh(sides)
        return one * rarity, other * rarity

    @cached_property
    def _features(self) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
        rows, columns = self.wordings
        return (
            [_find_features(*each) for each in zip(rows, self.before, strict=True)],
            [_find_features(*each) for each in zip(columns, self.after, strict=True)],
        )

    def _weigh(
        self, features: Sequence[Sequence[Mapping[str, float]]]
    ) -> tuple[Scores, Scores, Scores]:
        """Both lists as rows of features, and the weight of each feature."""
        known = Counter(name for side in features for each in side for name in each)
        places = {name: place for place, name in enumerate(known)}
        texts = sum(map(len, features))
        rarity = np.array([log(1 + texts / count) for count in known.values()])
        matrices = []
        for side in features:
            matrix = np.zeros((len(side), len(places)))
            for row, each in enumerate(side):
                for name, weight in each.items():
                    matrix[row, places[name]] = weight
            matrices.append(matrix)
        return matrices[0], matrices[1], rarity

    @staticmethod
    def _share(rows: Scores, columns: Scores, rarity: Scores) -> Scores:
        """The weight of what two have in common: of both, or of the shorter where the longer holds it."""
        common = np.sqrt(rows * rarity) @ np.sqrt(columns * rarity).T
        own, others = (rows @ rarity)[:, None], (columns @ rarity)[None, :]
        both = 2 * common / np.maximum(own + others, 1e-9)
        held = common / np.maximum(np.minimum(own, others), 1e-9)
        found: Scores = np.maximum(both, _HELD * (both + held) / 2)
        return found

    def _compare_targets(self) -> Scores:
        """What one and the same target, or targets that count other things, add to the likeness or take away."""
        sides = [[(_target_key(item), _units(item)) for item in side] for side in (self.before, self.after)]
        often = [Counter(key for key, _ in side) for side in sides]
        found = np.zeros((len(self.before), len(self.after)))
        for row, (key, units) in enumerate(sides[0]):
            for column, (other, other_units) in enumerate(sides[1]):
                if key and key == other:
                    found[row, column] = _SAME_TARGET / max(often[0][key], often[1][key])
                elif units and other_units and not units & other_units:
                    found[row, column] = -_OTHER_UNIT
        return found

    def _share_a_telling_word(self) -> npt.NDArray[np.bool_]:
        """Whether two have a word in common that is not in half the lists."""
        rows, columns = self._weigh(
            [[_find_telling(each) for each in side] for side in self.wordings]
        )[:2]
        found: npt.NDArray[np.bool_] = rows @ columns.T > 0
        return found

    def _compare_letters(self) -> Scores:
        rows, columns = self.wordings
        texts = [" ".join(each.words) for each in rows], [" ".join(each.words) for each in columns]
        found: Scores = process.cdist(*texts, scorer=fuzz.ratio).astype(float) / 100
        return np.maximum(found - _LETTERS, 0.0) / (1 - _LETTERS)


def _find_features(wording: Wording, item: Item) -> dict[str, float]:
    weights = _weigh_words(wording)
    features: dict[str, float] = {}
    for word, weight in zip(wording.words, weights, strict=True):
        features[word] = max(weight, features.get(word, 0.0))
    for one, other in pairwise(zip(wording.words, weights, strict=True)):
        features[f"{one[0]} {other[0]}"] = _BESIDE * (one[1] + other[1]) / 2
    features |= dict.fromkeys((f"~{each}" for each in wording.alike), _ALIKE)
    for amount in read_amounts(item):
        features[f"#{amount.value.normalize()} {amount.unit}"] = _PROMISED
        features[f"#{amount.unit}"] = _UNIT
    if term := fold(_YEAR.sub(" ", item.deadline)):
        features[f"@{term}"] = _TERM
    return features


def _find_telling(wording: Wording) -> dict[str, float]:
    weights = _weigh_words(wording)
    telling = {word: 1.0 for word, weight in zip(wording.words, weights, strict=True) if weight > _FRAME}
    return telling | dict.fromkeys((f"~{each}" for each in wording.alike), 1.0)


def _target_key(item: Item) -> str:
    return fold(_YEAR.sub(" ", item.target))


def _units(item: Item) -> frozenset[str]:
    """What a target counts: the unit by its first word, and what else it may be called."""
    units = {fold(amount.unit) or amount.unit for amount in read_amounts(item)}
    found = (load_vocabulary().alike.find(unit.split(), 0) for unit in units)
    return frozenset({unit.split()[0] for unit in units if unit} | {f"~{each[1]}" for each in found if each})


def _weigh_words(wording: Wording, named: float = _NAMED) -> list[float]:
    vocabulary, words = load_vocabulary(), wording.words
    names = {fold(word) for name in wording.names for word in name.words}
    weights = [_EMPTY if word in vocabulary.empty else named if word in names else 1.0 for word in words]
    place = 0
    while place < len(words):
        found = vocabulary.frame.find(words, place)
        for taken in range(place, place + found[0] if found else place):
            weights[taken] = min(weights[taken], _FRAME)
        place += found[0] if found else 1
    return weights
