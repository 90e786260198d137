"""A text as the rules see it: the words of `words.toml` in their order, cut into clauses."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from camket.judging.alphabet import Alphabet, unmark
from camket.judging.measure import Verdict
from camket.judging.memory import Remembered
from camket.judging.scan import NUMBERS, Scanner
from camket.judging.spelling import AROUND, Speller, Spelling
from camket.text import plain

# A word of no list, and the signs. A clause ends where END stands.
OTHER, COMMA, COLON, END = "·", ",", ":", ";"
_SIGNS = {sign: tag for signs, tag in ((";.•!?+", END), (",()-–—/", COMMA), (":", COLON)) for sign in signs}
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


class Cut(NamedTuple):
    """A spelling cut into clauses, each with its words as characters, and the places where it is cut."""

    clauses: tuple[str, ...]
    places: tuple[int, ...]


class Words:
    """The word lists, compiled: `speller` hears a text, `cut[spelling]` reads it."""

    def __init__(self, listed: _Listed) -> None:
        names = (*listed.words, *listed.before_numbers, *NUMBERS, *listed.numbers, *_VERDICTS.values())
        # One letter of no alphabet for each list, so that a clause becomes a string that patterns can search.
        self.tags = {name: chr(0xE000 + number) for number, name in enumerate(dict.fromkeys(names))}
        self.turning = self._of(listed.turning)
        known = self._known_words(listed)
        bare = {unmark(word): tag for word, tag in reversed(known.items())}
        self._alphabet = alphabet = Alphabet((*known, *listed.unlike))
        # First the words with marks, then without.
        self._known = [{alphabet.spell(word): tag for word, tag in words.items()} for words in (known, bare)]
        self._scanners = [Scanner(words, alphabet.numbers) for words in self._known]
        self._mended = {word: tag for word, tag in self._known[1].items() if len(tag) == word.count(" ") == 1}
        self._known = [_spaced(words) for words in self._known]
        self._unlike = set(map(alphabet.spell, listed.unlike))
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
        self.speller = Speller(alphabet)
        self.cut = Remembered(self._cut)

    def name(self, tag: str) -> str:
        """The list that a character stands for, for people."""
        return next((name for name, given in self.tags.items() if given == tag), tag)

    def read(self, text: str, target: str = "") -> list[tuple[str, str]]:
        """The clauses of a text as written, each with its words as characters."""
        heard = self.speller.hear(text, target)
        clauses, places = self.cut[self.speller.spelling(heard)]
        return [
            (heard[0][self.speller.span(heard, first, end)].strip(AROUND), clause)
            for clause, (first, end) in zip(clauses, pairwise(places), strict=True)
        ]

    def explain(self, text: str, target: str = "") -> list[tuple[str, str]]:
        """The clauses of a text as written, each with the names of the lists that it is read as."""
        return [(said, " ".join(map(self.name, clause))) for said, clause in self.read(text, target)]

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

    def _cut(self, spelling: Spelling) -> Cut:
        """The clauses of a spelling whose numbers are hidden, and where it is cut."""
        spelt, bare, verdicts = spelling
        scanner, known = self._scanners[bare], self._known[bare]
        words = scanner.cut(spelt)
        tags = [known.get(word, OTHER) for word in words]
        for number, word in enumerate(words):
            if "0" <= word[0] <= "9":
                tags[number] = self.tags[scanner.kind(word)]
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
            line = self._mend(line, ends, spelt)
        line = self._introducing.sub(lambda match: self._introduced.get(match[0], OTHER), line)
        line = self._opens.sub(END, line)
        if COLON in line:
            line = self._quotes.sub(lambda match: OTHER * len(match[0]), line)
        if len(line) > _LONG:
            line = _LONG_CLAUSE.sub(lambda match: match[0][:-1] + END, line)
        return Cut(
            clauses=tuple(_GAP.sub(_shorten, line).split(END)),
            places=(0, *[end for end, tag in zip(ends, line, strict=True) if tag == END], len(spelt)),
        )

    def _mend(self, line: str, ends: list[int], said: str) -> str:
        """Two syllables, one of them unknown, that are a listed word but for their marks are that word."""
        bare, starts, mended = self._alphabet.unmark(said), [0, *ends], self._mended
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
