"""What texts name (proper names, roads, numbered things), and whether two texts name the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from camket.matching.vocabulary import load_vocabulary
from camket.text import fold

# A slip of the keyboard in a longer syllable leaves a name what it is.
_LONG = 4
# Keyboards and speakers take these tones for one another.
_TONES = str.maketrans("ãẵẫẽễĩõỗỡũữỹ", "ảẳẩẻểỉỏổởủửỷ")


class Difference(IntEnum):
    """How far what two texts name is from being the same.

    A slip or lost marks; other marks; names in other places of the sentence, and none in common; another name in
    the same place.
    """

    NONE = 0
    SLIP = 1
    MARKS = 2
    APART = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name ("mỹ", "an") with the folded word before it ("xa"); a road is ("841",) after "dt"."""

    head: str
    words: tuple[str, ...]


def compare_names(one: Collection[Name], other: Collection[Name]) -> Difference:
    """How far two texts are from naming the same: another name after the same word, another kind of place of one name.

    What one of them leaves out differs in nothing.
    """
    if not one or not other:
        return Difference.NONE
    if _are_other_places(one, other):
        return Difference.OTHER
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


def _can_replace(one: Name, other: Name) -> bool:
    """Whether two names stand in one place: after the same word, or after two kinds of place of one level."""
    levels = load_vocabulary().places
    return one.head == other.head or levels.get(one.head, -1) == levels.get(other.head, -2)


def _leave_out(names: Iterable[Name], others: Collection[Name]) -> list[Name]:
    return [name for name in names if all(_compare(name, other) for other in others)]


def _are_other_places(one: Iterable[Name], other: Collection[Name]) -> bool:
    """Whether they have "huyện Cao Lãnh" beside "thành phố Cao Lãnh"."""
    places = load_vocabulary().places
    for name in one:
        heads = {each.head for each in other if each.head in places and not _compare(each, name)}
        if name.head in places and heads and name.head not in heads:
            return True
    return False


def _compare(one: Name, other: Name) -> Difference:
    if one.words == other.words or "".join(one.words) == "".join(other.words):
        return Difference.NONE
    if len(one.words) != len(other.words):
        return Difference.OTHER
    found = [_compare_syllables(*pair) for pair in zip(one.words, other.words, strict=True)]
    return Difference.OTHER if sum(found) > Difference.MARKS else max(found)


def _compare_syllables(one: str, other: str) -> Difference:
    if one == other:
        return Difference.NONE
    folded = fold(one), fold(other)
    if folded[0] == folded[1]:
        # "Tràm" and "Tram" are one whose marks were lost, "Thành" and "Thạnh" two communes.
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
