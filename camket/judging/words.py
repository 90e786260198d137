"""A text as the rules see it: the words of `words.toml` in their order, cut into clauses."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from pydantic import BaseModel, ConfigDict

from camket.judging.goals import read_goals
from camket.judging.measure import Gauge, Verdict, find_gauges
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
_RUN = re.compile(r"\d+")
# Texts are alike where only these bytes differ; a letter outside ASCII has no such byte in UTF-8.
_ALIKE = bytes.maketrans(b"0123456789", b"1111111111")
# Kinds of numbers that a year and a nought are of too; no other kind looks at the figures themselves.
_FIGURES = ("SỐ", "NĂM", "SỐ_KHÔNG")
_TWO_SIGNS = re.compile(r"[.,]{2}")
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
class _Outline:
    """A plain text with every figure a 1, and the places of the numbers in it that a year or a nought changes.

    `is_as_written` where a place in it is the same place in the text as the unit wrote it.
    """

    plain: str
    is_as_written: bool
    has_figures: bool
    telling: tuple[tuple[int, int], ...]


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
        self._outline = lru_cache(maxsize=KEPT)(self._draw_outline)
        self._gauges: Callable[[str, str], tuple[Gauge, ...]] = lru_cache(maxsize=KEPT)(_find_gauges)
        self._cut = lru_cache(maxsize=KEPT)(self._cut_shape)

    def name(self, tag: str) -> str:
        """The list that a character stands for, for people."""
        return next((name for name, given in self.tags.items() if given == tag), tag)

    def read(self, text: str, target: str = "") -> Spoken:
        """A text cut into clauses, its numbers held against the target; texts alike but for figures are cut once."""
        outline, shown = self._outline(_hide(text)), text
        if not outline.is_as_written:
            shown, said = clean(text), plain(text)
            shown = shown if len(shown) == len(said) else said
            outline = self._outline(_hide(said))
        shape = outline.plain
        for first, end in outline.telling:
            figure = shown[first:end]
            if _is_year(figure) or not figure.strip("0"):
                shape = f"{shape[:first]}{'2000' if _is_year(figure) else figure}{shape[end:]}"
        verdicts: tuple[tuple[int, Verdict], ...] = ()
        if outline.has_figures and (gauges := self._gauges(shape, target if read_goals(target) else "")):
            verdicts = tuple(
                [(gauge.start, said) for gauge in gauges if (said := gauge.verdict(shown))]
            )
        clauses, cuts = self._cut(shape, verdicts)
        return Spoken(shown, clauses, cuts)

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

    def _draw_outline(self, hidden: bytes) -> _Outline:
        text = hidden.decode("utf-8", "surrogatepass")
        said = _RUN.sub(lambda run: "1" * len(run[0]), plain(text))
        return _Outline(
            plain=said,
            is_as_written=clean(text) == text and len(said) == len(text),
            has_figures=bool(_RUN.search(said)),
            telling=tuple(self._find_telling(said)),
        )

    def _find_telling(self, shape: str) -> Iterator[tuple[int, int]]:
        """The numbers in whose place a year or a nought is another kind of word."""
        place = 0
        for word in (self._scan_bare if shape.isascii() else self._scan).findall(shape):
            figures = "0" <= word[0] <= "9" and number_kind(word) in _FIGURES
            for run in _RUN.finditer(word):
                first = place + run.start()
                if (
                    (figures and not run.start())
                    or not "0" <= word[0] <= "9"
                    or _TWO_SIGNS.search(word)
                    or shape.endswith("năm ", 0, first)
                ):
                    yield first, place + run.end()
            place += len(word)

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


def _hide(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass").translate(_ALIKE)


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.startswith("20")


def _find_gauges(shape: str, target: str) -> tuple[Gauge, ...]:
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
