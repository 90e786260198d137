"""A text as a cell of a workbook can hold it."""

from __future__ import annotations

# A longer one would be cut off without a word.
_LONGEST = 32_767


def fit_cell(text: str) -> str:
    """The text, or as much of it as a cell holds, with how many signs are left out.

    A lone half of a character, as an odd file name can have, fits in no file and is spelled out.
    """
    whole = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if len(whole) <= _LONGEST:
        return whole
    says = " … (còn {} ký tự, xem ô nguồn)"
    kept = _LONGEST - len(says.format(len(whole)))
    return whole[:kept] + says.format(len(whole) - kept)
