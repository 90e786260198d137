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
_NOUN = r"[^\W\d_]+(?: [^\W\d_]+)?"
# Dates, document numbers, ranks and quarters are no numbers of anything.
_NUMBER = re.compile(
    rf"(?<![\d/.,\w-])(?P<done>{_FIGURE})(?:\s*(?:/|trên(?: tổng số)?|trong(?: tổng)?(?: số)?)\s*(?P<whole>{_FIGURE}))?(?![\d/\w-]|[.,]\d)"
    rf"(?:\s?(?P<percent>%)|\s+(?P<noun>{_NOUN}))?"
)
_NO_NUMBER = re.compile(
    r"(?:ngày|số|thứ|hạng|bậc|đến|từ|trước|sau|lúc|tháng|quý|(?<!cả )năm|khóa|lần|loại|mức độ|mũi|điều|khoản|nhóm)\s*$"
)
_NO_GOAL = re.compile(r"(?:ngày|số|thứ|hạng|lúc|tháng|quý|năm|khóa|lần|loại|mức độ|điều|khoản|nhóm|trước)\s*$")
_NO_NOUN = re.compile(r"(?:năm|tháng|ubnd|qđ|bc|ngày|giờ|và|đến|là|sao|điểm)\b")
_OF_PLAN = re.compile(
    r"\s*(?:so với |của |trên )?(?:kế hoạch|kh\b|chỉ tiêu|dự toán|nghị quyết|nq\b|mức giao|khối lượng|tiến độ|cam kết|mục tiêu)"
)
_OF_LAST_YEAR = re.compile(r"[^,;.]{0,25}\b(?:cùng kỳ|năm trước|năm ngoái|năm 20\d\d|tháng trước|quý trước)")
_SAME_PERIOD = re.compile(r"[^,;.]{0,25}\bcùng kỳ")
_AT_LEAST = re.compile(r"(?:không dưới|không thấp hơn|không ít hơn)\s*$")
_AT_MOST = re.compile(
    r"(?:không quá|tối đa|không vượt quá|không vượt|dưới|giảm còn|giảm xuống còn|giảm xuống|còn dưới|còn|≤|<|nhỏ hơn)\s*$"
)
_CHANGE = re.compile(
    r"(?<!không )\b(tăng|giảm|cao hơn|thấp hơn)(?: (?:thêm|ít nhất|tối thiểu|từ|trên|khoảng|được|không quá|bình quân|lên|hơn))*\s*$"
)
_SURPLUS = re.compile(r"\bvượt(?: (?:thêm|khoảng|trên|hơn|mức|chỉ tiêu|kế hoạch|dự toán|cam kết))*\s*$")
_ROUGH = re.compile(r"\b(?:gần|khoảng|dưới|lãi suất|xấp xỉ|(trên|hơn))\s*$")
_REST = re.compile(r"\b(?:còn|còn lại|thiếu|thêm|tổng số|trong số|trong|của|trên|cần|trừ|thứ)\s*$")
_PART = re.compile(r"\b(?:trong đó|gồm|bao gồm|cụ thể)\b[^;.]*$")
_LEVEL_LEFT = re.compile(r"\b(?:còn|giảm còn|giảm xuống còn|chỉ còn)\s*$")


@dataclass(frozen=True, slots=True)
class _Goal:
    """One number of a target: how much of what, which way is good; `change` where it is a difference."""

    value: Decimal
    noun: str
    at_most: bool
    change: str


@lru_cache(maxsize=65536)
def _goals(target: str) -> tuple[_Goal, ...]:
    found = []
    for match in _NUMBER.finditer(target):
        before, value = target[: match.start()], read_number(match["done"])
        if value is None or match["whole"] or (not match["percent"] and _NO_GOAL.search(before)):
            continue
        noun = "%" if match["percent"] else match["noun"] or ""
        change = _CHANGE.search(before)
        at_most = bool(_AT_MOST.search(before)) and not _AT_LEAST.search(before)
        found.append(_Goal(value, noun, at_most and not change, change[1] if change else ""))
    return tuple(found)


def measure(text: str, target: str) -> list[tuple[int, Verdict]]:
    """The numbers of a `plain` text that say something against its `plain` target, by their place.

    A percentage of the plan counts against 100, any other against the percentage the target names;
    `n/N` counts n against N, or against the target where it counts the same; a bare count only
    against a target that counts the same. Of a number that measures nothing, nothing is told.
    """
    goals = _goals(target)
    found: list[tuple[int, Verdict]] = []
    for match in _NUMBER.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        done, whole = read_number(match["done"]), match["whole"] and read_number(match["whole"])
        if done is None or _PART.search(before):
            continue
        if match["percent"]:
            verdict = _percentage(done if not whole else None, before, after, goals)
        elif match["whole"]:
            verdict = _fraction(done, whole or None, match["noun"] or "", before, after, goals)
        else:
            verdict = _count(done, match["noun"] or "", before, goals)
        if verdict:
            found.append((match.start(), verdict))
    return found


def _percentage(done: Decimal | None, before: str, after: str, goals: tuple[_Goal, ...]) -> Verdict | None:
    limits = [goal for goal in goals if goal.noun == "%"]
    if done is None:
        return None
    if _SURPLUS.search(before):
        return None if _OF_LAST_YEAR.match(after) or any(goal.at_most for goal in goals) else "met"
    if change := _CHANGE.search(before):
        same = [goal for goal in limits if goal.change == change[1] and not _SAME_PERIOD.match(after)]
        return _against(done, same[0], "moved") if len(same) == 1 else None
    if rough := _ROUGH.search(before):
        above = [goal for goal in limits if rough[1] and not goal.change and not goal.at_most and done >= goal.value]
        return "met" if len(limits) == len(above) == 1 else None
    if _OF_PLAN.match(after):
        return None if any(goal.at_most for goal in goals) else "met" if done >= 100 else "short"
    levels = [goal for goal in limits if not goal.change]
    if len(levels) == 1:
        return _against(done, levels[0])
    return "met" if done >= 100 and not limits and not _LEVEL_LEFT.search(before) else None


def _fraction(
    done: Decimal, whole: Decimal | None, noun: str, before: str, after: str, goals: tuple[_Goal, ...]
) -> Verdict | None:
    if not whole or _NO_NUMBER.search(before) or _NO_NOUN.match(noun):
        return None
    if not noun and not re.match(r"\s*(?:\(|,? ?(?:đạt|bằng|tương đương|tỷ lệ)\b)", after):
        return None
    for goal in goals:
        if goal.noun == "%" and not goal.change and not goal.at_most:
            return _against(100 * done / whole, goal)
        if noun and _same(noun, goal.noun) and not goal.change:
            return _against(done, goal)
    return "met" if done >= whole else "short"


def _count(done: Decimal, noun: str, before: str, goals: tuple[_Goal, ...]) -> Verdict | None:
    if not noun or _NO_NUMBER.search(before):
        return None
    same = [goal for goal in goals if _same(noun, goal.noun)]
    if len(same) != 1:
        return None
    [goal] = same
    if _SURPLUS.search(before):
        return None if goal.at_most else "met"
    change = _CHANGE.search(before)
    if (change[1] if change else "") != goal.change or (not change and _REST.search(before)):
        return None
    return _against(done, goal, "moved" if change else "counted")


def _against(done: Decimal, goal: _Goal, reached: Verdict = "met") -> Verdict:
    if goal.at_most:
        return "within" if done <= goal.value else "over"
    return reached if done >= goal.value else "short"


def _same(noun: str, other: str) -> bool:
    """Whether two counted things are the same: "lao động đi" and "lao động"."""
    ours, theirs = noun.split(), other.split()
    return bool(theirs) and ours[: len(theirs)] == theirs[: len(ours)]
