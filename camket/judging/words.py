"""A text as judging sees it: clauses of tokens, each token a list of `words.toml` or the kind of a number.

"Đã trình UBND Tỉnh, đang chờ" is read as two clauses, `ĐÃ TRÌNH CẤP_TRÊN` and `CHỜ`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise

from pydantic import BaseModel, ConfigDict

from camket.judging.measures import Verdict, measure
from camket.judging.named import OTHER, leave_names, leave_promise, leave_put_in_use
from camket.quantities import Goal, read_goals
from camket.text import clean, fold, plain

# Tokens for a word that is in no list, and for the signs. END ends a clause.
COMMA, COLON, END, STOP = ",", ":", ";", "."
_OPEN, _CLOSE = "(", ")"
# They end a clause too, and say how the next one stands to it.
_CONTRAST, _CONCESSION = "NHƯNG", "MẶC_DÙ"
_ENDS = frozenset({END, STOP, _CONTRAST, _CONCESSION})
# Where the words of a clause are interrupted.
_BREAKS = _ENDS | {_OPEN, _CLOSE}
_SIGNS = {
    sign: (tag,)
    for signs, tag in (
        (";•+|", END),
        (".!?", STOP),
        (",-–—/", COMMA),
        (":", COLON),
        (_OPEN, _OPEN),
        (_CLOSE, _CLOSE),
    )
    for sign in signs
}
_UNKNOWN = (OTHER,)
# A time that may stand before what was so at it.
_TIMES = frozenset({"NGÀY", "KỲ"})
# Marks a word that the token beside it represents.
_TAKEN = ""
_VERDICTS: dict[Verdict, str] = {
    "met": "ĐỦ", "counted": "ĐỦ_SỐ", "moved": "ĐỔI_ĐỦ", "short": "THIẾU", "within": "TRONG_MỨC", "over": "QUÁ_MỨC",
}  # fmt: skip
MEASURED = frozenset(_VERDICTS.values())
# Signs that are left out around a quoted part of a text.
_AROUND = " ,;:.-–+•|()"
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
# Words first, as most pieces are; every number begins with a digit.
_PIECE = re.compile(
    rf"\s*([^\W\d]\w*|{'|'.join(f'(?:{pattern})' for pattern in NUMBERS.values())}|\w+|[^\w\s])"
)
_KINDS = tuple(NUMBERS)
# Each Vietnamese letter without its marks.
_UNMARKED = {
    ord(letter): base
    for letter in map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
    if len(base := fold(letter)) == 1
}


class WordLists(BaseModel):
    """The lists of words.toml, where comments explain each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    opening: frozenset[str]
    acting: frozenset[str]
    joining: tuple[str, ...]
    concluding: tuple[str, ...]
    quoting: frozenset[str]
    predicating: frozenset[str]
    plain: tuple[str, ...]
    unlike: frozenset[str]
    written_large: frozenset[str]
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
    """A part of a text that says one thing: its place, and its tokens with their places.

    `contrast` after "nhưng", `conceded` after "mặc dù", `aside` within brackets, `opens` at the beginning of a
    sentence.
    """

    start: int
    end: int
    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    contrast: bool = False
    conceded: bool = False
    aside: bool = False
    opens: bool = False

    @property
    def shown(self) -> str:
        """Its tokens as people read them, consecutive words that are in no list as one."""
        return " ".join(name for name, _ in groupby(self.names) if name)


@dataclass(slots=True)
class _Part:
    """A clause while its tokens are collected."""

    start: int
    contrast: bool = False
    conceded: bool = False
    aside: bool = False
    opens: bool = False
    end: int = 0
    names: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, clean, with its clauses."""

    text: str
    said: str
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
        self._spelled = {unmark(word): word for word in reversed(marked)}
        self._mended = {word: tags for word, tags in unmarked.items() if len(tags) == word.count(" ") == 1}
        self._predicating = tuple(f"{plain(word)} " for word in lists.predicating)
        self._unlike = frozenset(map(plain, lists.unlike))
        self._syllables = frozenset(syllable for word in marked for syllable in word.split())
        ways = [(said.split(), name) for name, sayings in lists.numbers.items() for said in sayings]
        self._introduced = {
            first: sorted((way for way in ways if way[0][0] == first), key=lambda way: -len(way[0]))
            for first in lists.before_numbers
        }

    def read(self, text: str, goals: Sequence[Goal] = (), promised: str = "") -> Reading:
        """A text with its numbers held against the goals of its target.

        `promised` is the content as its words with one space between them; where a sentence has it as its subject, no
        word of it is an act: "Giải ngân vốn đầu tư công đạt 43% kế hoạch".
        """
        shown, said = clean(text), plain(text)
        if len(shown) != len(said):
            shown = said
        is_bare = said.isascii()
        tokens, spans = (self._unmarked if is_bare else self._marked).scan(said)
        if measured := measure(said, goals):
            starts = [start for start, _ in spans]
            for place, verdict in measured:
                tokens[bisect_right(starts, place) - 1] = _VERDICTS[verdict]
        if not is_bare:
            self._mend(tokens, spans, said)
        self._introduce(tokens)
        leave_names(tokens, spans, shown, self.lists.written_large)
        leave_put_in_use(tokens, spans, said)
        if promised:
            leave_promise(tokens, spans, said, promised, self._predicating)
        self._open(tokens)
        return Reading(shown, said, tuple(self._cut(tokens, spans, len(said))))

    def explain(self, text: str, target: str = "") -> list[tuple[str, str]]:
        """The clauses of a text as written, each with its tokens."""
        reading = self.read(text, read_goals(target))
        return [
            (reading.quote(number, number), clause.shown) for number, clause in enumerate(reading.clauses)
        ]

    def _mend(self, tokens: list[str], spans: Sequence[tuple[int, int]], said: str) -> None:
        """Two syllables, one of them unknown, that are a listed word but for their marks are that word."""
        doubtful = [first for first, pair in enumerate(pairwise(tokens)) if OTHER in pair]
        for first in doubtful:
            pair = said[spans[first][0] : spans[first + 1][1]]
            meant = self._mended.get(unmark(pair))
            if not meant:
                continue
            # A slip changes one syllable into none that there is: neither "con chó" nor "trong độ tuổi" is one.
            spelled = self._spelled[unmark(pair)].split()
            changed = [
                wrote for wrote, meant_one in zip(pair.split(), spelled, strict=True) if wrote != meant_one
            ]
            slips = len(changed) == 1 and changed[0] not in self._syllables
            if slips and _TAKEN not in tokens[first : first + 2] and pair not in self._unlike:
                tokens[first : first + 2] = *meant, _TAKEN

    def _introduce(self, tokens: list[str]) -> None:
        """A number takes the word before it, which says what it is; before anything else that is any word."""
        if self._introduced.keys().isdisjoint(tokens):
            return
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
        if COMMA not in tokens:
            return
        self._part_times(tokens)
        opens = False
        for place in range(len(tokens) - 1, -1, -1):
            token = tokens[place]
            if token in self.lists.opening:
                opens = True
            elif token in (COMMA, END, STOP) or token in self.lists.acting:
                if token == COMMA and opens:
                    tokens[place] = END
                opens = False

    def _part_times(self, tokens: list[str]) -> None:
        """A comma ends a clause before a second time: "6 tháng đạt 40%, 9 tháng đạt 70%"; a list of times is one."""
        if sum(map(tokens.count, _TIMES)) < 2:
            return
        read = [(place, token) for place, token in enumerate(tokens) if token != _TAKEN]
        told = False
        for (_, before), (place, token), (_, after) in zip(read, read[1:], read[2:], strict=False):
            told = (told or before in _TIMES) and before not in _BREAKS
            if token == COMMA and told and after in _TIMES and before not in _TIMES:
                tokens[place] = END

    def _cut(self, tokens: Sequence[str], spans: Sequence[tuple[int, int]], length: int) -> Iterator[Clause]:
        """The clauses; what stands in brackets is a clause of its own, after the one that it interrupts."""
        main, asides = _Part(0, opens=True), list[_Part]()
        part, inside, names = main, False, main.names
        for place, (token, span) in enumerate(zip(tokens, spans, strict=True)):
            if token not in _BREAKS and len(names) < _LONGEST:
                if token != _TAKEN:
                    names.append(token)
                    part.spans.append(span)
                continue
            if token == _OPEN and not inside and _CLOSE in tokens[place:]:
                part, inside = _Part(span[0], aside=True), True
                asides.append(part)
            elif token == _CLOSE and inside:
                part.end, inside = span[0], False
                part = main
            elif token in _ENDS or len(names) == _LONGEST:
                part.end = span[0]
                following = _Part(span[0], token == _CONTRAST, token == _CONCESSION, inside, token == STOP)
                if inside:
                    asides.append(following)
                else:
                    yield from self._finish(main, asides)
                    main, asides = following, []
                part = following
            else:
                names.append(COMMA)
                part.spans.append(span)
            names = part.names
        main.end = length
        yield from self._finish(main, asides)

    def _finish(self, main: _Part, asides: Sequence[_Part]) -> Iterator[Clause]:
        for part in (main, *asides):
            names = [OTHER] * len(part.names) if self._quotes(part.names) else part.names
            yield Clause(
                part.start, part.end, tuple(names), tuple(part.spans), part.contrast, part.conceded, part.aside,
                part.opens,
            )  # fmt: skip

    def _quotes(self, tokens: Sequence[str]) -> bool:
        """Whether a clause quotes the promise before a colon, so that it states no result."""
        if COLON not in tokens[1:]:
            return False
        first = 1 if tokens[0] in (OTHER, COMMA) else 0
        return tokens[first] in self.lists.quoting and tokens.index(COLON) - first - 1 <= _QUOTED


class _Vocabulary:
    """Words with the tokens that each is read as."""

    def __init__(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
        phrases: dict[str, list[str]] = {}
        for word in sorted(known, key=len, reverse=True):
            if (first := _PIECE.match(word)) and first[1] != word:
                phrases.setdefault(first[1], []).append(re.escape(word))
        # By their first word; the longest one counts, and only where it ends as a word does.
        self._phrases = {
            first: re.compile(rf"(?:{'|'.join(words)})(?!\w)") for first, words in phrases.items()
        }

    def scan(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        """The tokens of a text, each with the place of the words that it represents."""
        tokens, spans, place = list[str](), list[tuple[int, int]](), 0
        known, phrases = self._known, self._phrases
        while piece := _PIECE.match(text, place):
            word, (start, place) = piece[1], piece.span(1)
            if (longer := phrases.get(word)) and (phrase := longer.match(text, start)):
                word, place = phrase[0], phrase.end()
            found = known.get(word)
            if not found:
                found = (_kind_of(word),) if word[0].isdecimal() else _UNKNOWN
            tokens += found
            spans.append((start, place))
            if len(found) > 1:
                spans += [(place, place)] * (len(found) - 1)
        return tokens, spans


def unmark(text: str) -> str:
    """A plain text without the marks on its letters."""
    return text.translate(_UNMARKED)


def _kind_of(number: str) -> str:
    match = _KIND.match(number)
    return _KINDS[int(match.lastgroup[1:])] if match and match.lastgroup else "SỐ"


def _known_words(lists: WordLists) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for name, words in (*lists.words.items(), *lists.before_numbers.items()):
        for word in map(plain, words):
            if word in known:
                raise ValueError(f"words.toml: {word!r} stands in two lists, one of them {name}")
            known[word] = (name,)
    known |= {plain(word): tuple(said.split()) for word, said in lists.shorthand.items()}
    for words, tag in ((lists.plain, OTHER), (lists.joining, COMMA), (lists.concluding, END)):
        known |= dict.fromkeys(map(plain, words), (tag,))
    return known | _SIGNS


@cache
def load_words() -> Words:
    """The word lists that come with camket."""
    text = files("camket.judging").joinpath("words.toml").read_text("utf-8")
    return Words(WordLists.model_validate(tomllib.loads(text)))
