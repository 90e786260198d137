"""A text as the rules see it: clauses of tokens, each token a list of `words.toml` or the kind of a number.

"Đã trình UBND Tỉnh, đang chờ" is read as two clauses, `ĐÃ TRÌNH CẤP_TRÊN` and `CHỜ`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from camket.judging.measures import Verdict, measure
from camket.text import clean, fold, plain

# Tokens for a word that is in no list, and for the signs. END ends a clause.
OTHER, COMMA, COLON, END = "·", ",", ":", ";"
# Follows each token that turns the sense of what comes after it.
TURNS = "!"
_SIGNS = {
    sign: (tag,) for signs, tag in ((";.•!?+", END), (",()-–—/", COMMA), (":", COLON)) for sign in signs
}
# Marks a word that the token beside it represents.
_TAKEN = ""
_VERDICTS: dict[Verdict, str] = {
    "met": "ĐỦ", "counted": "ĐỦ_SỐ", "moved": "ĐỔI_ĐỦ", "short": "THIẾU", "within": "TRONG_MỨC", "over": "QUÁ_MỨC",
}  # fmt: skip
# Signs that are left out around a quoted part of a text.
_AROUND = " ,;:.-–+•()"
# No sentence is as long; the time that a pattern takes grows with the square of a clause.
_LONGEST = 150
# The most words between a word that quotes a promise and its colon.
_QUOTED = 4

_FIGURE = r"\d(?:[\d.,]*\d)?"
# The kinds of numbers, in the order in which they are tried.
NUMBERS = {
    "NGÀY": r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?![\w/])|\d{1,2}/+\d{4}(?![\w/])",
    "SỐ_HIỆU_TỈNH": r"\d+/(?:\d{4}/)?(?:(?:qđ|nq|tb|vp|cv|ct)-?)?(?:ubnd|hđnd|tu(?!\w))[\w.&-]*|\d+-\w{2}/tu(?!\w)",
    "SỐ_HIỆU": r"\d+[/-](?:\d{4}/)?[^\W\d_][\w.&/-]*",
    "PHẦN_TRĂM": rf"{_FIGURE}(?:/{_FIGURE})?\s?%",
    "PHÂN_SỐ": rf"{_FIGURE}\s?(?:/|trên(?: tổng)?(?: số)?(?=\s\d)|trong(?: tổng)?(?: số)?(?=\s\d))\s?{_FIGURE}",
    "KỲ": r"\d{1,2}\stháng(?!\s\d)",
    "NĂM": r"20\d\d(?![\w.,]?\d)",
    "SỐ_KHÔNG": r"0+(?![\w.,]?\d)",
    "SỐ": _FIGURE,
}
DOCUMENTS = frozenset({"SỐ_HIỆU", "SỐ_HIỆU_TỈNH"})
_KIND = re.compile("|".join(f"(?P<K{n}>{pattern})" for n, pattern in enumerate(NUMBERS.values())))
_PIECE = re.compile(rf"(?:{'|'.join(f'(?:{pattern})' for pattern in NUMBERS.values())})|\w+|[^\w\s]")
# Each Vietnamese letter without its marks.
_UNMARKED = {
    ord(letter): base
    for letter in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
    if len(base := fold(letter)) == 1
}


class WordLists(BaseModel):
    """The lists of words.toml, where comments explain each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    turning: frozenset[str]
    opening: frozenset[str]
    acting: frozenset[str]
    joining: tuple[str, ...]
    breaking: tuple[str, ...]
    quoting: frozenset[str]
    plain: tuple[str, ...]
    unlike: frozenset[str]
    words: dict[str, tuple[str, ...]]
    shorthand: dict[str, str]
    before_numbers: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[str, ...]]

    @property
    def tokens(self) -> frozenset[str]:
        """Every token that a reading can have but for the signs."""
        return frozenset({*self.words, *self.before_numbers, *NUMBERS, *self.numbers, *_VERDICTS.values()})


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text that says one thing: its place, and its tokens, each after a space."""

    start: int
    end: int
    tokens: str

    @property
    def shown(self) -> str:
        """Its tokens as people read them."""
        return self.tokens.replace(TURNS, "").strip()


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, clean, with its clauses."""

    text: str
    clauses: tuple[Clause, ...]

    def quote(self, first: int, last: int) -> str:
        """The words from one clause to another, as the unit wrote them."""
        return self.text[self.clauses[first].start : self.clauses[last].end].strip(_AROUND)


class Words:
    """The word lists, compiled to read texts. Raises `ValueError` if a word is in two lists."""

    def __init__(self, lists: WordLists) -> None:
        self.lists = lists
        marked = _known_words(lists)
        unmarked = {unmark(word): tags for word, tags in reversed(marked.items())}
        # A text without any mark is read by the words without theirs.
        self._marked, self._unmarked = _Vocabulary(marked), _Vocabulary(unmarked)
        self._mended = {word: tags for word, tags in unmarked.items() if len(tags) == word.count(" ") == 1}
        self._unlike = frozenset(map(plain, lists.unlike))
        ways = [(said.split(), name) for name, sayings in lists.numbers.items() for said in sayings]
        self._introduced = {
            first: sorted((way for way in ways if way[0][0] == first), key=lambda way: -len(way[0]))
            for first in lists.before_numbers
        }

    def read(self, text: str, target: str = "") -> Reading:
        """A text with its numbers held against the target."""
        shown, said = clean(text), plain(text)
        if len(shown) != len(said):
            shown = said
        is_bare = said.isascii()
        tokens, spans = (self._unmarked if is_bare else self._marked).scan(said)
        starts = [start for start, _ in spans]
        for place, verdict in measure(said, target):
            tokens[bisect_right(starts, place) - 1] = _VERDICTS[verdict]
        if not is_bare:
            self._mend(tokens, spans, said)
        self._introduce(tokens)
        self._open(tokens)
        clauses, start = [], 0
        for first, last in self._cut(tokens):
            end = spans[last][1] if last < len(tokens) else len(said)
            clauses.append(Clause(start, end, self._write(tokens[first:last])))
            start = end
        return Reading(shown, tuple(clauses))

    def explain(self, text: str, target: str = "") -> list[tuple[str, str]]:
        """The clauses of a text as written, each with its tokens."""
        reading = self.read(text, target)
        return [
            (reading.quote(number, number), clause.shown) for number, clause in enumerate(reading.clauses)
        ]

    def _mend(self, tokens: list[str], spans: Sequence[tuple[int, int]], said: str) -> None:
        """Two syllables, one of them unknown, that are a listed word but for their marks are that word."""
        doubtful = [first for first in range(len(tokens) - 1) if OTHER in tokens[first : first + 2]]
        for first in doubtful:
            pair = said[spans[first][0] : spans[first + 1][1]]
            meant = self._mended.get(unmark(pair))
            if meant and _TAKEN not in tokens[first : first + 2] and pair not in self._unlike:
                tokens[first : first + 2] = *meant, _TAKEN

    def _introduce(self, tokens: list[str]) -> None:
        """A number takes the word before it, which says what it is; before anything else that is any word."""
        place = 0
        while place < len(tokens):
            length = 1
            if tokens[place] in self._introduced:
                for way, name in self._introduced[tokens[place]]:
                    if tokens[place : place + len(way)] == way:
                        length = len(way)
                        tokens[place : place + length] = *[_TAKEN] * (length - 1), name
                        break
                else:
                    tokens[place] = OTHER
            place += length

    def _open(self, tokens: list[str]) -> None:
        """A comma ends a clause where what follows opens another."""
        opens = False
        for place in range(len(tokens) - 1, -1, -1):
            token = tokens[place]
            if token in self.lists.opening:
                opens = True
            elif token in (COMMA, END) or token in self.lists.acting:
                if token == COMMA and opens:
                    tokens[place] = END
                opens = False

    def _cut(self, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The clauses as the places of their first token and of the one that ends them."""
        first = 0
        for place in range(len(tokens) + 1):
            if place == len(tokens) or tokens[place] == END or place - first == _LONGEST - 1:
                yield first, place
                first = place + 1

    def _write(self, tokens: Sequence[str]) -> str:
        """The tokens of a clause in one line, consecutive words that are in no list as one."""
        if self._quotes(tokens):
            return f" {OTHER}"
        line, last = "", ""
        for token in tokens:
            if token and not token == last == OTHER:
                line += f" {token}{TURNS}" if token in self.lists.turning else f" {token}"
                last = token
        return line

    def _quotes(self, tokens: Sequence[str]) -> bool:
        """Whether a clause quotes the promise before a colon, so that it states no result."""
        if COLON not in tokens:
            return False
        first = 1 if tokens[0] in (OTHER, COMMA) else 0
        return tokens[first] in self.lists.quoting and tokens.index(COLON) - first - 1 <= _QUOTED


class _Vocabulary:
    """Words with the tokens that each is read as."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
        phrases: dict[str, list[str]] = {}
        for word in sorted(known, key=len, reverse=True):
            if (first := _PIECE.match(word)) and first[0] != word:
                phrases.setdefault(first[0], []).append(re.escape(word))
        # By their first word; the longest one counts, and only where it ends as a word does.
        self._phrases = {
            first: re.compile(rf"(?:{'|'.join(words)})(?!\w)") for first, words in phrases.items()
        }

    def scan(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        """The tokens of a text, each with the place of the words that it represents."""
        tokens, spans, place = list[str](), list[tuple[int, int]](), 0
        while piece := _PIECE.search(text, place):
            start, word = piece.start(), piece[0]
            if word[0].isdecimal():
                found: tuple[str, ...] = (_kind_of(word),)
            else:
                if (phrases := self._phrases.get(word)) and (phrase := phrases.match(text, start)):
                    word = phrase[0]
                found = self._known.get(word, (OTHER,))
            place = start + len(word)
            tokens += found
            spans += [(start, place), *[(place, place)] * (len(found) - 1)]
        return tokens, spans


def unmark(text: str) -> str:
    """A plain text without the marks on its letters."""
    return text.translate(_UNMARKED)


def _kind_of(number: str) -> str:
    match = _KIND.match(number)
    return list(NUMBERS)[int(match.lastgroup[1:])] if match and match.lastgroup else "SỐ"


def _known_words(lists: WordLists) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for name, words in (*lists.words.items(), *lists.before_numbers.items()):
        for word in map(plain, words):
            if word in known:
                raise ValueError(f"words.toml: {word!r} stands in two lists, one of them {name}")
            known[word] = (name,)
    known |= {plain(word): tuple(said.split()) for word, said in lists.shorthand.items()}
    for words, tag in ((lists.plain, OTHER), (lists.joining, COMMA), (lists.breaking, END)):
        known |= dict.fromkeys(map(plain, words), (tag,))
    return known | _SIGNS


@cache
def load_words() -> Words:
    """The word lists that come with camket."""
    text = files("camket.judging").joinpath("words.toml").read_text("utf-8")
    return Words(WordLists.model_validate(tomllib.loads(text)))
