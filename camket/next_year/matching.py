"""The items of two years matched one to one: surely, or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import Why, decide
from camket.intake.joining.explanation import Explanation, explain
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
    """Items of both lists that a person has to settle, by their keys, and why (see `Question`).

    `explained` says how each two of them compare, by the keys of both.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    why: Why
    explained: Mapping[tuple[str, str], Explanation]


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
    the same place are never one. Keys of one list have to be unique. The order of the lists does not count.
    """
    olds, news = (sorted(side, key=_by_words) for side in (before, after))
    like = compare_lists(olds, news, load_profile("next_year"))
    decision = decide(like)
    places = [{item.key: place for place, item in enumerate(side)} for side in (before, after)]
    pairs = [
        Pair(
            olds[row].key,
            news[column].key,
            round(float(like.likeness[row, column]), 1),
            describe_change(olds[row], news[column], year),
        )
        for row, column in decision.pairs.items()
    ]
    asked = [
        Doubt(
            tuple(sorted((olds[row].key for row in each.rows), key=places[0].__getitem__)),
            tuple(sorted((news[column].key for column in each.columns), key=places[1].__getitem__)),
            each.why,
            {
                (olds[row].key, news[column].key): explain(like, row, column, decision)
                for row in each.rows
                for column in each.columns
            },
        )
        for each in decision.questions
    ]
    gone = {pair.before for pair in pairs}.union(*(doubt.before for doubt in asked))
    come = {pair.after for pair in pairs}.union(*(doubt.after for doubt in asked))
    return Matching(
        tuple(sorted(pairs, key=lambda pair: places[0][pair.before])),
        tuple(sorted(asked, key=lambda doubt: places[0][doubt.before[0]])),
        tuple(item.key for item in after if item.key not in come),
        tuple(item.key for item in before if item.key not in gone),
    )


def _by_words(item: Item) -> tuple[str, str, str, str]:
    return item.content, item.target, item.deadline, item.key
