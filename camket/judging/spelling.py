"""A text as its spelling, by which it is heard: its words as letters, and what its numbers say of the target."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import partial
from typing import NamedTuple

from camket.judging.alphabet import REWRITTEN, Alphabet
from camket.judging.goals import read_goals
from camket.judging.measure import MEASURABLE, Gauge, find_gauges
from camket.judging.memory import Recognised, Remembered
from camket.judging.outline import Figures, Outline, Spelling, hide_figures, show_hidden
from camket.text import clean, plain

# Numbers in whose place a year or a nought may be another kind of word: all but those of documents.
_TELLING = re.compile(r"(?<!\d)(?:\d(?!\d)|\d{2,}(?!\d|[/-][^\W\d]))")
_MIXED = re.compile(r"[^\W\d]\d")


class Heard(NamedTuple):
    """A text as heard: as the unit wrote it, its spelling, and where each sign of it stands if that is known."""

    text: str
    spelling: Spelling
    places: array[int] | None


class Speller:
    """Spells texts by an alphabet, and hears them."""

    def __init__(self, alphabet: Alphabet) -> None:
        self._alphabet = alphabet
        self._measurable = re.compile(alphabet.spell_pattern(MEASURABLE.pattern))
        self._outlines = Recognised(self._draw_outline)
        self._telling = Remembered(self._find_telling)
        self._gauges = Recognised(_gauge)

    def hear(self, text: str, target: str = "") -> Heard:
        """A text with its numbers held against the target; texts that differ in figures alone are spelt once."""
        spelling, figures = self._outlines[hide_figures(text)]
        if REWRITTEN in spelling.spelt:
            shown, said = clean(text), plain(text)
            text = shown if len(shown) == len(said) else said
            spelling, figures = self._outlines[hide_figures(said)]
        if not figures:
            return Heard(text, spelling, None)
        said, places, telling, is_measurable, is_mixed = figures
        if telling:
            said, spelt = figures.show_years(text, spelling.spelt)
            if said is not figures.plain:
                if is_mixed:
                    spelt, places = self._alphabet.spell(said), self._alphabet.places(said)
                spelling = Spelling(spelt, spelling.is_bare, ())
        goals = read_goals(target)
        if not goals and not is_measurable:
            return Heard(text, spelling, places)
        verdicts = []
        for gauge in self._gauges[said, target if goals else ""]:
            verdict = gauge.verdict(text)
            if verdict:
                verdicts.append((bisect_right(places, gauge.start) - 1, verdict))
        if verdicts:
            spelling = Spelling(spelling.spelt, spelling.is_bare, tuple(verdicts))
        return Heard(text, spelling, places)

    def quote(self, heard: Heard, first: int, end: int) -> str:
        """What is spelt from one place to another, as the unit wrote it."""
        text, spelling, places = heard
        if first or end < len(spelling.spelt):
            place = places.__getitem__ if places else partial(self._alphabet.place, text, spelling.spelt)
            text = text[place(first) : place(end)]
        return text.strip(" ,;:.-–+•()")

    def _draw_outline(self, hidden: bytes) -> Outline:
        text = show_hidden(hidden)
        spelt = self._alphabet.spell(text)
        spelling = Spelling(spelt, text.isascii(), ())
        if "1" not in spelt:
            return Outline(spelling, None)
        return Outline(spelling, Figures(plain(text), self._alphabet.places(text), *self._telling[spelt]))

    def _find_telling(self, spelt: str) -> tuple[tuple[tuple[int, int], ...], bool, bool]:
        """What the numbers of a spelling may say: see `Figures`."""
        telling = tuple([run.span() for run in _TELLING.finditer(spelt)])
        is_measurable = bool(self._measurable.search(spelt))
        return telling, is_measurable, bool(telling and _MIXED.search(spelt))


def _gauge(said: tuple[str, str]) -> tuple[Gauge, ...]:
    text, target = said
    return find_gauges(text, read_goals(target))
