"""`vocabulary.toml`: equivalent words, and words that do not count when contents are compared."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from camket.text import fold, plain

Meaning = TypeVar("Meaning")

# A syllable that is written with "y" or "i" at its end.
_LAST_Y = re.compile(r"[hklmst]y")
# A road ("ĐT.841"), a document ("12/2022/QĐ-UBND"), a day ("30/9/2022"), a number, a word, a sign.
_TOKEN = re.compile(
    r"[^\W\d_]{1,3}\.?\d+\w*|\d+[A-ZĐ](?!\w)|\d+(?:/\d{4})?/[^\W\d_][\w.&-]*|\d+(?:[.,/-]\d+)*|[^\W\d_]+|[^\w\s]"
)


def fold_word(word: str) -> str:
    """A word without marks and case, and with one way to write its last vowel: "bác sỹ" is "bác sĩ"."""
    folded = fold(word)
    return f"{folded[:-1]}i" if _LAST_Y.fullmatch(folded) else folded


class Phrases(Generic[Meaning]):
    """Phrases with their meanings; of several phrases that begin at one word the longest counts."""

    def __init__(self, meanings: Mapping[str, Meaning], key: Callable[[str], str] = fold_word) -> None:
        by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = defaultdict(list)
        for phrase, meaning in meanings.items():
            words = tuple(key(token) or token for token in split_tokens(phrase))
            by_first[words[0]].append((words, meaning))
        for found in by_first.values():
            found.sort(key=lambda each: -len(each[0]))
        self._by_first = dict(by_first)
        self.words = frozenset(
            words[0] for found in by_first.values() for words, _ in found if len(words) == 1
        )

    def find_all(
        self, words: Sequence[str], *, overlapping: bool = False
    ) -> Iterator[tuple[int, int, Meaning]]:
        """The places of the phrases in unfolded words, with their meanings, without overlaps."""
        free = 0
        for start, word in enumerate(words):
            if word not in self._by_first or start < free:
                continue
            for phrase, meaning in self._by_first[word]:
                end = start + len(phrase)
                if tuple(words[start:end]) == phrase:
                    yield start, end, meaning
                    free = start if overlapping else end
                    break


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The vocabulary file, ready for lookups; words are folded unless stated otherwise."""

    same: Phrases[tuple[str, ...]]
    alike: Phrases[str]
    # Of what there is one kind or another, and which: without marks, with them ("trong điều" is no "trồng điều").
    kinds: tuple[Phrases[frozenset[tuple[str, int]]], Phrases[frozenset[tuple[str, int]]]]
    no_names: Phrases[None]  # with tone marks: "Phòng" is not a name, "An Phong" is
    frame: tuple[Phrases[None], Phrases[None]]  # without marks, with them: "đất" is no "đạt"
    empty: tuple[frozenset[str], frozenset[str]]
    joining: frozenset[str]
    unnumbered: frozenset[tuple[str, ...]]
    numbered: tuple[frozenset[str], frozenset[str]]  # without marks, with them: "công" is no "cống"
    named_after: frozenset[str]  # with tone marks: "đàn" is not "dân"
    any_kind: frozenset[str]
    grades: frozenset[str]
    beside: tuple[frozenset[str], frozenset[str]]
    roads: frozenset[str]
    dated: tuple[frozenset[str], frozenset[str]]
    documents: frozenset[str]
    counted: frozenset[str]  # after a number: what it counts
    places: Mapping[str, int]  # the last word of a kind of place, with its level


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    phrases: tuple[str, ...]


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]


class _Empty(_Words):
    joining: tuple[str, ...]


class _Numbered(_Words):
    unnumbered: tuple[str, ...]
    places_of_number: tuple[str, ...]
    named_after: tuple[str, ...]
    any_kind: tuple[str, ...]
    grades: tuple[str, ...]
    beside: tuple[str, ...]
    roads: tuple[str, ...]
    dated: tuple[str, ...]
    documents: tuple[str, ...]


class _NoNames(_Frame):
    places: tuple[tuple[str, ...], ...]


class TargetWords(BaseModel):
    """The words of quantities in targets: grades and stages from low to high, limits, units and their scales."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    grades: tuple[tuple[str, ...], ...]
    stages: tuple[tuple[str, ...], ...]
    ranks: tuple[str, ...]
    at_least: tuple[str, ...]
    at_least_after: tuple[str, ...]
    short: frozenset[str]
    long: tuple[str, ...]
    scales: dict[str, int]


class _Book(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    same: dict[str, tuple[str, ...]]
    alike: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[tuple[str, ...], ...]]
    empty: _Empty
    frame: _Frame
    numbered: _Numbered
    no_names: _NoNames
    targets: TargetWords


def split_tokens(text: str) -> list[str]:
    """The words, numbers and signs of a clean text; a road, a day, a document number is one."""
    return _TOKEN.findall(text)


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary for comparing contents."""
    book = _load()
    return Vocabulary(
        same=Phrases(
            {other: tuple(split_tokens(written)) for written, others in book.same.items() for other in others}
        ),
        alike=Phrases({phrase: name for name, phrases in book.alike.items() for phrase in phrases}),
        kinds=(Phrases(_gather_kinds(book.kinds)), Phrases(_gather_kinds(book.kinds), plain)),
        no_names=Phrases(dict.fromkeys(book.no_names.phrases), plain),
        frame=(Phrases(dict.fromkeys(book.frame.phrases)), Phrases(dict.fromkeys(book.frame.phrases), plain)),
        empty=(_fold_all(book.empty.words), frozenset(map(plain, book.empty.words))),
        joining=_fold_all(book.empty.joining),
        unnumbered=frozenset(
            tuple(fold(word) for word in phrase.split()) for phrase in book.numbered.unnumbered
        ),
        numbered=_spell_both(book.numbered.words),
        named_after=frozenset(map(plain, book.numbered.named_after)),
        any_kind=frozenset(map(plain, book.numbered.any_kind)),
        grades=_fold_all(book.numbered.grades),
        beside=_spell_both(book.numbered.beside),
        roads=_fold_all(book.numbered.roads),
        dated=_spell_both(book.numbered.dated),
        documents=_fold_all(book.numbered.documents),
        counted=_fold_all(book.targets.short) - _fold_all(book.numbered.places_of_number),
        places={
            fold(place).split()[-1]: level
            for level, places in enumerate(book.no_names.places)
            for place in places
        },
    )


def load_target_words() -> TargetWords:
    """The vocabulary for comparing targets."""
    return _load().targets


@cache
def _load() -> _Book:
    text = files("camket.intake.joining").joinpath("vocabulary.toml").read_text("utf-8")
    return _Book.model_validate(tomllib.loads(text))


def _gather_kinds(
    lines: Mapping[str, Sequence[Sequence[str]]],
) -> dict[str, frozenset[tuple[str, int]]]:
    """All kinds of each phrase."""
    found: dict[str, frozenset[tuple[str, int]]] = {}
    for of, kinds in lines.items():
        for number, phrases in enumerate(kinds):
            for phrase in phrases:
                found[phrase] = found.get(phrase, frozenset()) | {(of, number)}
    return found


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))


def _spell_both(words: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Words without marks, and with them."""
    return _fold_all(words), frozenset(map(plain, words))
