"""What a row is about although its words are like: names, numbers and letters, and a second commitment in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from camket.text import clean, fold

_WORD = re.compile(r"\d+(?:[.,]\d{3})*(?!\d)|[^\W\d_]+")
_SENTENCE_ENDS = frozenset(".;:!?–-+•")
# A slip in a longer name leaves it the name it is.
_LONG_NAME = 4
# So much longer than one commitment, and so like another in some part of it, a row is about both.
_LONGER, _HELD = 1.3, 90.0
_SHORTEST = 15


@lru_cache(maxsize=65536)
def differs_in_object(reported: str, signed: str) -> bool:
    """Whether a row has a name, a number or a letter that a commitment has not, in place of one that it has.

    "… xã Mỹ Hòa" is not "… xã Mỹ An", "đường B" not "đường A", "03 sản phẩm" not "05 sản phẩm", however
    alike the rest. What is only left out or added, written in capitals or short ("UBND") differs in nothing.
    """
    said, meant = _WORD.findall(clean(reported)), _WORD.findall(clean(signed))
    said_keys, meant_keys = {_key(word) for word in said}, {_key(word) for word in meant}
    missing = _find_objects(clean(signed)) - said_keys
    shouted = reported == reported.upper()
    extra = (said_keys if shouted else _find_objects(clean(reported))) - meant_keys
    if said and len(fold(reported)) < len(fold(signed)):
        last = _key(said[-1])  # a text cut short ends in the middle of a word
        extra = {
            word for word in extra if word != last or not any(key.startswith(word) for key in meant_keys)
        }
    for word in sorted(missing):
        slip = next((other for other in sorted(extra) if _is_slip(word, other)), None)
        if slip is not None:
            missing, extra = missing - {word}, extra - {slip}
    return bool(missing and extra)


def holds_another(reported: str, own: str, signed: Sequence[str]) -> bool:
    """Whether a row that is like one commitment holds the words of another too: two typed into one row."""
    text, meant = fold(reported), fold(own)
    if len(text) < _LONGER * len(meant):
        return False
    return any(
        len(other) >= _SHORTEST
        and fuzz.partial_ratio(other, text) >= _HELD
        and fuzz.partial_ratio(other, meant) < _HELD
        for other in map(fold, signed)
    )


def _find_objects(text: str) -> frozenset[str]:
    """The numbers, single capitals and names of a text; the first word of a sentence is no name."""
    found = set()
    for word in _WORD.finditer(text):
        token, before = word[0], text[: word.start()].rstrip(" “\"'(")
        begins = not before or before[-1] in _SENTENCE_ENDS
        short = token.isupper() and len(token) > 1
        if token[0].isdigit() or (token[0].isupper() and not short and (len(token) == 1 or not begins)):
            found.add(_key(token))
    return frozenset(found)


def _key(word: str) -> str:
    """Numbers without leading zeros and dots of thousands, words folded."""
    return re.sub(r"[.,]", "", word).lstrip("0") or "0" if word[0].isdigit() else fold(word)


def _is_slip(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _LONG_NAME
        and not one[0].isdigit()
        and OSA.distance(one, other, score_cutoff=1) <= 1
    )
