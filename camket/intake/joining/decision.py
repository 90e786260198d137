"""Which items of two lists are one, which a person has to settle, and which have nothing in the other list.

Splits and merges are looked for first, then pairs: by the assignment that is likeliest as a whole, with a lead over
every other one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np

from camket.intake.joining.assignment import assign, group_linked
from camket.intake.joining.compared import Compared
from camket.intake.joining.distinctive_words import Scores
from camket.intake.joining.parts import Split, blank, find_left_parts, find_named, find_splits
from camket.intake.joining.profiles import Rules

Why = Literal["split", "merged", "two_alike", "object_differs", "weak", "denied", "named"]


@dataclass(frozen=True, slots=True)
class PairQuestion:
    """Items that a person has to settle, by their places in the two lists, in rising order, and why.

    `split`: one item became several; `merged`: several became one; `two_alike`: another pairing is nearly as
    likely; `object_differs`: the words are alike, what they name is not quite; `weak`: too little in common;
    `denied`: the words are alike, and the unit says that it is another item; `named`: the unit names an item by its
    number, and the words, or another number, say otherwise.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class PairDecision:
    """The column of each row that is surely the same item, the questions, and the splits whose targets add up.

    Each row is in one of them at most.
    """

    pairs: Mapping[int, int]
    questions: tuple[PairQuestion, ...] = ()
    splits: tuple[Split, ...] = ()


def decide_pairs(compared: Compared) -> PairDecision:
    """What two lists have in common, by the rules of the profile."""
    if compared.rules.alone:
        return _decide_alone(compared)
    return _decide_together(compared)


def judge_pair(
    compared: Compared, row: int, column: int, has_rival: Callable[[Compared, int, int], bool]
) -> Literal["sure"] | Literal["two_alike", "object_differs", "weak"]:
    """The reason to ask about a chosen pair, or nothing if it is sure."""
    if compared.decided[row, column]:
        return "sure"
    if has_rival(compared, row, column):
        return "two_alike"
    if compared.find_effects("asks", row, column):
        return "object_differs"
    return "sure" if is_like_enough(compared, row, column) else "weak"


def is_like_enough(compared: Compared, row: int, column: int) -> bool:
    """Whether two items are alike enough to be one, if nothing counts against it."""
    rules = compared.rules
    claimed = rules.sure_claimed is not None and compared.claims[row, column]
    return bool(compared.likeness[row, column] >= (rules.sure_claimed if claimed else rules.sure))


def has_near_rival(compared: Compared, row: int, column: int) -> bool:
    """Whether another column is nearly as similar, and neither words nor a number distinguish the two."""
    near = set(compared.lists.find_near(row, column))
    least = compared.likeness[row, column] - compared.rules.lead
    near |= {
        other
        for other in np.flatnonzero(compared.claims[row]).tolist()
        if other != column and compared.likeness[row, other] >= least
    }
    return not all(_is_ruled_out(compared, row, column, other) for other in near)


def propose(rows: Sequence[tuple[Compared, int]], free: Set[int], elsewhere: Set[int]) -> list[int | None]:
    """For each row that is not sure the column that it may be, or None: one to one, the likest as a whole.

    Rows may be of several tables that were compared with the same list. `free` columns have no row, `elsewhere` have
    one in other files only: of those a row must be much more like. The same number counts and lowers what is needed;
    a row without content has nothing but its number.
    """
    columns = sorted(free | elsewhere)
    scores = np.zeros((len(rows), len(columns)))
    for number, (compared, row) in enumerate(rows):
        item, profile = compared.lists.left[row], compared.profile
        assert profile.left_over is not None, "only rows that are judged alone are left over"
        favour = profile.comparisons["number"].levels["same"].favours
        for place, column in enumerate(columns):
            same = item.number is not None and item.number == compared.lists.right[column].number
            least = (profile.left_over.free if column in free else profile.left_over.reported_elsewhere)[same]
            if same and not item.content:
                least = 0.0
            likeness = compared.likeness[row, column]
            if likeness >= least:
                scores[number, place] = likeness + (favour if same else 0.0)
    chosen = assign(scores)
    return [columns[chosen[number]] if number in chosen else None for number in range(len(rows))]


def _decide_alone(compared: Compared) -> PairDecision:
    """Decide each row separately: the column of its assignment, or the most similar one even if another row has it.

    Two rows of one table can have the same column: where each is clearly its own, it is stated twice. What is not
    sure is asked by `propose`, when all tables are known.
    """
    preference = _offer(compared)
    chosen = assign(preference)
    pairs: dict[int, int] = {}
    for row, line in enumerate(preference):
        wanted = [chosen[row]] if row in chosen else []
        wanted += [int(line.argmax())] if line.any() else []
        decided = np.flatnonzero(compared.decided[row]).tolist()
        for column in dict.fromkeys([*decided, *wanted]):
            enough = column in decided or is_like_enough(compared, row, column)
            if enough and judge_pair(compared, row, column, has_near_rival) == "sure":
                pairs[row] = column
                break
    return PairDecision(pairs)


def _decide_together(compared: Compared) -> PairDecision:
    """Decide the assignment as a whole: pairs with a nearly equal alternative are asked about.

    What a unit names itself is taken first, or asked where the words speak of two things; a pair that the unit denies
    is looked at last, among what is left.
    """
    offered = _offer(compared)
    named = find_named(compared)
    tangled = _ask_named(compared, named)
    named = [each for each in named if not any({*each.rows} & {*other.rows} for other in tangled)]
    scores = blank(np.where(compared.denied, 0.0, offered), *_list_taken((*named, *tangled)))
    found = _find_splits(compared, scores)
    questions = [
        PairQuestion(each.rows, each.columns, "object_differs" if each.is_pair else each.why)
        for each in (*named, *found)
        if not each.is_sure
    ]
    questions += tangled
    left = blank(scores, *_list_taken(found))
    chosen = assign(left**compared.rules.sharpness)
    pairs = {each.rows[0]: each.columns[0] for each in named if each.is_pair and each.is_sure}
    splits = [each for each in (*named, *found) if each.is_sure and not each.is_pair]
    doubtful: list[PairQuestion] = []
    for row, column in chosen.items():
        rows, columns = _find_rivals(left, chosen, row, column, compared.rules)
        verdict = judge_pair(compared, row, column, lambda *_: len(rows) + len(columns) > 2)  # noqa: B023
        if verdict == "sure":
            pairs[row] = column
        else:
            doubtful.append(PairQuestion(rows, columns, verdict))
    questions += _join(doubtful)
    for each in _find_left_parts(compared, pairs, (*splits, *questions)):
        pairs = {
            row: column
            for row, column in pairs.items()
            if row not in each.rows and column not in each.columns
        }
        if each.is_sure:
            splits.append(each)
        else:
            questions.append(PairQuestion(each.rows, each.columns, each.why))
    questions += _ask_denied(compared, offered, _list_taken((*splits, *questions), pairs)[0])
    return PairDecision(
        pairs,
        (*questions, *_ask_twins(compared, pairs, (*splits, *questions))),
        tuple(splits),
    )


def _ask_named(compared: Compared, named: Sequence[Split]) -> list[PairQuestion]:
    """Items that units name by number, where one names another one too, or the words say that it is another one.

    The words of an item speak for another one if these two are alike as nothing else is to either of them.
    """
    if not compared.named.any():
        return []
    clear = {column for each in named for column in each.columns}
    questions = [
        PairQuestion(tuple(np.flatnonzero(compared.named[:, column]).tolist()), (column,), "named")
        for column in np.flatnonzero(compared.named.any(axis=0)).tolist()
        if column not in clear
    ]
    measure = compared.measure
    likest = (measure >= compared.rules.denied) & (measure == measure.max(axis=1, keepdims=True))
    likest &= measure == measure.max(axis=0, keepdims=True)
    for row, column in np.argwhere(likest).tolist():
        if {*compared.find_effects("forbids", row, column)} - {"references"}:
            continue
        less = measure < measure[row, column]
        ends = [
            each
            for each in named
            if (row in each.rows) != (column in each.columns)
            and (less[row, each.columns] if row in each.rows else less[each.rows, column]).all()
        ]
        if ends:
            questions += [PairQuestion(each.rows, each.columns, "named") for each in ends]
            questions.append(PairQuestion((row,), (column,), "named"))
    return [replace(each, why="named") for each in _join(questions)]


def _find_splits(compared: Compared, scores: Scores) -> list[Split]:
    rules = compared.profile.parts
    return [] if rules is None else find_splits(compared, scores, rules)


def _find_left_parts(
    compared: Compared, pairs: Mapping[int, int], found: Sequence[Split | PairQuestion]
) -> list[Split]:
    """What is left over and is spoken of in a pair."""
    free = [
        [place for place in range(size) if place not in taken]
        for size, taken in zip(compared.lists.shape, _list_taken(found, pairs), strict=True)
    ]
    return find_left_parts(compared, pairs, free)


def _ask_denied(compared: Compared, offered: Scores, taken: Set[int]) -> list[PairQuestion]:
    """Pairs alike enough to be one although their unit says otherwise, among the rows that are left."""
    left = np.where(compared.denied, offered, 0.0)
    left[sorted(taken)] = 0.0
    return [
        PairQuestion((row,), (column,), "denied")
        for row, column in assign(left**compared.rules.sharpness).items()
        if compared.measure[row, column] >= compared.rules.denied
    ]


def _offer(compared: Compared) -> Scores:
    """The score of each pair when pairs compete; 0 where the two are not similar enough."""
    offered: Scores = np.where(compared.likeness >= compared.rules.offered, compared.preference, 0.0)
    return offered


def _list_taken(
    found: Sequence[Split | PairQuestion], pairs: Mapping[int, int] = MappingProxyType({})
) -> tuple[set[int], set[int]]:
    """The rows and the columns of some groups and pairs."""
    rows = {*pairs}.union(*(each.rows for each in found))
    return rows, {*pairs.values()}.union(*(each.columns for each in found))


def _find_rivals(
    scores: Scores, chosen: Mapping[int, int], row: int, column: int, rules: Rules
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A pair with the items of nearly equal alternative pairings."""
    owner = {other: each for each, other in chosen.items()}
    own = scores[row, column]
    rows, columns = {row}, {column}
    for other in np.flatnonzero(scores[row]).tolist():
        if other == column:
            continue
        rival = owner.get(other)
        kept = own + (scores[rival, other] if rival is not None else 0.0)
        exchanged = scores[row, other] + (scores[rival, column] if rival is not None else 0.0)
        if kept - exchanged < rules.lead:
            columns.add(other)
            rows |= set() if rival is None else {rival}
    for other in np.flatnonzero(scores[:, column]).tolist():
        if other not in chosen and own - scores[other, column] < rules.lead:
            rows.add(other)
    if len(rows) + len(columns) == 2:
        rows, columns = _find_ring(scores, chosen, row, column, rules)
    return tuple(sorted(rows)), tuple(sorted(columns))


def _find_ring(
    scores: Scores, chosen: Mapping[int, int], row: int, column: int, rules: Rules
) -> tuple[set[int], set[int]]:
    """The pair with those among which as many other pairs would be nearly as likely, where three or more change.

    Where a row and a column have no other choice they are in no ring.
    """
    if np.count_nonzero(scores[row]) < 2 or np.count_nonzero(scores[:, column]) < 2:
        return {row}, {column}
    left = scores.copy()
    left[row, column] = 0.0
    other = assign(left**rules.sharpness)
    kept, exchanged = (sum(scores[pair] for pair in each.items()) for each in (chosen, other))
    if len(other) != len(chosen) or kept - exchanged >= rules.lead:
        return {row}, {column}
    changed = {*chosen.items()} ^ {*other.items()}
    return {each for each, _ in changed}, {each for _, each in changed}


def _join(questions: Sequence[PairQuestion]) -> list[PairQuestion]:
    """Questions that share an item as one."""

    def share(one: PairQuestion, other: PairQuestion) -> bool:
        return not ({*one.rows}.isdisjoint(other.rows) and {*one.columns}.isdisjoint(other.columns))

    return [
        PairQuestion(
            tuple(sorted({row for each in group for row in each.rows})),
            tuple(sorted({column for each in group for column in each.columns})),
            "two_alike" if len(group) > 1 else group[0].why,
        )
        for group in group_linked(questions, share)
    ]


def _ask_twins(
    compared: Compared, pairs: Mapping[int, int], found: Sequence[Split | PairQuestion]
) -> list[PairQuestion]:
    """Remaining pairs that only a forbidding level separates, such as a district that became a town."""
    if compared.profile.twins is None:
        return []
    rows, columns = _list_taken(found, pairs)
    asked = []
    like = (compared.measure >= compared.profile.twins.least) & compared.forbidden & compared.twins
    for row, column in np.argwhere(like).tolist():
        if row not in rows and column not in columns:
            asked.append(PairQuestion((row,), (column,), "object_differs"))
            rows.add(row)
            columns.add(column)
    return asked


def _is_ruled_out(compared: Compared, row: int, column: int, rival: int) -> bool:
    """Whether its number or words show that a row is `column` and not `rival`.

    A number suffices if no word contradicts it; if rows may be renumbered, the words have to agree.
    """
    lists = compared.lists
    if compared.claims[row, column]:
        if compared.likeness[row, rival] > compared.likeness[row, column] + compared.rules.lead:
            return False
        if lists.tells_apart(row, rival, column):
            return False
        return bool(compared.vouched[row, column]) or lists.tells_apart(row, column, rival)
    return not compared.claims[row, rival] and lists.tells_apart(row, column, rival)
