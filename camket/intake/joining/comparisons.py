"""How far two items agree: named comparisons, of which each pair of two lists reaches one level.

What a level means for the pair stands in `profiles.toml`. A comparison is pure: it sees two items and what the two
lists are, and says which level is reached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from camket.intake.joining.letters import compare_texts, holds_another
from camket.intake.joining.lists import Item, Lists
from camket.intake.joining.names import Difference, Name, compare_names, find_exchanged
from camket.intake.joining.profiles import Effect, Level, Profile, load_profile
from camket.intake.joining.telling_words import Scores, find_telling, find_units, without_years
from camket.text import fold

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]

# Numbers that many targets have.
_USUAL_NUMBERS = frozenset((1, 2, 3, 100))


class Reached(Protocol):
    """The level that each pair of two lists reaches in one comparison, one pair at a time or all at once."""

    share: Scores | None  # how much of a level's points a pair gets, where not all

    def at(self, row: int, column: int) -> str:
        """The level of one pair."""

    @property
    def codes(self) -> Codes:
        """The levels of all pairs by their places among the names of the comparison."""


@dataclass(frozen=True)
class _Table:
    """Levels that were found for all pairs at once."""

    names: tuple[str, ...]
    codes: Codes
    share: Scores | None = None

    def at(self, row: int, column: int) -> str:
        return self.names[self.codes[row, column]]


@dataclass(frozen=True)
class _EachPair:
    """Levels that are found pair by pair, by what is compared of each item; few different pairs are looked at."""

    names: tuple[str, ...]
    rows: Sequence[Hashable]
    columns: Sequence[Hashable]
    compare: Callable[[Any, Any], str]
    share: Scores | None = None

    def at(self, row: int, column: int) -> str:
        return self.compare(self.rows[row], self.columns[column])

    @cached_property
    def codes(self) -> Codes:
        number = {name: place for place, name in enumerate(self.names)}
        places = [
            {each: place for place, each in enumerate(dict.fromkeys(side))}
            for side in (self.rows, self.columns)
        ]
        table = np.array(
            [[number[self.compare(one, other)] for other in places[1]] for one in places[0]], dtype=np.int8
        ).reshape(len(places[0]), len(places[1]))
        found: Codes = table[
            np.ix_([places[0][each] for each in self.rows], [places[1][each] for each in self.columns])
        ]
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison with the names of its levels; `compare` may use the likeness from which a level is reached."""

    levels: tuple[str, ...]
    compare: Callable[[Lists, tuple[str, ...], Callable[[str], float]], Reached]


class Compared:
    """Two lists compared by a profile.

    `likeness` (0–100) is how like each two items are, with the points of their levels; `preference` adds what counts
    only where pairs compete. Both are 0 where a level forbids the pair.
    """

    def __init__(self, left: Sequence[Item], right: Sequence[Item], profile: Profile) -> None:
        self.profile, self.rules = profile, profile.rules
        self.lists = Lists(tuple(left), tuple(right), profile.rules)
        self.reached: dict[str, Reached] = {}
        for name in profile.comparisons:
            own = COMPARISONS[name]
            self.reached[name] = own.compare(self.lists, own.levels, self._find_least(name))

    def level(self, comparison: str, row: int, column: int) -> Level:
        """The level that a pair reaches in a comparison."""
        return self.profile.comparisons[comparison].levels[self.reached[comparison].at(row, column)]

    def find_effects(self, effect: Effect, row: int, column: int) -> list[str]:
        """The comparisons in which a pair reaches a level of an effect."""
        return [
            name
            for name in self._with(lambda level: level.effect == effect)
            if (level := self.level(name, row, column)).effect == effect
            and not (level.unless and self._reaches(level.unless, row, column))
        ]

    @cached_property
    def measure(self) -> Scores:
        """The likeness of the contents alone."""
        return self.lists.measure

    @cached_property
    def likeness(self) -> Scores:
        likely = self.measure + sum(
            (self._add_up(name, lambda level: level.points) for name in self._with(lambda level: level.points)),
            np.zeros(self.lists.shape),
        )
        found: Scores = np.where(self.forbidden, 0.0, np.clip(likely, 0.0, 100.0))
        return found

    @cached_property
    def preference(self) -> Scores:
        preferred = self.likeness.copy()
        for name in self._with(lambda level: level.favours):
            preferred += self._add_up(name, lambda level: level.favours)
        found: Scores = np.where(self.forbidden | (preferred <= 0), 0.0, preferred)
        return found

    @cached_property
    def forbidden(self) -> Flags:
        """Whether a level forbids each pair."""
        return self._flag_effect("forbids")

    @cached_property
    def decided(self) -> Flags:
        """Whether a level alone decides that each two are one."""
        return self._flag_effect("decides")

    @cached_property
    def claims(self) -> Flags:
        """Whether the number of each left item names the right one."""
        return self._flag(lambda level: level.claims)

    @cached_property
    def vouched(self) -> Flags:
        """Whether that number can be relied on alone."""
        return self._flag(lambda level: level.vouches)

    @cached_property
    def twins(self) -> Flags:
        """Whether each two items have the same names."""
        return self._flag(lambda level: level.twin)

    def reaches(self, comparison: str, level: str) -> Flags:
        """Which pairs reach a level."""
        reached = self.reached[comparison]
        found: Flags = reached.codes == COMPARISONS[comparison].levels.index(level)
        return found

    def _reaches(self, level: str, row: int, column: int) -> bool:
        comparison, _, name = level.partition(".")
        return self.reached[comparison].at(row, column) == name

    def _find_least(self, comparison: str) -> Callable[[str], float]:
        return lambda level: self.profile.least(comparison, level)

    def _with(self, has: Callable[[Level], object]) -> list[str]:
        """The comparisons of which a level has something."""
        return [
            name
            for name, compared in self.profile.comparisons.items()
            if any(has(level) for level in compared.levels.values())
        ]

    def _flag_effect(self, effect: Effect) -> Flags:
        found = np.zeros(self.lists.shape, dtype=bool)
        for name in self._with(lambda level: level.effect == effect):
            for level_name, level in self.profile.comparisons[name].levels.items():
                if level.effect == effect:
                    here = self.reaches(name, level_name)
                    if level.unless:
                        here &= ~self.reaches(*level.unless.split("."))
                    found |= here
        return found

    def _flag(self, has: Callable[[Level], object]) -> Flags:
        found = np.zeros(self.lists.shape, dtype=bool)
        for name in self._with(has):
            for level_name, level in self.profile.comparisons[name].levels.items():
                if has(level):
                    found |= self.reaches(name, level_name)
        return found

    def _add_up(self, name: str, value: Callable[[Level], float]) -> Scores:
        """What the levels of a comparison are worth, in the share that each pair has of it."""
        levels = self.profile.comparisons[name].levels
        worth = np.array([value(levels[each]) for each in COMPARISONS[name].levels])
        reached = self.reached[name]
        found: Scores = worth[reached.codes] * (1.0 if reached.share is None else reached.share)
        return found


def _equal(rows: Sequence[str], columns: Sequence[str]) -> Flags:
    """Which texts are the same; empty ones are the same as none."""
    number = {text: place for place, text in enumerate(dict.fromkeys((*rows, *columns)))}
    one, other = (np.array([number[text] for text in side], dtype=int) for side in (rows, columns))
    filled = np.array([bool(text) for text in rows], dtype=bool)
    found: Flags = (one[:, None] == other[None, :]) & filled[:, None]
    return found


def _both(rows: Sequence[object], columns: Sequence[object]) -> Flags:
    """Which two items both have something to compare."""
    one, other = (np.array([bool(each) for each in side], dtype=bool) for side in (rows, columns))
    found: Flags = one[:, None] & other[None, :]
    return found


def _pick(levels: tuple[str, ...], shape: tuple[int, int], **holds: Flags) -> Codes:
    """The first level that holds for each pair, in the order of the arguments; else the last of all levels."""
    found = np.full(shape, len(levels) - 1, dtype=np.int8)
    for name, where in reversed(holds.items()):
        found[where] = levels.index(name)
    return found


def _compare_by_letters(
    one: Sequence[str], other: Sequence[str], likeness: Scores, levels: tuple[str, ...], least: Callable[[str], float]
) -> dict[str, Flags]:
    """The levels of texts that copy one another, but for those that are named by likeness alone."""
    folded = [[fold(text) for text in side] for side in (one, other)]
    sorted_words = [[" ".join(sorted(text.split())) for text in side] for side in folded]
    return {
        "none": ~_both(*folded),
        "exact": _equal(one, other),
        "same": _equal(*folded),
        "same_words": _equal(*sorted_words),
        **{name: likeness >= least(name) for name in levels if name in ("alike", "close", "unlike")},
    }


def _compare_content_by_letters(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    one, other = ([item.content for item in side] for side in lists.sides)
    holds = _compare_by_letters(one, other, lists.measure, levels, least)
    return _Table(levels, _pick(levels, lists.shape, **{name: holds[name] for name in levels}))


def _compare_target_by_letters(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    one, other = ([item.target for item in side] for side in lists.sides)
    likeness = np.array(compare_texts(one, other), dtype=float).reshape(lists.shape)
    holds = _compare_by_letters(one, other, likeness, levels, least)
    codes = _pick(levels, lists.shape, **{name: holds[name] for name in levels})
    return _Table(levels, codes, likeness / 100)


def _compare_objects(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: str, other: str) -> str:
        return "exchanged" if find_exchanged(one, other)[0] else "same"

    return _EachPair(levels, *([item.content for item in side] for side in lists.sides), compare)


def _compare_whole(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    signed = [item.content for item in lists.right]

    def compare(one: str, other: str) -> str:
        return "several" if holds_another(one, other, signed) else "one"

    return _EachPair(levels, *([item.content for item in side] for side in lists.sides), compare)


def _compare_keys(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: str, other: str) -> str:
        return "none" if not one or not other else "same" if one == other else "other"

    return _EachPair(levels, *([item.form_key for item in side] for side in lists.sides), compare)


def _compare_numbers(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    said = [["" if item.number is None else str(item.number) for item in side] for side in lists.sides]
    same = _equal(*said)
    vouched = np.array([(item.number or 0) <= lists.last_vouched for item in lists.right], dtype=bool)
    codes = _pick(
        levels,
        lists.shape,
        none=~_both(*said),
        other=~same,
        unreliable=np.full(lists.shape, not lists.numbers_hold),
        vouched=same & vouched[None, :],
        same=same,
    )
    return _Table(levels, codes)


def _compare_content_by_words(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    texts = ([without_years(item.content) for item in side] for side in lists.sides)
    rows, columns = ([find_telling(each) for each in side] for side in lists.wordings)
    telling = [[not one.isdisjoint(other) for other in columns] for one in rows]
    codes = _pick(
        levels,
        lists.shape,
        same=_equal(*texts),
        alike=lists.measure >= least("alike"),
        telling=np.array(telling, dtype=bool).reshape(lists.shape),
    )
    return _Table(levels, codes)


def _compare_names(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    rows, columns = ([each.names for each in side] for side in lists.wordings)
    return _EachPair(levels, rows, columns, name_level)


_NAME_LEVELS = {
    Difference.SLIP: "slip",
    Difference.MARKS: "marks",
    Difference.APART: "apart",
    Difference.PLACE: "other_place",
    Difference.OTHER: "other",
}


def name_level(one: frozenset[Name], other: frozenset[Name]) -> str:
    """The level of what two contents name."""
    if not one and not other:
        return "none"
    difference = compare_names(one, other)
    if difference != Difference.NONE:
        return _NAME_LEVELS[difference]
    same = {name.words for name in one} == {name.words for name in other}
    return "same" if same else "left_out"


def _compare_kinds(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: frozenset[tuple[str, int]], other: frozenset[tuple[str, int]]) -> str:
        shared = {name for name, _ in one} & {name for name, _ in other}
        if not shared:
            return "none"
        apart = any({each for each in one if each[0] == name}.isdisjoint(other) for name in shared)
        return "other" if apart else "same"

    return _EachPair(levels, *([each.about for each in side] for side in lists.wordings), compare)


def _compare_target_by_rarity(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    """The same target says the more, the fewer items have it: "150.000 ha" much, "100% hồ sơ" little."""
    keys = [[without_years(item.target) for item in side] for side in lists.sides]
    often = [Counter(side) for side in keys]
    shared = np.array([max(often[0][key], often[1][key]) for key in keys[0]], dtype=float)[:, None]
    unusual = np.array(
        [any(each.value not in _USUAL_NUMBERS for each in own) for own in lists.amounts[0]], dtype=bool
    )[:, None]
    same = _equal(*keys)
    codes = _pick(
        levels,
        lists.shape,
        same_rare=same & unusual & (shared == 1),
        same_unusual=same & unusual,
        same=same,
        none=~_both(*keys),
    )
    return _Table(levels, codes, np.broadcast_to(1 / shared, lists.shape))


def _compare_units(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: frozenset[str], other: frozenset[str]) -> str:
        return "none" if not one or not other else "same" if one & other else "other"

    return _EachPair(levels, *(list(map(find_units, side)) for side in lists.amounts), compare)


COMPARISONS: Mapping[str, Comparison] = {
    "key": Comparison(("none", "same", "other"), _compare_keys),
    "number": Comparison(("none", "other", "unreliable", "vouched", "same"), _compare_numbers),
    "content_by_letters": Comparison(
        ("none", "exact", "same", "same_words", "alike", "close", "unlike"), _compare_content_by_letters
    ),
    "objects": Comparison(("same", "exchanged"), _compare_objects),
    "whole": Comparison(("one", "several"), _compare_whole),
    "target_by_letters": Comparison(("none", "same", "alike", "unlike"), _compare_target_by_letters),
    "content_by_words": Comparison(("same", "alike", "telling", "untelling"), _compare_content_by_words),
    "names": Comparison(
        ("none", "same", "left_out", "slip", "marks", "apart", "other_place", "other"), _compare_names
    ),
    "kinds": Comparison(("none", "same", "other"), _compare_kinds),
    "target_by_rarity": Comparison(
        ("same_rare", "same_unusual", "same", "none", "other"), _compare_target_by_rarity
    ),
    "units": Comparison(("none", "same", "other"), _compare_units),
}


def compare_lists(left: Sequence[Item], right: Sequence[Item], profile: Profile) -> Compared:
    """Two lists compared by a profile."""
    return Compared(left, right, profile)
