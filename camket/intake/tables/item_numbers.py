"""Item numbers as offices write them: `1`, `2.`, `(3)`, `4/`, `⑤`, and in levels: `1.2`, `I.3`."""

from __future__ import annotations

import re
from unicodedata import numeric

_LEVELS = re.compile(
    r"[(\[]?\s?(?:(?P<roman>[IVXLC]{1,6})\s?[./-]\s?|(?P<letter>[A-ZĐ])\s?[./-]\s?)?"
    r"(?P<digits>\d{1,9}(?:[.,]\d{1,9})*)\s?[.)\]/:;,-]{0,2}"
)
# With the code of the unit that signed it, where another one took over: `3 (SKHDT)`.
_OF_UNIT = re.compile(r"(?<=\d) \([A-Z0-9]{1,16}\)$")
# A digit in a circle, in brackets or with a full stop is one sign; a superscript digit is a note.
_SIGNS = re.compile("[\u2460-\u249b\u24f5-\u24fe\u2776-\u2793]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def read_levels(text: str) -> tuple[int, ...]:
    """The levels of an item number, empty if the text is none.

    >>> read_levels("(3)"), read_levels("1.2"), read_levels("II.1"), read_levels("5 xã")
    ((3,), (1, 2), (2, 1), ())
    """
    found = _LEVELS.fullmatch(_SIGNS.sub(lambda sign: str(int(numeric(sign[0]))), _OF_UNIT.sub("", text)))
    if found is None or not found["digits"].isascii():
        return ()
    levels = tuple(map(int, re.split("[.,]", found["digits"])))
    if found["roman"]:
        return (_count_roman(found["roman"]), *levels)
    return (ord(found["letter"]), *levels) if found["letter"] else levels


def read_item_number(text: str) -> int | None:
    """The item number of one level; None if the text is none, or has several: `1.2` may be a part of item 1."""
    levels = read_levels(text)
    return levels[0] if len(levels) == 1 else None


def is_next(levels: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether an item number follows another one: 3 after 2, 1.3 after 1.2, 2.1 after 1.4, 1 after none."""
    if len(levels) != len(last):
        return not last and set(levels) == {1}
    deeper = next((at for at, (now, then) in enumerate(zip(levels, last, strict=True)) if now != then), None)
    if deeper is None or levels[deeper] != last[deeper] + 1:
        return False
    return set(levels[deeper + 1 :]) <= {1}


def is_part(levels: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    """Whether an item number is below another one: 1.1 below 1."""
    return () != whole == levels[: len(whole)] != levels


def _count_roman(figures: str) -> int:
    values = [_ROMAN[figure] for figure in figures]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
