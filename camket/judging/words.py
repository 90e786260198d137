"""A text as the rules see it: the words of `words.toml` in their order, cut into clauses."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from camket.judging.goals import read_goals
from camket.judging.measure import Gauge, Verdict, find_gauges
from camket.judging.memory import Remembered
from camket.judging.outline import Outline, draw_outline, hide_figures
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
# No sentence is as long; patterns look at a clause of any length for a time that grows with its square.
_LONG = 150
_LONG_CLAUSE = re.compile(rf"[^{END}]{{{_LONG}}}")
_GAP = re.compile(rf"{_TAKEN}|{OTHER}[{OTHER}{_TAKEN}]+")


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


class Heard(NamedTuple):
    """A text as heard: as the unit wrote it, its shape without figures, what its numbers say by their place."""

    text: str
    shape: str
    verdicts: tuple[tuple[int, Verdict], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A shape cut into clauses, each with its words as characters, and the places where it is cut."""

    clauses: tuple[str, ...]
    places: tuple[int, ...]

    def span(self, first: int, last: int) -> slice:
        """Where the clauses from `first` to `last` stand in the text."""
        return slice(self.places[first], self.places[last + 1])


class Spoken(NamedTuple):
    """A text read: as the unit wrote it, its clauses with their words as characters, where they are cut."""

    text: str
    clauses: tuple[str, ...]
    cuts: tuple[int, ...]

    def quote(self, first: int, last: int) -> str:
        """The clauses from `first` to `last`, as the unit wrote them."""
        return quote(self.text, slice(self.cuts[first], self.cuts[last + 1]))


class Words:
    """The word lists, compiled: `hear` measures the numbers of a text, `cut[shape, verdicts]` reads it."""

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
        self._outlines = Remembered(self._draw_outline)
        self._gauges = Remembered(_gauge)
        self.cut = Remembered(self._cut)

    def _draw_outline(self, hidden: bytes) -> Outline:
        return draw_outline(hidden, self._scan, self._scan_bare)

    def name(self, tag: str) -> str:
        """The list that a character stands for, for people."""
        return next((name for name, given in self.tags.items() if given == tag), tag)

    def hear(self, text: str, target: str = "") -> Heard:
        """A text with its numbers held against the target; texts that differ in figures alone are read once."""
        outline, shown = self._outlines[hide_figures(text)], text
        if not outline.is_as_written:
            shown, said = clean(text), plain(text)
            shown = shown if len(shown) == len(said) else said
            outline = self._outlines[hide_figures(said)]
        if not outline.has_figures:
            return Heard(shown, outline.plain, ())
        shape = outline.shape(shown)
        gauges = self._gauges[shape, target if read_goals(target) else ""]
        verdicts = [(gauge.start, verdict) for gauge in gauges if (verdict := gauge.verdict(shown))]
        return Heard(shown, shape, tuple(verdicts))

    def read(self, text: str, target: str = "") -> Spoken:
        """A text cut into clauses."""
        heard = self.hear(text, target)
        cut = self.cut[heard.shape, heard.verdicts]
        return Spoken(heard.text, cut.clauses, cut.places)

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

    def _cut(self, said: tuple[str, tuple[tuple[int, Verdict], ...]]) -> Cut:
        """The clauses of a plain text whose numbers are hidden, and where it is cut."""
        shape, verdicts = said
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
        return Cut(
            clauses=tuple(_GAP.sub(_shorten, line).split(END)),
            places=(0, *[end for end, tag in zip(ends, line, strict=True) if tag == END], len(shape)),
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


def quote(text: str, span: slice) -> str:
    """A part of a text as the unit wrote it, without the signs around it."""
    return text[span].strip(" ,;:.-–+•()")


def _gauge(said: tuple[str, str]) -> tuple[Gauge, ...]:
    shape, target = said
    return find_gauges(shape, read_goals(target))


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
