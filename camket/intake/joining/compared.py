"""Compare two lists by a profile: the likeness of each pair, and the effects of the levels that it reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from camket.intake.joining.comparisons import COMPARISONS
from camket.intake.joining.distinctive_words import Scores
from camket.intake.joining.levels import Flags, Reached
from camket.intake.joining.lists import Item, Lists
from camket.intake.joining.profiles import Effect, Level, Profile


class Compared:
    """Two lists compared by a profile.

    `likeness` (0–100) is that of each pair, with the points of its levels; `preference` adds what counts only
    when pairs compete. Both are 0 if a level forbids the pair.
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
            and not any(self._reaches(other, row, column) for other in level.unless)
        ]

    @cached_property
    def measure(self) -> Scores:
        """The likeness of the contents alone."""
        return self.lists.measure

    @cached_property
    def likeness(self) -> Scores:
        """The likeness of each pair, with the points of its levels."""
        likely = self.measure + sum(
            (
                self._add_up(name, lambda level: level.points)
                for name in self._with(lambda level: level.points)
            ),
            np.zeros(self.lists.shape),
        )
        found: Scores = np.where(self.forbidden, 0.0, np.clip(likely, 0.0, 100.0))
        return found

    @cached_property
    def preference(self) -> Scores:
        """The likeness with what counts only where pairs compete."""
        preferred = self.likeness.copy()
        for name in self._with(lambda level: level.favours):
            preferred += self._add_up(name, lambda level: level.favours)
        found: Scores = np.where(self.forbidden, 0.0, preferred)
        return found

    @cached_property
    def forbidden(self) -> Flags:
        """Whether a level forbids each pair."""
        return self._flag_effect("forbids")

    @cached_property
    def contradicted(self) -> Flags:
        """Whether the words of each pair name two things; to have nothing in common is no contradiction."""
        return self._flag_effect("forbids", without="content_by_words")

    @cached_property
    def denied(self) -> Flags:
        """Whether the unit says of each right item that it is not the left one."""
        return self._flag_effect("denies")

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
    def named(self) -> Flags:
        """Whether the unit of each right item names the left one as the same."""
        return self._flag(lambda level: level.names)

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
        """The comparisons that have a level with some property."""
        return [
            name
            for name, compared in self.profile.comparisons.items()
            if any(has(level) for level in compared.levels.values())
        ]

    def _flag_effect(self, effect: Effect, without: str = "") -> Flags:
        found = np.zeros(self.lists.shape, dtype=bool)
        for name in self._with(lambda level: level.effect == effect):
            if name == without:
                continue
            for level_name, level in self.profile.comparisons[name].levels.items():
                if level.effect == effect:
                    here = self.reaches(name, level_name)
                    for unless in level.unless:
                        here &= ~self.reaches(*unless.split("."))
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
        """The points of a comparison's levels, in the share that each pair gets."""
        levels = self.profile.comparisons[name].levels
        worth = np.array([value(levels[each]) for each in COMPARISONS[name].levels])
        reached = self.reached[name]
        found: Scores = worth[reached.codes] * (1.0 if reached.share is None else reached.share)
        return found


def compare_lists(left: Sequence[Item], right: Sequence[Item], profile: Profile) -> Compared:
    """Two lists compared by a profile."""
    return Compared(left, right, profile)
