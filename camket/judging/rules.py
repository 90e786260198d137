"""What each rule says of a text."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from camket.judging.book import Rule, RuleBook, read_book
from camket.judging.memory import Recognised, Remembered
from camket.judging.pattern import SIGNS, Index, Pattern, compile_pattern, list_bits
from camket.judging.spelling import Heard, Spelling, quote
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


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    finds: Pattern
    unless: Pattern
    unless_anywhere: Pattern


@dataclass(frozen=True, slots=True)
class _Heard:
    """What one clause says: rules with the place where their words end, and bits that name rules or pairs.

    `silenced` are rules that this clause silences in the whole text; `opened` and `closed` the pairs of
    patterns of which the first or the second stands here.
    """

    found: tuple[tuple[int, int], ...]
    silenced: int
    opened: int
    closed: int


# What is told of a rule that spoke, and the place of what it found in the text.
_Spoken = tuple[str, str, Status, slice, tuple[int, int]]


class Rules:
    """The rule book, compiled."""

    def __init__(self, book: RuleBook, words: Words) -> None:
        self.book = book
        self.words = words
        groups = {"{" + name + "}": members for name, members in book.groups.items()}
        lists = words.tags | {
            name: "".join(member if member in SIGNS else words.tags[member] for member in members.split())
            for name, members in groups.items()
        }

        def compiled(sources: tuple[str, ...]) -> Pattern:
            return compile_pattern(sources, lists, words.turning)

        self._compiled = [
            _Compiled(rule, compiled(rule.finds), compiled(rule.unless), compiled(rule.unless_anywhere))
            for rule in book.rule
        ]
        self._pairs = [
            (rank, silences, pair)
            for rank, rule in enumerate(self._compiled)
            for silences, pattern in ((False, rule.finds), (True, rule.unless_anywhere))
            for pair in pattern.pairs
        ]
        self._finding = Index(rule.finds.clause for rule in self._compiled)
        self._vetoing = Index(rule.unless.clause for rule in self._compiled)
        self._silencing = Index(rule.unless_anywhere.clause for rule in self._compiled)
        self._opening = Index(first for _, _, (first, _) in self._pairs)
        self._closing = Index(second for _, _, (_, second) in self._pairs)
        self._documents = re.compile(f"[{words.tags['SỐ_HIỆU']}{words.tags['SỐ_HIỆU_TỈNH']}]")
        self._kind_patterns = {kind.name: re.compile("|".join(kind.finds) or r"(?!)") for kind in book.kind}
        self._ranks = {rule.name: rank for rank, rule in enumerate(book.rule)}
        self._kinds = Remembered(self._find_kinds)
        # Of a text that has been met before, what was found on it.
        self._texts: Recognised[str, dict[Hashable, tuple[Finding, ...]]] = Recognised(lambda _: {})
        self._spoken = Remembered(self._find_spoken)
        self._judged = Remembered(self._judge_clauses)
        self._hear = Remembered(self._hear_clause)

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
        return tuple(
            [
                Finding(name, says, concludes, quote(shown, span), clauses)
                for name, says, concludes, span, clauses in spoken
            ]
        )

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
        for rank, first, last in self._judged[clauses, kinds, basis]:
            rule = self.book.rule[rank]
            span = places[first], places[last + 1]
            found.append((rule.name, rule.says, rule.concludes, *span, (first, last)))
        return tuple(found)

    def _judge_clauses(
        self, said: tuple[tuple[str, ...], frozenset[str], Basis]
    ) -> tuple[tuple[int, int, int], ...]:
        """The rules that speak, by rank, each with the first and the last clause of what it found."""
        clauses, kinds, basis = said
        places: dict[int, tuple[int, int, int]] = {}  # first clause, last clause, where the words end in it
        opened: dict[int, int] = {}
        silenced = 0
        for number, clause in enumerate(clauses):
            heard = self._hear[clause]
            silenced |= heard.silenced
            for rank, end in heard.found:
                places[rank] = number, number, end
            for pair, first in opened.items():
                if heard.closed >> pair & 1:
                    rank, silences, _ = self._pairs[pair]
                    if silences:
                        silenced |= 1 << rank
                    else:
                        places.setdefault(rank, (first, number, len(clause)))
            for pair in list_bits(heard.opened):
                opened.setdefault(pair, number)
        spoken = {
            rank: place
            for rank, place in places.items()
            if not silenced >> rank & 1 and self._applies(self.book.rule[rank], kinds, basis)
        }
        return tuple(
            (rank, first, last)
            for rank, (first, last, end) in sorted(spoken.items())
            if not any(
                spoken.get(self._ranks[other], (0, -1, 0))[1:] > (last, end)
                for other in self.book.rule[rank].gives_way
            )
        )

    @staticmethod
    def _applies(rule: Rule, kinds: frozenset[str], basis: Basis) -> bool:
        return (
            rule.basis in (None, basis)
            and (not rule.kind or rule.kind in kinds)
            and kinds.isdisjoint(rule.not_kind)
        )

    def _hear_clause(self, clause: str) -> _Heard:
        words, rules, pairs = set(clause), self._compiled, self._pairs
        silenced = vetoed = opened = closed = 0
        for rank in self._silencing.may_be_in(words):
            silenced |= rules[rank].unless_anywhere.clause.is_in(clause) << rank
        for rank in self._vetoing.may_be_in(words):
            vetoed |= rules[rank].unless.clause.is_in(clause) << rank
        found = [
            (rank, end)
            for rank in self._finding.may_be_in(words)
            if not vetoed >> rank & 1 and (end := rules[rank].finds.clause.end_in(clause)) >= 0
        ]
        for number in self._opening.may_be_in(words):
            rank, silences, (first, _) = pairs[number]
            if silences or not vetoed >> rank & 1:
                opened |= first.is_in(clause) << number
        for number in self._closing.may_be_in(words):
            rank, silences, (_, second) = pairs[number]
            if silences or not vetoed >> rank & 1:
                closed |= second.is_in(clause) << number
        return _Heard(tuple(found), silenced, opened, closed)


@cache
def load_rules() -> Rules:
    """The rule book that comes with camket, compiled."""
    return Rules(read_book(), load_words())
