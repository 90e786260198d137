"""Find the items of one list that were split in the other, or merged, and hold their targets against the sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

import numpy as np

from camket.intake.joining.amounts import PERCENT, RANK, Amount
from camket.intake.joining.assignment import assign
from camket.intake.joining.compared import Compared
from camket.intake.joining.distinctive_words import Scores, weigh_words
from camket.intake.joining.profiles import PartRules
from camket.intake.joining.wording import Wording

# What joins two things in a content: "giường bệnh và bác sỹ".
_TWO = re.compile(r"[,;:+/&]|\b(?:và|với|cùng|kèm|kết hợp|đồng thời|cả hai|cả 2|cả 02)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole with its parts, by their places in the two lists."""

    whole: int
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """An item with the parts that it became (`split`), or that became it (`merged`), by their places in the lists.

    `adds_up` where the targets of the parts add up to that of the whole, `is_named` where the unit names the parts.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    why: Literal["split", "merged"]
    adds_up: bool
    is_named: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether nobody has to be asked."""
        return self.adds_up or self.is_named

    @property
    def is_pair(self) -> bool:
        """Whether it has one item of each list."""
        return len(self.rows) == len(self.columns) == 1


def find_named(compared: Compared) -> list[Split]:
    """The pairs, splits and merges that units name themselves, by the numbers of the items before.

    An item that several name, one of which names another one too, is left out: a person has to say. Where the words
    speak of two things, the unit is asked.
    """
    named = compared.named
    alike = ~compared.contradicted
    found = []
    for column in np.flatnonzero(named.any(axis=0)).tolist():
        rows = np.flatnonzero(named[:, column]).tolist()
        columns = np.flatnonzero(named[rows].any(axis=0)).tolist()
        if (
            named[np.ix_(rows, columns)].all()
            and named[:, columns].any(axis=1).sum() == len(rows)
            and (len(rows) == 1 or len(columns) == 1)
            and columns[0] == column
        ):
            sure = bool(alike[np.ix_(rows, columns)].all())
            split = _make_split(compared, tuple(rows), tuple(columns))
            found.append(replace(split, is_named=sure, adds_up=split.adds_up and sure))
    return found


def find_splits(compared: Compared, scores: Scores, rules: PartRules) -> list[Split]:
    """The items that were split, and those that were merged; `scores` are those of the pairs that compete."""
    chosen = assign(scores**compared.rules.sharpness)
    weighed = cache(lambda: weigh_words(compared.lists.wordings))
    likeness = np.where(scores > 0.0, compared.likeness, 0.0)
    # One row may give up several items; an item that is given up is no part of one that goes on.
    given_up = [item.said == "dropped" for item in compared.lists.right]
    found = [
        _make_split(compared, (each.whole,), each.parts)
        for each in _find_parts(np.where(given_up, 0.0, likeness), chosen, weighed, rules)
    ]
    left = blank(
        likeness,
        (row for each in found for row in each.rows),
        (column for each in found for column in each.columns),
    )
    owners = {column: row for row, column in chosen.items()}
    return found + [
        _make_split(compared, each.parts, (each.whole,))
        for each in _find_parts(left.T, owners, lambda: weighed()[::-1], rules)
    ]


def blank(scores: Scores, rows: Iterable[int], columns: Iterable[int]) -> Scores:
    """The scores with those of some rows and columns as 0."""
    left = scores.copy()
    left[[*rows]] = 0.0
    left[:, [*columns]] = 0.0
    return left


def find_left_parts(
    compared: Compared, pairs: Mapping[int, int], free: Sequence[Sequence[int]]
) -> list[Split]:
    """Pairs of which one side speaks of an item besides, which is left over: it was merged into it, or split off.

    `free` are the rows and the columns that nothing has. An item that names no two things has no second part.
    """
    rules = compared.profile.parts
    if rules is None or not any(map(len, free)) or not pairs:
        return []
    words = weigh_words(compared.lists.wordings)
    found, taken = [], set[int]()
    for side, place in [*((0, row) for row in free[0]), *((1, column) for column in free[1])]:
        if side == 1 and compared.lists.right[place].said in ("added", "dropped"):
            continue
        likeness = compared.likeness[place] if side == 0 else compared.likeness[:, place]
        pair = _find_whole(compared, words, (side, place), pairs.items(), rules) or _find_twin(
            likeness, 1 - side, pairs, rules
        )
        if pair is None or pair[0] in taken:
            continue
        taken.add(pair[0])
        rows, columns = ([pair[0], place], [pair[1]]) if side == 0 else ([pair[0]], [pair[1], place])
        found.append(_make_split(compared, tuple(sorted(rows)), tuple(sorted(columns))))
    return found


def _find_twin(
    likeness: Scores, side: int, pairs: Mapping[int, int], rules: PartRules
) -> tuple[int, int] | None:
    """The pair whose item of a side a left-over one is so like that it may be a part of it."""
    best = max(pairs.items(), key=lambda pair: likeness[pair[side]])
    return best if likeness[best[side]] >= rules.twin else None


def _find_whole(
    compared: Compared,
    words: tuple[Scores, Scores],
    part: tuple[int, int],
    pairs: Iterable[tuple[int, int]],
    rules: PartRules,
) -> tuple[int, int] | None:
    """The pair whose item of the other side holds most of a left-over one, beside what it shares with its own.

    `part` is the side and the place of what is left over. It adds words to the pair's own item, or a kind of thing.
    """
    side, place = part
    contents, wordings = compared.lists.sides, compared.lists.wordings
    best: tuple[float, tuple[int, int]] | None = None
    for pair in pairs:
        other = pair[1 - side]
        at = (place, other) if side == 0 else (other, place)
        if not _TWO.search(contents[1 - side][other].content) or not compared.likeness[at]:
            continue
        whole, own = words[1 - side][other], words[side][pair[side]]
        shared = np.minimum(words[side][place], whole)
        adds = _cover([np.minimum(own, whole), shared]) - _cover([np.minimum(own, whole)])
        kinds = (
            wordings[side][place].about & wordings[1 - side][other].about - wordings[side][pair[side]].about
        )
        held = float(shared.sum() / max(words[side][place].sum(), 1e-9))
        enough = adds >= rules.adds * whole.sum() or bool(kinds)
        if held >= rules.left and enough and (best is None or held > best[0]):
            best = held, pair
    return best[1] if best else None


def _make_split(compared: Compared, rows: tuple[int, ...], columns: tuple[int, ...]) -> Split:
    amounts, wordings = compared.lists.amounts, compared.lists.wordings
    side, whole, parts = (0, rows[0], columns) if len(rows) == 1 else (1, columns[0], rows)
    own = [amounts[1 - side][part] for part in parts]
    fits = adds_up(amounts[side][whole], own) or (
        not amounts[side][whole]
        and not any(own)
        and _share_out(wordings[side][whole], [wordings[1 - side][part] for part in parts])
    )
    return Split(rows, columns, "merged" if side else "split", fits)


def _share_out(whole: Wording, parts: Sequence[Wording]) -> bool:
    """Whether the parts share the names of the whole out: each has one of its own, and together they have all."""
    names = {name.words for name in whole.names}
    own = [{name.words for name in part.names} & names for part in parts]
    return (
        len(names) > 1
        and set().union(*own) == names
        and all(each - set().union(*(other for other in own if other is not each)) for each in own)
    )


def adds_up(whole: Sequence[Amount], parts: Sequence[Sequence[Amount]]) -> bool:
    """Whether the numbers of the parts add up to those of the whole, in each unit of measure that the whole has.

    A share or a rank is the same in every part. "02 cụm công nghiệp" has two parts without a number, "14 km, gồm 8 km
    và 6 km" the total beside its parts. Ranges add up to nothing.
    """
    everything = [*whole, *(amount for part in parts for amount in part)]
    if not whole or any(amount.upper is not None for amount in everything):
        return False
    found = _add_up(parts)
    if not found:
        return [amount.value for amount in whole] == [Decimal(len(parts))]
    shares = {amount.unit for amount in whole} & {PERCENT, RANK}
    if any(shares - {amount.unit for amount in part} for part in parts):
        return False
    return found in (_add_up([whole]), _take_totals(whole))


_Sums = dict[tuple[str, str], Decimal | frozenset[Decimal]]


def _add_up(items: Sequence[Sequence[Amount]]) -> _Sums:
    """The sum of each unit of measure and way of change, and the different shares and ranks."""
    found: _Sums = {}
    for key, values in _group([amount for own in items for amount in own]).items():
        found[key] = frozenset(values) if key[0] in (PERCENT, RANK) else sum(values, Decimal())
    return found


def _take_totals(whole: Sequence[Amount]) -> _Sums:
    """The greatest count of each unit of measure, and the different shares and ranks."""
    return {
        key: frozenset(values) if key[0] in (PERCENT, RANK) else max(values)
        for key, values in _group(whole).items()
    }


def _group(amounts: Sequence[Amount]) -> dict[tuple[str, str], list[Decimal]]:
    found: dict[tuple[str, str], list[Decimal]] = {}
    for amount in amounts:
        found.setdefault((amount.unit, amount.change), []).append(amount.value)
    return found


def _find_parts(
    scores: Scores,
    chosen: Mapping[int, int],
    words: Callable[[], tuple[Scores, Scores]],
    rules: PartRules,
) -> list[Parts]:
    """Rows that consist of several columns; `chosen` has the column of each row that has one."""
    owner = {column: row for row, column in chosen.items()}
    candidates: list[list[int]] = []
    for row, line in enumerate(scores):
        places = np.flatnonzero(line >= rules.part).tolist() if line.max(initial=0.0) < rules.paired else []
        # What another row carries on more surely is no part of this one.
        free = [place for place in places if scores[owner.get(place, row), place] <= line[place]]
        candidates.append(sorted(free, key=lambda place: -line[place]))
    if max(map(len, candidates), default=0) < 2:
        return []
    return find_parts(*words(), candidates, rules)


def find_parts(
    wholes: Scores, parts: Scores, candidates: Sequence[Sequence[int]], rules: PartRules
) -> list[Parts]:
    """Find the wholes that are made of several parts. Rows are texts, columns the weights of their words.

    `candidates[whole]` are its possible parts, the most similar first; each part is used once.
    """
    found = []
    taken: set[int] = set()
    for whole, places in enumerate(candidates):
        own = _choose(wholes[whole], parts, [place for place in places if place not in taken], rules)
        if own:
            found.append(Parts(whole, tuple(sorted(own))))
            taken.update(own)
    return found


def _choose(whole: Scores, parts: Scores, places: Sequence[int], rules: PartRules) -> list[int]:
    """Two parts or more that make most of a whole, or none."""
    weight = float(whole.sum())
    shared = {place: np.minimum(parts[place], whole) for place in places}
    chosen = [
        place
        for place, common in shared.items()
        if 0 < common.sum() <= rules.most * weight and common.sum() >= rules.held * parts[place].sum()
    ]
    # What adds nothing to the others, the least like first, is no part.
    for place in reversed(tuple(chosen)):
        others = [shared[other] for other in chosen if other != place]
        if others and _cover([*others, shared[place]]) - _cover(others) < rules.adds * weight:
            chosen.remove(place)
    complete = len(chosen) > 1 and _cover([shared[place] for place in chosen]) >= rules.together * weight
    return chosen if complete else []


def _cover(shared: Sequence[Scores]) -> float:
    """The weight of the whole that several parts hold together."""
    return float(np.max(shared, axis=0).sum())
