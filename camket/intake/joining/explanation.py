"""Explain in Vietnamese why a pair is matched, asked about or not: a line for each comparison, and the decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from camket.intake.joining.compared import Compared, compare_lists
from camket.intake.joining.decision import PairDecision, Why, decide_pairs, has_near_rival, judge_pair
from camket.intake.joining.distinctive_words import find_distinctive
from camket.intake.joining.lists import Item, Lists
from camket.intake.joining.names import Name, find_exchanged
from camket.intake.joining.profiles import Profile
from camket.text import clean, fold, plain

# How many words a line quotes.
_QUOTED = 10
_NOTHING = "không có gì"
_ASKED: Mapping[Why, str] = {
    "split": "cần làm rõ: một nội dung có thể đã tách thành nhiều nội dung",
    "merged": "cần làm rõ: nhiều nội dung có thể đã gộp thành một",
    "denied": "cần làm rõ: đơn vị ghi là nội dung bổ sung, nhưng giống một nội dung đã có",
    "named": "cần làm rõ: số thứ tự đơn vị dẫn không khớp với câu chữ, hoặc với số mà dòng khác dẫn",
    "two_alike": "cần làm rõ: nội dung khác cũng giống gần như vậy",
    "weak": "cần làm rõ: chưa đủ giống để tự ghép",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one comparison found; `title` names it."""

    title: str
    text: str

    def __str__(self) -> str:
        return f"{self.title}: {self.text}"


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
    """Explain a pair of items by a profile, within their lists; without lists as if there were no other items."""
    left, right = left or [one], right or [other]
    return explain_in_table(compare_lists(left, right, profile), left.index(one), right.index(other))


def explain_in_table(
    compared: Compared, row: int, column: int, decision: PairDecision | None = None
) -> Explanation:
    """Explain a pair of two compared lists: its comparisons, and the decision."""
    lines = []
    for name, own in compared.profile.comparisons.items():
        level = compared.level(name, row, column)
        if level.says:
            lines.append(Line(own.title, _fill(level.says, compared, name, row, column)))
    return Explanation(
        tuple(lines), _describe_decision(compared, row, column, decision or decide_pairs(compared))
    )


def _describe_decision(compared: Compared, row: int, column: int, decision: PairDecision) -> str:
    if decision.pairs.get(row) == column:
        return "chắc chắn là một nội dung"
    split = next((each for each in decision.splits if row in each.rows and column in each.columns), None)
    if split:
        why = "chỉ tiêu các phần cộng lại khớp nhau" if split.adds_up else "đơn vị đã nêu rõ"
        return f"là một phần của nội dung đã tách hoặc gộp; {why}"
    asked = [each.why for each in decision.questions if row in each.rows and column in each.columns]
    if asked:
        return _describe_question(compared, row, column, asked[0])
    if compared.forbidden[row, column]:
        return f"không phải một nội dung, vì {_label_differences(compared, row, column)} khác nhau"
    if row in decision.pairs or (not compared.rules.alone and column in decision.pairs.values()):
        return "không phải một nội dung: đã có nội dung khác khớp hơn"
    if compared.likeness[row, column] < compared.rules.offered:
        return "không phải một nội dung: quá ít điểm chung"
    verdict = judge_pair(compared, row, column, has_near_rival)
    return _describe_question(compared, row, column, "two_alike" if verdict == "sure" else verdict)


def _describe_question(compared: Compared, row: int, column: int, why: Why) -> str:
    if why == "object_differs":
        return f"cần làm rõ, vì {_label_differences(compared, row, column)} khác nhau"
    return _ASKED[why]


def _label_differences(compared: Compared, row: int, column: int) -> str:
    """The comparisons that count against a pair."""
    apart = [name for effect in ("forbids", "asks") for name in compared.find_effects(effect, row, column)]
    return ", ".join(compared.profile.comparisons[name].title for name in apart)


def _fill(text: str, compared: Compared, name: str, row: int, column: int) -> str:
    """A level's words with what the two items have."""
    if "{" not in text:
        return text
    left, right, *shared = _EVIDENCE[name](compared.lists, row, column)
    likeness = f"{compared.measure[row, column]:.0f}"
    return text.format(left=left, right=right, shared="".join(shared), likeness=likeness)


def _describe_words(one: str, other: str) -> tuple[str, str]:
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
    return only[0], only[1]


def _describe_contents(lists: Lists, row: int, column: int) -> tuple[str, str, str]:
    """The words of only one content, and the distinctive words that both share."""
    one, other = lists.left[row].content, lists.right[column].content
    distinctive = find_distinctive(lists.wordings[0][row]) & find_distinctive(lists.wordings[1][column])
    shared = [word for word in re.findall(r"\w+", clean(one)) if fold(word) in distinctive]
    return *_describe_words(one, other), _quote(list(dict.fromkeys(shared)))


def _describe_names(lists: Lists, row: int, column: int) -> tuple[str, str]:
    """The names of only one content, with the word before; all names if both have the same."""
    own = [side[place].names for side, place in zip(lists.wordings, (row, column), strict=True)]
    words = [{name.words for name in names} for names in own]
    texts = lists.left[row].content, lists.right[column].content
    left, right = (
        ", ".join(
            sorted(
                _quote_name(text, name) for name in names if words[0] == words[1] or name.words not in others
            )
        )
        for text, names, others in zip(texts, own, reversed(words), strict=True)
    )
    return left, right


def _quote_name(text: str, name: Name) -> str:
    """A name as a text writes it, with the word before it ("xã Mỹ An"); "ĐT.841" is a word."""
    written, said = clean(text), " ".join(name.words)
    found = re.search(rf"(?:\S+ |\S*[^\w\s])?(?<!\w){re.escape(said)}(?!\w)", plain(text))
    return written[found.start() : found.end()] if found else said.title()


def _quote(words: Sequence[str]) -> str:
    shown = " ".join(words[:_QUOTED]) + ("…" if len(words) > _QUOTED else "")
    return shown or _NOTHING


def _describe_objects(lists: Lists, row: int, column: int) -> tuple[str, str]:
    mine, theirs = find_exchanged(lists.left[row].content, lists.right[column].content)
    return _quote(mine), _quote(theirs)


def _make_reader(read: Callable[[Item], object]) -> Callable[[Lists, int, int], tuple[str, str]]:
    """What both items state, verbatim."""

    def read_both(lists: Lists, row: int, column: int) -> tuple[str, str]:
        return str(read(lists.left[row]) or _NOTHING), str(read(lists.right[column]) or _NOTHING)

    return read_both


# What a level's words may quote: of the left item, of the right one, and what both have.
_EVIDENCE: Mapping[str, Callable[[Lists, int, int], tuple[str, ...]]] = {
    "key": _make_reader(lambda item: item.form_key),
    "number": _make_reader(lambda item: item.number),
    "content_by_letters": lambda lists, row, column: _describe_words(
        lists.left[row].content, lists.right[column].content
    ),
    "content_by_words": _describe_contents,
    "objects": _describe_objects,
    "names": _describe_names,
    "target_by_letters": _make_reader(lambda item: item.target),
    "target_by_rarity": _make_reader(lambda item: item.target),
    "slots": lambda lists, row, column: _describe_words(lists.left[row].content, lists.right[column].content),
    "fall": _make_reader(lambda item: item.target or item.content),
    "units": _make_reader(lambda item: item.target or item.content),
}
