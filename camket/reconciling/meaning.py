"""Which figure of the ledger a statement states: its status words, its scope, its section."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from camket.inputs.units import Unit
from camket.reconciling.statement import Statement
from camket.reconciling.words import Words
from camket.statuses import BASES, DECIDED, UNRESOLVED, Basis
from camket.text import plain

_ALL = "all"
# "Trong 103 nội dung chưa hoàn thành …, ước cả năm có 80": what follows counts only some of them.
_PART_OF = re.compile(r"\btrong (?:số )?\d[\d.]* ")


class Reader:
    """Understands statements by the words of a period: its units, groups and statuses."""

    def __init__(self, words: Words, units: Sequence[Unit], known: Container[str]) -> None:
        self._words = words
        self._known = known
        names = [
            (plain(name), unit.code)
            for unit in units
            for name in (unit.name, *unit.aliases)
            if len(name) > 3 or name.isupper()
        ]
        self._units = sorted(names, key=lambda pair: -len(pair[0]))
        self._counted = re.compile(rf"^\s*(?:\w+\s+)?{words.counted}\b")

    def understand(self, statement: Statement) -> tuple[str, ...]:
        """The ids of the figures a statement may state; none where it states none of the ledger's.

        There are two where the words leave the basis open.
        """
        passage = statement.passage
        if passage.is_cell:
            return self._understand_cell(statement)
        if not self._counted.match(statement.after) and not _is_labelled(statement):
            return ()
        scope = self._scope(statement)
        stem = self._first(self._words.stems, (statement.after, statement.before))
        status = self._status(statement)
        if stem and stem != "total":
            return self._known_of((stem,), scope)
        if not status:
            if stem or (scope and statement.denominator is None):
                return self._known_of((f"{basis}.total" for basis in BASES), scope)
            return ()
        if _is_part(statement):
            return ()
        return self._known_of((f"{basis}.{status}" for basis in self._bases(statement, status)), scope)

    def _understand_cell(self, statement: Statement) -> tuple[str, ...]:
        """A cell states a figure where its row and its column are called by statuses, units and totals only."""
        row, column = plain(statement.passage.row), plain(statement.passage.column)
        if statement.start or statement.end < len(statement.passage.text):
            return ()  # prose in a cell is a unit's own
        if self._words.numbering.search(column.rpartition(" / ")[2]) or not self._is_label(row):
            return ()
        down, across = (self._first(self._words.statuses, (text,)) for text in (row, column))
        if down and across:
            return self._known_of((f"flow.{down}.{across}",), "")
        scopes = [scope for scope in map(self._scope_of, (row, column)) if scope]
        scope = next((one for one in scopes if one != _ALL), "")
        stem = self._first(self._words.stems, (column, row))
        status = down or across
        if not status:
            return self._known_of((f"{basis}.total" for basis in BASES), scope) if stem == "total" else ()
        return self._known_of((f"{basis}.{status}" for basis in self._bases(statement, status)), scope)

    def _is_label(self, text: str) -> bool:
        """Whether a row's name is a status, a unit, a group or a total, and not what somebody promised."""
        patterns = (*self._words.statuses, *self._words.groups, *self._words.stems)
        spans = [match.span() for _, pattern in patterns for match in pattern.finditer(text)]
        spans += [(text.find(name), text.find(name) + len(name)) for name, _ in self._units if name in text]
        covered = {place for start, end in spans for place in range(start, end)}
        return 2 * len(covered) >= len(text)

    def _status(self, statement: Statement) -> str:
        after = "" if _is_labelled(statement) else statement.after
        return self._first(self._words.statuses, (after, statement.before))

    def _bases(self, statement: Statement, status: str) -> tuple[Basis, ...]:
        possible = tuple(b for b in BASES if status in DECIDED[b] or status == UNRESOLVED)
        if len(possible) == 1:
            return possible
        passage = statement.passage
        named = plain(f"{passage.row} {passage.column}")
        for text in (statement.said, named, *map(plain, reversed(passage.headings)), plain(passage.title)):
            said = tuple(basis for basis, pattern in self._words.bases if pattern.search(text))
            if len(said) == 1:
                return said
        return possible

    def _scope(self, statement: Statement) -> str:
        passage = statement.passage
        for text in (statement.after, statement.before, *map(plain, reversed(passage.headings))):
            if scope := self._scope_of(text):
                return scope
        return ""

    def _scope_of(self, text: str) -> str:
        for name, code in self._units:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                return code
        return self._first(self._words.groups, (text,))

    def _first(self, patterns: Iterable[tuple[str, re.Pattern[str]]], texts: Iterable[str]) -> str:
        for text in texts:
            for name, pattern in patterns:
                if pattern.search(text):
                    return name
        return ""

    def _known_of(self, stems: Iterable[str], scope: str) -> tuple[str, ...]:
        ids = (stem if scope in ("", _ALL) else f"{stem}@{scope}" for stem in stems)
        return tuple(one for one in ids if one in self._known)


def _is_labelled(statement: Statement) -> bool:
    """Whether the status stands before the number: `hoàn thành: 81/293 (27,6%)`."""
    return statement.denominator is not None and statement.before.rstrip().endswith((":", "(", "–", "-"))


def _is_part(statement: Statement) -> bool:
    return statement.denominator is None and statement.position > 0 and bool(_PART_OF.search(statement.said))
