"""Superscript numbers, which are no part of the number before them: a note, or the power of a unit."""

from __future__ import annotations

import re

_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT_OF_LENGTH = re.compile(r"(?:^|[\s\d/])[kcdm]?m$")
# The sign of a note after a fraction, a percentage, a word or a number; "10³" is a number, "m²" and "ha¹" are units.
# A number before a word is no power: "03² xã".
_RAISED = "[¹²³⁰⁴-⁹]"
_ANY_RAISED = re.compile(_RAISED)
_NOTE_SIGN = re.compile(
    rf"(?:(?<=\d/\d)|(?<=/\d\d)|(?<=/\d\d\d)|(?<=%)|(?<=[^\W\d_¹²³⁰⁴-⁹]{{3}})|(?<=[)”\"]))\s?{_RAISED}{{1,2}}(?!\w)"
    rf"|(?<=\d)(?<!10)\s?(?:¹(?!\w)|{_RAISED}(?=\s+[^\W\d_]{{2}}))"
)


def without_note_signs(text: str) -> str:
    """A text without the signs of notes in superscript digits.

    >>> without_note_signs("25/25¹ lớp, 80%², 12 km² đường")
    '25/25 lớp, 80%, 12 km² đường'
    """
    return _NOTE_SIGN.sub("", text) if _ANY_RAISED.search(text) else text


def raise_digits(digits: str, before: str) -> str:
    """A superscript text in superscript digits, so that it is no part of the number before it: 12¹, but m2."""
    return digits if _UNIT_OF_LENGTH.search(before) else digits.translate(_RAISED_DIGITS)
