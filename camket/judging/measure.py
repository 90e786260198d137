"""What the numbers of a text say against the target: reached, not reached, or nothing certain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from camket.numerals import read_number

Measure = Literal["met", "short"]

_NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?|\d+\.\d{1,2}"
# n/N with a counted noun after it; dates, document numbers, ranks and quarters are none.
_FRACTION = re.compile(
    rf"(?<![\d/.,\w-])({_NUMBER})\s*/\s*({_NUMBER})(?![\d/\w-])(?=\s+(?!năm|tháng|ubnd|qđ|bc)[^\W\d_])"
)
_NO_FRACTION = re.compile(r"(?:ngày|số|thứ|hạng|bậc|đến|từ|trước|sau|lúc)\s*$")
_PERCENT = re.compile(rf"({_NUMBER})\s?%")
_OF_PLAN = re.compile(
    r"\s*(?:so với |của |trên )?(?:kế hoạch|kh\b|chỉ tiêu|dự toán|nghị quyết|nq\b|mức giao|khối lượng|tiến độ)"
)
_MORE_OR_LESS = re.compile(
    r"(?:tăng|giảm|vượt|thêm|gần|khoảng|trên|dưới|chỉ còn|lãi suất)\s*(?:khoảng |thêm |trên )?$"
)
_AT_MOST = re.compile(r"\b(?:không quá|tối đa|không vượt quá|dưới|giảm (?:còn|xuống)|còn dưới|≤|<)")


def measure(text: str, target: str) -> tuple[Measure, str] | None:
    """Whether the numbers of a `plain` text reach its `plain` target, with the words that say so.

    Percentages of the plan count against 100, other percentages against the percentage the target
    names; `n/N` with a noun counts n against N. Where they disagree, or the target says "at most",
    nothing is certain and the answer is None.
    """
    if _AT_MOST.search(target):
        return None
    found = [*_percentages(text, target), *_fractions(text)]
    answers = {answer for answer, _ in found}
    return found[0] if len(answers) == 1 else None


def _percentages(text: str, target: str) -> list[tuple[Measure, str]]:
    goals = [read_number(match[1]) for match in _PERCENT.finditer(target)]
    goal = goals[0] if len(goals) == 1 else None
    found: list[tuple[Measure, str]] = []
    for match in _PERCENT.finditer(text):
        reached = read_number(match[1])
        if reached is None or _MORE_OR_LESS.search(text[: match.start()]):
            continue
        of_plan = _OF_PLAN.match(text[match.end() :])
        least = Decimal(100) if of_plan or goal is None or reached >= 100 else goal
        if reached >= least:
            found.append(("met", match[0]))
        elif of_plan or goal is not None:
            found.append(("short", match[0]))
    return found


def _fractions(text: str) -> list[tuple[Measure, str]]:
    found: list[tuple[Measure, str]] = []
    for match in _FRACTION.finditer(text):
        done, whole = read_number(match[1]), read_number(match[2])
        if done is None or not whole or _NO_FRACTION.search(text[: match.start()]):
            continue
        found.append(("met" if done >= whole else "short", match[0]))
    return found
