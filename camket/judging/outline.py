"""A text with its figures hidden: texts that differ in figures, days and documents alone are read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from camket.judging.scan import number_kind
from camket.text import clean, plain

# No letter outside ASCII has such a byte in UTF-8.
_HIDDEN = bytes.maketrans(b"0123456789", b"1111111111")
_RUN = re.compile(r"\d+")
# Kinds of numbers that a year and a nought are of too; the other kinds look at no figure.
_FIGURES = ("SỐ", "NĂM", "SỐ_KHÔNG")
_TWO_SIGNS = re.compile(r"[.,]{2}")


@dataclass(frozen=True, slots=True)
class Outline:
    """A plain text with every figure a 1, and the places of the numbers that a year or a nought changes.

    `is_as_written` where a place in it is the same place in the text as the unit wrote it.
    """

    plain: str
    is_as_written: bool
    has_figures: bool
    telling: tuple[tuple[int, int], ...]

    def shape(self, text: str) -> str:
        """The outline with the years (as 2000) and the noughts of a text that has it."""
        shape = self.plain
        for first, end in self.telling:
            figure = text[first:end]
            if len(figure) == 4 and figure.startswith("20"):
                figure = "2000"
            elif figure.strip("0"):
                continue
            shape = f"{shape[:first]}{figure}{shape[end:]}"
        return shape


def hide_figures(text: str) -> bytes:
    """A text as all others that differ in their figures only."""
    return text.encode("utf-8", "surrogatepass").translate(_HIDDEN)


def draw_outline(hidden: bytes, scan: re.Pattern[str], scan_bare: re.Pattern[str]) -> Outline:
    """The outline of a text whose figures are hidden; the scanners are for texts with and without marks."""
    text = hidden.decode("utf-8", "surrogatepass")
    said = _RUN.sub(lambda run: "1" * len(run[0]), plain(text))
    has_figures = "1" in said
    words = (scan_bare if said.isascii() else scan).findall(said) if has_figures else []
    return Outline(
        plain=said,
        is_as_written=clean(text) == text and len(said) == len(text),
        has_figures=has_figures,
        telling=tuple(_find_telling(said, words)),
    )


def _find_telling(shape: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """The numbers in whose place a year or a nought is another kind of word, or has another sense."""
    place = 0
    for word in words:
        is_number = word[0] == "1"
        is_figure = is_number and number_kind(word) in _FIGURES
        for run in _RUN.finditer(word) if "1" in word else ():
            first = place + run.start()
            if (
                not is_number
                or (is_figure and (not run.start() or _TWO_SIGNS.search(word)))
                or shape.endswith("năm ", 0, first)
            ):
                yield first, place + run.end()
        place += len(word)
