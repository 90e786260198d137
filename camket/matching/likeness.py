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
from camket.matching.wording import Kind, Wording, read_wording
from camket.text import fold

_YEAR = re.compile(r"(?:năm )?20\d\d")

Scores = npt.NDArray[np.float64]

# What two words side by side, and other words for the same, count beside a word.
_BESIDE, _ALIKE = 0.3, 0.8
# Where a name is the same, many things may be done to it.
_WEIGHTS: Mapping[Kind, float] = {"empty": 0.2, "frame": 0.35, "named": 0.5, "own": 1.0, "short": 2.0}
# The same for a number with its unit, a unit, and a term, of the target.
_PROMISED, _UNIT, _TERM = 0.8, 0.4, 0.3
# What the very same target adds (of 100): "150.000 ha" says much, "01 nghị quyết" and "100% hồ sơ" less.
_UNUSUAL, _USUAL = 20.0, 8.0
_USUAL_NUMBERS = frozenset((1, 2, 3, 100))
# What targets without a common unit take away.
_OTHER_UNIT = 6.0
# Less like than this, two have to share a word that tells what they are about.
_TELLING = 60.0
# A text that holds all of a shorter one is less surely that one than one of the same words.
_HELD = 0.9
# Letters tell that words were mistyped; of two texts with fewer in common they tell nothing.
_LETTERS = 0.6
# What names that are not quite the same take away (of 100).
_NAMES = {
    Difference.NONE: 0.0,
    Difference.SLIP: 4.0,
    Difference.MARKS: 8.0,
    Difference.APART: 8.0,
    Difference.OTHER: 100.0,
}


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
        names = np.array([[_NAMES[Difference(each)] for each in row] for row in self.differences.tolist()])
        likely = self.raw - names.reshape(self.raw.shape) + self._compare_targets()
        telling = (
            (self.raw >= _TELLING) | (self._same_targets >= _UNUSUAL) | self._share_a_telling_word()
        ) & (self.differences != Difference.OTHER)
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
        """The weights of the words of both lists but the empty ones."""
        sides = [
            [
                {word: float(kind != "empty") for word, kind in zip(each.words, each.kinds, strict=True)}
                for each in side
            ]
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

    def _weigh(self, features: Sequence[Sequence[Mapping[str, float]]]) -> tuple[Scores, Scores, Scores]:
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

    @cached_property
    def _same_targets(self) -> Scores:
        """How much the same target says that two items are one: the more, the fewer items have it."""
        keys = [[_target_key(item) for item in side] for side in (self.before, self.after)]
        often = [Counter(side) for side in keys]
        found = np.zeros((len(self.before), len(self.after)))
        for row, key in enumerate(keys[0]):
            for column, other in enumerate(keys[1]):
                if key and key == other:
                    weight = _UNUSUAL if _is_unusual(self.before[row]) else _USUAL
                    found[row, column] = weight / max(often[0][key], often[1][key])
        return found

    def _compare_targets(self) -> Scores:
        """What targets add to the likeness that are the same, or take away that count other things."""
        units = [[_units(item) for item in side] for side in (self.before, self.after)]
        others = [[bool(one and other and not one & other) for other in units[1]] for one in units[0]]
        return self._same_targets - _OTHER_UNIT * np.array(others, dtype=float).reshape(self.raw.shape)

    def _share_a_telling_word(self) -> npt.NDArray[np.bool_]:
        """Whether two have a word in common that is not in half the lists."""
        rows, columns = self._weigh([[_find_telling(each) for each in side] for side in self.wordings])[:2]
        found: npt.NDArray[np.bool_] = rows @ columns.T > 0
        return found

    def _compare_letters(self) -> Scores:
        rows, columns = self.wordings
        texts = [" ".join(each.words) for each in rows], [" ".join(each.words) for each in columns]
        found: Scores = process.cdist(*texts, scorer=fuzz.ratio).astype(float) / 100
        return np.maximum(found - _LETTERS, 0.0) / (1 - _LETTERS)


def _find_features(wording: Wording, item: Item) -> dict[str, float]:
    weights = [_WEIGHTS[kind] for kind in wording.kinds]
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
    telling = {
        word: 1.0
        for word, kind in zip(wording.words, wording.kinds, strict=True)
        if kind in ("named", "own", "short")
    }
    return telling | dict.fromkeys((f"~{each}" for each in wording.alike), 1.0)


def _target_key(item: Item) -> str:
    return fold(_YEAR.sub(" ", item.target))


def _is_unusual(item: Item) -> bool:
    return any(amount.value not in _USUAL_NUMBERS for amount in read_amounts(item))


def _units(item: Item) -> frozenset[str]:
    """What a target counts: the unit by its first word, and what else it may be called."""
    units = {fold(amount.unit) or amount.unit for amount in read_amounts(item)}
    found = (load_vocabulary().alike.find(unit.split(), 0) for unit in units)
    return frozenset({unit.split()[0] for unit in units if unit} | {f"~{each[1]}" for each in found if each})
