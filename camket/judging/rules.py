"""Apply the rules to a text: which match, which are suppressed, and which give way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from camket.judging.rulebook import Expression, Language, Pattern, Rule, RuleBook, read_rule_book
from camket.judging.words import DOCUMENTS, Words, load_words
from camket.settings.states import Basis, Found
from camket.text import plain

# How many clauses and texts are kept in the caches.
_KEPT = 1 << 16


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that matched: its name, its conclusion, and the clauses that it matched with their places."""

    rule: str
    says: str
    concludes: Found
    evidence: str
    clauses: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What a rule finds, and what silences it in one clause and in the whole text."""

    finds: Pattern
    unless: Pattern
    unless_anywhere: Pattern


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two expressions of a rule, the second in a later clause; together they find, or silence the rule."""

    rule: str
    silences: bool
    first: Expression
    second: Expression


@dataclass(frozen=True, slots=True)
class _ClauseMatches:
    """What one clause says: rules with the place where their words end, rules that it silences in the whole
    text, and the pairs of which the first or the second stands here.
    """

    found: Mapping[str, int]
    silenced: frozenset[str]
    opened: Sequence[_Pair]
    closed: frozenset[_Pair]


@dataclass(frozen=True, slots=True)
class _Place:
    """The clauses of what a rule found, and where its words end in the last one."""

    first: int
    last: int
    end: int

    def is_before(self, other: _Place) -> bool:
        return (self.last, self.end) < (other.last, other.end)


class Rules:
    """The rule book, compiled."""

    def __init__(self, book: RuleBook, words: Words) -> None:
        self.book = book
        self.words = words
        language = Language(words.lists, book.groups)
        self._rules = {rule.name: rule for rule in book.rule}
        self._ranks = {name: rank for rank, name in enumerate(self._rules)}
        self._patterns = {
            rule.name: _Patterns(*map(language.compile, (rule.finds, rule.unless, rule.unless_anywhere)))
            for rule in book.rule
        }
        self._pairs = [
            _Pair(name, silences, first, second)
            for name, patterns in self._patterns.items()
            for silences, pattern in ((False, patterns.finds), (True, patterns.unless_anywhere))
            for first, second in pattern.pairs
        ]
        # An expression is tried only on clauses with a token that it needs.
        self._anyhow: set[Expression] = set()
        self._by_token: dict[str, set[Expression]] = defaultdict(set)
        for expression in self._expressions():
            for token in expression.needs:
                self._by_token[token].add(expression)
            if not expression.needs:
                self._anyhow.add(expression)
        self._kind_patterns = {kind.name: re.compile("|".join(kind.finds) or r"(?!)") for kind in book.kind}
        # Both save seconds in a period of 10,000 records; see benchmarks/README.md.
        self._find = lru_cache(_KEPT)(self._find_rules)
        self._match = lru_cache(_KEPT)(self._match_clause)

    def says(self, name: str) -> str:
        """What a judgement rests on: a rule, or what stands beside the rules. Raises `KeyError` for other names."""
        return self._rules[name].says if name in self._rules else self.book.beside_the_rules[name]

    def rank(self, rule: str) -> int:
        """The place of a rule in the book: the lower one wins."""
        return self._ranks[rule]

    def is_weak(self, rule: str) -> bool:
        """Whether a rule is too weak to settle a record from its note alone."""
        return self._rules[rule].weak

    def names_document(self, text: str) -> bool:
        """Whether a text names a document by its number."""
        return any(DOCUMENTS.intersection(clause.tokens.split()) for clause in self.words.read(text).clauses)

    def is_reference(self, text: str) -> bool:
        """Whether a text only names a document, without a word on what was done: `Công văn số 12/STP-VP`."""
        tokens = {token for clause in self.words.read(text).clauses for token in clause.tokens.split()}
        named = DOCUMENTS.union(self.book.groups["REFERENCE"].split())
        return bool(tokens & DOCUMENTS) and tokens <= named

    def is_plan(self, text: str) -> bool:
        """Whether a text only names a deadline or what is planned: `Thời hạn hoàn thành 30/9/2022`."""
        clauses = [clause.tokens.replace("!", "").split() for clause in self.words.read(text).clauses]
        return any(clauses) and all(map(self._plans, filter(None, clauses)))

    def _plans(self, tokens: Sequence[str]) -> bool:
        planned, stated, times = (
            frozenset(self.book.groups[name].split()) for name in ("PLANNED", "STATED", "TIMES")
        )
        if tokens[0] == "HOÀN_THÀNH":
            return len(tokens) > 1 and times.issuperset(tokens[1:])
        begins = tokens[0] in planned or "SẼ" in tokens
        return begins and stated.isdisjoint(tokens)

    def _expressions(self) -> Iterator[Expression]:
        for patterns in self._patterns.values():
            for pattern in (patterns.finds, patterns.unless, patterns.unless_anywhere):
                if pattern.clause:
                    yield pattern.clause
        for pair in self._pairs:
            yield from (pair.first, pair.second)

    def kinds(self, content: str, target: str) -> frozenset[str]:
        """Which kinds of commitment the signed text is."""
        promise = plain(f"{content}. {target}")
        return frozenset(name for name, pattern in self._kind_patterns.items() if pattern.search(promise))

    def findings(self, text: str, target: str, kinds: frozenset[str], basis: Basis) -> tuple[Finding, ...]:
        """Every rule that matches a text, the winner first."""
        return self._find(text, target, kinds, basis)

    def _find_rules(self, text: str, target: str, kinds: frozenset[str], basis: Basis) -> tuple[Finding, ...]:
        reading = self.words.read(text, target)
        places = self._find_places([clause.tokens for clause in reading.clauses], kinds, basis)
        return tuple(
            Finding(
                rule.name,
                rule.says,
                rule.concludes,
                reading.quote(place.first, place.last),
                (place.first, place.last),
            )
            for rule, place in places
        )

    def _find_places(
        self, clauses: Sequence[str], kinds: frozenset[str], basis: Basis
    ) -> list[tuple[Rule, _Place]]:
        """The rules that match clauses, in the order of the book, each with the place of its match."""
        places: dict[str, _Place] = {}
        opened: dict[_Pair, int] = {}
        silenced: set[str] = set()
        for number, clause in enumerate(clauses):
            matches = self._match(clause)
            silenced |= matches.silenced
            for name, end in matches.found.items():
                places[name] = _Place(number, number, end)
            for pair, first in opened.items():
                if pair in matches.closed:
                    if pair.silences:
                        silenced.add(pair.rule)
                    else:
                        places.setdefault(pair.rule, _Place(first, number, len(clause)))
            for pair in matches.opened:
                opened.setdefault(pair, number)
        places = {
            name: place
            for name, place in places.items()
            if name not in silenced and _applies(self._rules[name], kinds, basis)
        }
        return [
            (self._rules[name], places[name])
            for name in sorted(places, key=self.rank)
            if not any(
                other in places and places[name].is_before(places[other])
                for other in self._rules[name].gives_way
            )
        ]

    def _match_clause(self, clause: str) -> _ClauseMatches:
        possible = self._anyhow.union(*[self._by_token.get(token, ()) for token in clause.split()])

        def holds(expression: Expression | None) -> bool:
            return expression in possible and expression.is_in(clause)

        vetoed = {name for name, patterns in self._patterns.items() if holds(patterns.unless.clause)}
        found = {
            name: patterns.finds.clause.end_in(clause)
            for name, patterns in self._patterns.items()
            if patterns.finds.clause in possible and name not in vetoed
        }
        pairs = [pair for pair in self._pairs if pair.silences or pair.rule not in vetoed]
        return _ClauseMatches(
            found={name: end for name, end in found.items() if end >= 0},
            silenced=frozenset(
                name for name, patterns in self._patterns.items() if holds(patterns.unless_anywhere.clause)
            ),
            opened=[pair for pair in pairs if holds(pair.first)],
            closed=frozenset(pair for pair in pairs if holds(pair.second)),
        )


def _applies(rule: Rule, kinds: frozenset[str], basis: Basis) -> bool:
    return (
        rule.basis in (None, basis)
        and (not rule.kind or rule.kind in kinds)
        and kinds.isdisjoint(rule.not_kind)
    )


@cache
def load_rules() -> Rules:
    """The rule book that comes with camket, compiled."""
    return Rules(read_rule_book(), load_words())
