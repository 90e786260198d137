"""Which unit a text names: by code, name or alias; a name that fits two units is never guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from camket.inputs.units import Unit
from camket.text import clean, fold

# Ways to write the same word in a unit's name (folded).
_SAME = [
    (r"\buy ban nhan dan\b|\bub\b", "ubnd"),
    (r"\bthanh pho\b|\btp\b", "tp"),
    (r"\bkh dt\b", "ke hoach va dau tu"),
    (r"\bva\b", ""),
]
_ADDRESSEE = re.compile(r"\s*(?:kính gửi|nơi nhận)", re.IGNORECASE)


class UnitNames:
    """All names of a period's units, ready to be looked for in texts."""

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
                if unit.group == "district":
                    self._names[re.sub(r"^(?:ubnd )?(?:tp|huyen|thi xa) ", "", key)].add(unit.code)

    def find(self, text: str) -> frozenset[str]:
        """The codes of the unit that a text names: one, none, or several where it is ambiguous.

        The longest name in the text counts, so "UBND huyện Cao Lãnh" is one unit and the bare
        "Cao Lãnh" is two. Codes count only in capitals, as in "Số: 12/BC-SNV".
        """
        key = f" {_key(text)} "
        for name in sorted(self._names, key=len, reverse=True):
            if f" {name} " in key:
                return frozenset(self._names[name])
        for token in re.split(r"[^\w&]+|_", clean(text)):
            if token.isupper() and (codes := self._codes.get(fold(token).replace(" ", "").upper())):
                return frozenset(codes)
        return frozenset()

    def find_first(self, texts: Iterable[str]) -> frozenset[str]:
        """The unit named by the first text that names one clearly; else the first ambiguity."""
        ambiguous: frozenset[str] = frozenset()
        for text in texts:
            if _ADDRESSEE.match(text):
                continue
            codes = self.find(text)
            if len(codes) == 1:
                return codes
            ambiguous = ambiguous or codes
        return ambiguous


def _key(text: str) -> str:
    key = fold(text)
    for pattern, same in _SAME:
        key = re.sub(pattern, same, key)
    return " ".join(key.split())
