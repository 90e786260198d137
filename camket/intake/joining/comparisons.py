"""Named comparisons of two items; each pair of two lists reaches one level of each.

`profiles.toml` says what a level means for the pair. A comparison is pure: it sees two items and what the two
lists are, and says which level is reached. Its levels are in the order in which they are tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from camket.intake.joining.amounts import PERCENT, RANK, Amount, same_unit
from camket.intake.joining.distinctive_words import Scores, find_distinctive, find_units, without_years
from camket.intake.joining.letters import compare_texts, holds_another
from camket.intake.joining.levels import (
    AllPairs,
    EachPair,
    Flags,
    Reached,
    find_equal,
    find_filled,
    pick_levels,
)
from camket.intake.joining.lists import Lists
from camket.intake.joining.names import Difference, Name, compare_names, find_exchanged
from camket.intake.joining.slots import is_exchanged
from camket.text import fold

# Numbers that many targets have.
_USUAL_NUMBERS = frozenset((1, 2, 3, 100))
_FALLEN = Decimal("0.25")
_NAME_LEVELS = {
    Difference.SLIP: "slip",
    Difference.MARKS: "marks",
    Difference.APART: "apart",
    Difference.PLACE: "other_place",
    Difference.OTHER: "other",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison with the names of its levels; `compare` may use the least likeness of a level."""

    levels: tuple[str, ...]
    compare: Callable[[Lists, tuple[str, ...], Callable[[str], float]], Reached]


def _compare_by_letters(
    one: Sequence[str],
    other: Sequence[str],
    likeness: Scores,
    levels: tuple[str, ...],
    least: Callable[[str], float],
) -> dict[str, Flags]:
    """The levels of texts that are copies of each other, except for levels defined by likeness alone."""
    folded = [[fold(text) for text in side] for side in (one, other)]
    sorted_words = [[" ".join(sorted(text.split())) for text in side] for side in folded]
    return {
        "none": ~find_filled(*folded),
        "exact": find_equal(one, other),
        "same": find_equal(*folded),
        "same_words": find_equal(*sorted_words),
        **{name: likeness >= least(name) for name in levels if name in ("alike", "close", "unlike")},
    }


def _compare_content_by_letters(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    one, other = ([item.content for item in side] for side in lists.sides)
    holds = _compare_by_letters(one, other, lists.measure, levels, least)
    return AllPairs(levels, pick_levels(levels, lists.shape, **{name: holds[name] for name in levels}))


def _compare_target_by_letters(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    one, other = ([item.target for item in side] for side in lists.sides)
    likeness = np.array(compare_texts(one, other), dtype=float).reshape(lists.shape)
    holds = _compare_by_letters(one, other, likeness, levels, least)
    codes = pick_levels(levels, lists.shape, **{name: holds[name] for name in levels})
    return AllPairs(levels, codes, likeness / 100)


def _compare_objects(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: str, other: str) -> str:
        return "exchanged" if find_exchanged(one, other)[0] else "same"

    return EachPair(levels, [[item.content for item in side] for side in lists.sides], compare)


def _compare_whole(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    signed = [item.content for item in lists.right]

    def compare(one: str, other: str) -> str:
        return "several" if holds_another(one, other, signed) else "one"

    return EachPair(levels, [[item.content for item in side] for side in lists.sides], compare)


def _compare_keys(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: str, other: str) -> str:
        return "none" if not one or not other else "same" if one == other else "other"

    return EachPair(levels, [[item.form_key for item in side] for side in lists.sides], compare)


def _compare_said(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    """What the unit says of the right item, whichever left one it is compared with."""
    codes = np.array([levels.index(item.said or "none") for item in lists.right], dtype=np.int8)
    return AllPairs(levels, np.broadcast_to(codes, lists.shape))


def _compare_references(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    """Whether the right item refers to the left one by its number; a number that no left item has says nothing."""
    there = {item.number for item in lists.left}
    codes = pick_levels(
        levels,
        lists.shape,
        none=np.broadcast_to(
            np.array([there.isdisjoint(item.names) for item in lists.right], dtype=bool), lists.shape
        ),
        named=np.array(
            [[item.number in other.names for other in lists.right] for item in lists.left], dtype=bool
        ).reshape(lists.shape),
    )
    return AllPairs(levels, codes)


def _compare_numbers(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    said = [["" if item.number is None else str(item.number) for item in side] for side in lists.sides]
    same = find_equal(*said)
    vouched = np.array([(item.number or 0) <= lists.last_vouched for item in lists.right], dtype=bool)
    codes = pick_levels(
        levels,
        lists.shape,
        none=~find_filled(*said),
        other=~same,
        unreliable=np.full(lists.shape, not lists.numbers_hold),
        vouched=same & vouched[None, :],
        same=same,
    )
    return AllPairs(levels, codes)


def _compare_content_by_words(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    texts = ([without_years(item.content) for item in side] for side in lists.sides)
    rows, columns = ([find_distinctive(each) for each in side] for side in lists.wordings)
    telling = [[not one.isdisjoint(other) for other in columns] for one in rows]
    codes = pick_levels(
        levels,
        lists.shape,
        same=find_equal(*texts),
        alike=lists.measure >= least("alike"),
        telling=np.array(telling, dtype=bool).reshape(lists.shape),
    )
    return AllPairs(levels, codes)


def _compare_names(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    return EachPair(levels, [[each.names for each in side] for side in lists.wordings], _find_name_level)


def _find_name_level(one: frozenset[Name], other: frozenset[Name]) -> str:
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

    return EachPair(levels, [[each.about for each in side] for side in lists.wordings], compare)


def _compare_target_by_rarity(
    lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]
) -> Reached:
    """Weigh a common target by its rarity: "150.000 ha" counts much, "100% hồ sơ" little."""
    keys = [[without_years(item.target) for item in side] for side in lists.sides]
    often = [Counter(side) for side in keys]
    shared = np.array([max(often[0][key], often[1][key]) for key in keys[0]], dtype=float)[:, None]
    unusual = np.array([any(_is_unusual(each) for each in own) for own in lists.amounts[0]], dtype=bool)[
        :, None
    ]
    same = find_equal(*keys)
    codes = pick_levels(
        levels,
        lists.shape,
        same_rare=same & unusual & (shared == 1),
        same_unusual=same & unusual,
        same=same,
        none=~find_filled(*keys),
    )
    return AllPairs(levels, codes, np.broadcast_to(1 / shared, lists.shape))


def _is_unusual(amount: Amount) -> bool:
    """Whether few targets have a number by chance; whole percentages are common."""
    is_share = amount.unit == PERCENT and amount.value == amount.value.to_integral_value()
    return not is_share and amount.value not in _USUAL_NUMBERS


def _compare_units(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    def compare(one: frozenset[str], other: frozenset[str]) -> str:
        return "none" if not one or not other else "same" if one & other else "other"

    return EachPair(levels, [list(map(find_units, side)) for side in lists.amounts], compare)


def _compare_slots(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    """Whether two contents say the same of two things: one phrase stands in the place of another, all else is equal."""
    sides = [[(each.words, each.kinds, each.alike) for each in side] for side in lists.wordings]
    return EachPair(levels, sides, lambda one, other: "exchanged" if is_exchanged(one, other) else "none")


def _compare_fall(lists: Lists, levels: tuple[str, ...], least: Callable[[str], float]) -> Reached:
    """Whether a count falls by more than three quarters: a sign of another thing."""

    def compare(one: tuple[Amount, ...], other: tuple[Amount, ...]) -> str:
        counts = [
            (each.unit, each.value) for each in one if each.unit not in (PERCENT, RANK) and not each.change
        ]
        return (
            "fallen"
            if any(
                same_unit(unit, each.unit) and not each.change and each.value < value * _FALLEN
                for unit, value in counts
                for each in other
            )
            else "none"
        )

    return EachPair(levels, lists.amounts, compare)


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
    "slots": Comparison(("none", "exchanged"), _compare_slots),
    "fall": Comparison(("none", "fallen"), _compare_fall),
    "units": Comparison(("none", "same", "other"), _compare_units),
    "references": Comparison(("none", "named", "other"), _compare_references),
    "said": Comparison(("none", "kept", "added", "dropped"), _compare_said),
}
