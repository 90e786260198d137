"""Match this year's items with next year's, one to one or split and merged, and describe what changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from camket.dates import read_deadline
from camket.intake.joining.abbreviations import write_out
from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import PairDecision, Why, decide_pairs
from camket.intake.joining.explanation import Explanation, explain_in_table, explain_pair
from camket.intake.joining.lists import Item
from camket.intake.joining.parts import Split
from camket.intake.joining.profiles import load_profile
from camket.intake.joining.vocabulary import load_vocabulary
from camket.intake.joining.wording import Wording, read_wording
from camket.next_year.target_changes import TargetChange, add_targets, compare_targets
from camket.text import fold

DoubtWhy = Why | Literal["unfound", "noted"]
Kind = Literal["unchanged", "year_only", "target_changed", "reworded"]

# A slip of the keyboard or of a scanner: as many letters at one place, and of all letters.
_SLIP, _SLIPS = 2, 0.15


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed; of several changes a target takes precedence over wording, and wording over the year.

    `deadline_moved` if the deadline is another day of the year, `reworded` if a changed target is also
    worded differently.
    """

    kind: Kind
    targets: tuple[TargetChange, ...] = ()
    reworded: bool = False
    deadline_moved: bool = False

    @property
    def text(self) -> str:
        """The changed targets, for an official; empty where none was."""
        return "; ".join(map(str, self.targets))


def describe_change(before: Item, after: Item, year: int, *, adds_up: bool = False) -> Change:
    """Describe the change between two matched items; `year` is that of `after`.

    Typing, abbreviations and the habits of scanners change nothing, and the targets of parts that add up neither.
    """
    texts = write_out([before.content, after.content], (), least=2)
    one, other = map(read_wording, texts)
    reworded = not _same_words(one, other) and not _same_letters(
        *(re.sub(r"\d", "", fold(text)) for text in texts)
    )
    targets = () if adds_up else compare_targets(before, after)
    moved = _is_moved(before.deadline, after.deadline, year)
    kind: Kind = "unchanged"
    if targets:
        kind = "target_changed"
    elif reworded:
        kind = "reworded"
    elif (
        moved
        or one.days != other.days
        or read_wording(before.target).days != read_wording(after.target).days
        or fold(before.deadline) != fold(after.deadline)
    ):
        kind = "year_only"
    return Change(kind, targets, reworded, moved)


def _same_words(one: Wording, other: Wording) -> bool:
    """Whether two contents say the same in the same order; words that only join others and slips do not count."""
    joining = load_vocabulary().joining
    own, others = ([word for word in each.words if word not in joining] for each in (one, other))
    if sorted(own) == sorted(others):
        return own == others
    return _same_letters(" ".join(own), " ".join(others))


def _same_letters(one: str, other: str) -> bool:
    """Whether two texts differ only in typing errors: few letters in all, and few at each place."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    codes = Levenshtein.opcodes(one, other)
    slips = [
        max(code.src_end - code.src_start, code.dest_end - code.dest_start)
        for code in codes
        if code.tag != "equal"
    ]
    return max(slips, default=0) <= _SLIP and sum(slips) <= _SLIPS * max(len(one), len(other))


def _is_moved(before: str, after: str, year: int) -> bool:
    """Whether a deadline moved to another day of its year; equal words mean no move."""
    if fold(before) == fold(after):
        return False
    days = read_deadline(before, year=year - 1), read_deadline(after, year=year)
    if days[0] is None or days[1] is None:
        return False
    return (days[0].year - (year - 1), days[0].month, days[0].day) != (
        days[1].year - year,
        days[1].month,
        days[1].day,
    )


def join_items(items: Sequence[Item]) -> Item:
    """The parts of an item that was split or merged as one item, with the numbers of each unit of measure added up."""
    if len(items) == 1:
        return items[0]
    content, deadline = (
        "; ".join(dict.fromkeys(filter(None, (getattr(item, name) for item in items))))
        for name in ("content", "deadline")
    )
    return Item(
        ";".join(item.key for item in items),
        content,
        add_targets([item.target for item in items]),
        deadline,
        said=items[0].said,
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and its continuation, by their keys, with their likeness (0–100), the change, and why they are one.

    An item that was split stands in a pair with each part, one that was merged with each of those before it;
    `change` is then that of the whole.
    """

    before: str
    after: str
    likeness: float
    change: Change
    explained: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Items of both lists that a person has to settle, by their keys, with the reason.

    Beside those of the engine, `unfound`: a unit says that it goes on with an item, or gives it up, and none of the
    other list is like it; `noted`: it registers an item, and gives it up in another place.
    `explained` has the explanation of each pair, by both keys.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    why: DoubtWhy
    explained: Mapping[tuple[str, str], Explanation]


@dataclass(frozen=True, slots=True)
class Matching:
    """Two lists matched, in the order of the lists: each key of either is paired, asked about, added or dropped."""

    pairs: tuple[Pair, ...] = ()
    asked: tuple[Doubt, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def explain_items(before: Item, after: Item) -> Explanation:
    """How two items compare, as if there were no others."""
    return explain_pair(before, after, load_profile("next_year"))


def explain_all(before: Sequence[Item], after: Sequence[Item]) -> dict[tuple[str, str], Explanation]:
    """How each item of one list compares with each of the other, by both keys, where nothing is assigned."""
    like = compare_lists(before, after, load_profile("next_year"))
    return {
        (one.key, other.key): explain_in_table(like, row, column, PairDecision({}))
        for row, one in enumerate(before)
        for column, other in enumerate(after)
    }


def match_items(
    before: Sequence[Item], after: Sequence[Item], year: int, *, of_all: bool = False
) -> Matching:
    """The items of `after`, of the `year`, against those of the year before, by the likeliest assignment as a whole.

    Years, quantities and typing count little, the names of things much: two items that name other things in
    the same place are never one. With `of_all` an item of `before` may be that of many, so that a much lower count is
    no sign of another thing. What a unit says of an item of `after` counts before its words. Keys of one list
    have to be unique. The order of the lists does not count.
    """
    olds, news = (sorted(side, key=_by_words) for side in (before, after))
    profile = load_profile("next_year")
    like = compare_lists(olds, news, profile.without("fall") if of_all else profile)
    decision = decide_pairs(like)
    places = [{item.key: place for place, item in enumerate(side)} for side in (before, after)]
    pairs = []
    one_to_one = (Split((row,), (column,), "split", adds_up=False) for row, column in decision.pairs.items())
    for group in (*one_to_one, *decision.splits):
        ends = [olds[row] for row in group.rows], [news[column] for column in group.columns]
        change = describe_change(join_items(ends[0]), join_items(ends[1]), year, adds_up=group.adds_up)
        pairs += [
            Pair(
                olds[row].key,
                news[column].key,
                round(float(like.likeness[row, column]), 1),
                change,
                explain_in_table(like, row, column, decision),
            )
            for row in group.rows
            for column in group.columns
        ]
    asked = [
        Doubt(
            tuple(sorted((olds[row].key for row in each.rows), key=places[0].__getitem__)),
            tuple(sorted((news[column].key for column in each.columns), key=places[1].__getitem__)),
            each.why,
            {
                (olds[row].key, news[column].key): explain_in_table(like, row, column, decision)
                for row in each.rows
                for column in each.columns
            },
        )
        for each in decision.questions
    ]
    gone = {pair.before for pair in pairs}.union(*(doubt.before for doubt in asked))
    come = {pair.after for pair in pairs}.union(*(doubt.after for doubt in asked))
    return Matching(
        tuple(sorted(pairs, key=lambda pair: (places[0][pair.before], places[1][pair.after]))),
        tuple(sorted(asked, key=lambda doubt: places[0][doubt.before[0]])),
        tuple(item.key for item in after if item.key not in come),
        tuple(item.key for item in before if item.key not in gone),
    )


def _by_words(item: Item) -> tuple[str, str, str, str]:
    return item.content, item.target, item.deadline, item.key
