"""What a target wants: its numbers, what each counts, and which way is good."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from camket.numerals import read_number
from camket.text import plain

FIGURE = r"\d+(?:\.\d{3})*(?:,\d+)?(?!\d)|\d+\.\d{1,2}(?!\d)"
_OF = r"(?:/|trên(?: tổng)?(?: số)?|trong(?: tổng)?(?: số)?)"
_NOUN = r"[^\W\d_]+(?: [^\W\d_]+)?"
# A number with what it is out of, and the two words after it, which say what it counts.
NUMBER = re.compile(
    rf"(?<![\d/.,\w-])(?P<done>{FIGURE})(?:\s*{_OF}\s*(?P<whole>{FIGURE}))?(?![\d/\w-]|[.,]\d)"
    rf"(?:\s?(?P<percent>%)|\s+(?P<noun>{_NOUN}))?"
)
# Dates, document numbers, ranks and quarters are no numbers of anything.
NAMED = r"ngày|số|thứ|hạng|lúc|tháng|quý|(?<!cả )năm|khóa|lần|loại|mức độ|điều|khoản|nhóm|trước"
CHANGE = re.compile(
    r"(?<!không )\b(tăng|giảm|cao hơn|thấp hơn)"
    r"(?: (?:thêm|ít nhất|tối thiểu|từ|trên|khoảng|được|không quá|bình quân|lên|hơn))*\s*$"
)


def before(words: str) -> re.Pattern[str]:
    """An expression that finds any of the words right before a number."""
    return re.compile(rf"(?:{words})\s*$")


_NO_GOAL = before(NAMED)

_AT_LEAST = before(r"không dưới|không thấp hơn|không ít hơn")
_AT_MOST = before(
    r"không quá|tối đa|không vượt quá|không vượt|dưới|giảm(?: xuống)? còn|giảm xuống|còn dưới|còn|≤|<|nhỏ hơn"
)


@dataclass(frozen=True, slots=True)
class Goal:
    """One number of a target: how much of what, which way is good; `change` where it is a difference.

    `start` and `end` are the place of its figure.
    """

    value: Decimal
    noun: str
    at_most: bool
    change: str
    start: int
    end: int

    def counts(self, noun: str) -> bool:
        """Whether it counts the same: "lao động đi" and "lao động"."""
        ours, theirs = noun.split(), self.noun.split()
        return bool(theirs) and ours[: len(theirs)] == theirs[: len(ours)]


def read_goals(target: str) -> tuple[Goal, ...]:
    """The goals that a target names as numbers, in their order."""
    target = plain(target)
    found = []
    for match in NUMBER.finditer(target):
        said, value = target[: match.start()], read_number(match["done"])
        if value is None or match["whole"] or (not match["percent"] and _NO_GOAL.search(said)):
            continue
        noun = "%" if match["percent"] else match["noun"] or ""
        if noun.startswith("sao"):
            continue
        change = CHANGE.search(said)
        at_most = bool(_AT_MOST.search(said)) and not _AT_LEAST.search(said)
        found.append(
            Goal(value, noun, at_most and not change, change[1] if change else "", *match.span("done"))
        )
    return tuple(found)
