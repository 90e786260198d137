"""Match unit names that contain typing errors."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import OSA

# One changed letter easily turns a short name into another one; a long name tolerates two.
_SHORTEST = 9
_LONG = 20
# A line names its unit at the beginning; the rest of a long line is prose.
_MOST_WORDS = 60
# Types of bodies, folded: "Bộ Tài chính" is not a misspelt "Sở Tài chính".
_KINDS = frozenset(("bo", "so", "cuc", "ban", "vien", "tong"))


def find_misspelt_names(text: str, names: Mapping[str, set[str]]) -> set[str]:
    """The codes of the units whose name a text contains with typing errors; several if equally near.

    `text` and `names` are folded. One error is allowed (insertion, deletion, substitution or
    transposition), two in a long name.
    """
    words = text.split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
    nearest, codes = _LONG, set[str]()
    for name, named in names.items():
        if len(name) < _SHORTEST:
            continue
        allowed = min(nearest, 2 if len(name) >= _LONG else 1)
        distance = _nearest(words, name, allowed)
        if distance < nearest:
            nearest, codes = distance, set(named)
        elif distance == nearest and distance <= allowed:
            codes |= named
    return codes


def _nearest(words: list[str], name: str, allowed: int) -> int:
    """The least edit distance between a name and any part of the text, `_LONG` if none is allowed."""
    count = len(name.split())
    least = _LONG
    # One word less or more: a space was forgotten, or typed within a word.
    for size in range(max(1, count - 1), count + 2):
        for start in range(len(words) - size + 1):
            if words[start] in _KINDS and words[start] != name.split(maxsplit=1)[0]:
                continue
            part = " ".join(words[start : start + size])
            distance = OSA.distance(part, name, score_cutoff=allowed)
            if distance <= allowed:
                least = min(least, distance)
    return least
