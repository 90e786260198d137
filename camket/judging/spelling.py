"""A text as its spelling, by which it is heard: its words as letters, and what its numbers say of the target."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from functools import partial
from typing import NamedTuple

from camket.judging.alphabet import REWRITTEN, Alphabet
from camket.judging.goals import read_goals
from camket.judging.measure import MEASURABLE, Gauge, Verdict, find_gauges
from camket.judging.memory import Recognised, Remembered
from camket.judging.outline import Figures, Outline, hide_figures, show_hidden
from camket.text import clean, plain

# Signs that are left out around a part of a text that is quoted.
AROUND = " ,;:.-–+•()"
# Numbers in whose place a year or a nought may be another kind of word: all but those of documents.
_TELLING = re.compile(r"(?<!\d)(?:\d(?!\d)|\d{2,}(?!\d|[/-][^\W\d]))")
_MIXED = re.compile(r"[^\W\d]\d")


class Spelling(NamedTuple):
    """What the clauses of a text depend on: its words as letters, and what its numbers say, by their place there.

    `is_bare` where no letter of the text has a mark.
    """

    spelt: str
    is_bare: bool
    verdicts: tuple[tuple[int, Verdict], ...]


# A text as heard: as the unit wrote it, its outline, its spelling, what its numbers say by their place in the text.
Heard = tuple[str, Outline, str, tuple[tuple[int, Verdict], ...]]


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
        outline = self._outlines[hide_figures(text)]
        if REWRITTEN in outline.spelt:
            shown, said = clean(text), plain(text)
            text = shown if len(shown) == len(said) else said
            outline = self._outlines[hide_figures(said)]
        spelt, _, figures, _ = outline
        if not figures:
            return text, outline, spelt, ()
        said, _, telling, is_measurable, is_mixed = figures
        if telling:
            said, spelt = figures.show_years(text, spelt)
            if is_mixed and said is not figures.plain:
                spelt = self._alphabet.spell(said)
        goals = read_goals(target)
        if not goals and not is_measurable:
            return text, outline, spelt, ()
        verdicts = []
        for gauge in self._gauges[said, target if goals else ""]:
            verdict = gauge.verdict(text)
            if verdict:
                verdicts.append((gauge.start, verdict))
        return text, outline, spelt, tuple(verdicts)

    def spelling(self, heard: Heard) -> Spelling:
        """The spelling of a text, by which all that are spelt alike are read."""
        _, outline, spelt, verdicts = heard
        if verdicts:
            places = self._places(heard)
            verdicts = tuple([(bisect_right(places, place) - 1, said) for place, said in verdicts])
        return Spelling(spelt, outline.is_bare, verdicts)

    def span(self, heard: Heard, first: int, end: int) -> slice:
        """Where in a text stands what is spelt from one place to another."""
        text, outline, spelt, _ = heard
        if not first and end == len(spelt):
            return slice(len(text))
        if outline.figures:
            places = self._places(heard)
            return slice(places[first], places[end])
        place = partial(self._alphabet.place, text, spelt)
        return slice(place(first), place(end))

    def _places(self, heard: Heard) -> array[int]:
        text, outline, spelt, _ = heard
        # A nought may make a word shorter.
        is_as_outlined = outline.figures and len(spelt) == len(outline.spelt)
        return outline.figures.places if outline.figures and is_as_outlined else self._alphabet.places(text)

    def _draw_outline(self, hidden: bytes) -> Outline:
        text = show_hidden(hidden)
        spelt, is_bare = self._alphabet.spell(text), text.isascii()
        if "1" not in spelt or REWRITTEN in spelt:
            return Outline(spelt, is_bare, None, {})
        places = self._alphabet.places(text)
        telling, is_measurable, is_mixed = self._telling[spelt]
        telling_in_text = tuple([(first, end, places[first], places[end]) for first, end in telling])
        figures = Figures(plain(text), places, telling_in_text, is_measurable, is_mixed)
        return Outline(spelt, is_bare, figures, {})

    def _find_telling(self, spelt: str) -> tuple[tuple[tuple[int, int], ...], bool, bool]:
        """What the numbers of a spelling may say: see `Figures`."""
        telling = tuple([run.span() for run in _TELLING.finditer(spelt)])
        is_measurable = bool(self._measurable.search(spelt))
        return telling, is_measurable, bool(telling and _MIXED.search(spelt))


def _gauge(said: tuple[str, str]) -> tuple[Gauge, ...]:
    text, target = said
    return find_gauges(text, read_goals(target))
