"""Find what texts name (proper names, roads, numbered things), and compare the names of two texts.

Across years a name is read with the word before it (`compare_names`); in a row that copies a commitment every
number, letter and capital counts (`find_exchanged`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from camket.intake.joining.vocabulary import load_vocabulary
from camket.text import clean, fold

# A slip of the keyboard in a syllable or word of this length leaves a name what it is.
_LONG = 4
# Keyboards and speakers take these tones for one another.
_TONES = str.maketrans("ãẵẫẽễĩõỗỡũữỹ", "ảẳẩẻểỉỏổởủửỷ")
_WORD = re.compile(r"\d+(?:[.,]\d{3})*(?!\d)|[^\W\d_]+")
_SENTENCE_ENDS = frozenset(".;:!?–-+•")


class Difference(IntEnum):
    """The difference between the names of two texts, from none to most.

    A typing error or lost marks; other marks; different names in different positions; the same name of
    another kind of place; another name in the same place.
    """

    NONE = 0
    SLIP = 1
    MARKS = 2
    APART = 3
    PLACE = 4
    OTHER = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name ("mỹ", "an") with the folded word before it ("xa"); a road is ("841",) after "dt"."""

    head: str
    words: tuple[str, ...]


def compare_names(one: Collection[Name], other: Collection[Name]) -> Difference:
    """How far two texts are from naming the same: another name after the same word, another kind of place of one name.

    A name that one of them leaves out makes no difference.
    """
    if not one or not other:
        return Difference.NONE
    one, other = _join_adjacent(one, other), _join_adjacent(other, one)
    if _are_other_places(one, other):
        same = {name.words for name in one} == {name.words for name in other}
        return Difference.PLACE if same else Difference.OTHER
    missing, extra = _leave_out(one, other), _leave_out(other, one)
    instead = [[each for each in extra if _can_replace(each, name)] for name in missing]
    if len(missing) == len(one) and len(extra) == len(other) and not any(instead):
        return Difference.APART
    return max(
        (
            min(_compare(name, each) for each in found)
            for name, found in zip(missing, instead, strict=True)
            if found
        ),
        default=Difference.NONE,
    )


def _join_adjacent(names: Collection[Name], others: Collection[Name]) -> Collection[Name]:
    """The names with two of them as one where the others have them as one: "Nghinh Ông (Cồn Nhàn)"."""
    whole = {name.words for name in others}
    for one in names:
        for other in names:
            if one != other and (joined := (*one.words, *other.words)) in whole:
                return {*names} - {one, other} | {Name(one.head, joined)}
    return names


def _can_replace(one: Name, other: Name) -> bool:
    """Whether two names are in the same position: after the same word, or after two kinds of place of one level."""
    levels, roads = load_vocabulary().places, load_vocabulary().roads
    return (
        one.head == other.head
        or levels.get(one.head, -1) == levels.get(other.head, -2)
        or (one.head in roads and other.head in roads)
    )


def _leave_out(names: Iterable[Name], others: Collection[Name]) -> list[Name]:
    return [name for name in names if all(_compare(name, other) for other in others)]


def _are_other_places(one: Iterable[Name], other: Collection[Name]) -> bool:
    """Whether one has "huyện Cao Lãnh" and the other "thành phố Cao Lãnh"."""
    places = load_vocabulary().places
    for name in one:
        heads = {each.head for each in other if each.head in places and not _compare(each, name)}
        if name.head in places and heads and name.head not in heads:
            return True
    return False


def _compare(one: Name, other: Name) -> Difference:
    roads = load_vocabulary().roads
    if one.head != other.head and one.head in roads and other.head in roads:
        return Difference.OTHER  # "ĐH.12" is another road than "ĐT.12"
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return Difference.NONE
    if _begins_with_head(one, other) or _begins_with_head(other, one):
        return Difference.NONE
    if len(one.words) != len(other.words):
        return Difference.OTHER
    found = [_compare_syllables(*pair) for pair in zip(one.words, other.words, strict=True)]
    return Difference.OTHER if sum(found) > Difference.MARKS else max(found)


def _begins_with_head(one: Name, other: Name) -> bool:
    """Whether a name begins a sentence, so that the word before it has a capital: "Chợ Mỹ Hiệp" and "chợ Mỹ Hiệp"."""
    return one.words[1:] == other.words and bool(other.head) and fold(one.words[0]) == other.head


def _compare_syllables(one: str, other: str) -> Difference:
    if one == other:
        return Difference.NONE
    folded = fold(one), fold(other)
    if folded[0] == folded[1]:
        # "Tram" is "Tràm" with its marks lost; "Thành" and "Thạnh" are two communes.
        marks = _marks(one), _marks(other)
        lost = marks[0] <= marks[1] or marks[1] <= marks[0]
        return (
            Difference.SLIP if lost or one.translate(_TONES) == other.translate(_TONES) else Difference.MARKS
        )
    slip = min(map(len, folded)) >= _LONG and not any(map(str.isdigit, folded[0] + folded[1]))
    return Difference.SLIP if slip and OSA.distance(*folded, score_cutoff=1) <= 1 else Difference.OTHER


def _marks(syllable: str) -> set[str]:
    return {
        char for char in unicodedata.normalize("NFD", syllable) if unicodedata.combining(char) or char == "đ"
    }


@lru_cache(maxsize=65536)
def find_exchanged(reported: str, signed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names, numbers and letters that only the reported text has, and those that only the signed one has.

    If both exist, one replaces the other: "… xã Mỹ Hòa" is not "… xã Mỹ An", "đường B" not
    "đường A", "03 sản phẩm" not "05 sản phẩm". Both are empty where something is only left out or added, written
    in capitals or abbreviated ("UBND").
    """
    said, meant = _WORD.findall(clean(reported)), _WORD.findall(clean(signed))
    said_keys, meant_keys = {_key(word) for word in said}, {_key(word) for word in meant}
    missing = _find_objects(clean(signed)) - said_keys
    shouted = reported == reported.upper()
    extra = (said_keys if shouted else _find_objects(clean(reported))) - meant_keys
    if said and len(fold(reported)) < len(fold(signed)):
        last = _key(said[-1])  # a text cut short ends in the middle of a word
        extra = frozenset(
            word for word in extra if word != last or not any(key.startswith(word) for key in meant_keys)
        )
    for word in sorted(missing):
        slip = next((other for other in sorted(extra) if _is_slip(word, other)), None)
        if slip is not None:
            missing, extra = missing - {word}, extra - {slip}
    if not missing or not extra:
        return (), ()
    return _as_written(said, extra), _as_written(meant, missing)


def _as_written(words: Iterable[str], keys: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if _key(word) in keys))


def _find_objects(text: str) -> frozenset[str]:
    """The numbers, single capitals and names of a text; the first word of a sentence does not count."""
    found = set()
    for word in _WORD.finditer(text):
        token, before = word[0], text[: word.start()].rstrip(" “\"'(")
        begins = not before or before[-1] in _SENTENCE_ENDS
        short = token.isupper() and len(token) > 1
        if token[0].isdigit() or (token[0].isupper() and not short and (len(token) == 1 or not begins)):
            found.add(_key(token))
    return frozenset(found)


def _key(word: str) -> str:
    """Numbers without leading zeros and dots of thousands, words folded."""
    return re.sub(r"[.,]", "", word).lstrip("0") or "0" if word[0].isdigit() else fold(word)


def _is_slip(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _LONG
        and not one[0].isdigit()
        and OSA.distance(one, other, score_cutoff=1) <= 1
    )
