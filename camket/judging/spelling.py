"""A text as its spelling, by which it is heard: its words as letters, and what its numbers say of the target."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from camket.judging.alphabet import REWRITTEN, Alphabet
from camket.judging.goals import read_goals
from camket.judging.measure import MEASURABLE, Gauge, Verdict, find_gauges
from camket.judging.memory import Recognised, Remembered
from camket.judging.outline import Figures, Outline, hide_figures, show_hidden
from camket.judging.scan import Scanner
from camket.text import clean, plain

_RUN, _MIXED, _TWO_SIGNS = re.compile(r"\d+"), re.compile(r"[^\W\d]\d"), re.compile(r"[.,]{2}")
# Kinds of numbers that a year and a nought are of too; the other kinds look at no figure.
_FIGURES = ("SỐ", "NĂM", "SỐ_KHÔNG")


class Spelling(NamedTuple):
    """What the clauses of a text depend on: its words as letters, whether it has marks, what its numbers say."""

    spelt: str
    is_bare: bool
    verdicts: tuple[tuple[int, Verdict], ...]


class Heard(NamedTuple):
    """A text as heard: as the unit wrote it, its spelling, and where each sign of it stands if that is known."""

    text: str
    spelling: Spelling
    places: array[int] | None


class Speller:
    """Spells texts by an alphabet; `scanners` cut spellings with marks and without."""

    def __init__(self, alphabet: Alphabet, scanners: Sequence[Scanner]) -> None:
        self._alphabet, self._scanners = alphabet, scanners
        self._year = alphabet.spell("năm") + " "
        self._measurable = re.compile(alphabet.spell_pattern(MEASURABLE.pattern))
        self._outlines = Recognised(self._draw_outline)
        self._telling = Remembered(self._find_telling)
        self._gauges = Recognised(_gauge)

    def hear(self, text: str, target: str = "") -> Heard:
        """A text with its numbers held against the target; texts that differ in figures alone are spelt once."""
        outline = self._outlines[hide_figures(text)]
        if REWRITTEN in outline.spelt:
            shown, said = clean(text), plain(text)
            text = shown if len(shown) == len(said) else said
            outline = self._outlines[hide_figures(said)]
        figures, spelt = outline.figures, outline.spelt
        if not figures:
            return Heard(text, Spelling(spelt, outline.is_bare, ()), None)
        said, places = figures.plain, figures.places
        if figures.telling:
            said, spelt = figures.show_years(text, spelt)
            if figures.is_mixed and said != figures.plain:
                spelt, places = self._alphabet.spell(said), self._alphabet.places(said)
        verdicts = []
        goals = read_goals(target)
        if goals or figures.is_measurable:
            for gauge in self._gauges[said, target if goals else ""]:
                verdict = gauge.verdict(text)
                if verdict:
                    verdicts.append((bisect_right(places, gauge.start) - 1, verdict))
        return Heard(text, Spelling(spelt, outline.is_bare, tuple(verdicts)), places)

    def quote(self, heard: Heard, first: int, end: int) -> str:
        """What is spelt from one place to another, as the unit wrote it."""
        text, spelling, places = heard
        if first or end < len(spelling.spelt):
            place = places.__getitem__ if places else partial(self._alphabet.place, text, spelling.spelt)
            text = text[place(first) : place(end)]
        return text.strip(" ,;:.-–+•()")

    def _draw_outline(self, hidden: bytes) -> Outline:
        text = show_hidden(hidden)
        spelt, is_bare = self._alphabet.spell(text), text.isascii()
        if "1" not in spelt:
            return Outline(spelt, is_bare, None)
        places = self._alphabet.places(text)
        return Outline(spelt, is_bare, Figures(plain(text), places, *self._telling[spelt, is_bare]))

    def _find_telling(self, outline: tuple[str, bool]) -> tuple[tuple[tuple[int, int], ...], bool, bool]:
        """What the numbers of a spelling may say: see `Figures`."""
        spelt, is_bare = outline
        scanner, place = self._scanners[is_bare], 0
        telling = []
        for word in scanner.cut(spelt):
            is_number = "0" <= word[0] <= "9"
            is_figure = is_number and scanner.kind(word) in _FIGURES
            for run in _RUN.finditer(word):
                first = place + run.start()
                if (
                    not is_number
                    or (is_figure and (not run.start() or _TWO_SIGNS.search(word)))
                    or spelt.endswith(self._year, 0, first)
                ):
                    telling.append((first, place + run.end()))
            place += len(word)
        is_measurable = bool(self._measurable.search(spelt))
        return tuple(telling), is_measurable, bool(telling and _MIXED.search(spelt))


def _gauge(said: tuple[str, str]) -> tuple[Gauge, ...]:
    text, target = said
    return find_gauges(text, read_goals(target))
