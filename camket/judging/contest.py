"""Which rules speak on the clauses of a text: what each finds, what silences it, and to whom it gives way."""

from __future__ import annotations

from dataclasses import dataclass

from camket.judging.book import Rule, RuleBook
from camket.judging.memory import Remembered
from camket.judging.pattern import SIGNS, Index, Pattern, compile_pattern, list_bits
from camket.judging.words import Words
from camket.statuses import Basis


@dataclass(frozen=True, slots=True)
class _Compiled:
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


class Contest:
    """The rules of a book as patterns. `judge[clauses, kinds, basis]` are those that speak, by rank, each with the
    first and the last clause of what it found.
    """

    def __init__(self, book: RuleBook, words: Words) -> None:
        self._book = book
        groups = {"{" + name + "}": members for name, members in book.groups.items()}
        lists = words.tags | {
            name: "".join(member if member in SIGNS else words.tags[member] for member in members.split())
            for name, members in groups.items()
        }

        def compiled(sources: tuple[str, ...]) -> Pattern:
            return compile_pattern(sources, lists, words.turning)

        self._compiled = [
            _Compiled(compiled(rule.finds), compiled(rule.unless), compiled(rule.unless_anywhere))
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
        self._ranks = {rule.name: rank for rank, rule in enumerate(book.rule)}
        self._hear = Remembered(self._hear_clause)
        self.judge = Remembered(self._judge_clauses)

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
            if not silenced >> rank & 1 and self._applies(self._book.rule[rank], kinds, basis)
        }
        return tuple(
            (rank, first, last)
            for rank, (first, last, end) in sorted(spoken.items())
            if not any(
                spoken.get(self._ranks[other], (0, -1, 0))[1:] > (last, end)
                for other in self._book.rule[rank].gives_way
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
