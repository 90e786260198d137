"""The rules of `rules.toml`, read and checked, and what each says of a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from camket.judging.pattern import compile_pattern
from camket.judging.words import END, Spoken, Words, load_words
from camket.statuses import Basis, Status
from camket.text import plain


class _Kind(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    says: str
    finds: tuple[str, ...]


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    says: str
    basis: Basis | None = None
    kind: str = ""
    not_kind: str = ""
    finds: tuple[str, ...]
    unless: tuple[str, ...] = ()
    unless_anywhere: tuple[str, ...] = ()
    gives_way: tuple[str, ...] = ()
    weak: bool = False
    concludes: Status
    example: str
    example_content: str = ""
    counter_example: str


class _RuleBook(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: dict[str, str]
    kind: tuple[_Kind, ...]
    rule: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that spoke: its name, its conclusion, the clause that made it speak."""

    rule: str
    says: str
    concludes: Status
    evidence: str


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: _Rule
    finds: re.Pattern[str]
    unless: re.Pattern[str] | None
    unless_anywhere: re.Pattern[str] | None

    def places(self, tags: str) -> list[tuple[int, int]]:
        """Where the rule finds what it looks for and nothing silences it."""
        if self.unless_anywhere and self.unless_anywhere.search(tags):
            return []
        found = []
        for match in self.finds.finditer(tags):
            start = tags.rfind(END, 0, match.start()) + 1
            stop = tags.find(END, match.end())
            clause = tags[start : stop if stop >= 0 else len(tags)]
            if not (self.unless and self.unless.search(clause)):
                found.append(match.span())
        return found


class Rules:
    """The rule book, compiled. `findings` is a pure function of its arguments."""

    def __init__(self, book: _RuleBook, words: Words) -> None:
        self.book = book
        self.words = words
        lists = dict(words.tags)
        for name, members in book.groups.items():
            lists["{" + name + "}"] = "".join(words.tags.get(member, member) for member in members.split())

        def compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
            return compile_pattern(patterns, lists, words.turning)

        self._compiled = [
            _Compiled(
                rule,
                compiled(rule.finds),
                compiled(rule.unless) if rule.unless else None,
                compiled(rule.unless_anywhere) if rule.unless_anywhere else None,
            )
            for rule in book.rule
        ]
        self._kinds = {kind.name: re.compile("|".join(kind.finds)) for kind in book.kind}
        self._ranks = {rule.name: rank for rank, rule in enumerate(book.rule)}

    def rank(self, rule: str) -> int:
        """The place of a rule in the book: the lower one wins."""
        return self._ranks[rule]

    def is_weak(self, rule: str) -> bool:
        """Whether a rule speaks too softly to settle a record from its note alone."""
        return self.book.rule[self._ranks[rule]].weak

    @lru_cache(maxsize=65536)
    def kinds(self, content: str, target: str) -> frozenset[str]:
        """Which kinds of commitment the signed text is."""
        promise = plain(f"{content}. {target}")
        return frozenset(name for name, pattern in self._kinds.items() if pattern.search(promise))

    @lru_cache(maxsize=65536)
    def findings(self, text: str, target: str, kinds: frozenset[str], basis: Basis) -> list[Finding]:
        """Every rule that speaks on a text, the winner first."""
        if not text.strip():
            return []
        spoken = self.words.read(text, target)
        return [
            Finding(rule.name, rule.says, rule.concludes, spoken.quote(first, last))
            for rule, first, last in self._judge(spoken.tags, kinds, basis)
        ]

    @lru_cache(maxsize=65536)
    def _judge(self, tags: str, kinds: frozenset[str], basis: Basis) -> list[tuple[_Rule, int, int]]:
        """The rules that speak on the tags of a text, each with the first and the last clause of what it found."""
        found = {
            compiled.rule.name: compiled.places(tags)
            for compiled in self._compiled
            if compiled.rule.basis in (None, basis)
            and (not compiled.rule.kind or compiled.rule.kind in kinds)
            and (not compiled.rule.not_kind or compiled.rule.not_kind not in kinds)
        }
        spoken = []
        for name, places in found.items():
            rule = self.book.rule[self._ranks[name]]
            last_said = max((place[1] for other in rule.gives_way for place in found.get(other, ())), default=-1)
            for start, stop in reversed(places):
                if stop >= last_said:
                    spoken.append((rule, tags.count(END, 0, start), tags.count(END, 0, stop)))
                    break
        return spoken


@cache
def load_rules() -> Rules:
    """The rule book that comes with camket."""
    data: dict[str, Any] = tomllib.loads(files("camket.judging").joinpath("rules.toml").read_text("utf-8"))
    return Rules(_RuleBook.model_validate(data), load_words())
