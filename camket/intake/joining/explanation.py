"""Why two items are one, are not, or are asked: a line for each comparison, in Vietnamese, and what decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from camket.intake.joining.comparisons import Compared, compare_lists
from camket.intake.joining.decision import Decision, Why, decide, has_near_rival, judge_pair
from camket.intake.joining.lists import Item
from camket.intake.joining.names import Name, find_exchanged
from camket.intake.joining.profiles import Profile
from camket.intake.joining.telling_words import find_telling
from camket.text import clean, fold, plain

# How many words a line quotes.
_QUOTED = 10
_NOTHING = "không có gì"
_ASKED: Mapping[Why, str] = {
    "split": "phải hỏi: một nội dung có thể đã tách thành nhiều nội dung",
    "merged": "phải hỏi: nhiều nội dung có thể đã gộp thành một",
    "two_alike": "phải hỏi: nội dung khác cũng giống gần như vậy",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one comparison found; `title` names it."""

    title: str
    says: str

    def __str__(self) -> str:
        return f"{self.title}: {self.says}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """How two items compare, and what became of the pair."""

    lines: tuple[Line, ...]
    decided: str

    def __str__(self) -> str:
        return "; ".join([*map(str, self.lines), f"kết luận: {self.decided}"])


def explain_pair(
    one: Item,
    other: Item,
    profile: Profile,
    left: Sequence[Item] = (),
    right: Sequence[Item] = (),
) -> Explanation:
    """How two items compare by a profile, among the items of their lists; without these as if they were alone."""
    left, right = left or [one], right or [other]
    return explain(compare_lists(left, right, profile), left.index(one), right.index(other))


def explain(compared: Compared, row: int, column: int, decision: Decision | None = None) -> Explanation:
    """How a pair of two compared lists compares, and what was decided."""
    lines = []
    for name, own in compared.profile.comparisons.items():
        level = compared.level(name, row, column)
        if level.says:
            lines.append(Line(own.title, _fill(level.says, compared, name, row, column)))
    return Explanation(tuple(lines), _tell_decision(compared, row, column, decision or decide(compared)))


def _tell_decision(compared: Compared, row: int, column: int, decision: Decision) -> str:
    if decision.pairs.get(row) == column:
        return "chắc chắn là một nội dung"
    if compared.forbidden[row, column]:
        return f"không phải một nội dung, vì {_name_comparisons(compared, 'forbids', row, column)} khác nhau"
    if row in decision.pairs or (not compared.rules.alone and column in decision.pairs.values()):
        return "không phải một nội dung: đã có nội dung khác khớp hơn"
    why = next(
        (each.why for each in decision.questions if row in each.rows and column in each.columns), None
    )
    if why is None and compared.likeness[row, column] < compared.rules.offered:
        return "không phải một nội dung: quá ít điểm chung"
    if why is None:
        verdict = judge_pair(compared, row, column, has_near_rival)
        why = "two_alike" if verdict == "sure" else verdict
    if why in _ASKED:
        return _ASKED[why]
    if why == "object_differs":
        named = _name_comparisons(compared, "asks", row, column)
        return f"phải hỏi, vì {named} khác nhau" if named else "phải hỏi, vì khác đối tượng"
    return "phải hỏi: chưa đủ giống để tự ghép"


def _name_comparisons(compared: Compared, effect: str, row: int, column: int) -> str:
    return ", ".join(
        compared.profile.comparisons[name].title
        for name in compared.profile.comparisons
        if compared.level(name, row, column).effect == effect
    )


def _fill(says: str, compared: Compared, name: str, row: int, column: int) -> str:
    """A level's words with what the two items have."""
    if "{" not in says:
        return says
    one, other = compared.lists.left[row], compared.lists.right[column]
    left, right, shared = _EVIDENCE[name](one, other)
    if name in ("content_by_words", "names"):
        wordings = compared.lists.wordings[0][row], compared.lists.wordings[1][column]
        if name == "names":
            left, right = _tell_names(one.content, other.content, wordings[0].names, wordings[1].names)
        else:
            shared = _tell_shared(one.content, find_telling(wordings[0]) & find_telling(wordings[1]))
    likeness = f"{compared.measure[row, column]:.0f}"
    return says.format(left=left, right=right, shared=shared, likeness=likeness)


def _tell_words(one: str, other: str) -> tuple[str, str, str]:
    """The words that only one text has, as they are written."""
    words = [re.findall(r"\w[\w.,/-]*\w|\w", clean(text)) for text in (one, other)]
    count = [Counter(map(fold, side)) for side in words]
    only = []
    for side, other_count in zip(words, reversed(count), strict=True):
        left = Counter(other_count)
        own = []
        for word in side:
            if left[fold(word)]:
                left[fold(word)] -= 1
            else:
                own.append(word)
        only.append(_quote(own))
    return only[0], only[1], ""


def _tell_shared(text: str, telling: Collection[str]) -> str:
    words = re.findall(r"\w+", clean(text))
    return _quote(list(dict.fromkeys(word for word in words if fold(word) in telling)))


def _tell_names(one: str, other: str, names: Collection[Name], others: Collection[Name]) -> tuple[str, str]:
    """The names that only one text has, with the word before; where both have the same, all of them."""
    mine, theirs = {name.words for name in names}, {name.words for name in others}
    same = mine == theirs
    sides = ((one, names, theirs), (other, others, mine))
    left, right = (
        ", ".join(
            sorted(_quote_name(text, name) for name in own if same or name.words not in instead)
        )
        for text, own, instead in sides
    )
    return left, right


def _quote_name(text: str, name: Name) -> str:
    written, said = clean(text), " ".join(name.words)
    start = plain(text).find(said)
    if start < 0:
        return said.title()
    begin = written.rfind(" ", 0, max(start - 1, 0)) + 1
    return written[begin : start + len(said)]


def _quote(words: Sequence[str]) -> str:
    shown = " ".join(words[:_QUOTED]) + ("…" if len(words) > _QUOTED else "")
    return shown or _NOTHING


def _tell_objects(one: Item, other: Item) -> tuple[str, str, str]:
    mine, theirs = find_exchanged(one.content, other.content)
    return _quote(mine), _quote(theirs), ""


# What the two items have that a level's words may quote: of the left one, of the right one, of both.
_EVIDENCE: Mapping[str, Callable[[Item, Item], tuple[str, str, str]]] = {
    "key": lambda one, other: (one.form_key, other.form_key, ""),
    "number": lambda one, other: (str(one.number), str(other.number), ""),
    "content_by_letters": lambda one, other: _tell_words(one.content, other.content),
    "content_by_words": lambda one, other: _tell_words(one.content, other.content),
    "objects": _tell_objects,
    "names": lambda one, other: ("", "", ""),
    "target_by_letters": lambda one, other: (one.target, other.target, ""),
    "target_by_rarity": lambda one, other: (one.target or _NOTHING, other.target or _NOTHING, ""),
    "units": lambda one, other: (one.target or one.content, other.target or other.content, ""),
}
