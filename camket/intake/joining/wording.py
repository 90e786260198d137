"""The wording of a content for comparison: words, names and days, without quantities and typing habits.

A text is cut into tokens with one way of writing for each phrase; a walk over them tells words from names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from camket.intake.joining.names import Name
from camket.intake.joining.vocabulary import Vocabulary, fold_word, load_vocabulary, split_tokens
from camket.text import clean, fold, plain

# "empty" words all items have, those of the "frame" many; "own" words tell what an item is about, "short" ones
# in capitals ("DDCI", "HACCP") the more.
Kind = Literal["empty", "frame", "named", "own", "short"]

_YEAR = re.compile(r"20[1-4]\d")
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{1,2}/20\d\d")
_ROMAN = re.compile(r"[IVX]+")
_DOCUMENT = re.compile(r"\d+(?:/\d{4})?/[^\W\d_].*")
_ROAD = re.compile(r"([^\W\d_]{1,3})\.?(\d+)(\w*)")
_LETTERED = re.compile(r"\d+[A-ZĐ]")
_UNITS = frozenset(("m2", "m3"))
_JOINS = frozenset(("-", "–", ",", "va", "den"))
# "luật", folded, and within how many words a year is its own.
_LAW, _NEAR = "luat", 4
_NUMBER = "số"
# A number that belongs to the name before it: "Trường Tiểu học Mỹ An 1".
_OF_NAME = -1
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_])(?=20[1-4]\d(?!\d))")
_SENTENCE_ENDS = frozenset(".;:!?–-+•(/")
_QUOTES = frozenset("“”\"'‘’")
_LONGEST_QUOTED = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign: as written, folded (signs unchanged), with its marks, and whether it is in a name."""

    text: str
    key: str
    plain: str
    named: bool


def read_tokens(text: str) -> list[Token]:
    """The tokens of a text, abbreviations written out.

    A name begins with a capital and is no word of office ("Ủy ban", "Quyết định"), or stands in quotation marks;
    in a text that is all in capitals none is known. The first word of a sentence is one only before another.
    """
    written = _are_spelled_alike(split_tokens(_GLUED_YEAR.sub(" ", clean(text))))
    tokens = [each for each, _ in written]
    plains = [plain(each) for each in tokens]
    named = [False] * len(tokens)
    if not text.isupper():
        named = _find_capitals(tokens, plains)
    for start, end in _find_quoted(tokens):
        named[start:end] = [token[0].isalnum() for token in tokens[start:end]]
    return [
        Token(token, key, marked, part)
        for (token, key), marked, part in zip(written, plains, named, strict=True)
    ]


def _are_spelled_alike(tokens: list[str]) -> list[tuple[str, str]]:
    """The tokens with their keys; equivalent phrases are written alike."""
    same = load_vocabulary().same
    keys = [_key(token) for token in tokens]
    written: list[tuple[str, str]] = []
    last = 0
    for start, end, instead in same.find_all(keys):
        written += zip(tokens[last:start], keys[last:start], strict=True)
        written += [(token, _key(token)) for token in instead]
        last = end
    return written + list(zip(tokens[last:], keys[last:], strict=True))


def _key(token: str) -> str:
    return fold_word(token) or token


def _find_capitals(tokens: list[str], plains: list[str]) -> list[bool]:
    no_names = load_vocabulary().no_names
    named = [token[0].isupper() and (len(token) == 1 or not token.isupper()) for token in tokens]
    begins = [not place or tokens[place - 1] in _SENTENCE_ENDS for place in range(len(tokens))]
    # "Cầu Vạn Xuân" is a bridge of that name, as "cầu Vạn Xuân" within a sentence is.
    heads = load_vocabulary().numbered[0] | load_vocabulary().places.keys()
    for place, token in enumerate(tokens[:-1]):
        if begins[place] and named[place] and named[place + 1] and fold(token) in heads:
            named[place] = False
    for start, end, _ in no_names.find_all(plains):
        # "Quý" is a part of "xã Mỹ Quý".
        inside = start and named[start - 1] and not begins[start - 1]
        if end - start > 1 or not inside:
            named[start:end] = [False] * (end - start)
    for place in range(len(tokens)):
        if begins[place] and not (place + 1 < len(tokens) and named[place + 1]):
            named[place] = False
    return named


def _find_quoted(tokens: list[str]) -> list[tuple[int, int]]:
    """The text between quotation marks, such as the names of models and movements."""
    marks = [place for place, token in enumerate(tokens) if token in _QUOTES]
    return [
        (start + 1, end)
        for start, end in zip(marks[::2], marks[1::2], strict=False)
        if end - start <= _LONGEST_QUOTED + 1
    ]


@dataclass(frozen=True, slots=True)
class Wording:
    """A content's folded words in one spelling, the kind of each, and their other meanings.

    `marked` are the words with their tone marks, or folded where the text has none. Also its names, its years and
    days, and the kinds of things that it is about ("school", 1).
    """

    words: tuple[str, ...]
    marked: tuple[str, ...]
    kinds: tuple[Kind, ...]
    alike: frozenset[str]
    names: frozenset[Name]
    days: tuple[str, ...]
    about: frozenset[tuple[str, int]]


@lru_cache(maxsize=65536)
def read_wording(text: str) -> Wording:
    """The wording of a content, without its quantities, which `amounts` reads."""
    marked = not text.isascii()
    walk = _Walk(read_tokens(text), load_vocabulary(), marked)
    walk.go()
    alike = walk.vocabulary.alike.find_all(walk.words, overlapping=True)
    said = walk.plains if marked else walk.words
    unplaced = list(_leave_places_out(said, walk.kinds))
    return Wording(
        tuple(walk.words),
        tuple(said),
        _find_kinds(said, walk.kinds, marked),
        frozenset(meaning for _, _, meaning in alike),
        frozenset(walk.names),
        tuple(walk.days),
        frozenset().union(*(kinds for _, _, kinds in walk.vocabulary.kinds[marked].find_all(unplaced))),
    )


def _leave_places_out(words: Sequence[str], kinds: Sequence[Kind]) -> Iterator[str]:
    """The words without the names of places: "huyện Tháp Mười đạt chuẩn" becomes "huyện đạt chuẩn"."""
    head = ""
    for word, kind in zip(words, kinds, strict=True):
        if kind != "named":
            head = fold_word(word)
        elif head in load_vocabulary().places:
            continue
        yield word


def _find_kinds(words: list[str], kinds: list[Kind], marked: bool) -> tuple[Kind, ...]:
    """The kinds of all words; until now all except names and short ones count as distinctive."""
    frame, empty = load_vocabulary().frame[marked], load_vocabulary().empty[marked]
    told: list[Kind] = [
        "empty" if kind == "own" and word in empty else kind for word, kind in zip(words, kinds, strict=True)
    ]
    for start, end, _ in frame.find_all(words):
        for place in range(start, end):
            if told[place] == "own":
                told[place] = "frame"
    return tuple(told)


@lru_cache(maxsize=1024)
def _spell_road(letters: str) -> str:
    """The letters of a road as they are always written: "TL.941" is "ĐT.941"."""
    vocabulary = load_vocabulary()
    found = next(vocabulary.same.find_all([letters]), None) if letters in vocabulary.roads else None
    return fold_word(" ".join(found[2])) if found else letters


@dataclass(slots=True)
class _Walk:
    """The state of a walk over tokens: what was read so far, and the name being read."""

    tokens: list[Token]
    vocabulary: Vocabulary
    marked: bool  # whether the text has tone marks, by which short words are told
    words: list[str] = field(default_factory=list)
    plains: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    head: str = ""  # the last word that is in no name
    run: list[str] = field(default_factory=list)
    named: bool = False  # whether a name stood here: "xã Mỹ An, Mỹ Hòa" has two communes

    def go(self) -> None:
        place = 0
        while place < len(self.tokens):
            token = self.tokens[place]
            taken = self._take_number(place)
            if taken == _OF_NAME:
                self._go_on(token)
            elif taken:
                self._end_name()
                place += taken - 1
            elif token.named:
                self._go_on(token)
            else:
                self._end_name()
                self._take_word(token)
            place += 1
        self._end_name()

    def _take_word(self, token: Token) -> None:
        goes_on = self.named and token.key in _JOINS
        if token.key[0].isalnum():
            short = len(token.text) > 2 and token.text.isupper()
            before = self.plains[-1] if self.plains else ""
            compound = tuple(self.words[-2:]) in self.vocabulary.unnumbered
            if (
                before in self.vocabulary.named_after
                and not compound
                and token.plain not in self.vocabulary.any_kind | self.vocabulary.empty[True]
            ):
                self.names.append(Name(before, (token.plain,)))
            self._add(token.key, token.plain, "short" if short else "own")
            self.head = self.head if goes_on else token.key
            self.named = goes_on
        elif token.key not in _JOINS | _QUOTES:
            self.head, self.named = "", False

    def _go_on(self, token: Token) -> None:
        self.run.append(token.plain)
        self._add(token.key, token.plain, "named")

    def _end_name(self) -> None:
        if self.run:
            self.names.append(Name(self.head, tuple(self.run)))
            self.run, self.named = [], True

    def _add(self, word: str, marked: str, kind: Kind) -> None:
        self.words.append(word)
        self.plains.append(marked)
        self.kinds.append(kind)

    def _drop_last(self) -> None:
        del self.words[-1], self.plains[-1], self.kinds[-1]

    def _take_number(self, place: int) -> int:
        """The count of tokens at a place that form a number that was read, `_OF_NAME`, or 0."""
        token = self.tokens[place].text
        if road := _ROAD.fullmatch(token):
            return self._take_road(token, *road.groups())
        if _ROMAN.fullmatch(token) and (self._is_before("dated") or self._is_before("numbered")):
            return self._take_counted(self.words[-1], token, self._is_before("numbered"))
        if not token[0].isdigit():
            return 0
        before = self.words[-1] if self.words else ""
        if _LETTERED.fullmatch(token) and before not in self.vocabulary.roads:
            self._add(fold(token), plain(token), "short")  # "5G"
            return 1
        if self._is_quantity(place):
            return _OF_NAME if self.run and self._ends_name(place) else 1
        is_numbered = self._is_before("numbered")
        if self._says(_NUMBER):
            self._drop_last()
            if self.words and self.words[-1] in self.vocabulary.documents:
                return 1
            is_numbered = True
            before = self.words[-1] if self._is_before("numbered") else fold(_NUMBER)
        if _DOCUMENT.fullmatch(token):
            return 1
        return self._take_plain(place, before, is_numbered)

    def _is_before(self, which: Literal["numbered", "dated"]) -> bool:
        """Whether the last word is one of these, with its marks if the text has any."""
        if not self.words:
            return False
        if which == "numbered" and tuple(self.words[-2:]) in self.vocabulary.unnumbered:
            return False
        said = self.plains[-1] if self.marked else self.words[-1]
        known = self.vocabulary.numbered if which == "numbered" else self.vocabulary.dated
        return said in known[self.marked]

    def _says(self, word: str) -> bool:
        return bool(self.words) and (self.plains[-1] == word if self.marked else self.words[-1] == fold(word))

    def _is_quantity(self, place: int) -> bool:
        """Whether a number counts what stands after it: "trụ sở 03 xã", "chuyển đổi số 100%"; a year does not."""
        token = self.tokens[place].text
        if _YEAR.fullmatch(token):
            return False
        following = self.tokens[place + 1].key if place + 1 < len(self.tokens) else ""
        counts = token[0] == "0" and following[:1].isalpha() and not self._says(_NUMBER)
        return following == "%" or following in self.vocabulary.counted or counts

    def _ends_name(self, place: int) -> bool:
        """Whether a number belongs to the name before it: "Kênh Kháng Chiến 1 phường An Bình A" has a numbered name."""
        token = self.tokens[place].text
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if token[0] == "0" or following is None or not (following.key[:1].isalpha() or following.key == "%"):
            return token[0] != "0"
        # "xã Mỹ An 2 km" has a length.
        said = following.plain if self.marked else following.key
        return said in self.vocabulary.beside[self.marked] or following.key in self.vocabulary.places

    def _take_plain(self, place: int, before: str, is_numbered: bool) -> int:
        """A number by the word before it: of a road, a day, a numbered thing, a name; else a quantity."""
        token = self.tokens[place].text
        following = [each.key for each in self.tokens[place + 1 : place + 3]]
        if before in self.vocabulary.roads:
            self._drop_last()
            self._name(before, token.lstrip("0"))
            return 1
        if following and following[0] in self.vocabulary.grades:
            self._name(following[0], token.lstrip("0"))
            return 2
        if self._says("đường") and following[:1] == ["thang"] and len(following) == 2:
            # "đường 30 tháng 4", which is no "đường 3 tháng 4"
            self._name("duong", f"{token.lstrip('0')}-{following[1].lstrip('0')}")
            return 3
        if _YEAR.fullmatch(token) and _LAW in self.words[-_NEAR:]:
            self._name(_LAW, token)  # the law of one year is no law of another
            return 1
        if _YEAR.fullmatch(token):
            return self._take_counted(before if self._says("năm") else "", token, False)
        if is_numbered or self._is_before("dated"):
            return self._take_counted(before, token, is_numbered)
        if _DAY.fullmatch(token):
            return self._take_counted("", token, False)
        return _OF_NAME if self.run and self._ends_name(place) else 1

    def _take_road(self, token: str, letters: str, number: str, rest: str) -> int:
        """A road ("ĐT.841"), or a letter with a number that ends a name ("Khu A1")."""
        if token in _UNITS:
            return 0
        if self.run and len(letters) == 1 and letters.isupper():
            return _OF_NAME
        self._name(_spell_road(fold(letters)), fold(number + rest))
        return 1

    def _take_counted(self, before: str, number: str, is_numbered: bool) -> int:
        """A number after a word that makes it the name of something, a day, a year or an edition."""
        if is_numbered:
            self._name(before, fold(number).lstrip("0").replace(" ", "-"))
        else:
            if self._is_before("dated"):
                self._drop_last()
            self.days.append(f"{before} {number.lower()}".strip())
        return 1

    def _name(self, head: str, number: str) -> None:
        self.names.append(Name(head, (number,)))
        self._add(f"{head}{number}", f"{head}{number}", "own")
