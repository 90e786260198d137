"""Compare the targets of an item in two years: which number became which, in which direction, better or worse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from rapidfuzz import fuzz

from camket.intake.joining.amounts import PERCENT, RANK, Amount, read_amounts, same_unit
from camket.intake.joining.lists import Item
from camket.intake.joining.vocabulary import load_target_words
from camket.intake.joining.wording import read_wording
from camket.numerals import format_number, format_percent, round_half_up
from camket.text import clean, plain

Direction = Literal["up", "down"]
Judgement = Literal["better", "worse"]

# So like, two targets in words differ by a slip.
_SLIP = 90.0


@dataclass(frozen=True, slots=True)
class TargetChange:
    """The old and the new target as written; one is empty if a target was added or left out.

    `percent` is the exact change in percent of the old value, None if there is no old value or it is zero;
    `points` is the change of shares in percentage points; `judgement` is None where the words of the target do
    not say which way is better.
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
            return f"{shown} ({way} {format_percent(abs(self.points)).removesuffix('%')} điểm %)"
        if self.percent is None:
            return f"{shown} ({way})"
        return f"{shown} ({way} {format_percent(round_half_up(abs(self.percent)))})"


def add_targets(targets: Sequence[str]) -> str:
    """The targets of several items as one: counts of a unit of measure added up, all else as written.

    >>> add_targets(["03 lớp, đạt 95%", "04 lớp, đạt 95%"])
    '7 lớp; 95%'
    """
    amounts = [amount for target in targets for amount in read_amounts(target)]
    by_unit: dict[str, list[Amount]] = {}
    for amount in amounts:
        by_unit.setdefault(amount.unit, []).append(amount)
    if not amounts or not all(read_amounts(target) for target in targets if clean(target)):
        return "; ".join(dict.fromkeys(filter(None, map(clean, targets))))
    return "; ".join(text for unit, own in by_unit.items() for text in _add(unit, own))


def _add(unit: str, amounts: Sequence[Amount]) -> list[str]:
    if len(amounts) == 1 or unit in (PERCENT, RANK, ""):
        return list(dict.fromkeys(amount.text for amount in amounts))
    total = sum((amount.value for amount in amounts), Decimal())
    return [f"{format_number(total)} {unit}"]


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
            changes.append(_change(one, other))
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


def _change(old: Amount, new: Amount) -> TargetChange:
    if not same_unit(old.unit, new.unit) or old.value == new.value:
        return TargetChange(old.text, new.text, new.unit)
    up = new.value > old.value
    percent = Fraction(new.value - old.value) * 100 / Fraction(old.value) if old.value else None
    limit = new.limit or old.limit
    judgement: Judgement | None = None
    if limit:
        judgement = "better" if up == (limit == "at_least") else "worse"
    points = new.value - old.value if new.unit == old.unit == PERCENT else None
    return TargetChange(old.text, new.text, new.unit, "up" if up else "down", percent, judgement, points)


def _compare_words(old: str, new: str) -> tuple[TargetChange, ...]:
    """Targets in words alone: a grade, a stage of the work, or what is to be reached.

    Two targets of one stage are one in other words: "UBND tỉnh phê duyệt" and "Quyết định phê duyệt".
    """
    if _are_targets_alike(old, new):
        return ()
    words = load_target_words()
    for scale in (words.grades, words.stages):
        ranks = _rank(old, scale), _rank(new, scale)
        if ranks[0] is not None and ranks[1] is not None:
            if ranks[0] == ranks[1]:
                return () if scale is words.stages else (TargetChange(clean(old), clean(new)),)
            up = ranks[1] > ranks[0]
            return (
                TargetChange(
                    clean(old), clean(new), direction="up" if up else "down",
                    judgement="better" if up else "worse",
                ),
            )  # fmt: skip
    return (TargetChange(clean(old), clean(new)),)


def _compare_named(old: str, new: str) -> tuple[TargetChange, ...]:
    """Targets of the same numbers: "01 xã (Bình Thạnh)" is not "01 xã (Tân Hội)"."""
    names = [{each.words for each in read_wording(target).names} for target in (old, new)]
    if names[0] - names[1] and names[1] - names[0]:
        return (TargetChange(clean(old), clean(new)),)
    return ()


def _are_targets_alike(old: str, new: str) -> bool:
    one, other = (" ".join(read_wording(target).words) for target in (old, new))
    return not one or not other or fuzz.ratio(one, other) >= _SLIP


def _rank(target: str, scale: Sequence[Sequence[str]]) -> int | None:
    """The highest place on a scale whose words a target has."""
    text = f" {plain(target)} "
    found = [rank for rank, words in enumerate(scale) if any(f" {word} " in text for word in words)]
    return max(found, default=None)
