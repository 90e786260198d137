"""The items of two years matched one to one: surely, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camket.intake.joining.comparisons import compare_lists
from camket.intake.joining.decision import Why, decide
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import load_profile
from camket.next_year.changes import Change, describe_change


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and the one that carries it on, by their keys, how like they are (0–100), and what was changed."""

    before: str
    after: str
    likeness: float
    change: Change


@dataclass(frozen=True, slots=True)
class Doubt:
    """Items of both lists that a person has to settle, by their keys, and why (see `Question`)."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Matching:
    """Two lists matched: each key of either is in exactly one of the four, in the order of the lists."""

    pairs: tuple[Pair, ...] = ()
    asked: tuple[Doubt, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def match_items(before: Sequence[Item], after: Sequence[Item], year: int) -> Matching:
    """The items of `after`, of the `year`, against those of the year before, by the likeliest assignment as a whole.

    Years, quantities and typing count little, the names of things much: two items that name other things in
    the same place are never one. Keys of one list have to be unique.
    """
    like = compare_lists(before, after, load_profile("next_year"))
    decision = decide(like)
    pairs = tuple(
        Pair(
            before[row].key,
            after[column].key,
            round(float(like.likeness[row, column]), 1),
            describe_change(before[row], after[column], year),
        )
        for row, column in sorted(decision.pairs.items())
    )
    asked = tuple(
        Doubt(
            tuple(before[row].key for row in each.rows),
            tuple(after[column].key for column in each.columns),
            each.why,
        )
        for each in sorted(decision.questions, key=lambda each: each.rows)
    )
    gone = {pair.before for pair in pairs}.union(*(doubt.before for doubt in asked))
    come = {pair.after for pair in pairs}.union(*(doubt.after for doubt in asked))
    return Matching(
        pairs,
        asked,
        tuple(item.key for item in after if item.key not in come),
        tuple(item.key for item in before if item.key not in gone),
    )
