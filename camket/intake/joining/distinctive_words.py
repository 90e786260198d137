"""Compare the contents of two lists by their distinctive words.

The fewer items have a word, the more it counts; mistyped words are compared by their letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from camket.intake.joining.amounts import Amount
from camket.intake.joining.vocabulary import load_vocabulary
from camket.intake.joining.wording import Kind, Wording
from camket.text import fold

Scores = npt.NDArray[np.float64]

_WEIGHTS: Mapping[Kind, float] = {"empty": 0.2, "frame": 0.35, "named": 0.5, "own": 1.0, "short": 2.0}
_DISTINCTIVE = frozenset[Kind](("named", "own", "short"))
# What two words side by side, and other words for the same, count beside a word; a number with its unit, a unit,
# and a term of the target.
_BESIDE, _ALIKE = 0.3, 0.8
_PROMISED, _UNIT, _TERM = 0.8, 0.4, 0.3
# A name beside its words, where it is asked what a text is made of.
_WHOLE_NAME = 2.0
# A text that holds all of a shorter one is less surely that one than one of the same words.
_HELD = 0.9
# Common letters reveal typing errors; below this share of common words they prove nothing.
_LETTERS = 0.6

_YEAR = re.compile(r"(?:năm )?20\d\d")


def compare_words(
    wordings: tuple[Sequence[Wording], Sequence[Wording]],
    amounts: tuple[Sequence[Sequence[Amount]], Sequence[Sequence[Amount]]],
    deadlines: tuple[Sequence[str], Sequence[str]],
) -> Scores:
    """The likeness (0–100) of each item of one list (rows) to each of the other (columns)."""
    if not wordings[0] or not wordings[1]:
        return np.zeros((len(wordings[0]), len(wordings[1])))
    features = [
        [_find_features(*each) for each in zip(*side, strict=True)]
        for side in zip(wordings, amounts, deadlines, strict=True)
    ]
    found: Scores = 100 * np.maximum(_share(*_weigh(features)), _compare_letters(*wordings))
    return found


def weigh_words(wordings: tuple[Sequence[Wording], Sequence[Wording]]) -> tuple[Scores, Scores]:
    """The weights of the words of both lists except empty ones, and of whole names."""
    sides = [
        [
            {word: 1.0 for word, kind in zip(each.words, each.kinds, strict=True) if kind != "empty"}
            | dict.fromkeys(sorted(" ".join(name.words) for name in each.names), _WHOLE_NAME)
            for each in side
        ]
        for side in wordings
    ]
    return _weigh(sides)


def find_distinctive(wording: Wording) -> frozenset[str]:
    """The distinctive words of a content, and the words that may replace them."""
    words = (word for word, kind in zip(wording.words, wording.kinds, strict=True) if kind in _DISTINCTIVE)
    return frozenset((*words, *_find_replaceable(wording)))


def find_units(amounts: Sequence[Amount]) -> frozenset[str]:
    """The unit that a target counts: by its first word, and its other names."""
    units = {fold(amount.unit) or amount.unit for amount in amounts} - {""}
    alike = load_vocabulary().alike
    meant = {f"~{meaning}" for unit in units for _, _, meaning in alike.find_all(unit.split())}
    return frozenset({unit.split()[0] for unit in units} | meant)


def without_years(text: str) -> str:
    """A text folded and without its years: a key that is equal for the same content in two years."""
    return fold(_YEAR.sub(" ", text))


def _compare_letters(rows: Sequence[Wording], columns: Sequence[Wording]) -> Scores:
    texts = [[" ".join(each.words) for each in side] for side in (rows, columns)]
    found: Scores = process.cdist(*texts, scorer=fuzz.ratio).astype(float) / 100
    found[[not text for text in texts[0]]] = 0.0
    return np.maximum(found - _LETTERS, 0.0) / (1 - _LETTERS)


def _weigh(sides: Sequence[Sequence[Mapping[str, float]]]) -> tuple[Scores, Scores]:
    """Both lists as rows of weights: the fewer items have a feature, the more it counts."""
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


def _share(rows: Scores, columns: Scores) -> Scores:
    """The weight of common features (0–1) among those of both, or of the shorter text if the longer contains it."""
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
    features |= dict.fromkeys(_find_replaceable(wording), _ALIKE)
    for amount in amounts:
        features[f"#{amount.value.normalize()} {amount.unit}"] = _PROMISED
        features[f"#{amount.unit}"] = _UNIT
    if term := without_years(deadline):
        features[f"@{term}"] = _TERM
    return features


def _find_replaceable(wording: Wording) -> list[str]:
    return [f"~{each}" for each in sorted(wording.alike)]
