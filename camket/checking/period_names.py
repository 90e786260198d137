"""The names of a period: its units, groups and statuses, and the figures of its ledger by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from camket.checking.passages import Passage
from camket.checking.report_words import ALL, Words
from camket.figures.audit_record import AUDIT
from camket.figures.ledger import Figure
from camket.figures.report_figures import STEMS
from camket.figures.second_look import SECOND_LOOK_LABEL
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis
from camket.settings.units import Unit
from camket.text import plain

REGISTERED, SECOND_LOOK = "registration.", "second_look"
_REMARK = re.compile(r"(?<=.)\s*\(.*\)$")
Labels = list[tuple[str, str]]


class PeriodNames:
    """The names of a period, made by `plain`, and the ids of figures that they stand for.

    `labels` are those of the covering report, `signs` those of a second look, `registered` those of the next year.
    """

    def __init__(
        self, words: Words, units: Sequence[Unit], known: Mapping[str, Figure], scheme: Scheme
    ) -> None:
        self.words = words
        self.known = known
        self._scheme = scheme
        names = [
            (plain(name), unit.code)
            for unit in units
            for name in (unit.name, *unit.aliases)
            if len(name) > 3 or name.isupper()
        ]
        self._units = sorted(names, key=lambda pair: -len(pair[0]))
        self.labels = self.list_labels((*STEMS, AUDIT))
        self.registered = self.list_labels(REGISTERED, but=f"{REGISTERED}content.")
        self.signs = [
            (label.removeprefix(f"{SECOND_LOOK_LABEL}: "), name)
            for label, name in self.list_labels(f"{SECOND_LOOK}.")
        ]

    def list_labels(self, stems: str | tuple[str, ...], but: str = "\0") -> Labels:
        """The labels of figures with their ids, the longest label first."""
        labels = (
            (plain(figure.label), name)
            for name, figure in self.known.items()
            if name.startswith(stems) and not name.startswith(but)
        )
        return sorted(labels, key=lambda pair: -len(pair[0]))

    def find_scope(self, text: str) -> str:
        """The unit or the group that a text names; empty where it names none."""
        for name, code in self._units:
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                return code
        return find_first(self.words.groups, (text,))

    def find_bases(self, status: str, texts: Iterable[str]) -> tuple[Basis, ...]:
        """The basis that the first text with one basis names; all that the status has where none does."""
        possible = tuple(basis for basis in BASES if status in self._scheme.possible(basis))
        if len(possible) == 1:
            return possible
        for text in texts:
            said = tuple(basis for basis, pattern in self.words.bases if pattern.search(text))
            if len(said) == 1:
                return said
        return possible

    def is_registered(self, clause: str, passage: Passage) -> bool:
        """Whether the clause or a heading above it is about registrations for the next year."""
        texts = (clause, *map(plain, passage.headings))
        return bool(self.registered) and any(self.words.registered.search(text) for text in texts)

    def is_label(self, text: str) -> bool:
        """Whether a name is mostly a status, a unit, a group or a total, and not a commitment's text.

        What stands in brackets at its end, such as the former names of a unit, is no part of it.
        """
        text = _REMARK.sub("", text)
        patterns = (*self.words.statuses, *self.words.groups, *self.words.stems)
        spans = [match.span() for _, pattern in patterns for match in pattern.finditer(text)]
        spans += [(text.find(name), text.find(name) + len(name)) for name, _ in self._units if name in text]
        covered = {place for start, end in spans for place in range(start, end)}
        return 2 * len(covered) >= len(text)

    def keep_existing(self, stems: Iterable[str], scope: str) -> tuple[str, ...]:
        """The ids of a scope that the ledger has."""
        ids = (stem if scope in ("", ALL) else f"{stem}@{scope}" for stem in stems)
        return tuple(one for one in ids if one in self.known)


def find_first(patterns: Iterable[tuple[str, re.Pattern[str]]], texts: Iterable[str]) -> str:
    """The name of the first pattern that is found in the first text with any; empty where none is."""
    for text in texts:
        for name, pattern in patterns:
            if pattern.search(text):
                return name
    return ""


def list_above(passage: Passage) -> tuple[str, ...]:
    """The headings above a passage, the innermost first, and the title."""
    return (*map(plain, reversed(passage.headings)), plain(passage.title))
