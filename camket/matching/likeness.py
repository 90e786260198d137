"""How like the items of two lists are: by telling words, by letters, by what they name and promise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from camket.matching.amounts import Amount, read_amounts
from camket.matching.item import Item
from camket.matching.names import Difference, compare_names
from camket.matching.vocabulary import load_vocabulary
from camket.matching.wording import Kind, Wording, read_wording
from camket.text import fold

Scores = npt.NDArray[np.float64]
Compared = TypeVar("Compared", bound=Hashable)

_WEIGHTS: Mapping[Kind, float] = {"empty": 0.2, "frame": 0.35, "named": 0.5, "own": 1.0, "short": 2.0}
_TELLING = frozenset[Kind](("named", "own", "short"))
# What two words side by side, and other words for the same, count beside a word; a number with its unit, a unit,
# and a term of the target.
_BESIDE, _ALIKE = 0.3, 0.8
_PROMISED, _UNIT, _TERM = 0.8, 0.4, 0.3
# A name beside its words, where it is asked what a text is made of.
_WHOLE_NAME = 2.0
# A text that holds all of a shorter one is less surely that one than one of the same words.
_HELD = 0.9
# Letters tell that words were mistyped; of two texts with fewer in common they tell nothing.
_LETTERS = 0.6
# Less like than this (of 100), two have to share a word or a target that tells what they are about.
_ALIKE_ANYHOW = 60.0
# What the very same target adds (of 100): "150.000 ha" says much, "01 nghị quyết" and "100% hồ sơ" less; and what
# targets without a common unit take away.
_UNUSUAL, _USUAL, _OTHER_UNIT = 20.0, 8.0, 10.0
_USUAL_NUMBERS = frozenset((1, 2, 3, 100))
# What the very same text adds, years apart: it is surer than any that is as like.
_SAME_TEXT = 10.0
# What names that are not quite the same take away; those of other things are not compared.
_NAMES = {Difference.NONE: 0.0, Difference.SLIP: 4.0, Difference.MARKS: 8.0, Difference.APART: 8.0}

_YEAR = re.compile(r"(?:năm )?20\d\d")


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
        one, other = ([read_wording(item.content) for item in side] for side in (self.before, self.after))
        return one, other

    @cached_property
    def _amounts(self) -> tuple[list[tuple[Amount, ...]], list[tuple[Amount, ...]]]:
        return list(map(read_amounts, self.before)), list(map(read_amounts, self.after))

    @cached_property
    def scores(self) -> Scores:
        """The likeness of items that name the same things, with what their targets say; 0 where they name others."""
        names = np.zeros_like(self.raw)
        for difference, less in _NAMES.items():
            names[self.differences == difference] = less
        comparable = (self.differences != Difference.OTHER) & (
            (self.raw >= _ALIKE_ANYHOW) | (self._same_targets >= _UNUSUAL) | self._share_a_telling_word
        )
        likely = self.raw - names + self._same_targets - _OTHER_UNIT * self._other_units
        found: Scores = np.where(comparable, np.clip(likely, 0.0, 100.0), 0.0)
        return found

    @cached_property
    def preferences(self) -> Scores:
        """The scores, a little more than 100 where the texts are the same, years apart."""
        preferred: Scores = self.scores + _SAME_TEXT * (self._same_texts & (self.scores > 0))
        return preferred

    @cached_property
    def differences(self) -> npt.NDArray[np.int8]:
        """How far each two are from naming the same; two kinds of a thing are as far apart as two names."""
        one, other = self.wordings
        names = _compare_each([each.names for each in one], [each.names for each in other], compare_names)
        return np.where(self.other_kinds, Difference.OTHER, names).astype(np.int8)

    @cached_property
    def other_kinds(self) -> npt.NDArray[np.bool_]:
        """Whether each two are about different kinds of one thing."""
        one, other = ([each.about for each in side] for side in self.wordings)
        return _compare_each(one, other, _are_other_kinds).astype(bool)

    @cached_property
    def raw(self) -> Scores:
        """The likeness whatever they name and whether their targets agree."""
        if not self.before or not self.after:
            return np.zeros((len(self.before), len(self.after)))
        features = [
            [
                _find_features(wording, amounts, item.deadline)
                for wording, amounts, item in zip(*side, strict=True)
            ]
            for side in zip(self.wordings, self._amounts, (self.before, self.after), strict=True)
        ]
        return 100 * np.maximum(_share(*_weigh(features)), self._compare_letters())

    @cached_property
    def words(self) -> tuple[Scores, Scores]:
        """The weights of the words of both lists but the empty ones, and of their names as a whole."""
        sides = [
            [
                {word: 1.0 for word, kind in zip(each.words, each.kinds, strict=True) if kind != "empty"}
                | dict.fromkeys(sorted(" ".join(name.words) for name in each.names), _WHOLE_NAME)
                for each in side
            ]
            for side in self.wordings
        ]
        return _weigh(sides)

    @cached_property
    def _share_a_telling_word(self) -> npt.NDArray[np.bool_]:
        rows, columns = ([_find_telling(each) for each in side] for side in self.wordings)
        found = [[not one.isdisjoint(other) for other in columns] for one in rows]
        return np.array(found, dtype=bool).reshape(self.raw.shape)

    @cached_property
    def _same_targets(self) -> Scores:
        """What the same target adds: the more, the fewer items have it."""
        keys = [[fold(_YEAR.sub(" ", item.target)) for item in side] for side in (self.before, self.after)]
        often = [Counter(side) for side in keys]
        found = np.zeros(self.raw.shape)
        for row, key in enumerate(keys[0]):
            if not key or key not in often[1]:
                continue
            unusual = any(each.value not in _USUAL_NUMBERS for each in self._amounts[0][row])
            says = (_UNUSUAL if unusual else _USUAL) / max(often[0][key], often[1][key])
            for column, other in enumerate(keys[1]):
                found[row, column] = says if key == other else 0.0
        return found

    @cached_property
    def _same_texts(self) -> npt.NDArray[np.bool_]:
        texts = [
            np.array([fold(_YEAR.sub(" ", item.content)) for item in side])
            for side in (self.before, self.after)
        ]
        found: npt.NDArray[np.bool_] = (texts[0][:, None] == texts[1][None, :]) & (texts[0] != "")[:, None]
        return found

    @cached_property
    def _other_units(self) -> Scores:
        """1 where two targets count other things."""
        rows, columns = (list(map(_find_units, side)) for side in self._amounts)
        return _compare_each(rows, columns, lambda one, other: bool(one and other and not one & other))

    def _compare_letters(self) -> Scores:
        texts = [[" ".join(each.words) for each in side] for side in self.wordings]
        found: Scores = process.cdist(*texts, scorer=fuzz.ratio).astype(float) / 100
        found[[not text for text in texts[0]]] = 0.0
        return np.maximum(found - _LETTERS, 0.0) / (1 - _LETTERS)


def _weigh(sides: Sequence[Sequence[Mapping[str, float]]]) -> tuple[Scores, Scores]:
    """Both lists as rows of weights: of what a feature counts, the more the fewer items have it."""
    often = [Counter(name for each in side for name in each) for side in sides]
    places = {name: place for place, name in enumerate(dict.fromkeys((*often[0], *often[1])))}
    texts = max(map(len, sides))
    rarity = np.array([log(1 + texts / max(often[0][name], often[1][name])) for name in places])
    matrices = []
    for side in sides:
        matrix = np.zeros((len(side), len(places)))
        for row, each in enumerate(side):
            matrix[row, [places[name] for name in each]] = list(each.values())
        matrices.append(matrix * rarity)
    return matrices[0], matrices[1]


def _compare_each(
    rows: Sequence[Compared], columns: Sequence[Compared], compare: Callable[[Compared, Compared], float]
) -> Scores:
    """Each of one list compared with each of the other; most have nothing to compare, or the same."""
    places = [{each: place for place, each in enumerate(dict.fromkeys(side))} for side in (rows, columns)]
    table = np.array([[compare(one, other) for other in places[1]] for one in places[0]], dtype=float)
    found: Scores = table.reshape(len(places[0]), len(places[1]))[
        np.ix_([places[0][each] for each in rows], [places[1][each] for each in columns])
    ]
    return found


def _are_other_kinds(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> bool:
    """Whether two are about different kinds of one thing: "đô thị" and "nông thôn"."""
    of = {name for name, _ in one} & {name for name, _ in other}
    return any({each for each in one if each[0] == name}.isdisjoint(other) for name in of)


def _share(rows: Scores, columns: Scores) -> Scores:
    """The weight of what two have in common (0–1): of both, or of the shorter where the longer holds it."""
    common = np.sqrt(rows) @ np.sqrt(columns).T
    own, others = rows.sum(axis=1)[:, None], columns.sum(axis=1)[None, :]
    both = 2 * common / np.maximum(own + others, 1e-9)
    held = common / np.maximum(np.minimum(own, others), 1e-9)
    found: Scores = np.maximum(both, _HELD * (both + held) / 2)
    return found


def _find_features(wording: Wording, amounts: Sequence[Amount], deadline: str) -> dict[str, float]:
    weights = [_WEIGHTS[kind] for kind in wording.kinds]
    features: dict[str, float] = {}
    for word, weight in zip(wording.words, weights, strict=True):
        features[word] = max(weight, features.get(word, 0.0))
    for one, other in pairwise(zip(wording.words, weights, strict=True)):
        features[f"{one[0]} {other[0]}"] = _BESIDE * (one[1] + other[1]) / 2
    features |= dict.fromkeys(_name_alike(wording), _ALIKE)
    for amount in amounts:
        features[f"#{amount.value.normalize()} {amount.unit}"] = _PROMISED
        features[f"#{amount.unit}"] = _UNIT
    if term := fold(_YEAR.sub(" ", deadline)):
        features[f"@{term}"] = _TERM
    return features


def _find_telling(wording: Wording) -> frozenset[str]:
    words = (word for word, kind in zip(wording.words, wording.kinds, strict=True) if kind in _TELLING)
    return frozenset((*words, *_name_alike(wording)))


def _name_alike(wording: Wording) -> list[str]:
    return [f"~{each}" for each in sorted(wording.alike)]


def _find_units(amounts: Sequence[Amount]) -> frozenset[str]:
    """What a target counts: the unit by its first word, and what else it may be called."""
    units = {fold(amount.unit) or amount.unit for amount in amounts} - {""}
    alike = load_vocabulary().alike
    meant = {f"~{meaning}" for unit in units for _, _, meaning in alike.find_all(unit.split())}
    return frozenset({unit.split()[0] for unit in units} | meant)
