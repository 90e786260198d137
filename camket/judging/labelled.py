"""The labelled phrases that come with camket (`phrases.csv`), as a second reader of a text.

Those that claim the same hold an answer that is given for many texts; those nearest by their words say how a text
could be read otherwise.
"""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import cast

from camket.judging.promise import Promise, read_promise
from camket.judging.same_claims import TELLING, TextKey, read_key
from camket.judging.words import COLON, COMMA, MEASURED, NUMBERS, load_words
from camket.quantities import read_goals
from camket.settings.read_scheme import built_in_scheme
from camket.settings.states import UNRESOLVED, Basis, Found

# A text is read by this many of its nearest phrases, each at least this near, all of one state. So read by the others,
# one phrase in five has an answer, and nineteen in twenty answers are right.
_READERS, _NEAR = 3, 0.2
# A word of so many phrases tells nothing.
_COMMON = 400
# Tokens that depend on the target against which a text is read.
_AGAINST_TARGET = MEASURED | frozenset(NUMBERS)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text with the state that people gave it on a basis, against a target if it has one."""

    text: str
    target: str
    basis: Basis
    state: Found


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """The phrases in the order of the file."""
    text = files("camket.judging").joinpath("phrases.csv").read_text("utf-8-sig")
    scheme = built_in_scheme()
    return tuple(
        Phrase(row["phrase"], row["target"], cast(Basis, row["basis"]), scheme.state_of(row["status"]))
        for row in csv.DictReader(io.StringIO(text))
    )


def find_same(text: str, promise: Promise, basis: Basis) -> list[Phrase]:
    """The phrases that claim the same as a text, whatever their label.

    One without a target is read against the same promise; it counts if it claims the same without it too, so
    that its label does not rest on a promise that nobody knows.
    """
    key = read_key(text, promise, basis)
    found = []
    for phrase in _by_signature(basis).get(_sign(text), ()):
        own = _read_alone(phrase)
        if own.claims != key.claims:
            continue
        if key.claims_same(own if phrase.target else read_key(phrase.text, promise, basis)):
            found.append(phrase)
    return found


@cache
def _read_alone(phrase: Phrase) -> TextKey:
    """What a phrase says of its own target, or of a promise that nobody knows."""
    return read_key(phrase.text, read_promise("", phrase.target), phrase.basis)


@lru_cache(1 << 16)
def read_by_words(text: str, target: str, basis: Basis) -> tuple[Phrase, ...]:
    """The nearest phrases with a definite state, if all of them have the same one; empty otherwise."""
    index = _word_index(basis)
    words = index.keep(_pieces(text, target))
    total = sum(map(index.weigh, words))
    shared: dict[int, float] = defaultdict(float)
    for word in words:
        for number in index.places.get(word, ()):
            shared[number] += index.weights[word]
    near = sorted(
        ((both / (total + index.totals[number] - both), -number) for number, both in shared.items()),
        reverse=True,
    )[:_READERS]
    if len(near) < _READERS or near[-1][0] < _NEAR:
        return ()
    read = tuple(index.phrases[-number] for _, number in near)
    return read if len({phrase.state for phrase in read}) == 1 else ()


@dataclass(frozen=True, slots=True)
class _WordIndex:
    """The definite phrases of a basis by their words and pairs of words, each weighed by how rare it is."""

    phrases: Sequence[Phrase]
    places: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]
    totals: Sequence[float]

    def weigh(self, piece: str) -> float:
        return self.weights.get(piece, math.log(len(self.phrases)))

    def keep(self, pieces: frozenset[str]) -> list[str]:
        """The pieces that tell something, in a fixed order, so that sums are the same on every run."""
        return sorted(piece for piece in pieces if len(self.places.get(piece, ())) < _COMMON)


@cache
def _word_index(basis: Basis) -> _WordIndex:
    phrases = [each for each in load_phrases() if each.basis == basis and each.state != UNRESOLVED]
    pieces = [_pieces(phrase.text, phrase.target) for phrase in phrases]
    places: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(pieces):
        for piece in sorted(own):
            places[piece].append(number)
    weights = {piece: math.log(len(phrases) / len(numbers)) for piece, numbers in places.items()}
    index = _WordIndex(phrases, places, weights, [])
    totals = [sum(map(index.weigh, index.keep(own))) for own in pieces]
    return _WordIndex(phrases, places, weights, totals)


def _pieces(text: str, target: str) -> frozenset[str]:
    """Words and pairs of neighbours, the ends among them; a number is what it says against the target."""
    reading = load_words().read(text, read_goals(target))
    words = [
        name if name in MEASURED or name in NUMBERS else reading.said[start:end]
        for clause in reading.clauses
        for name, (start, end) in zip(clause.names, clause.spans, strict=True)
        if name not in (COMMA, COLON) and end > start
    ]
    pairs = zip(["^", *words], [*words, "$"], strict=True)
    return frozenset((*words, *map(" ".join, pairs)))


@cache
def _by_signature(basis: Basis) -> Mapping[frozenset[str], Sequence[Phrase]]:
    found: dict[frozenset[str], list[Phrase]] = defaultdict(list)
    for phrase in load_phrases():
        if phrase.basis == basis:
            found[_sign(phrase.text)].append(phrase)
    return found


def _sign(text: str) -> frozenset[str]:
    """What two texts share that claim the same, cheap to find."""
    names = {name for clause in load_words().read(text).clauses for name in clause.names}
    return frozenset((names & TELLING) - _AGAINST_TARGET)
