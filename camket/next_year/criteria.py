"""Find words that mark an item as a routine duty or as measurable (`screening.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from statistics import median, median_low
from typing import Literal

from camket.dates import read_deadline
from camket.next_year.items import Registration
from camket.text import clean, plain

ReasonCode = Literal["routine", "no_target", "no_deadline", "outside", "duplicate"]
REASONS: dict[ReasonCode, str] = {
    "routine": "là nhiệm vụ thường xuyên theo chức năng",
    "no_target": "không có chỉ tiêu, sản phẩm đo được",
    "no_deadline": "không ghi thời hạn",
    "outside": "không có trong chương trình, kế hoạch",
    "duplicate": "trùng nội dung đơn vị khác đăng ký",
}
# Scales the median deviation to a standard deviation (Iglewicz and Hoaglin, 1993).
_CONSISTENT = Fraction(6745, 10000)
# The same for the mean deviation, used if more than half of the numbers are equal.
_CONSISTENT_MEAN = Fraction(7979, 10000)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of the file, with an example it matches and one it must not match."""

    says: str
    finds: re.Pattern[str]
    example: str
    counter_example: str


@cache
def load_patterns() -> dict[str, tuple[Pattern, ...]]:
    """The patterns of each kind, `routine` and `measurable`, in file order."""
    book = tomllib.loads(files("camket.next_year").joinpath("screening.toml").read_text("utf-8"))
    return {
        kind: tuple(
            Pattern(each["says"], re.compile(each["finds"]), each["example"], each["counter_example"])
            for each in entries
        )
        for kind, entries in book.items()
    }


def find_words(kind: str, text: str) -> str:
    """The words of a text that match a kind, as written; empty if none do."""
    text = clean(text)
    key = plain(text)
    for pattern in load_patterns()[kind]:
        if found := pattern.finds.search(key):
            whole = len(key) == len(text)
            return text[found.start() : found.end()] if whole else found[0]
    return ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with its evidence: the words found, or the id of the other item."""

    code: ReasonCode
    evidence: str = ""

    def __str__(self) -> str:
        if not self.evidence:
            return REASONS[self.code]
        shown = self.evidence if self.code == "duplicate" else f"“{self.evidence}”"
        return f"{REASONS[self.code]} ({shown})"


def find_routine(item: Registration) -> str:
    """The words that mark an item as a routine duty, or empty."""
    return find_words("routine", item.content) or find_words("routine", item.deadline)


def find_screening_reasons(
    item: Registration, year: int, in_programme: bool | None, twins: Mapping[str, str]
) -> tuple[Reason, ...]:
    """All reasons against an item, in fixed order.

    `in_programme` is None if there is no programme or the match is in question. `twins` maps an item's id
    to the matching item of another unit.
    """
    found: list[Reason] = []
    if routine := find_routine(item):
        found.append(Reason("routine", routine))
    if not find_words("measurable", f"{item.content}; {item.target}"):
        found.append(Reason("no_target"))
    if read_deadline(item.deadline, year=year) is None and read_deadline(item.target, year=year) is None:
        found.append(Reason("no_deadline", item.deadline))
    if in_programme is False:
        found.append(Reason("outside"))
    if item.registration_id in twins:
        found.append(Reason("duplicate", twins[item.registration_id]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Spread:
    """The units with the least, the median and the greatest number, and the outliers (`far`)."""

    least: str
    middle: str
    most: str
    far: tuple[str, ...]


def measure_spread(numbers: Mapping[str, int], far_from: Fraction) -> Spread | None:
    """The spread of numbers by unit, or None if there are none.

    A unit is an outlier if its modified z-score, 0.6745 · |n − median| / median deviation, exceeds
    `far_from`, usually 3.5. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
    """
    if not numbers:
        return None
    middle = median_low(numbers.values())
    centre = Fraction(median(numbers.values()))
    distance = {unit: abs(number - centre) for unit, number in numbers.items()}
    typical = Fraction(median(distance.values()))
    factor = _CONSISTENT
    if not typical:
        typical, factor = sum(distance.values(), Fraction()) / len(distance), _CONSISTENT_MEAN
    far = [unit for unit, away in distance.items() if typical and factor * away / typical > far_from]
    order = list(numbers)
    return Spread(
        least=min(order, key=lambda unit: numbers[unit]),
        middle=next(unit for unit in order if numbers[unit] == middle),
        most=max(order, key=lambda unit: numbers[unit]),
        far=tuple(far),
    )
