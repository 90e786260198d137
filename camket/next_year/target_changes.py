"""Compare the targets of an item in two years: which number became which, in which direction, better or worse."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Literal

from rapidfuzz import fuzz

from camket.intake.joining.amounts import PERCENT, RANK, Amount, Limit, read_amounts, same_unit
from camket.intake.joining.lists import Item
from camket.intake.joining.vocabulary import load_target_words
from camket.intake.joining.wording import read_wording
from camket.next_year.better_way import Direction, find_better_way
from camket.numerals import format_number, format_percent, round_half_up
from camket.text import clean, plain

Judgement = Literal["better", "worse"]

_WAYS: Mapping[Limit, Direction | None] = {"at_least": "up", "at_most": "down", "": None}
_LIMITS: Mapping[Limit, str] = {"at_least": "ít nhất", "at_most": "không quá", "": ""}
# So like, two targets in words differ by a slip.
_SLIP = 90.0
# A year, a day or a document: no number of a target in words.
_NO_NUMBER = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d+/[^\W\d_]\S*|(?:\d{1,2}/)?\b20[1-4]\d\b"
    r"|(?:số|ngày|trước|đến|tháng) \d+(?:/\d{1,2})?\b"
)
# What follows within the sentence is still to be done: "trình UBND tỉnh phê duyệt". "Công trình" is a work.
_SUBMITTED = re.compile(
    r"(?<!công )(?<!chương )(?<!quy )(?<!lộ )(?<!tờ )(?<!quá )(?<!giáo )\b(trình(?! độ)|gửi|đề nghị)\b[^,;.]*"
)
# What follows within the sentence is not the case: "chưa phê duyệt". "Không thấp hơn" is a limit.
_NEGATED = re.compile(r"\b(?:chưa|không)\b(?! (?:thấp|dưới|ít|kém|quá|vượt|chỉ|những|ngừng|gian|khí))[^,;.]*")
# Below the first stage.
_NOT_YET = -1
# So much of a thing, and no more.
_PARTLY = frozenset(("phần", "hạng", "giai", "bước", "đợt", "một"))


@dataclass(frozen=True, slots=True)
class TargetChange:
    """The old and the new target as written; one is empty if a target was added or left out.

    `percent` is the exact change in percent of the old value, None if there is no old value or it is zero;
    `points` is the change of shares in percentage points; `judgement` is None where neither the words of the target
    nor what it counts say which way is better.
    """

    old: str
    new: str
    unit_word: str = ""
    direction: Direction | None = None
    percent: Fraction | None = None
    judgement: Judgement | None = None
    points: Decimal | None = None

    def __str__(self) -> str:
        shown = f"{self.old or 'không ghi'} → {self.new or 'không ghi'}"
        if self.direction is None or self.unit_word == RANK:  # a share of a place says nothing
            return shown
        way = "tăng" if self.direction == "up" else "giảm"
        if self.points is not None:  # 50% → 60% is more by 10 points, not by 20%
            return f"{shown} ({way} {format_percent(abs(self.points)).removesuffix('%')} điểm phần trăm)"
        if self.percent is None:
            return f"{shown} ({way})"
        return f"{shown} ({way} {format_percent(round_half_up(abs(self.percent)))})"


def add_targets(targets: Sequence[str]) -> str:
    """The targets of several items as one: counts of a unit of measure added up, all else as written.

    Where nothing is to be added, or a sum would leave something out or count a part twice, all stays as written.

    >>> add_targets(["03 lớp, đạt 95%", "04 lớp, đạt 95%"])
    '7 lớp; 95%'
    >>> add_targets(["14 km, gồm 8 km và 6 km", "2 km"])
    '14 km, gồm 8 km và 6 km; 2 km'
    """
    own = [target for target in map(clean, targets) if target]
    amounts = [read_amounts(target) for target in own]
    by_unit: dict[str, list[Amount]] = {}
    for amount in chain.from_iterable(amounts):
        by_unit.setdefault(amount.unit, []).append(amount)
    if not all(amounts) or not any(map(_have_sum, by_unit.values())) or any(map(_has_no_sum, own)):
        return "; ".join(dict.fromkeys(own))
    return "; ".join(text for counted in by_unit.values() for text in _add(counted))


def _has_no_sum(target: str) -> bool:
    """Whether a target names a grade, a stage, a difference ("giảm 5%"), or a whole with its parts."""
    amounts, words = read_amounts(target), load_target_words()
    return (
        any(amount.change for amount in amounts)
        or len({amount.unit for amount in amounts}) < len(amounts)
        or any(_rank(target, scale) is not None for scale in (words.grades, words.stages))
    )


def _have_sum(amounts: Sequence[Amount]) -> bool:
    """Whether amounts of one unit of measure are counts with one limit; shares and ranges have no sum."""
    limits = {amount.limit for amount in amounts} - {""}
    return (
        len(amounts) > 1
        and amounts[0].unit not in (PERCENT, RANK, "")
        and len(limits) < 2
        and not any(amount.upper for amount in amounts)
    )


def _add(amounts: Sequence[Amount]) -> list[str]:
    """The sum of the counts of a unit of measure, with the limit that all have; shares and ranges as written."""
    if not _have_sum(amounts):
        return list(dict.fromkeys(amount.text for amount in amounts))
    limits = {amount.limit for amount in amounts}
    total = sum((amount.value for amount in amounts), Decimal())
    limit = _LIMITS[limits.pop()] if len(limits) == 1 else ""
    return [f"{limit} {format_number(total)} {amounts[0].unit}".strip()]


def compare_targets(before: Item, after: Item) -> tuple[TargetChange, ...]:
    """The differences between the targets of two matched items; numbers of the same unit of measure are compared.

    Numbers that occur only in one item's content are not part of its target.
    """
    old, new = (
        list(read_amounts(before.target, before.content)),
        list(read_amounts(after.target, after.content)),
    )
    if not old and not new:
        return _compare_words(before.target, after.target)
    changes = []
    for one, other in _align(old, new):
        if _ends(one) != _ends(other) or (one.unit == "" and other.unit == "" and one.text != other.text):
            way = find_better_way([before.target, after.target], after.content)
            changes.append(_change(one, other, way))
        old.remove(one)
        new.remove(other)
    shown = clean(before.target), clean(after.target)
    gone = [TargetChange(one.text, "", one.unit) for one in old if one.text in shown[0]]
    come = [TargetChange("", one.text, one.unit) for one in new if one.text in shown[1]]
    if not changes and all(not amount.value for amount in (*old, *new)) and _says_none(*shown):
        return ()
    if gone and come and not changes:
        return (TargetChange(*shown),)
    changes += [*gone, *come]
    if not changes and not _align(_read(before), _read(after)):
        return _compare_words(before.target, after.target)
    return tuple(changes) or _compare_named(before.target, after.target)


def _says_none(*targets: str) -> bool:
    """Whether both targets want nothing to happen: "0 vụ" and "không xảy ra vụ nào"."""
    return all(re.search(r"\b(?:0|không)\b", plain(target)) for target in targets)


def _read(item: Item) -> list[Amount]:
    return list(read_amounts(item.target, item.content))


def _align(old: Sequence[Amount], new: Sequence[Amount]) -> list[tuple[Amount, Amount]]:
    """Pair numbers of the same unit of measure, equal ones first; a single remaining pair is a renamed unit."""
    pairs: list[tuple[Amount, Amount]] = []
    left_old, left_new = list(old), list(new)
    for equal in (True, False):
        for one in tuple(left_old):
            like = [other for other in left_new if _count_alike(one, other)]
            if equal:
                like = [other for other in like if _ends(one) == _ends(other)]
            elif like and len(like) != sum(_count_alike(each, like[0]) for each in left_old):
                continue  # two became one, or one became two: the pairing is ambiguous
            if like:
                pairs.append((one, like[0]))
                left_old.remove(one)
                left_new.remove(like[0])
    if len(left_old) == len(left_new) == 1:
        pairs.append((left_old[0], left_new[0]))
    return pairs


def _count_alike(one: Amount, other: Amount) -> bool:
    return same_unit(one.unit, other.unit) and one.change == other.change


def _ends(amount: Amount) -> tuple[Decimal, Decimal | None]:
    return amount.value, amount.upper


def _change(old: Amount, new: Amount, way: Direction | None) -> TargetChange:
    if not same_unit(old.unit, new.unit) or old.value == new.value:
        return TargetChange(old.text, new.text, new.unit)
    up = new.value > old.value
    percent = Fraction(new.value - old.value) * 100 / Fraction(old.value) if old.value else None
    better = _find_better(old, new, way)
    judgement: Judgement | None = None
    if better:
        judgement = "better" if up == (better == "up") else "worse"
    points = new.value - old.value if new.unit == old.unit == PERCENT else None
    return TargetChange(old.text, new.text, new.unit, "up" if up else "down", percent, judgement, points)


def _find_better(old: Amount, new: Amount, way: Direction | None) -> Direction | None:
    """Which way of an amount is better, by its own words and `way`, that of what it counts; None where they differ.

    To bring down more of what is bad is better, to let it grow more is worse.
    """
    limit: Limit = "" if old.upper or new.upper else new.limit or old.limit
    own = _WAYS[limit]
    if way == "down" and new.change.startswith(("tăng", "cao")):
        own = None
    elif way == "down" and new.change:
        return own
    return own if way in (own, None) else way if own is None else None


def _compare_words(old: str, new: str) -> tuple[TargetChange, ...]:
    """Targets in words alone: a grade, a stage of the work, or what is to be reached.

    Two targets of one stage are one in other words: "UBND tỉnh phê duyệt" and "Quyết định phê duyệt".
    """
    if not clean(old) or not clean(new):
        return ()
    change = TargetChange(clean(old), clean(new))
    if _list_numbers(old) != _list_numbers(new) or _name_other_kinds(old, new):
        return (change,)
    words = load_target_words()
    grades = [_rank(target, words.grades) for target in (old, new)]
    stages = [_reach(target, words.stages) for target in (old, new)]
    for ranks in (grades, stages):
        if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
            up = ranks[1] > ranks[0]
            return (replace(change, direction="up" if up else "down", judgement="better" if up else "worse"),)
    if _is_negated(old) != _is_negated(new):
        return (change,)
    if _are_targets_alike(old, new):
        return ()
    same_stage = stages[0] is not None and stages[0] == stages[1] != _NOT_YET
    return () if same_stage and not _are_of_other_parts(old, new, words.stages) else (change,)


def _is_negated(target: str) -> bool:
    return _NEGATED.search(plain(target)) is not None


def _list_numbers(target: str) -> list[str]:
    return [number.lstrip("0") for number in re.findall(r"\d+", _NO_NUMBER.sub(" ", plain(target)))]


def _name_other_kinds(old: str, new: str) -> bool:
    """Whether two targets are about two kinds of a thing: "cấp huyện" and "cấp xã"."""
    one, other = (read_wording(target).about for target in (old, new))
    shared = {of for of, _ in one} & {of for of, _ in other}
    return any({each for each in one if each[0] == of}.isdisjoint(other) for of in shared)


def _are_of_other_parts(old: str, new: str, stages: Sequence[Sequence[str]]) -> bool:
    """Whether two targets of one stage say of what, each of another thing, or one of a part: "hoàn thành phần móng"."""
    known = {word for words in stages for phrase in words for word in phrase.split()}
    own, others = (
        {
            word
            for word, kind in zip(wording.marked, wording.kinds, strict=True)
            if word in _PARTLY or (kind not in ("empty", "frame") and word not in known)
        }
        for wording in map(read_wording, (old, new))
    )
    return bool(own and others and own.isdisjoint(others)) or bool((own ^ others) & _PARTLY)


def _compare_named(old: str, new: str) -> tuple[TargetChange, ...]:
    """Targets of the same numbers: "01 xã (Bình Thạnh)" is not "01 xã (Tân Hội)"."""
    names = [{each.words for each in read_wording(target).names} for target in (old, new)]
    if names[0] - names[1] and names[1] - names[0]:
        return (TargetChange(clean(old), clean(new)),)
    return ()


def _are_targets_alike(old: str, new: str) -> bool:
    one, other = (" ".join(read_wording(target).words) for target in (old, new))
    return not one or not other or fuzz.ratio(one, other) >= _SLIP


def _reach(target: str, stages: Sequence[Sequence[str]]) -> int | None:
    """The stage that a target reaches; of one that only denies a stage it is below all of them."""
    reached, denied = _rank(target, stages), _NEGATED.search(plain(target))
    if reached is None and denied and _rank(re.sub(r"^(?:chưa|không)\b", "", denied[0]), stages) is not None:
        return _NOT_YET
    return reached


def _rank(target: str, scale: Sequence[Sequence[str]]) -> int | None:
    """The highest place on a scale whose words a target has; of words within others the longer ones count."""
    reached = _SUBMITTED.sub(r"\1", _NEGATED.sub(" ", plain(target)))
    text = " ".join(("", *re.findall(r"\w+", reached), ""))
    found = []
    for rank, phrase in sorted(
        ((rank, phrase) for rank, words in enumerate(scale) for phrase in words),
        key=lambda each: -len(each[1]),
    ):
        if f" {phrase} " in text:
            found.append(rank)
            text = text.replace(f" {phrase} ", " | ")
    return max(found, default=None)
