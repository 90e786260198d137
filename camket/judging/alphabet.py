"""Each word that a list knows as one letter: what no list knows is alike, and a text is a fifth as long."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
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
_WORD, _LETTERS, _DIGIT = re.compile(r"\w+"), re.compile(r"[^\W\d]+"), re.compile(r"\d")
_PIECE = re.compile(rf"(?=\d){join_numbers(NUMBERS)}|\w+|[^\w ]")
_PART = re.compile(r"[^\W\d]+|\d")


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
        said = plain(chunk)
        if not chunk or clean(chunk) != chunk or len(said) != len(chunk):
            return REWRITTEN
        return "".join(map(self._spell_piece, _PIECE.findall(said)))

    def _measure_chunk(self, chunk: str) -> tuple[int, ...]:
        lengths: list[int] = []
        for piece in _PIECE.findall(plain(chunk)):
            spelt = self._spell_piece(piece)
            if len(spelt) == len(piece):
                lengths += [1] * len(piece)
            else:
                lengths += [len(piece)] if len(spelt) == 1 else map(len, _PART.findall(piece))
        return (*lengths, 1)

    def _spell_piece(self, piece: str) -> str:
        if piece in self._letters:
            return self._letters[piece]
        if piece[0].isdecimal():
            return piece if piece.isascii() else _DIGIT.sub("1", piece)
        if not _WORD.match(piece):
            return piece
        if _DIGIT.search(piece):
            return _LETTERS.sub(_OTHER, piece)
        return self._like.get(unmark(piece), _OTHER)
