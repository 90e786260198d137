"""Names of units with a slip of the keyboard: taken for what they are nearest to, if that is one unit."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import OSA

# A short name with one letter changed is soon another name; a long one stands a second slip.
_SHORTEST = 9
_LONG = 20
# A unit is named at the beginning of a line; the rest of a long one is prose.
_MOST_WORDS = 60
# Kinds of bodies, folded: "Bộ Tài chính" is no slip of "Sở Tài chính".
_KINDS = frozenset(("bo", "so", "cuc", "ban", "vien", "tong"))


def find_near(text: str, names: Mapping[str, set[str]]) -> set[str]:
    """The codes of the units whose name a text nearly holds; several where it is as near to each.

    Both are folded. One slip (a letter more, less, other, or two exchanged), two in a long name.
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
    """The distance of the part of a text that is nearest to a name, `_LONG` where none is near."""
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
