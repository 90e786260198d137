"""What the numbers of a text say against the target: reached, short, within a limit, over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from camket.numerals import read_number

# "counted" is a bare count of what the target counts, which needs a word beside it that says what was done;
# "moved" a difference as large as the target wants, which may still shrink while the work goes on.
Verdict = Literal["met", "counted", "moved", "short", "within", "over"]

_FIGURE = r"\d+(?:\.\d{3})*(?:,\d+)?(?!\d)|\d+\.\d{1,2}(?!\d)"
_OF = r"(?:/|trên(?: tổng)?(?: số)?|trong(?: tổng)?(?: số)?)"
_NOUN = r"[^\W\d_]+(?: [^\W\d_]+)?"
_NUMBER = re.compile(
    rf"(?<![\d/.,\w-])(?P<done>{_FIGURE})(?:\s*{_OF}\s*(?P<whole>{_FIGURE}))?(?![\d/\w-]|[.,]\d)"
    rf"(?:\s?(?P<percent>%)|\s+(?P<noun>{_NOUN}))?"
)
# What measures something even where the target names no number.
_MEASURABLE = re.compile(r"\d\s?%|\d\s?/\s?\d|\d (?:trên|trong) ")
# How many characters before a number may say what it is.
_NEAR = 40


def _before(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})\s*$")


# Dates, document numbers, ranks and quarters are no numbers of anything.
_NAMED = r"ngày|số|thứ|hạng|lúc|tháng|quý|(?<!cả )năm|khóa|lần|loại|mức độ|điều|khoản|nhóm|trước"
_NO_GOAL = _before(_NAMED)
_NO_NUMBER = _before(rf"{_NAMED}|bậc|đến|từ|sau|mũi")
_NO_NOUN = re.compile(r"(?:năm|tháng|ubnd|qđ|bc|ngày|giờ|và|đến|là|sao|điểm)\b")

_AT_LEAST = _before(r"không dưới|không thấp hơn|không ít hơn")
_AT_MOST = _before(
    r"không quá|tối đa|không vượt quá|không vượt|dưới|giảm(?: xuống)? còn|giảm xuống|còn dưới|còn|≤|<|nhỏ hơn"
)
_CHANGE = re.compile(
    r"(?<!không )\b(tăng|giảm|cao hơn|thấp hơn)"
    r"(?: (?:thêm|ít nhất|tối thiểu|từ|trên|khoảng|được|không quá|bình quân|lên|hơn))*\s*$"
)
_SURPLUS = re.compile(r"\bvượt(?: (?:thêm|khoảng|trên|hơn|mức|chỉ tiêu|kế hoạch|dự toán|cam kết))*\s*$")
_ROUGH = re.compile(r"\b(?:gần|khoảng|dưới|lãi suất|xấp xỉ|(?P<above>trên|hơn))\s*$")
_LEFT = _before(r"\bcòn")
_REST = _before(r"\b(?:còn|còn lại|thiếu|thêm|tổng số|trong số|trong|của|trên|cần|trừ|thứ)")
_PART_WORD = re.compile(r"\b(?:trong đó|gồm|cụ thể)\b")
_PART = re.compile(_PART_WORD.pattern + r"[^;.]*$")

_OF_PLAN = re.compile(
    r"\s*(?:so với |của |trên )?"
    r"(?:kế hoạch|kh\b|chỉ tiêu|dự toán|nghị quyết|nq\b|mức giao|khối lượng|tiến độ|cam kết|mục tiêu)"
)
_SAME_PERIOD = re.compile(r"[^,;.]{0,25}\bcùng kỳ")
_OF_LAST_YEAR = re.compile(r"[^,;.]{0,25}\b(?:cùng kỳ|năm trước|năm ngoái|năm 20\d\d|tháng trước|quý trước)")
_SHARE_FOLLOWS = re.compile(r"\s*(?:\(|,? ?(?:đạt|bằng|tương đương|tỷ lệ)\b)")


@dataclass(frozen=True, slots=True)
class Goal:
    """One number of a target: how much of what, which way is good; `change` where it is a difference.

    `start` and `end` are where its figure stands.
    """

    value: Decimal
    noun: str
    at_most: bool
    change: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def read_goals(target: str) -> tuple[Goal, ...]:
    """The numbers of a `plain` target that promise something, in their order."""
    found = []
    for match in _NUMBER.finditer(target):
        before, value = target[: match.start()], read_number(match["done"])
        if value is None or match["whole"] or (not match["percent"] and _NO_GOAL.search(before)):
            continue
        noun = "%" if match["percent"] else match["noun"] or ""
        change = _CHANGE.search(before)
        at_most = bool(_AT_MOST.search(before)) and not _AT_LEAST.search(before)
        found.append(
            Goal(value, noun, at_most and not change, change[1] if change else "", *match.span("done"))
        )
    return tuple(found)


def measure(text: str, target: str) -> list[tuple[int, Verdict]]:
    """The numbers of a `plain` text that say something against its `plain` target, by their place.

    A percentage of the plan counts against 100, any other against the percentage the target names;
    `n/N` counts n against N, or against the target where it counts the same; a bare count only
    against a target that counts the same. Of a number that measures nothing, nothing is told.
    """
    goals = read_goals(target)
    if not goals and not _MEASURABLE.search(text):
        return []
    found: list[tuple[int, Verdict]] = []
    partly = _PART_WORD.search(text)
    for match in _NUMBER.finditer(text):
        before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() :]
        done = read_number(match["done"])
        whole = read_number(match["whole"]) if match["whole"] else None
        if done is None or (partly and _PART.search(text[: match.start()])):
            continue
        if match["percent"]:
            verdict = _percentage(done, before, after, goals) if whole is None else _share(done, whole)
        elif match["whole"]:
            verdict = _fraction(done, whole, match["noun"] or "", before, after, goals)
        else:
            verdict = _count(done, match["noun"] or "", before, goals)
        if verdict:
            found.append((match.start(), verdict))
    return found


def _share(done: Decimal, wanted: Decimal) -> Verdict:
    """Two percentages, "93,2/95%": what is reached and what is to be reached."""
    return "met" if done >= wanted else "short"


def _percentage(done: Decimal, before: str, after: str, goals: tuple[Goal, ...]) -> Verdict | None:
    limits = [goal for goal in goals if goal.noun == "%"]
    if _SURPLUS.search(before):
        return None if _OF_LAST_YEAR.match(after) or any(goal.at_most for goal in goals) else "met"
    if change := _CHANGE.search(before):
        same = [goal for goal in limits if goal.change == change[1] and not _SAME_PERIOD.match(after)]
        return _against(done, same[0], "moved") if len(same) == 1 else None
    if rough := _ROUGH.search(before):
        above = [goal for goal in limits if not goal.change and not goal.at_most and done >= goal.value]
        return "met" if rough["above"] and len(limits) == len(above) == 1 else None
    if _OF_PLAN.match(after):
        return None if any(goal.at_most for goal in goals) else "met" if done >= 100 else "short"
    levels = [goal for goal in limits if not goal.change]
    if len(levels) == 1:
        return _against(done, levels[0])
    return "met" if done >= 100 and not limits and not _LEFT.search(before) else None


def _fraction(
    done: Decimal, whole: Decimal | None, noun: str, before: str, after: str, goals: tuple[Goal, ...]
) -> Verdict | None:
    if not whole or _NO_NUMBER.search(before) or _NO_NOUN.match(noun):
        return None
    if not noun and not _SHARE_FOLLOWS.match(after):
        return None
    for goal in goals:
        if goal.noun == "%" and not goal.change and not goal.at_most:
            return _against(100 * done / whole, goal)
        if noun and _same(noun, goal.noun) and not goal.change:
            return _against(done, goal)
    return "met" if done >= whole else "short"


def _count(done: Decimal, noun: str, before: str, goals: tuple[Goal, ...]) -> Verdict | None:
    same = [goal for goal in goals if noun and _same(noun, goal.noun)]
    if len(same) != 1 or _NO_NUMBER.search(before):
        return None
    [goal] = same
    if _SURPLUS.search(before):
        return None if goal.at_most else "met"
    change = _CHANGE.search(before)
    if (change[1] if change else "") != goal.change or (not change and _REST.search(before)):
        return None
    return _against(done, goal, "moved" if change else "counted")


def _against(done: Decimal, goal: Goal, reached: Verdict = "met") -> Verdict:
    if goal.at_most:
        return "within" if done <= goal.value else "over"
    return reached if done >= goal.value else "short"


def _same(noun: str, other: str) -> bool:
    """Whether two counted things are the same: "lao động đi" and "lao động"."""
    ours, theirs = noun.split(), other.split()
    return bool(theirs) and ours[: len(theirs)] == theirs[: len(ours)]
