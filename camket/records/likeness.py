"""How like a reported text is to a signed one, and whether its words settle which of two like ones is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from camket.text import fold, plain

# A text cut short, lengthened or with its words in another order is never as sure as the text itself.
_ALTERED = 0.97
# Less than this of a text is no text cut short but a few words that begin alike.
_SHORTEST_CUT = 25
_SHORTEST_SHARE = 0.4
_AS_LONG = 0.97


def compare_texts(reported: Sequence[str], signed: Sequence[str]) -> list[list[float]]:
    """The likeness (0–100) of each reported text (rows) to each signed one (columns).

    Typing errors lower it little; a text cut short or continued, or with its words in another
    order, is compared as such. Marks, case and signs do not count.
    """
    rows, columns = [fold(text) for text in reported], [fold(text) for text in signed]
    if not rows or not columns:
        return [[] for _ in rows]
    whole = process.cdist(rows, columns, scorer=fuzz.ratio).tolist()
    in_any_order = process.cdist(rows, columns, scorer=fuzz.token_sort_ratio).tolist()
    return [
        [
            max(whole[i][j], _ALTERED * in_any_order[i][j], _ALTERED * _compare_cut(row, column))
            if row and column
            else 0.0
            for j, column in enumerate(columns)
        ]
        for i, row in enumerate(rows)
    ]


@lru_cache(maxsize=65536)
def tells_apart(reported: str, meant: str, rival: str) -> bool:
    """Whether a reported text says by its own words that it is `meant` and not `rival`.

    "… tại xã Mỹ An" and "… tại xã Mỹ An Hưng" are two commitments however alike they read: the words
    in which they differ have to be there, and none of the other's. Marks count where they were typed.
    """
    marked = not plain(reported).isascii()
    said, mine, others = (_count_words(text, marked) for text in (reported, meant, rival))
    if said == mine:
        return said != others or (_squeeze(reported) == _squeeze(meant) != _squeeze(rival))
    only_mine, only_others = mine - others, others - mine
    if only_others & said or not only_mine <= said:
        return False
    # Where nothing but the other's words tells them apart, a text cut short might have lost them.
    return bool(only_mine) or bool(only_others and len(fold(reported)) >= _AS_LONG * len(fold(rival)))


@lru_cache(maxsize=65536)
def _count_words(text: str, marked: bool) -> Counter[str]:
    return Counter(re.findall(r"\w+", plain(text) if marked else fold(text)))


def _compare_cut(reported: str, signed: str) -> float:
    """The likeness where the longer text is cut to the length of the shorter one."""
    length, whole = min(len(reported), len(signed)), max(len(reported), len(signed))
    if length < max(_SHORTEST_CUT, _SHORTEST_SHARE * whole) or length >= _AS_LONG * whole:
        return 0.0
    return fuzz.ratio(reported[:length], signed[:length])


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "")
