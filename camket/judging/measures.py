"""What the numbers of a text say against the target: reached, short, within a limit, over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from camket.numerals import read_number
from camket.quantities import CHANGE, NAMED, NUMBER, Goal, before

# "counted" is a bare count of what the target counts, which needs a word beside it that says what was done;
# "moved" a difference as large as the target wants, which may still shrink while the work goes on.
Verdict = Literal["met", "counted", "moved", "short", "within", "over"]

# What measures something even where the target names no number.
_MEASURABLE = re.compile(r"\d\s?%|\d\s?/\s?\d|\d (?:trên|trong) ")
# How many characters before a number may say what it is.
# The largest day and month.
_DAYS, _MONTHS = 31, 12
_CLAUSE_BEGINS = re.compile(r"(?:^|[.,;:(–-])\s*$")
_NEAR = 40

_NO_NUMBER = before(rf"{NAMED}|bậc|đến|từ|sau|mũi|/")
_NO_NOUN = re.compile(r"(?:năm|tháng|ubnd|qđ|bc|ngày|giờ|và|đến|là|sao|điểm)\b")

_SURPLUS = re.compile(r"\bvượt(?: (?:thêm|khoảng|trên|hơn|mức|chỉ tiêu|kế hoạch|dự toán|cam kết))*\s*$")
_ROUGH = re.compile(r"\b(?:gần|khoảng|dưới|lãi suất|xấp xỉ|(?P<above>trên|hơn))\s*$")
_LEFT = before(r"\bcòn")
_REST = before(r"\b(?:còn|còn lại|thiếu|(?<!có )thêm|tổng số|trong số|trong|của|trên|cần|trừ|thứ)")
_PART = re.compile(r"\b(?:trong đó|gồm|cụ thể)\b[^;.]*$")

_OF_PLAN = re.compile(
    r"\s*(?:so với |của |trên )?(?:tổng (?:số )?)?"
    r"(?:kế hoạch|kh\b|chỉ tiêu|dự toán|nghị quyết|nq\b|mức giao|khối lượng|tiến độ|cam kết|mục tiêu)"
)
# "65,5% so với kế hoạch là 65%" names what it is held against.
_PLAN_NAMED = re.compile(
    rf"{_OF_PLAN.pattern}(?: (?:năm|giao|tỉnh|đề|ra|được|cả|20\d\d))* (?:là )?(?P<wanted>\d[\d.,]*)\s?%"
)
_OF_PART_OF_PLAN = re.compile(
    rf"{_OF_PLAN.pattern}(?: (?:của|vốn|giao|thu|chi))* "
    r"(?:(?:\d+|sáu|chín) tháng|quý|tháng|giai đoạn|nhiệm kỳ|5 năm)\b"
)
# A number that these introduce is the target itself.
_NAMES_TARGET = re.compile(
    r"(?:(?:\bso với|\btrong khi|\btrên|/) ?(?:kế hoạch|kh|chỉ tiêu|mục tiêu|dự toán|nghị quyết|nq|cam kết|mức)"
    r"(?: (?:năm|giao|tỉnh|đề|ra|được|của|cả|là|cam|kết|hđnd|ubnd|đã|ký|20\d\d))*"
    r"|\b(?:kế hoạch|chỉ tiêu|mục tiêu|kh)[^\d,;.()]{0,40}(?: là| giao|:)(?: (?:trên|từ|ít nhất|tối thiểu))?"
    r"|\btổng (?:số vốn|vốn|mức đầu tư|kế hoạch|dự toán)(?: (?:được|giao|đầu|tư|năm|vốn|là|20\d\d))*"
    r"|\((?:kế hoạch|kh|chỉ tiêu|ct|mục tiêu))\s*$"
)
_SAME_PERIOD = re.compile(r"[^,;.]{0,25}\bcùng kỳ")
_OF_LAST_YEAR = re.compile(
    r"[^,;.(]{0,25}\b(?:cùng kỳ|năm trước|năm ngoái|năm 20\d\d(?!\d)|tháng trước|quý trước)"
)
# "(cùng kỳ 29,1%)", "cùng kỳ năm trước đạt 41%" tell of another year.
_LAST_YEAR = re.compile("cùng kỳ|năm trước|năm ngoái")
_LAST_YEAR_WAS = re.compile(
    r"\b(?:cùng kỳ|năm trước|năm ngoái)(?: (?:năm|trước|ngoái|20\d\d|đạt|là|chỉ|có))*:?\s*$"
)
_SHARE_FOLLOWS = re.compile(r"\s*(?:\(|,? ?(?:đạt|bằng|tương đương|tỷ lệ)\b)")

# "06 xã đạt 19/19 tiêu chí" says what each of the six has reached.
_EACH = re.compile(r"\d+ \w+(?: \w+)? (?:đã |được )*(?:đạt|hoàn thành|công nhận)\b[^;.]*$")

# A share that is said roughly is short of the whole up to here: "hơn 43% kế hoạch".
_WHOLE, _NEARLY = Decimal(100), Decimal(90)
# The scales of maps and plans: "quy hoạch chi tiết tỷ lệ 1/500".
_SCALES = frozenset(map(Decimal, (500, 1000, 2000, 5000, 10_000, 25_000, 50_000)))


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a number is held against: `wanted`, or else what it is out of.

    `reached` is said of a number that suffices, `missed` of another, None where that says nothing; a share
    is first made the percentage that it is of what it is out of. All of something else (`of_other`) says nothing.
    """

    reached: Verdict
    missed: Verdict | None
    wanted: Decimal | None = None
    at_most: bool = False
    is_share: bool = False
    of_other: bool = False

    def judge(self, done: Decimal, whole: Decimal | None) -> Verdict | None:
        """The verdict on a number, which may be a part of a whole."""
        wanted = whole if self.wanted is None else self.wanted
        if wanted is None:
            return self.reached
        if self.is_share and whole:
            done = 100 * done / whole
        suffices = done <= wanted if self.at_most else done >= wanted
        if suffices and self.of_other:
            return None
        return self.reached if suffices else self.missed


def measure(text: str, goals: Sequence[Goal]) -> list[tuple[int, Verdict]]:
    """The numbers of a `plain` text that say something against the goals of its target, by their place.

    A percentage of the plan counts against 100, any other against the percentage the target names;
    `n/N` counts n against N, or against the target where it counts the same; a bare count only
    against a target that counts the same. A number that measures nothing has no verdict.
    """
    if not goals and not _MEASURABLE.search(text):
        return []
    found = []
    compares = _LAST_YEAR.search(text)
    for match in NUMBER.finditer(text):
        done, whole = read_number(match["done"]), read_number(match["whole"] or "")
        if done is None or (match["whole"] and not whole) or _PART.search(text[: match.start()]):
            continue
        if done == 1 and whole in _SCALES:
            continue
        if not match["whole"] and _NAMES_TARGET.search(text[: match.start()]):
            continue
        if compares and _LAST_YEAR_WAS.search(text, max(0, match.start() - _NEAR), match.start()):
            continue
        if not (match["percent"] or match["whole"]) and _is_bracketed(text, match.start()):
            continue
        stick = _find_yardstick(match, done, whole, text, goals)
        if stick and (verdict := stick.judge(done, whole)):
            found.append((match.start(), verdict))
    return found


def adds_up(counts: Sequence[str], goals: Sequence[Goal]) -> bool:
    """Whether bare counts, each short, reach a target together: "vụ một 400 ha, vụ hai 450 ha"."""
    counted = [goal for goal in goals if goal.noun != "%" and not (goal.at_most or goal.change)]
    numbers = [number for count in counts if (number := read_number(count))]
    return len(numbers) > 1 and any(max(numbers) < goal.value <= sum(numbers) for goal in counted)


def _is_bracketed(text: str, place: int) -> bool:
    """Whether a place is within brackets after a number, of which a bare count there is a part."""
    opened = text.rfind("(", 0, place)
    return opened > text.rfind(")", 0, place) and bool(re.search(r"\d", text[:opened]))


def _find_yardstick(
    match: re.Match[str], done: Decimal, whole: Decimal | None, text: str, goals: Sequence[Goal]
) -> Yardstick | None:
    """What one number of a text is held against; None where it measures nothing."""
    said, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() :]
    if match["percent"]:
        return Yardstick("met", "short") if match["whole"] else _percentage(done, said, after, goals)
    if whole:
        noun = match["noun"] or ""
        if _may_be_day(done, whole, said) and not any(noun and goal.counts(noun) for goal in goals):
            return None
        return _fraction(noun, whole, said, after, goals)
    return _count(match["noun"] or "", said, goals)


def _may_be_day(done: Decimal, whole: Decimal, said: str) -> bool:
    """Whether more than the whole, said first in a clause, may be a day and a month: "20/8 đổ móng cầu"."""
    return whole < done <= _DAYS and whole <= _MONTHS and bool(_CLAUSE_BEGINS.search(said))


def _percentage(done: Decimal, said: str, after: str, goals: Sequence[Goal]) -> Yardstick | None:
    limits = [goal for goal in goals if goal.noun == "%"]
    if _SURPLUS.search(said):
        return (
            None
            if _OF_LAST_YEAR.match(after) or any(goal.at_most for goal in goals)
            else Yardstick("met", None)
        )
    if change := CHANGE.search(said):
        same = [goal for goal in limits if goal.change == change[1] and not _SAME_PERIOD.match(after)]
        return _against(same[0], "moved") if len(same) == 1 else None
    if rough := _ROUGH.search(said):
        [goal] = limits if len(limits) == 1 else [None]
        is_floor = goal and rough["above"] and not goal.change and not goal.at_most
        if goal and is_floor:
            return Yardstick("met", None, goal.value)
        of_plan = not goals and _OF_PLAN.match(after) and not _OF_PART_OF_PLAN.match(after)
        is_far = done < _NEARLY or (done >= _WHOLE and rough["above"])
        return Yardstick("met", "short", _WHOLE) if of_plan and is_far else None
    if _OF_PART_OF_PLAN.match(after):
        return None
    if named := _PLAN_NAMED.match(after):
        return Yardstick("met", "short", read_number(named["wanted"]))
    if _OF_PLAN.match(after):
        if any(goal.at_most for goal in goals):
            return None
        # Where the target is 95%, 96% of the plan may be enough or not.
        level = next((goal.value for goal in limits if not goal.change), _WHOLE)
        return Yardstick("met", "short" if done < level else None, _WHOLE)
    if _OF_LAST_YEAR.match(after):
        return None
    levels = [goal for goal in limits if not goal.change]
    if len(levels) == 1:
        return _against(levels[0])
    return None if limits or _LEFT.search(said) else Yardstick("met", None, _WHOLE)


def _fraction(
    noun: str, whole: Decimal | None, said: str, after: str, goals: Sequence[Goal]
) -> Yardstick | None:
    if _NO_NUMBER.search(said) or _NO_NOUN.match(noun):
        return None
    if not noun and not _SHARE_FOLLOWS.match(after):
        return None
    if (
        noun.startswith(("tiêu chí", "tiêu chuẩn", "chỉ tiêu"))
        and _EACH.search(said)
        and not any(goal.counts(noun) for goal in goals)
    ):
        return None
    for goal in goals:
        if goal.noun == "%" and not goal.change and not goal.at_most:
            return replace(_against(goal), is_share=True)
        if noun and goal.counts(noun) and not goal.change:
            return _against(goal)
    # "450/450 hộ" is no answer to "03 xã", though "200/450 hộ" is short of the whole.
    counted = [goal for goal in goals if goal.noun not in ("", "%") and goal.value > 1]
    return Yardstick(
        "met", "short", of_other=bool(noun and counted) and all(goal.value != whole for goal in counted)
    )


def _count(noun: str, said: str, goals: Sequence[Goal]) -> Yardstick | None:
    same = [goal for goal in goals if noun and goal.counts(noun)]
    if len(same) != 1 or _NO_NUMBER.search(said):
        return None
    [goal] = same
    if _SURPLUS.search(said):
        return None if goal.at_most else Yardstick("met", None)
    change = CHANGE.search(said)
    if (change[1] if change else "") != goal.change or (not change and _REST.search(said)):
        return None
    return _against(goal, "moved" if change else "counted")


def _against(goal: Goal, reached: Verdict = "met") -> Yardstick:
    if goal.at_most:
        return Yardstick("within", "over", goal.value, at_most=True)
    return Yardstick(reached, "short", goal.value)
