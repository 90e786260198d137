"""Compare reported with signed texts by letters, and decide between two similar ones by words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from camket.text import fold, plain

# A text cut short, lengthened or with its words in another order is never as sure as the text itself.
_ALTERED = 0.97
# A shorter beginning than this share of a text is a coincidence and not a truncated text.
_SHORTEST_CUT = 25
_SHORTEST_SHARE = 0.4
_AS_LONG = 0.97
# So much longer than one text, and so like another in some part of it, a text holds both.
_LONGER, _HELD = 1.3, 90.0
_SHORTEST_HELD = 15
# Contents less alike than this are two commitments.
_ALIKE = 85.0


def compare_texts(reported: Sequence[str], signed: Sequence[str]) -> list[list[float]]:
    """The likeness (0–100) of each reported text (rows) to each signed one (columns).

    Typing errors lower it little; a text cut short or continued, or with its words in another
    order, is compared as such. Marks, case and signs do not count.
    """
    rows, columns = list(map(fold, reported)), list(map(fold, signed))
    different = list(dict.fromkeys(rows))
    if not different or not columns:
        return [[] for _ in rows]
    whole = process.cdist(different, columns, scorer=fuzz.ratio).tolist()
    in_any_order = process.cdist(different, columns, scorer=fuzz.token_sort_ratio).tolist()
    found = [
        [
            max(one, _ALTERED * other) if row and column else 0.0
            for one, other, column in zip(*line, columns, strict=True)
        ]
        for row, *line in zip(different, whole, in_any_order, strict=True)
    ]
    for row, column, cut in _compare_cut(different, columns):
        found[row][column] = max(found[row][column], _ALTERED * cut)
    for column, row, cut in _compare_cut(columns, different):
        found[row][column] = max(found[row][column], _ALTERED * cut)
    by_text = dict(zip(different, found, strict=True))
    return [by_text[row] for row in rows]


def is_alike(text: str, others: Sequence[str]) -> bool:
    """Whether a text is, but for typing errors, one of others."""
    return bool(text and others) and max(compare_texts([text], others)[0]) >= _ALIKE


def tells_apart(reported: str, meant: str, rival: str) -> bool:
    """Whether the words of a reported text show that it is `meant` and not `rival`.

    "… tại xã Mỹ An" and "… tại xã Mỹ An Hưng" are two commitments in spite of their similarity: the words
    in which they differ have to be there, and none of the other's. Marks count where they were typed.
    """
    marked = is_marked(reported)
    said, mine, others = (count_words(text, marked) for text in (reported, meant, rival))
    if said == mine:
        return said != others or (_squeeze(reported) == _squeeze(meant) != _squeeze(rival))
    only_mine, only_others = mine - others, others - mine
    if only_others & said or not only_mine <= said:
        return False
    # If only words of the other text distinguish them, a truncated text may have lost these words.
    return bool(only_mine) or bool(only_others and len(fold(reported)) >= _AS_LONG * len(fold(rival)))


def is_marked(text: str) -> bool:
    """Whether a text is typed with Vietnamese tone marks, so that marks count."""
    return not plain(text).isascii()


@lru_cache(maxsize=65536)
def count_words(text: str, marked: bool) -> frozenset[tuple[str, int]]:
    """The words of a text, each with the number of its occurrence (1, 2, …), regardless of order."""
    seen: Counter[str] = Counter()
    words = set()
    for word in re.findall(r"\w+", plain(text) if marked else fold(text)):
        seen[word] += 1
        words.add((word, seen[word]))
    return frozenset(words)


def holds_another(reported: str, own: str, signed: Sequence[str]) -> bool:
    """Whether a text similar to one signed text also holds the words of another: two typed into one row."""
    text, meant = fold(reported), fold(own)
    if len(text) < _LONGER * len(meant):
        return False
    return any(
        len(other) >= _SHORTEST_HELD
        and fuzz.partial_ratio(other, text) >= _HELD
        and fuzz.partial_ratio(other, meant) < _HELD
        for other in map(fold, signed)
    )


def _compare_cut(shorter: Sequence[str], longer: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """The likeness of each text to each longer one that is cut to its length, with their numbers."""
    for number, text in enumerate(shorter):
        length = len(text)
        if length < _SHORTEST_CUT:
            continue
        others = [
            other
            for other, whole in enumerate(map(len, longer))
            if _SHORTEST_SHARE * whole <= length < _AS_LONG * whole
        ]
        if others:
            [likeness] = process.cdist(
                [text], [longer[other][:length] for other in others], scorer=fuzz.ratio
            )
            for other, cut in zip(others, likeness.tolist(), strict=True):
                yield number, other, cut


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "")
