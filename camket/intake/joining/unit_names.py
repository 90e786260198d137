"""Find the unit that a text names by code, name or alias, with one typing error allowed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from camket.settings.units import Unit
from camket.text import clean, fold

# One changed letter easily turns a short name into another one; a long name tolerates two.
_SHORTEST = 9
_LONG = 20
# A line names its unit at the beginning; the rest of a long line is prose.
_MOST_WORDS = 60
# Types of bodies, folded: "Bộ Tài chính" is not a misspelt "Sở Tài chính".
_KINDS = frozenset(("bo", "so", "cuc", "ban", "vien", "tong"))
# Different spellings of one word in a unit's name (folded).
_SAME = [
    (r"\buy ban nhan dan\b|\bub\b", "ubnd"),
    (r"\bthanh pho\b|\btp\b", "tp"),
    (r"\bkh dt\b", "ke hoach va dau tu"),
    (r"\bva\b", ""),
]
# Lines that name other bodies: the recipient, or the document that is referred to.
_OTHERS = re.compile(
    r"\W*(?:kính gửi|nơi nhận|căn cứ|(?:kèm )?theo (?:công văn|văn bản|yêu cầu))", re.IGNORECASE
)


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


class UnitNames:
    """An index of the names of a period's units."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            self._codes[unit.code].add(unit.code)
            for name in (unit.name, *unit.aliases):
                if re.fullmatch(r"[^\W\d_a-zà-ỹ]+", name):
                    self._codes[fold(name).upper()].add(unit.code)
                    continue
                key = _key(name)
                self._names[key].add(unit.code)
                self._names[re.sub(r"^ubnd ", "", key)].add(unit.code)
                if unit.place_kinds:
                    kinds = "|".join(map(_key, unit.place_kinds))
                    self._names[re.sub(rf"^(?:ubnd )?(?:{kinds}) ", "", key)].add(unit.code)

    def find(self, text: str) -> frozenset[str]:
        """The codes of the unit that a text names; empty if it names no unit, several if the name is ambiguous.

        Longer names match first: "UBND huyện Cao Lãnh" is one unit, the bare "Cao Lãnh" is two, and so is
        "Sở Nội vụ, Sở Tài chính". Codes match only in capitals, as in "Số: 12/BC-SNV".
        """
        rest, found = f" {_key(text)} ", set[str]()
        for name in sorted(self._names, key=len, reverse=True):
            if f" {name} " in rest:
                rest = rest.replace(f" {name} ", " | ")
                found |= self._names[name]
        if found:
            return frozenset(found)
        for token in re.split(r"[^\w&]+|_", clean(text)):
            if token.isupper() and (codes := self._codes.get(fold(token).replace(" ", "").upper())):
                return frozenset(codes)
        return frozenset()

    def find_exact(self, text: str) -> frozenset[str]:
        """The codes of the units whose name is the whole text."""
        return frozenset(self._names.get(_key(text), ()))

    def find_misspelt(self, text: str) -> frozenset[str]:
        """The codes of the units whose name a text contains with typing errors."""
        return frozenset(find_misspelt_names(_key(text), self._names))

    def find_first(self, texts: Iterable[str], *, allow_typos: bool = False) -> frozenset[str]:
        """The unit of the first text that names exactly one; else the first ambiguity.

        With `allow_typos`, misspelt names count if no text contains an exact name.
        """
        own = [text for text in texts if not _OTHERS.match(text)]
        ambiguous: frozenset[str] = frozenset()
        for find in (self.find, self.find_misspelt) if allow_typos else (self.find,):
            for text in own:
                codes = find(text)
                if len(codes) == 1:
                    return codes
                ambiguous = ambiguous or codes
            if ambiguous:
                break
        return ambiguous


def _key(text: str) -> str:
    key = fold(text)
    for pattern, same in _SAME:
        key = re.sub(pattern, same, key)
    return " ".join(key.split())
