"""The level that each pair of two lists reaches in one comparison, computed for all pairs at once or one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from camket.intake.joining.distinctive_words import Scores

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class AllPairs:
    """Levels computed for all pairs at once, as indexes into the names of the comparison.

    `share` is the part of a level's points that each pair gets (None: all).
    """

    names: tuple[str, ...]
    codes: Codes
    share: Scores | None = None

    def at(self, row: int, column: int) -> str:
        """The level of one pair."""
        return self.names[int(self.codes[row, column])]


@dataclass(frozen=True)
class EachPair:
    """Levels computed on demand for single pairs, from what `compare` uses of each item."""

    names: tuple[str, ...]
    sides: Sequence[Sequence[Any]]
    compare: Callable[[Any, Any], str]
    share: None = None

    def at(self, row: int, column: int) -> str:
        """The level of one pair."""
        return self.compare(self.sides[0][row], self.sides[1][column])

    @cached_property
    def codes(self) -> Codes:
        """The levels of all pairs; equal items are compared once."""
        number = {name: place for place, name in enumerate(self.names)}
        places = [{each: place for place, each in enumerate(dict.fromkeys(side))} for side in self.sides]
        table = np.array(
            [[number[self.compare(one, other)] for other in places[1]] for one in places[0]], dtype=np.int8
        ).reshape(len(places[0]), len(places[1]))
        rows, columns = (
            [place[each] for each in side] for place, side in zip(places, self.sides, strict=True)
        )
        found: Codes = table[np.ix_(rows, columns)]
        return found


Reached = AllPairs | EachPair


def find_equal(rows: Sequence[str], columns: Sequence[str]) -> Flags:
    """Which texts are the same; empty ones are the same as none."""
    number = {text: place for place, text in enumerate(dict.fromkeys((*rows, *columns)))}
    one, other = (np.array([number[text] for text in side], dtype=int) for side in (rows, columns))
    filled = np.array([bool(text) for text in rows], dtype=bool)
    found: Flags = (one[:, None] == other[None, :]) & filled[:, None]
    return found


def find_filled(rows: Sequence[object], columns: Sequence[object]) -> Flags:
    """Which two items both have something to compare."""
    one, other = (np.array([bool(each) for each in side], dtype=bool) for side in (rows, columns))
    found: Flags = one[:, None] & other[None, :]
    return found


def pick_levels(levels: tuple[str, ...], shape: tuple[int, int], **holds: Flags) -> Codes:
    """The first level that holds for each pair, in the order of the arguments; else the last of all levels."""
    found = np.full(shape, len(levels) - 1, dtype=np.int8)
    for name, where in reversed(holds.items()):
        found[where] = levels.index(name)
    return found
