"""Each word that a list knows as one letter: what no list knows is alike, and a text is a fifth as long."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from camket.judging.memory import Remembered
from camket.judging.scan import NUMBER_WORDS, NUMBERS, join_numbers
from camket.text import clean, fold, plain

# In a spelling: the text holds signs or letters that are written anew, so that its places move.
REWRITTEN = "\0"
# Each Vietnamese letter without its marks.
_UNMARKED = {
    ord(letter): ord(base)
    for letter in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
    if (base := fold(letter)) and len(base) == 1
}
# Words that no list knows.
_OTHER = "x"
# Chinese characters: letters to a regular expression, and none that a Vietnamese report needs.
_FIRST = 0x4E00
_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")
_PIECE = re.compile(rf"(?=\d){join_numbers(NUMBERS)}|\w+|[^\w ]")
# A number of five figures or more is to every expression what one of three is.
_PART = re.compile(r"\d{5,}|[^\W\d]+|.")
_SHOWN = 3


def unmark(word: str) -> str:
    """A plain word without the marks on its letters."""
    return word.translate(_UNMARKED)


class Alphabet:
    """A letter for each syllable of the words, one for each as it is without marks, and one for all others like it."""

    def __init__(self, words: Iterable[str]) -> None:
        said: set[str] = {part for word in (*words, *NUMBER_WORDS) for part in _WORD.findall(word)}
        said = {part for part in said if not part[0].isdecimal()}
        bare = {unmark(part) for part in said}
        letters = map(chr, range(_FIRST, _FIRST + 3 * len(said)))
        self._letters = dict(zip(sorted(said | bare), letters, strict=False))
        self._like = dict(zip(sorted(bare), letters, strict=False))
        self._unmarked = {
            ord(letter): self._letters[unmark(part)]
            for part, letter in (*self._letters.items(), *self._like.items())
        }
        self._spelt = Remembered(self._spell_chunk)
        self._lengths = Remembered(self._measure_chunk)
        self.numbers = {name: self.spell_pattern(pattern) for name, pattern in NUMBERS.items()}

    def spell(self, text: str) -> str:
        """A text with a letter for each word; numbers and signs stay. With `REWRITTEN` where it is not clean."""
        return " ".join(map(self._spelt.__getitem__, text.split(" "))) if text else ""

    def places(self, text: str) -> array[int]:
        """Where in a clean text each sign of its spelling begins, and where the last one ends."""
        lengths = chain.from_iterable(map(self._lengths.__getitem__, text.split(" ")))
        return array("I", accumulate(lengths, initial=0))

    def place(self, text: str, spelt: str, sign: int) -> int:
        """Where in a clean text one sign of its spelling begins, found without the others between words."""
        if sign and spelt[sign - 1] != " ":
            return self.places(text)[sign]
        return len(text) - len(text.split(" ", spelt.count(" ", 0, sign))[-1])

    def spell_pattern(self, pattern: str) -> str:
        """An expression for plain texts as one for spellings; it may name `NUMBER_WORDS` and no other word."""
        for word in NUMBER_WORDS:
            pattern = pattern.replace(word, self._letters[word])
        return pattern

    def unmark(self, spelt: str) -> str:
        """A spelling as if its words had no marks."""
        return spelt.translate(self._unmarked)

    def _spell_chunk(self, chunk: str) -> str:
        said = clean(chunk)
        if not chunk or said != chunk or len(said := plain(chunk)) != len(chunk):
            return REWRITTEN
        if chunk.isalpha():
            return self._spell_word(said)
        return "".join(sign for sign, _ in self._spell_pieces(said))

    def _measure_chunk(self, chunk: str) -> tuple[int, ...]:
        if chunk.isalpha():
            return len(chunk), 1
        return (*(length for _, length in self._spell_pieces(plain(chunk))), 1)

    def _spell_word(self, word: str) -> str:
        return self._letters.get(word) or self._like.get(unmark(word), _OTHER)

    def _spell_pieces(self, chunk: str) -> Iterator[tuple[str, int]]:
        """The signs of a spelling, each with the length of what it stands for."""
        for piece in _PIECE.findall(chunk):
            if piece in self._letters or not _DIGIT.search(piece):
                yield self._spell_word(piece) if _WORD.match(piece) else piece, len(piece)
            else:
                yield from self._spell_figures(piece)

    @staticmethod
    def _spell_figures(piece: str) -> Iterator[tuple[str, int]]:
        """A number, or a word with figures in it: a number keeps its letters, which say what it is of."""
        is_number = piece[0].isdecimal()
        for part in _PART.findall(piece):
            if part[0].isdecimal():
                signs = part[:_SHOWN] if part.isascii() else "1" * len(part[:_SHOWN])
                yield from ((sign, 1) for sign in signs[:-1])
                yield signs[-1], len(part) - len(signs) + 1
            elif is_number:
                yield from ((sign, 1) for sign in part)
            else:
                yield _OTHER, len(part)
