"""Read the numbers that an item promises: how much of what, and which direction its words call better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

from camket.intake.joining.vocabulary import fold_word, load_target_words, load_vocabulary
from camket.numerals import read_number
from camket.quantities import FIGURE, NAMED, Goal, before, read_goals
from camket.text import clean, plain

Limit = Literal["at_least", "at_most", ""]

_YEAR = re.compile(r"20[1-4]\d")
_WORDS = re.compile(r"\s*(%|(?:[^\W\d_]+\d?(?: (?=[^\W\d_]))?){1,4})")
_SPAN = re.compile(
    rf"(?<![\d/.,\w-])(?P<low>{FIGURE})\s*(?:đến|tới|[-–])\s*(?P<high>{FIGURE})(?![\d/\w-]|[.,]\d)"
)
# "5G" is a name, "3m" a length, "500m2" an area.
_GLUED = re.compile(r"(?<![\w-])(?:\d+/)?\d+(?:[.,]\d+)*(?=(?:[^\W\d_]{2,}|m\d?)\b)")
# "12/15 xã": so many of so many.
_OF = re.compile(
    r"(?<![\d/.,\w-])(?P<done>\d{1,3})/(?P<whole>\d{1,3}) (?!năm|tháng|ngày)(?=(?P<noun>[^\W\d_]+))"
)
_NO_AMOUNT = before(NAMED)
_NO_MORE = re.compile(r"\b(?:không quá|tối đa|không vượt quá)\s*$")
# How many characters before a number may say what it is.
_NEAR = 40
PERCENT, RANK = "%", "hạng"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the scale of its unit ("1,5 tỷ đồng" is 1500000000 of "đồng"), and as it was written.

    For a range ("150 đến 200 người") it is the lower end, and `upper` is the upper one.
    """

    value: Decimal
    unit: str
    text: str
    limit: Limit
    change: str = ""
    upper: Decimal | None = None


def read_amounts(target: str, content: str = "") -> tuple[Amount, ...]:
    """The numbers of a target, then those of the content whose unit the target does not have."""
    promised = _read(target)
    units = {amount.unit for amount in promised}
    return *promised, *(each for each in _read(content) if each.unit and each.unit not in units)


@lru_cache(maxsize=65536)
def _read(text: str) -> tuple[Amount, ...]:
    key, shown = plain(text), clean(text)
    shown = shown if len(shown) == len(key) else key
    # "1.200ha" is "1.200 ha".
    for glued in reversed([*_GLUED.finditer(key)]):
        key, shown = (f"{each[: glued.end()]} {each[glued.end() :]}" for each in (key, shown))
    found: list[tuple[int, Amount]] = []
    spans = list(_find_spans(key))
    for start, end, low, high in spans:
        scale, unit, stop = _read_unit(key, end)
        found.append(
            (start, Amount(low * scale, unit, shown[start:stop].strip(), "at_least", upper=high * scale))
        )
    ranks = list(_rank().finditer(key))
    taken = [*((start, end) for start, end, _, _ in spans), *(match.span() for match in ranks)]
    for goal in read_goals(key):
        if any(start <= goal.start < end for start, end in taken):
            continue
        if _YEAR.fullmatch(key[goal.start : goal.end]) and goal.noun != PERCENT:
            continue
        scale, unit, stop = _read_unit(key, goal.end)
        limit = _read_limit(key[max(0, goal.start - _NEAR) : goal.start], key[stop:], goal)
        written = shown[goal.start : stop].strip()
        found.append((goal.start, Amount(goal.value * scale, unit, written, limit, goal.change)))
    for match in _OF.finditer(key):
        if match["noun"] in load_target_words().short and int(match["done"]) <= int(match["whole"]):
            _, unit, stop = _read_unit(key, match.end() - 1)
            written = shown[match.start() : stop].strip()
            found.append((match.start(), Amount(Decimal(match["done"]), unit, written, "")))
    for match in ranks:
        written = shown[match.start() : match.end()]
        found.append((match.start(), Amount(Decimal(match["place"]), RANK, written, "at_most")))
    return tuple(amount for _, amount in sorted(found, key=lambda each: each[0]))


def _find_spans(key: str) -> Iterator[tuple[int, int, Decimal, Decimal]]:
    """The places and ends of ranges such as "150 đến 200" and "85-90": rising, and not days, ranks or years."""
    for match in _SPAN.finditer(key):
        low, high = read_number(match["low"]), read_number(match["high"])
        years = _YEAR.fullmatch(match["low"]) and _YEAR.fullmatch(match["high"])
        if low is None or high is None or low >= high or years or _NO_AMOUNT.search(key[: match.start()]):
            continue
        yield match.start(), match.end(), low, high


def _read_unit(key: str, end: int) -> tuple[int, str, int]:
    """The scale and unit in the words after a number, and where they end."""
    match, words = _WORDS.match(key, end), load_target_words()
    if not match:
        return 1, "", end
    follows, start = match[1], match.start(1)
    if follows == PERCENT:
        return 1, PERCENT, start + 1
    parts = follows.split()
    scale, taken = 1, 0
    while taken < len(parts) and parts[taken] in words.scales:
        scale *= words.scales[parts[taken]]
        taken += 1
    rest = parts[taken:]
    # "tư" in "nhà đầu tư" is not "từ".
    beside = load_vocabulary().beside[not key.isascii()]
    rest = rest[: next((at for at, word in enumerate(rest) if at and word in beside), len(rest))]
    usual = 1 if rest and rest[0] in words.short else 2
    size = next(
        (len(each.split()) for each in words.long if rest[: len(each.split())] == each.split()), usual
    )
    length = len(" ".join(parts[: taken + min(size, len(rest))]))
    return scale, " ".join(rest[:size]), start + length if length else end


def _read_limit(before: str, after: str, goal: Goal) -> Limit:
    """Which direction is better; for a difference ("giảm 5%") more is better, unless it has a limit itself."""
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
    """Whether two units count the same: "dự án" and "dự án đầu tư", "lao động" and "lao dong", "SP" and "sản phẩm"."""
    first, second = _write_unit(one), _write_unit(other)
    if not first or not second:
        return one == other
    return first[: len(second)] == second[: len(first)]


@lru_cache(maxsize=4096)
def _write_unit(unit: str) -> list[str]:
    """The words of a unit of measure, abbreviations written out."""
    words = list(map(fold_word, unit.split()))
    for start, end, instead in load_vocabulary().same.find_all(words):
        return [*words[:start], *map(fold_word, instead), *words[end:]]
    return words
