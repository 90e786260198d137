"""The words around a unit's name: which may stand there, and which make another body of it.

"Chi cục thuộc Sở Nội vụ" is not Sở Nội vụ. `named_with.toml` lists the words that leave a name the unit's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from camket.text import clean, fold, plain

# Different spellings of one word in a unit's name (folded).
_SAME = [
    (("uy", "ban", "nhan", "dan"), ("ubnd",)),
    (("ub",), ("ubnd",)),
    (("thanh", "pho"), ("tp",)),
    (("kh", "dt"), ("ke", "hoach", "va", "dau", "tu")),
    (("va",), ()),
]
# A province above the name of a unit, whatever the period calls it; its own name has up to three words.
_ABOVE = re.compile(r"(?:ubnd )?tinh(?: \w+){0,3}")
PROVINCE = "tinh"

# A longer line is prose.
_LONGEST_BODY = 12


class Word(NamedTuple):
    """A word of a text: folded, as it is written, and whether a sign separates it from the word before."""

    folded: str
    written: str
    is_apart: bool

    @property
    def marked(self) -> str:
        """The word with its marks, or as `_SAME` spells it."""
        return plain(self.written) if fold(self.written) == self.folded else self.folded


def split_words(text: str) -> list[Word]:
    """The words of a text, each kind of body in one spelling."""
    words, end = list[Word](), 0
    cleaned = clean(text)
    for match in re.finditer(r"[^\W_]+", cleaned):
        is_apart = bool(cleaned[end : match.start()].strip())
        words += [Word(part, match[0], is_apart) for part in fold(match[0]).split()]
        end = match.end()
    present = {word.folded for word in words}
    for spelling, same in _SAME:
        if present.issuperset(spelling):
            words = list(_respell(words, spelling, same))
            present.update(same)
    return words


def _respell(words: Sequence[Word], spelling: tuple[str, ...], same: tuple[str, ...]) -> Iterator[Word]:
    start = 0
    while start < len(words):
        if tuple(word.folded for word in words[start : start + len(spelling)]) == spelling:
            for number, word in enumerate(same):
                yield Word(word, words[start].written, words[start].is_apart and not number)
            start += len(spelling)
        else:
            yield words[start]
            start += 1


@dataclass(frozen=True, slots=True)
class Beside:
    """The words that may stand beside a unit's name, and those before it that make another body of it.

    `before` and `after` have their words with and without marks. Of two patterns the first is for texts without marks.
    """

    before: frozenset[str]
    after: frozenset[str]
    spoken: frozenset[str]
    links: frozenset[str]
    no_links: frozenset[str]
    parts: tuple[re.Pattern[str], re.Pattern[str]]
    no_parts: tuple[re.Pattern[str], re.Pattern[str]]
    titles: re.Pattern[str]
    inner: re.Pattern[str]
    sealed: re.Pattern[str]
    outer: re.Pattern[str]
    below: re.Pattern[str]
    bodies: re.Pattern[str]


@cache
def load_beside() -> Beside:
    """The words of `named_with.toml`, folded."""
    lists = tomllib.loads(files(__package__).joinpath("named_with.toml").read_text(encoding="utf-8"))
    before, after = (
        frozenset(spelt for said in lists[name] for spelt in (plain(said), fold(said)))
        for name in ("before", "after")
    )
    spoken, links, no_links = (frozenset(map(fold, lists[name])) for name in ("spoken", "links", "no_links"))
    titles, inner, sealed, outer, bodies = (
        _any_of(map(fold, lists[name])) for name in ("titles", "inner", "sealed", "outer", "bodies")
    )
    parts, no_parts = (
        (_any_of(map(fold, lists[name])), _any_of(map(plain, lists[name]))) for name in ("parts", "no_parts")
    )
    # "Trưởng phòng" is not "Trường": marks count where they are typed.
    below = _any_of(spelt for said in lists["below"] for spelt in (said, fold(said)))
    return Beside(
        before,
        after,
        before | spoken,
        links,
        no_links,
        parts,
        no_parts,
        titles,
        inner,
        sealed,
        outer,
        below,
        bodies,
    )


def _any_of(said: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(said)})\b")


def is_province(folded: str) -> bool:
    """Whether the folded words above a unit's name are a province's: `ubnd tinh ben tre`."""
    return bool(_ABOVE.fullmatch(folded))


def is_own_division(text: str, unit: str = "") -> bool:
    """Whether a cell in a column of units names a division of the unit, or nothing."""
    folded, beside = fold(text), load_beside()
    if beside.sealed.match(folded):
        kind = split_words(text)[-1].folded
        return bool(beside.outer.fullmatch(kind)) and kind in {word.folded for word in split_words(unit)}
    division = beside.inner.match(folded)
    if not folded or folded.isdecimal() or not division:
        return not folded or folded.isdecimal()
    # "Thanh tra Sở" ends with the kind of body that the unit is; "Chi cục thuộc Sở X" names another.
    words = beside.no_parts[False].sub("|", folded[division.end() :])
    last = [found.end() for found in beside.outer.finditer(words)]
    return not last or not words[last[-1] :].strip(" .")


def is_division(text: str) -> bool:
    """Whether a text begins as the name of a division does, whatever it belongs to."""
    folded, beside = fold(text), load_beside()
    return bool(beside.inner.match(folded) or beside.sealed.match(folded))


def is_body_below(line: str) -> bool:
    """Whether a line of a letterhead, below the unit's name, names a body of the unit with a seal of its own."""
    return len(line.split()) < _LONGEST_BODY and bool(load_beside().below.match(plain(line).lstrip(" -–*+.")))


def is_free(word: str, listed: frozenset[str]) -> bool:
    """Whether a word may stand beside a name: listed, a number, a letter or a Roman number."""
    return word in listed or _is_number(word)


def is_within(before: Sequence[Word | None], beside: Beside) -> bool:
    """Whether the words before a name, None for each that belongs to another name, speak of a part of the unit.

    "Chuyển đổi số" has no "đội": marks count where they are typed.
    """
    marked = any(word and not word.written.isascii() for word in before)
    said = " ".join((word.marked if marked else word.folded) if word else "|" for word in before)
    return bool(beside.parts[marked].search(beside.no_parts[marked].sub("|", said)))


def may_precede(before: Sequence[str], beside: Beside) -> bool:
    """Whether the words before a unit's name in full leave it the unit's: listed ones, or the title of a document."""
    start = next((at for at, word in enumerate(before) if not _is_number(word)), len(before))
    if beside.titles.match(" ".join(before[start:])):
        linked = [
            at
            for at, word in enumerate(before)
            if word in beside.links and " ".join(before[max(at - 1, 0) : at + 1]) not in beside.no_links
        ]
        if not linked:
            return not beside.bodies.search(" ".join(before))
        before = before[linked[-1] :]
    return all(is_free(word, beside.spoken) for word in before)


def is_of_other_province(after: Sequence[Word], provinces: Set[str], beside: Beside) -> bool:
    """Whether "tỉnh" after a unit's name begins the name of a province that is not one of these."""
    if not provinces or len(after) < 2 or after[0].folded != PROVINCE or after[1].is_apart:
        return False
    if not is_listed(after[0], frozenset((PROVINCE, "tỉnh"))):
        return False  # "tình hình"
    said = " ".join(word.folded for word in after[1:])
    if any(f"{said} ".startswith(f"{province} ") for province in provinces):
        return False
    return not is_listed(after[1], beside.after) and not _is_number(after[1].folded)


def is_listed(word: Word, listed: frozenset[str]) -> bool:
    """Whether a word is listed: marks count where they are typed, "Tiền Giang" is not "tiến độ"."""
    return (word.folded if word.written.isascii() else word.marked) in listed


def _is_number(word: str) -> bool:
    return word == "|" or word[0].isdigit() or bool(re.fullmatch(r"[a-z]|[ivx]+", word))


def may_follow(words: Sequence[Word], at: int, listed: frozenset[str]) -> bool:
    """Whether a word may stand after a unit's name."""
    if plain(words[at].written) == "nam":
        return _is_year(words, at)
    return is_listed(words[at], listed) or _is_number(words[at].folded)


def _is_year(words: Sequence[Word], at: int) -> bool:
    """Whether "nam" is the year without marks, in small letters beside capitals, and not the south."""
    follows = words[at + 1 : at + 2]
    return (
        words[at].written == "nam"
        and bool(follows)
        and follows[0].folded.isdecimal()
        and any(not word.written.islower() for word in words[:at])
    )
