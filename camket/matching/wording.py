"""The wording of a content as it is compared: words, names and days, without quantities and habits of typing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from camket.matching.names import Name
from camket.matching.vocabulary import Vocabulary, load_vocabulary, split_tokens
from camket.text import clean, fold, plain

_YEAR = re.compile(r"20[1-4]\d")
_GLUED = re.compile(r"(?<=[^\W\d_])(?=20[1-4]\d(?!\d))")
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{1,2}/20\d\d")
_ROMAN = re.compile(r"[IVX]+")
_DOCUMENT = re.compile(r"\d+(?:/\d{4})?/[^\W\d_].*")
_ROAD = re.compile(r"([^\W\d_]{1,3})\.?(\d+)(\w*)")
_SENTENCE_ENDS = frozenset(".;:!?–-+•(/")
_JOINS = frozenset(("-", "–", ",", "va", "den"))
_QUOTES = frozenset("“”\"'‘’")
_LONGEST_QUOTED = 8
_UNITS = frozenset(("m2", "m3"))
# "số", folded.
_NUMBER = "so"
# A number that belongs to the name before it: "Trường Tiểu học Mỹ An 1".
_OF_NAME = -1


# "empty" words all items have, those of the "frame" many; "own" words tell what an item is about, "short" ones
# in capitals ("OCOP", "HACCP") the more.
Kind = Literal["empty", "frame", "named", "own", "short"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A content's folded words in one way of writing, what kind each is, and what else they mean.

    With what it names, and its years and days.
    """

    words: tuple[str, ...]
    kinds: tuple[Kind, ...]
    alike: frozenset[str]
    names: frozenset[Name]
    days: tuple[str, ...]


@lru_cache(maxsize=65536)
def read_wording(text: str) -> Wording:
    """The wording of a content. Quantities are in none of its parts: `amounts` reads them."""
    return _Reader(_GLUED.sub(" ", clean(text))).read()


@dataclass(slots=True)
class _Reader:
    """One text on its way from tokens to a wording."""

    text: str
    tokens: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)  # folded, signs as they are
    words: list[str] = field(default_factory=list)
    plains: list[str] = field(default_factory=list)  # the words with their marks
    kinds: list[Kind] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    head: str = ""  # the last word that is in no name
    run: list[str] = field(default_factory=list)  # the name that is being read
    named: bool = False  # whether the last word was one: "xã Mỹ An, Mỹ Hòa" has two communes
    vocabulary: Vocabulary = field(default_factory=load_vocabulary)

    def read(self) -> Wording:
        self._write_the_same()
        capital = self._find_capitals()
        place = 0
        while place < len(self.tokens):
            key = self.keys[place]
            taken = self._take_number(place)
            if taken == _OF_NAME:
                self._go_on(key)
            elif taken:
                self._end_name()
                place += taken - 1
            elif capital[place]:
                self._go_on(plain(self.tokens[place]))
            else:
                self._end_name()
                if key[0].isalnum():
                    self._add(key, plain(self.tokens[place]), "short" if self._is_short(place) else "own")
                    self.head = self.head if self.named and key in _JOINS else key
                    self.named = self.named and key in _JOINS
                elif key not in _JOINS | _QUOTES:
                    self.head, self.named = "", False
            place += 1
        self._end_name()
        words = tuple(self.words)
        found = (self.vocabulary.alike.find(words, start) for start in range(len(words)))
        alike = frozenset(each[1] for each in found if each)
        return Wording(words, self._tell_kinds(), alike, frozenset(self.names), tuple(self.days))

    def _tell_kinds(self) -> tuple[Kind, ...]:
        marked = not self.text.isascii()
        words, empty = (self.plains if marked else self.words), self.vocabulary.empty[marked]
        kinds: list[Kind] = [
            "empty" if kind == "own" and word in empty else kind
            for word, kind in zip(words, self.kinds, strict=True)
        ]
        place = 0
        while place < len(words):
            found = self.vocabulary.frame[marked].find(words, place)
            for taken in range(place, place + found[0] if found else place):
                if kinds[taken] == "own":
                    kinds[taken] = "frame"
            place += found[0] if found else 1
        return tuple(kinds)

    def _is_short(self, place: int) -> bool:
        return len(self.tokens[place]) > 2 and self.tokens[place].isupper() and not self.text.isupper()

    def _go_on(self, word: str) -> None:
        self.run.append(word)
        self._add(fold(word), word, "named")

    def _add(self, word: str, marked: str, kind: Kind) -> None:
        self.words.append(word)
        self.plains.append(marked)
        self.kinds.append(kind)

    def _drop_last(self) -> None:
        del self.words[-1], self.plains[-1], self.kinds[-1]

    def _end_name(self) -> None:
        if self.run:
            self.names.append(Name(self.head, tuple(self.run)))
            self.run, self.named = [], True

    def _write_the_same(self) -> None:
        """The tokens, with each phrase that has another way of writing in that one."""
        tokens = split_tokens(self.text)
        keys = [fold(token) or token for token in tokens]
        start = 0
        while start < len(tokens):
            found = self.vocabulary.same.find(keys, start)
            if found is None:
                self.tokens.append(tokens[start])
                self.keys.append(keys[start])
                start += 1
            else:
                self.tokens += found[1]
                self.keys += [fold(token) or token for token in found[1]]
                start += found[0]

    def _find_capitals(self) -> list[bool]:
        """Which tokens are part of a proper name by their capital; none of a text in capitals."""
        tokens = self.tokens
        if self.text == self.text.upper():
            return [False] * len(tokens)
        plains = [plain(token) for token in tokens]
        quoted = self._find_quoted()
        capital = [token[0].isupper() and (len(token) == 1 or not token.isupper()) for token in tokens]
        place = 0
        while place < len(tokens):
            found = self.vocabulary.no_names.find(plains, place)
            if found and (found[0] > 1 or not (place and capital[place - 1])):
                capital[place : place + found[0]] = [False] * found[0]
            place += found[0] if found else 1
        for place, token in enumerate(tokens):
            begins = not place or tokens[place - 1] in _SENTENCE_ENDS
            if token[0].isupper() and begins and not (place + 1 < len(tokens) and capital[place + 1]):
                capital[place] = False
        return [one or other for one, other in zip(capital, quoted, strict=True)]

    def _find_quoted(self) -> list[bool]:
        """Which words stand between quotation marks, as the names of models and movements do."""
        marks = [place for place, token in enumerate(self.tokens) if token in _QUOTES]
        quoted = [False] * len(self.tokens)
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            if end - start <= _LONGEST_QUOTED + 1:
                for place in range(start + 1, end):
                    quoted[place] = self.keys[place][0].isalnum()
        return quoted

    def _take_number(self, place: int) -> int:
        """How many tokens from a place are a number that was read, `_OF_NAME`, or 0 where there is none."""
        token = self.tokens[place]
        if road := _ROAD.fullmatch(token):
            return self._take_road(token, *road.groups())
        before = self.words[-1] if self.words else ""
        if _ROMAN.fullmatch(token) and before in self.vocabulary.dated | self.vocabulary.numbered:
            return self._take_counted(before, token)
        if not token[0].isdigit():
            return 0
        if before == _NUMBER:
            self._drop_last()
            kind = self.words[-1] if self.words else ""
            if kind in self.vocabulary.documents:
                return 1
            before = kind if kind in self.vocabulary.numbered else _NUMBER
        if _DOCUMENT.fullmatch(token):
            return 1
        return self._take_plain(place, before)

    def _take_plain(self, place: int, before: str) -> int:
        """A number by the word before it: of a road, a day, a numbered thing, a name; else a quantity."""
        token, key = self.tokens[place], self.keys[place]
        if before in self.vocabulary.roads:
            self._drop_last()
            self._name(before, key.lstrip("0"))
            return 1
        if before == "duong" and self.keys[place + 1 : place + 2] == ["thang"] and place + 2 < len(self.keys):
            self._name("duong", f"{key}-{self.keys[place + 2]}".replace("0", ""))  # "đường 30 tháng 4"
            return 3
        if _YEAR.fullmatch(token):
            return self._take_counted(before if before == "nam" else "", token)
        if before in self.vocabulary.numbered or before in self.vocabulary.dated or before == _NUMBER:
            return self._take_counted(before, token)
        if _DAY.fullmatch(token):
            return self._take_counted("", token)
        following = self.keys[place + 1] if place + 1 < len(self.keys) else ""
        of_name = self.run and token[0] != "0" and not (following[:1].isalpha() or following == "%")
        return _OF_NAME if of_name else 1

    def _take_road(self, token: str, letters: str, number: str, rest: str) -> int:
        """ "ĐT.841", or a letter with a number that ends a name: "Khu A1"."""
        if token in _UNITS:
            return 0
        if self.run and len(letters) == 1 and letters.isupper():
            return _OF_NAME
        self._name(fold(letters), fold(number + rest))
        return 1

    def _take_counted(self, before: str, number: str) -> int:
        """A number after a word that makes it a day, a year, an edition or the name of something."""
        if before in self.vocabulary.numbered or before == _NUMBER:
            self._name(before, fold(number).lstrip("0").replace(" ", "-"))
        else:
            if before in self.vocabulary.dated:
                self._drop_last()
            self.days.append(f"{before} {number.lower()}".strip())
        return 1

    def _name(self, head: str, number: str) -> None:
        self.names.append(Name(head, (number,)))
        self._add(f"{head}{number}", f"{head}{number}", "own")
