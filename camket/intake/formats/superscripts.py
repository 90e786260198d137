"""Superscript numbers, which are no part of the number before them: a note, or the power of a unit."""

from __future__ import annotations

import re

_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT_OF_LENGTH = re.compile(r"(?:^|[\s\d/])[kcdm]?m$")


def raise_digits(digits: str, before: str) -> str:
    """A superscript text in superscript digits, so that it is no part of the number before it: 12¹, but m2."""
    return digits if _UNIT_OF_LENGTH.search(before) else digits.translate(_RAISED_DIGITS)
