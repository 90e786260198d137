"""The numbers that an item promises: how much of what, and which way is better by its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from camket.judging.goals import Goal, read_goals
from camket.matching.item import Item
from camket.matching.vocabulary import TargetWords, load_target_words
from camket.text import clean, fold, plain

Limit = Literal["at_least", "at_most", ""]

_YEAR = re.compile(r"20[1-4]\d")
_WORDS = re.compile(r"\s*(%|(?:[^\W\d_]+\d?(?: (?=[^\W\d_]))?){1,4})")
_NO_MORE = re.compile(r"\b(?:không quá|tối đa|không vượt quá)\s*$")
# How many characters before a number may say what it is.
_NEAR = 40
PERCENT, RANK = "%", "hạng"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the scale of its unit ("1,5 tỷ đồng" is 1500000000 of "đồng"), and as it was written."""

    value: Decimal
    unit: str
    text: str
    limit: Limit
    change: str = ""


def read_amounts(item: Item) -> tuple[Amount, ...]:
    """The numbers of the target, then those of the content whose unit the target has not."""
    promised = _read(item.target)
    units = {amount.unit for amount in promised}
    return *promised, *(each for each in _read(item.content) if each.unit and each.unit not in units)


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[Amount, ...]:
    key, shown, words = plain(text), clean(text), load_target_words()
    found = []
    for goal in read_goals(key):
        if _YEAR.fullmatch(key[goal.start : goal.end]) and goal.noun != PERCENT:
            continue
        follows = _WORDS.match(key, goal.end)
        scale, unit, length = _read_unit(follows[1] if follows else "", words)
        end = follows.start(1) + length if follows and length else goal.end
        limit = _read_limit(key[max(0, goal.start - _NEAR) : goal.start], key[end:], goal)
        written = (shown if len(shown) == len(key) else key)[goal.start : end]
        found.append((goal.start, Amount(goal.value * scale, unit, written.strip(), limit, goal.change)))
    for match in _rank().finditer(key):
        written = (shown if len(shown) == len(key) else key)[match.start() : match.end()]
        found.append((match.start(), Amount(Decimal(match["place"]), RANK, written, "at_most")))
    return tuple(amount for _, amount in sorted(found, key=lambda each: each[0]))


def _read_unit(follows: str, words: TargetWords) -> tuple[int, str, int]:
    """The scale and unit in the words after a number, and how many characters of them that is."""
    if follows == PERCENT:
        return 1, PERCENT, 1
    parts = follows.split()
    scale, taken = 1, 0
    while taken < len(parts) and parts[taken] in words.scales:
        scale *= words.scales[parts[taken]]
        taken += 1
    rest = parts[taken:]
    size = next((len(each.split()) for each in words.long if rest[: len(each.split())] == each.split()), 2)
    if rest and rest[0] in words.short:
        size = 1
    return scale, " ".join(rest[:size]), len(" ".join(parts[: taken + min(size, len(rest))]))


def _read_limit(before: str, after: str, goal: Goal) -> Limit:
    """Which way is good; of a difference ("giảm 5%") more is, unless it has a limit itself."""
    if goal.at_most or (goal.change and _NO_MORE.search(before)):
        return "at_most"
    at_least, later = _at_least()
    return "at_least" if goal.change or at_least.search(before) or later.match(after) else ""


@cache
def _at_least() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_target_words()
    before, after = (
        "|".join(map(re.escape, map(plain, phrases))) for phrases in (words.at_least, words.at_least_after)
    )
    return re.compile(rf"(?<!\w)(?:{before})\s*$"), re.compile(rf"\s*(?:{after})\b")


@cache
def _rank() -> re.Pattern[str]:
    words = "|".join(sorted(map(plain, load_target_words().ranks), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})(?: thứ)?(?: số)? (?P<place>\d{{1,3}})(?![\d/.,%]|\w)")


def same_unit(one: str, other: str) -> bool:
    """Whether two units count the same: "dự án" and "dự án đầu tư", "lao động" and "lao dong"."""
    first, second = fold(one).split(), fold(other).split()
    if not first or not second:
        return one == other
    return first[: len(second)] == second[: len(first)]
