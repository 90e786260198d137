"""The items of two lists matched one to one: surely, or asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camket.matching.item import Item
from camket.matching.likeness import Likeness
from camket.matching.target import TargetChange, compare_targets, have_same_target
from camket.matching.wording import read_wording
from camket.records.pairing import assign
from camket.text import fold, plain

Kind = Literal["unchanged", "year_only", "target_changed", "reworded"]
Why = Literal["two_alike", "split", "merged", "weak"]

# From here on two items are one without doubt, where nothing else is nearly as like (of 100).
_SURE, _LEAD = 62.0, 7.0
# The same where no other item of either list is like one of the two at all.
_SURE_ALONE, _ALONE = 55.0, 25.0
# Below this they are two; between the two a person has to say.
_ASKED = 40.0
# So like, two texts differ in nothing but spelling.
_SPELLING = 92.0
# How much of a part is found in the whole that was split or merged.
_PART, _WHOLE_LONGER = 80.0, 1.35
# What the same target, and the same words of it, add where items compete.
_SAME_TARGET = 4.0


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed from one item to the next year's; `targets` are the numbers that differ."""

    kind: Kind
    targets: tuple[TargetChange, ...] = ()
    old: str = ""
    new: str = ""

    @property
    def text(self) -> str:
        """Old and new target, empty where they are the same."""
        if self.targets:
            return "; ".join(map(str, self.targets))
        return (
            f"{self.old or 'không ghi'} → {self.new or 'không ghi'}" if self.kind == "target_changed" else ""
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and the one that carries it on."""

    before: str
    after: str
    likeness: float
    change: Change


@dataclass(frozen=True, slots=True)
class Doubt:
    """Items that may belong together, and why nobody but a person can say."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Matching:
    """Every item of both lists in exactly one of these."""

    pairs: tuple[Pair, ...] = ()
    asked: tuple[Doubt, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def match_items(before: Sequence[Item], after: Sequence[Item], year: int) -> Matching:
    """The items of `after`, of the `year`, against those of `before`, by the assignment that is likest as a whole.

    Years, quantities and spelling count for nothing, the names of things for much: two items that differ
    in such a name are never one. Where a second item is nearly as like, or an item holds two, it is asked.
    """
    like = Likeness(before, after)
    usable = [
        [0.0 if like.differ[row][column] else score for column, score in enumerate(line)]
        for row, line in enumerate(like.scores)
    ]
    scores = [
        [
            score + _SAME_TARGET * have_same_target(before[row], after[column]) if score else 0.0
            for column, score in enumerate(line)
        ]
        for row, line in enumerate(usable)
    ]
    chosen = {
        row: column for row, column in enumerate(assign(scores)) if column is not None and scores[row][column]
    }
    doubts: dict[frozenset[str], Doubt] = {}
    _find_splits(like, usable, before, after, chosen, doubts)
    taken = {key for doubt in doubts.values() for key in (*doubt.before, *doubt.after)}
    pairs: list[Pair] = []
    for row, column in chosen.items():
        one, other = before[row], after[column]
        if one.key in taken or other.key in taken or usable[row][column] < _ASKED:
            continue
        own = usable[row][column]
        rows, columns = _find_rivals(scores, row, column)
        if not rows and not columns and own >= (_SURE_ALONE if _is_alone(usable, row, column) else _SURE):
            pairs.append(Pair(one.key, other.key, own, describe_change(one, other, year)))
            continue
        named = [*(before[each].key for each in rows), *(after[each].key for each in columns)]
        rivals = not taken.intersection(named) and own >= _SURE_ALONE
        doubt = Doubt(
            (one.key, *(before[each].key for each in rows if rivals)),
            (other.key, *(after[each].key for each in columns if rivals)),
            "two_alike" if named else "weak",
        )
        taken |= {*doubt.before, *doubt.after}
        doubts[frozenset((*doubt.before, *doubt.after))] = doubt
    pairs = [pair for pair in pairs if not taken & {pair.before, pair.after}]
    used_before = {pair.before for pair in pairs} | {key for doubt in doubts.values() for key in doubt.before}
    used_after = {pair.after for pair in pairs} | {key for doubt in doubts.values() for key in doubt.after}
    return Matching(
        tuple(pairs),
        tuple(doubts.values()),
        tuple(item.key for item in after if item.key not in used_after),
        tuple(item.key for item in before if item.key not in used_before),
    )


def describe_change(before: Item, after: Item, year: int) -> Change:
    """What was changed between two items that are one. `year` is that of `after`."""
    targets = compare_targets(before, after)
    if targets:
        return Change("target_changed", targets, before.target, after.target)
    if not have_same_target(before, after):
        return Change("target_changed", (), before.target, after.target)
    if _differ(before.target, after.target):
        return Change("target_changed", (), before.target, after.target)
    one, other = read_wording(before.content), read_wording(after.content)
    if one.text != other.text and _spelled(one.text, other.text) < _SPELLING:
        return Change("reworded")
    same = plain(before.content) == plain(after.content) and plain(before.target) == plain(after.target)
    return Change("unchanged" if same and before.deadline == after.deadline else "year_only")


def _differ(old: str, new: str) -> bool:
    """Whether two targets without numbers to compare say different things, years apart."""
    said = [read_wording(text).text for text in (old, new)]
    return all(said) and fold(said[0]) != fold(said[1]) and _spelled(*said) < _SPELLING


def _spelled(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def _find_rivals(scores: Sequence[Sequence[float]], row: int, column: int) -> tuple[list[int], list[int]]:
    """The other items of either list that are nearly as like, and no more like to another one of their own."""
    least = scores[row][column] - _LEAD
    rows = [
        other
        for other, line in enumerate(scores)
        if other != row and line[column] > least and max(line) <= line[column]
    ]
    columns = [
        other
        for other, score in enumerate(scores[row])
        if other != column and score > least and max(line[other] for line in scores) <= score
    ]
    return rows, columns


def _is_alone(usable: Sequence[Sequence[float]], row: int, column: int) -> bool:
    others = [
        *(score for other, score in enumerate(usable[row]) if other != column),
        *(line[column] for other, line in enumerate(usable) if other != row),
    ]
    return max(others, default=0.0) <= usable[row][column] - _ALONE


def _find_splits(
    like: Likeness,
    usable: Sequence[Sequence[float]],
    before: Sequence[Item],
    after: Sequence[Item],
    chosen: Mapping[int, int],
    doubts: dict[frozenset[str], Doubt],
) -> None:
    """Items that hold two of the other list: asked, with all their parts."""
    for sides, why in (((before, after), "split"), ((after, before), "merged")):
        whole_side, part_side = sides
        parts: dict[int, list[int]] = defaultdict(list)
        for whole in range(len(whole_side)):
            for part in range(len(part_side)):
                row, column = (whole, part) if why == "split" else (part, whole)
                if usable[row][column] and _holds(like, whole, part, why):
                    parts[whole].append(part)
        for whole, held in parts.items():
            if len(held) < 2 or not _are_apart(like, whole, held, why):
                continue
            keys = (whole_side[whole].key,), tuple(part_side[part].key for part in held)
            doubt = Doubt(*keys, "split") if why == "split" else Doubt(keys[1], keys[0], "merged")
            doubts[frozenset((*doubt.before, *doubt.after))] = doubt


def _holds(like: Likeness, whole: int, part: int, why: str) -> bool:
    from rapidfuzz import fuzz

    one, other = (
        (like.before[whole], like.after[part]) if why == "split" else (like.after[whole], like.before[part])
    )
    if len(one.text) < _WHOLE_LONGER * len(other.text):
        return False
    return fuzz.token_set_ratio(one.text, other.text) >= _PART and len(other.words) > 2


def _are_apart(like: Likeness, whole: int, parts: Sequence[int], why: str) -> bool:
    """Whether the parts say different things, and together most of the whole."""
    words = [set((like.after if why == "split" else like.before)[part].words) for part in parts]
    own = set((like.before if why == "split" else like.after)[whole].words)
    together = set().union(*words) & own
    return len(together) >= 0.7 * len(own) and all(
        len(one - other) >= 2 for one in words for other in words if one is not other
    )
