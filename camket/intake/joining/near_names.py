"""Find names in a text in spite of typing errors, among many names.

A typing error touches at most two adjoining pieces of a name, so of enough pieces one is found in the text as it is.
The index holds the pieces of all names; only names that share one with the text, at its place, are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

# One changed letter easily turns a short name into another one; a long name tolerates two.
SHORTEST = 9
LONG = 20
# Types of bodies, folded: "Bộ Tài chính" is not a misspelt "Sở Tài chính".
_KINDS = frozenset(("bo", "so", "cuc", "ban", "vien", "tong"))


class Span(NamedTuple):
    """The words of a text, from `start` up to `end`, that are a name."""

    start: int
    end: int
    name: str


class NearNames:
    """An index of folded names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_piece: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        self._lengths = set[int]()
        self._counts = set[int]()
        for name in names:
            if len(name) < SHORTEST:
                continue
            self._lengths.add(len(name))
            self._counts.add(name.count(" ") + 1)
            for start, end in _pieces(len(name)):
                self._by_piece[len(name), start, name[start:end]].append(name)

    def find(self, words: Sequence[str], taken: Set[int]) -> Iterator[tuple[int, Span]]:
        """The parts of a text that are a name with typing errors, each with the number of errors.

        One error is allowed (insertion, deletion, substitution or transposition), two in a long name. Words that are
        `taken` count as no part.
        """
        # One word less or more: a space was forgotten, or typed within a word.
        sizes = {size for count in self._counts for size in (count - 1, count, count + 1) if size}
        for size in sorted(sizes):
            for start in range(len(words) - size + 1):
                part = words[start : start + size]
                if taken.isdisjoint(range(start, start + size)):
                    for name, distance in self._find_like(part):
                        yield distance, Span(start, start + size, name)

    def _find_like(self, part: Sequence[str]) -> Iterator[tuple[str, int]]:
        text = " ".join(part)
        alike = process.extract_iter(
            text, self._find_candidates(text), scorer=OSA.distance, processor=None, score_cutoff=2
        )
        for name, distance, _ in alike:
            meant = name.split()
            if distance > _allowed(len(name)) or abs(len(part) - len(meant)) > 1:
                continue
            is_other_kind = part[0] in _KINDS and part[0] != meant[0]
            if not is_other_kind and not _has_other_word(part, meant):
                yield name, int(distance)

    def _find_candidates(self, text: str) -> list[str]:
        """The names that share a piece with a text at about the same place, in order."""
        found = dict[str, None]()
        for length in range(len(text) - 2, len(text) + 3):
            if length not in self._lengths:
                continue
            for start, end in _pieces(length):
                for at in range(max(start - 2, 0), start + 3):
                    piece = text[at : at + end - start]
                    found |= dict.fromkeys(self._by_piece.get((length, start, piece), ()))
        return list(found)


def _allowed(length: int) -> int:
    return 2 if length >= LONG else 1


def _pieces(length: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of a name of a length begin and end: two for each error that is allowed, and one more."""
    count = 2 * _allowed(length) + 1
    for number in range(count):
        yield number * length // count, (number + 1) * length // count


def _has_other_word(part: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a short word of a name is another word, and not that word misspelt: "bắc" is not "nam"."""
    return len(part) == len(name) and any(
        OSA.distance(typed, meant) > (len(meant) > 2) + (len(meant) > 4)
        for typed, meant in zip(part, name, strict=True)
    )
