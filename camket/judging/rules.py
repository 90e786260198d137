"""What each rule says of a text."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from typing import NamedTuple

from camket.judging.book import RuleBook, read_book
from camket.judging.contest import Contest
from camket.judging.memory import Recognised, Remembered
from camket.judging.spelling import AROUND, Heard, Spelling
from camket.judging.words import Words, load_words
from camket.statuses import Basis, Status
from camket.text import plain


class Finding(NamedTuple):
    """One rule that spoke: its name, its conclusion, the clause that made it speak and its place."""

    rule: str
    says: str
    concludes: Status
    evidence: str
    clauses: tuple[int, int]


# What is told of a rule that spoke, and the place of what it found in the text.
_Spoken = tuple[str, str, Status, slice, tuple[int, int]]


class Rules:
    """The rule book, compiled."""

    def __init__(self, book: RuleBook, words: Words) -> None:
        self.book = book
        self.words = words
        self._contest = Contest(book, words)
        self._documents = re.compile(f"[{words.tags['SỐ_HIỆU']}{words.tags['SỐ_HIỆU_TỈNH']}]")
        self._kind_patterns = {kind.name: re.compile("|".join(kind.finds) or r"(?!)") for kind in book.kind}
        self._ranks = {rule.name: rank for rank, rule in enumerate(book.rule)}
        self._kinds = Remembered(self._find_kinds)
        # Of a text that has been met before, what was found on it.
        self._texts: Recognised[str, dict[Hashable, tuple[Finding, ...]]] = Recognised(lambda _: {})
        self._spoken = Remembered(self._find_spoken)

    def rank(self, rule: str) -> int:
        """The place of a rule in the book: the lower one wins."""
        return self._ranks[rule]

    def is_weak(self, rule: str) -> bool:
        """Whether a rule speaks too softly to settle a record from its note alone."""
        return self.book.rule[self._ranks[rule]].weak

    def names_document(self, text: str) -> bool:
        """Whether a text names a document by its number."""
        return any(self._documents.search(clause) for _, clause in self.words.read(text))

    def kinds(self, content: str, target: str) -> frozenset[str]:
        """Which kinds of commitment the signed text is."""
        return self._kinds[content, target]

    def findings(self, text: str, target: str, kinds: frozenset[str], basis: Basis) -> tuple[Finding, ...]:
        """Every rule that speaks on a text, the winner first."""
        answers = self._texts.recall(text)
        if answers is None:
            return self._find(text, target, kinds, basis)
        key = target, kinds, basis
        found = answers.get(key)
        if found is None:
            found = answers[key] = self._find(text, target, kinds, basis)
        return found

    def _find_kinds(self, signed: tuple[str, str]) -> frozenset[str]:
        content, target = signed
        promise = plain(f"{content}. {target}")
        return frozenset(name for name, pattern in self._kind_patterns.items() if pattern.search(promise))

    def _find(self, text: str, target: str, kinds: frozenset[str], basis: Basis) -> tuple[Finding, ...]:
        heard = self.words.speller.hear(text, target)
        shown, outline, spelt, verdicts = heard
        key = spelt, verdicts, kinds, basis
        spoken: tuple[_Spoken, ...] | None = outline.answers.get(key)
        if spoken is None:
            spoken = outline.answers[key] = self._place(heard, kinds, basis)
        found = []
        for name, says, concludes, span, clauses in spoken:
            found.append(Finding(name, says, concludes, shown[span].strip(AROUND), clauses))
        return tuple(found)

    def _place(self, heard: Heard, kinds: frozenset[str], basis: Basis) -> tuple[_Spoken, ...]:
        """The rules that speak on all texts of an outline and a spelling, each with the place of what it found."""
        speller = self.words.speller
        return tuple(
            (name, says, concludes, speller.span(heard, first, end), clauses)
            for name, says, concludes, first, end, clauses in self._spoken[
                speller.spelling(heard), kinds, basis
            ]
        )

    def _find_spoken(
        self, said: tuple[Spelling, frozenset[str], Basis]
    ) -> tuple[tuple[str, str, Status, int, int, tuple[int, int]], ...]:
        """The rules that speak on all texts of a spelling, each with the place in it of what it found."""
        spelling, kinds, basis = said
        clauses, places = self.words.cut[spelling]
        found = []
        for rank, first, last in self._contest.judge[clauses, kinds, basis]:
            rule = self.book.rule[rank]
            span = places[first], places[last + 1]
            found.append((rule.name, rule.says, rule.concludes, *span, (first, last)))
        return tuple(found)


@cache
def load_rules() -> Rules:
    """The rule book that comes with camket, compiled."""
    return Rules(read_book(), load_words())
