"""A text as the rules see it: the words of `words.toml` in their order, cut into clauses."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from pydantic import BaseModel, ConfigDict

from camket.judging.measure import Verdict, measure
from camket.judging.scan import NUMBERS, make_scanner, number_kind
from camket.text import clean, fold, plain

# A word of no list, and the signs. A clause ends where END stands.
OTHER, COMMA, COLON, END = "·", ",", ":", ";"
_SIGNS = {sign: tag for signs, tag in ((";.•!?+", END), (",()-–—/", COMMA), (":", COLON)) for sign in signs}
# Each Vietnamese letter without its marks.
_UNMARKED = {
    ord(letter): ord(base)
    for letter in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
    if (base := fold(letter)) and len(base) == 1
}
# A word that the next or the last one speaks for.
_TAKEN = "\0"
_VERDICTS: dict[Verdict, str] = {
    "met": "ĐỦ", "counted": "ĐỦ_SỐ", "moved": "ĐỔI_ĐỦ", "short": "THIẾU", "within": "TRONG_MỨC", "over": "QUÁ_MỨC",
}  # fmt: skip
_DIGIT, _NUMBER = re.compile(r"\d"), re.compile(r"\d+")
# No sentence is as long; patterns look at a clause of any length for a time that grows with its square.
_LONG = 150
_LONG_CLAUSE = re.compile(rf"[^{END}]{{{_LONG}}}")
_GAP = re.compile(rf"{_TAKEN}|{OTHER}[{OTHER}{_TAKEN}]+")

# Texts repeat in a register; how many of them are kept is a matter of memory only.
KEPT = 1 << 16


class _Listed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    turning: tuple[str, ...]
    opening: tuple[str, ...]
    acting: tuple[str, ...]
    joining: tuple[str, ...]
    breaking: tuple[str, ...]
    quoting: tuple[str, ...]
    plain: tuple[str, ...]
    unlike: frozenset[str]
    words: dict[str, tuple[str, ...]]
    shorthand: dict[str, str]
    before_numbers: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text read: each clause with its words as characters, and where in `text` the clauses are cut."""

    text: str
    clauses: tuple[str, ...]
    cuts: tuple[int, ...]

    def quote(self, first: int, last: int) -> str:
        """The clauses from `first` to `last`, as the unit wrote them."""
        return self.text[self.cuts[first] : self.cuts[last + 1]].strip(" ,;:.-–+•()")


class Words:
    """The word lists, compiled. `read(text, target)` gives the text with its numbers measured."""

    def __init__(self, listed: _Listed) -> None:
        names = (*listed.words, *listed.before_numbers, *NUMBERS, *listed.numbers, *_VERDICTS.values())
        # One letter of no alphabet for each list, so that a clause becomes a string that patterns can search.
        self.tags = {name: chr(0xE000 + number) for number, name in enumerate(dict.fromkeys(names))}
        self.turning = self._of(listed.turning)
        known = self._known_words(listed)
        bare = {word.translate(_UNMARKED): tag for word, tag in reversed(known.items())}
        self._known, self._scan = _spaced(known), make_scanner(known)
        self._known_bare, self._scan_bare = _spaced(bare), make_scanner(bare)
        self._mended = {word: tag for word, tag in bare.items() if len(tag) == word.count(" ") == 1}
        self._unlike = listed.unlike
        opening, acting, quoting = (
            self._of(names) for names in (listed.opening, listed.acting, listed.quoting)
        )
        self._opens = re.compile(f"{COMMA}(?=[^{COMMA}{END}{opening}{acting}]*[{opening}])")
        self._quotes = re.compile(
            f"(?:^|(?<={END}))[{OTHER}{COMMA}]?[{quoting}][^{END}{COLON}]{{0,4}}{COLON}[^{END}]*"
        )
        self._introduced = {
            "".join(self.tags.get(part, part) for part in said.split()): _TAKEN * said.count(" ")
            + self.tags[name]
            for name, ways in listed.numbers.items()
            for said in ways
        }
        ways = sorted(self._introduced, key=len, reverse=True)
        self._introducing = re.compile("|".join([*ways, f"[{self._of(listed.before_numbers)}]"]))
        self.read: Callable[[str, str], Spoken] = lru_cache(maxsize=KEPT)(self._read)
        self._cut = lru_cache(maxsize=KEPT)(self._cut_shape)

    def name(self, tag: str) -> str:
        """The list that a character stands for, for people."""
        return next((name for name, given in self.tags.items() if given == tag), tag)

    def explain(self, text: str, target: str = "") -> list[tuple[str, str]]:
        """The clauses of a text as written, each with the names of the lists that it is read as."""
        spoken = self.read(text, target)
        return [
            (spoken.quote(number, number), " ".join(map(self.name, clause)))
            for number, clause in enumerate(spoken.clauses)
        ]

    def _of(self, names: Iterable[str]) -> str:
        return "".join(self.tags[name] for name in names)

    def _known_words(self, listed: _Listed) -> dict[str, str]:
        known: dict[str, str] = {}
        for name, words in (*listed.words.items(), *listed.before_numbers.items()):
            for word in map(plain, words):
                if word in known:
                    raise ValueError(f"words.toml: {word!r} stands in two lists, one of them {name}")
                known[word] = self.tags[name]
        known |= {plain(word): self._of(said.split()) for word, said in listed.shorthand.items()}
        for words, tag in ((listed.plain, OTHER), (listed.joining, COMMA), (listed.breaking, END)):
            known |= dict.fromkeys(map(plain, words), tag)
        return known | _SIGNS

    def _read(self, text: str, target: str) -> Spoken:
        said = plain(text)
        verdicts: tuple[tuple[int, Verdict], ...] = ()
        shape = said
        if _DIGIT.search(said):
            verdicts = tuple(measure(said, plain(target)))
            shape = _NUMBER.sub(_hide, said)
        clauses, cuts = self._cut(shape, verdicts)
        shown = clean(text)
        return Spoken(shown if len(shown) == len(said) else said, clauses, cuts)

    def _cut_shape(
        self, shape: str, verdicts: tuple[tuple[int, Verdict], ...]
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """The clauses of a plain text whose numbers are hidden, and where it is cut."""
        bare = shape.isascii()
        words = (self._scan_bare if bare else self._scan).findall(shape)
        known = self._known_bare if bare else self._known
        tags = [known.get(word, OTHER) for word in words]
        for number, word in enumerate(words):
            if "0" <= word[0] <= "9":
                tags[number] = self.tags[number_kind(word)]
        line = "".join(tags)
        if len(line) > len(tags):  # a shorthand stands for two words
            words = [
                part for word, tag in zip(words, tags, strict=True) for part in (word, *[""] * (len(tag) - 1))
            ]
        ends = list(accumulate(map(len, words)))
        for place, verdict in verdicts:
            number = bisect_right(ends, place)
            line = line[:number] + self.tags[_VERDICTS[verdict]] + line[number + 1 :]
        if not bare and OTHER in line:
            line = self._mend(line, ends, shape)
        line = self._introducing.sub(lambda match: self._introduced.get(match[0], OTHER), line)
        line = self._opens.sub(END, line)
        if COLON in line:
            line = self._quotes.sub(lambda match: OTHER * len(match[0]), line)
        if len(line) > _LONG:
            line = _LONG_CLAUSE.sub(lambda match: match[0][:-1] + END, line)
        return (
            tuple(_GAP.sub(_shorten, line).split(END)),
            (0, *[end for end, tag in zip(ends, line, strict=True) if tag == END], len(shape)),
        )

    def _mend(self, line: str, ends: list[int], said: str) -> str:
        """Two syllables, one of them unknown, that are a listed word but for their marks are that word."""
        bare, starts, mended = said.translate(_UNMARKED), [0, *ends], self._mended
        alike = [
            first
            for first in range(len(line) - 1)
            if (line[first] == OTHER or line[first + 1] == OTHER)
            and bare[starts[first] : ends[first + 1]].rstrip() in mended
        ]
        for first in alike:
            pair = slice(starts[first], ends[first + 1])
            if _TAKEN not in line[first : first + 2] and said[pair].rstrip() not in self._unlike:
                line = line[:first] + mended[bare[pair].rstrip()] + _TAKEN + line[first + 2 :]
        return line


def _hide(number: re.Match[str]) -> str:
    """A number as any other of its kind: texts that differ in figures, days and documents are read once."""
    digits = number[0]
    if len(digits) == 4 and digits.startswith("20"):
        return "2000"
    return digits if not digits.strip("0") else "1" * len(digits)


def _shorten(match: re.Match[str]) -> str:
    return "" if match[0] == _TAKEN else OTHER


def _spaced(known: dict[str, str]) -> dict[str, str]:
    """The words with and without the space that a scanner leaves after them."""
    return {f"{word}{space}": tag for word, tag in known.items() for space in ("", " ")}


@cache
def load_words() -> Words:
    """The word lists that come with camket."""
    text = files("camket.judging").joinpath("words.toml").read_text("utf-8")
    return Words(_Listed.model_validate(tomllib.loads(text)))
