"""What became of the numbers that an item promises."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from camket.matching.item import Item
from camket.matching.wording import load_words
from camket.numerals import print_percent, read_number, round_half_up
from camket.text import clean, plain

Direction = Literal["up", "down"]
Judgement = Literal["better", "worse"]

_QUANTITY = re.compile(
    r"(?<![\w.,/-])(?P<number>\d+(?:\.\d{3})*(?:,\d+)?|\d+\.\d{1,2})(?![\w/]|[.,]\d)"
    r"(?:\s*(?P<percent>%)|\s+(?P<noun>[^\W\d_]+(?: [^\W\d_]+)?))?"
)
_NO_QUANTITY = re.compile(
    r"(?:\b(?:ngày|tháng|quý|năm|số|khóa|giai đoạn|nhóm|thứ|hạng|mức độ|cấp độ|điều|khoản)|[-–/])\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a target, of what it is one, and whether less is better."""

    value: Decimal
    noun: str
    text: str
    at_most: bool


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A number that was changed: both as written, which way, by how much of the old one, and whether for the better.

    `percent` is exact to one decimal, half up ("12.5"), empty of an old value of zero.
    """

    old: str
    new: str
    direction: Direction
    percent: str
    judgement: Judgement

    def __str__(self) -> str:
        way = "tăng" if self.direction == "up" else "giảm"
        by = f" ({way} {print_percent(self.percent)})" if self.percent else f" ({way})"
        return f"{self.old} → {self.new}{by}"


def read_quantities(item: Item) -> tuple[Quantity, ...]:
    """The numbers that an item promises: those of its target, or of its content where the target has none."""
    return _read(item.target) or _read(item.content)


def compare_targets(before: Item, after: Item) -> tuple[TargetChange, ...]:
    """The numbers that differ, each beside the one of the same thing; none where they cannot be told apart."""
    old, new = list(read_quantities(before)), list(read_quantities(after))
    changes = []
    for quantity in old:
        same = [other for other in new if _is_same(quantity, other)]
        match = next((other for other in same if other.value == quantity.value), same[0] if same else None)
        if match is None:
            continue
        new.remove(match)
        if match.value != quantity.value:
            changes.append(_change(quantity, match, before))
    return tuple(changes)


def have_same_target(before: Item, after: Item) -> bool:
    """Whether both promise the same numbers of the same things."""
    old, new = read_quantities(before), read_quantities(after)
    return sorted(quantity.value for quantity in old) == sorted(quantity.value for quantity in new)


def _change(old: Quantity, new: Quantity, before: Item) -> TargetChange:
    up = new.value > old.value
    percent = ""
    if old.value:
        percent = str(round_half_up(Fraction(abs(new.value - old.value)) * 100 / Fraction(old.value)))
    wants_less = old.at_most or new.at_most or _wants_less(plain(before.content))
    return TargetChange(
        old.text, new.text, "up" if up else "down", percent, "better" if up != wants_less else "worse"
    )


def _is_same(one: Quantity, other: Quantity) -> bool:
    if "%" in (one.noun, other.noun):
        return one.noun == other.noun
    return not one.noun or not other.noun or one.noun.split()[0] == other.noun.split()[0]


@cache
def _limits() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_words()["limit"]
    return (
        re.compile(rf"(?<!\w)(?:{'|'.join(words['at_most'])})\s*$"),
        re.compile(rf"^(?:{'|'.join(words['less'])})\b|\btỷ lệ (?:hộ )?nghèo\b"),
    )


def _wants_less(content: str) -> bool:
    return bool(_limits()[1].search(content))


@cache
def _read(text: str) -> tuple[Quantity, ...]:
    shown = clean(text)
    key = plain(text)
    found = []
    for match in _QUANTITY.finditer(key):
        before = key[max(0, match.start() - _NEAR) : match.start()]
        value = read_number(match["number"])
        is_year = bool(_YEAR.fullmatch(match["number"])) and not match["percent"]
        if value is None or is_year or (not match["percent"] and _NO_QUANTITY.search(before)):
            continue
        noun = "%" if match["percent"] else match["noun"] or ""
        end = (
            match.end("percent")
            if match["percent"]
            else match.end("noun")
            if match["noun"]
            else match.end("number")
        )
        written = shown[match.start() : end] if len(shown) == len(key) else key[match.start() : end]
        found.append(Quantity(value, noun, written, bool(_limits()[0].search(before))))
    return tuple(found)
