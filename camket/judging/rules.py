"""The rules of `rules.toml`, read and checked, and what each says of a text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from camket.judging.measure import Measure, measure
from camket.statuses import Basis, Status
from camket.text import plain

_REST_OF_WORD = re.compile(r"(?:[/.-]?\w+)*")


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
    finds: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    measure: Literal["met", "short"] | None = None
    weak: bool = False
    concludes: Status
    example: str
    example_content: str = ""
    counter_example: str


class _RuleBook(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, str]
    spellings: dict[str, str]
    kind: tuple[_Kind, ...]
    rule: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that spoke: its name, its conclusion, the words that made it speak."""

    rule: str
    says: str
    concludes: Status
    evidence: str


class Rules:
    """The rule book, compiled. `findings` is a pure function of its arguments."""

    def __init__(self, book: _RuleBook) -> None:
        self.book = book
        self._spelling = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in book.spellings))
        self._kinds = {kind.name: self._any(kind.finds) for kind in book.kind}
        self._compiled = [
            (rule, self._any(rule.finds), self._any(rule.unless) if rule.unless else None)
            for rule in book.rule
        ]
        self._ranks = {rule.name: rank for rank, rule in enumerate(book.rule)}

    def rank(self, rule: str) -> int:
        """The place of a rule in the book: the lower one wins."""
        return self._ranks[rule]

    def is_weak(self, rule: str) -> bool:
        """Whether a rule speaks too softly to settle a record from its note alone."""
        return self.book.rule[self._ranks[rule]].weak

    def kinds(self, content: str, target: str) -> frozenset[str]:
        """Which kinds of commitment the signed text is."""
        promise = self._plain(f"{content}. {target}")
        return frozenset(name for name, pattern in self._kinds.items() if pattern.search(promise))

    def findings(self, text: str, target: str, kinds: frozenset[str], basis: Basis) -> list[Finding]:
        """Every rule that speaks on a text, the winner first."""
        spoken = self._plain(text)
        if not spoken:
            return []
        measured = measure(spoken, self._plain(target))
        found = []
        for rule, finds, unless in self._compiled:
            if rule.basis not in (None, basis) or (rule.kind and rule.kind not in kinds):
                continue
            evidence = self._evidence(rule, finds, spoken, measured)
            if evidence and not (unless and unless.search(spoken)):
                found.append(Finding(rule.name, rule.says, rule.concludes, _quote(text, spoken, evidence)))
        return found

    def _evidence(
        self, rule: _Rule, finds: re.Pattern[str], text: str, measured: tuple[Measure, str] | None
    ) -> str:
        if rule.measure:
            return measured[1] if measured and measured[0] == rule.measure else ""
        match = finds.search(text)
        return match[0] if match else ""

    def _plain(self, text: str) -> str:
        return self._spelling.sub(lambda match: self.book.spellings[match[0]], plain(text))

    def _any(self, patterns: tuple[str, ...]) -> re.Pattern[str]:
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        for _ in range(2):  # a list may use another list
            for name, words in self.book.words.items():
                joined = joined.replace("{" + name + "}", words)
        return re.compile(joined or r"(?!)")


@cache
def load_rules() -> Rules:
    """The rule book that comes with camket."""
    data: dict[str, Any] = tomllib.loads(files("camket.judging").joinpath("rules.toml").read_text("utf-8"))
    return Rules(_RuleBook.model_validate(data))


def _quote(text: str, spoken: str, evidence: str) -> str:
    """The deciding words as the unit wrote them; the key's words where a spelling was repaired."""
    shown = " ".join(text.split())
    said = shown if len(shown) == len(spoken) else spoken
    start = spoken.find(evidence)
    # A rule may look at the first digit only; a document's number is quoted whole.
    rest = _REST_OF_WORD.match(said, start + len(evidence.rstrip()))
    return said[start : rest.end() if rest else len(said)].strip()
