"""A text with its figures hidden: texts that differ in figures, days and documents alone are read once."""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from typing import Any, NamedTuple

# No letter outside ASCII has such a byte in UTF-8.
_HIDDEN = bytes.maketrans(b"0123456789", b"1111111111")


class Figures(NamedTuple):
    """What the figures of a text may say, every one of them a 1: the text itself, plain, and its places.

    `telling` are the places, in spelling and text, of the numbers in whose place a year or a nought may be
    another word; `is_measurable` where a number measures something without a target, `is_mixed` where a word
    has figures, which a nought may spell anew.
    """

    plain: str
    places: array[int]
    telling: tuple[tuple[int, int, int, int], ...]
    is_measurable: bool
    is_mixed: bool

    def show_years(self, text: str, spelt: str) -> tuple[str, str]:
        """Plain text and spelling with the years (as 2000) and the noughts of a text that has this outline."""
        said = self.plain
        for first, end, start, stop in self.telling:
            figure = text[start:stop]
            if len(figure) == 4 and figure.startswith("20"):
                figure = "2000"
            elif figure.strip("0"):
                continue
            said = f"{said[:start]}{figure}{said[stop:]}"
            spelt = f"{spelt[:first]}{figure[: end - first]}{spelt[end:]}"
        return said, spelt


class Outline(NamedTuple):
    """A text with every figure a 1: its spelling (see `Alphabet`), and what its figures may say where it has any.

    `is_bare` where no letter has a mark. `answers` is what a reader of it wants to remember with it.
    """

    spelt: str
    is_bare: bool
    figures: Figures | None
    answers: dict[Hashable, Any]


def hide_figures(text: str) -> bytes:
    """A text as all others that differ in their figures only."""
    return text.encode("utf-8", "surrogatepass").translate(_HIDDEN)


def show_hidden(hidden: bytes) -> str:
    """The text, every figure a 1."""
    return hidden.decode("utf-8", "surrogatepass")
