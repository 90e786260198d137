"""Recognise the row under a header that numbers the columns: `(1) (2) (3)`, `A B 1 2 3=2/1`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from camket.reading.row_words import is_blank
from camket.reading.sheet import Cell

# Excel turns a typed "(1)" into minus one.
_NUMBER = re.compile(r"(?:[Cc]ột )?[(\[]?-?(\d{1,2})[a-z]?[.)\]]*(?:\s*=.*)?")
_ALPHABETS = (tuple("abcdefghijklm"), tuple("abcdđeghiklmn"), tuple("abcdeghiklmn"))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTER = re.compile(r"[(\[]?([A-ZĐa-zđ]|[IVX]+)[.)\]]*(?:\s*=.*)?")


def is_column_index(row: Sequence[Cell]) -> bool:
    """Whether the cells of a row number the columns; an empty cell may or may not be counted.

    A row of data does not qualify: `1 | 5 | 10`.
    """
    last, reached, seen = 0, -1, 0
    letters: list[str] = []
    for column, cell in enumerate(row):
        if is_blank(cell.text) or (column and cell.place == row[column - 1].place):
            continue
        if number := _NUMBER.fullmatch(cell.text):
            if not last < int(number[1]) <= last + column - reached:
                return False
            last = int(number[1])
        elif letter := _LETTER.fullmatch(cell.text):
            letters.append(letter[1].lower())
        else:
            return False
        reached, seen = column, seen + 1
    return seen > 1 and any(letters == list(each[: len(letters)]) for each in (*_ALPHABETS, _ROMAN))
