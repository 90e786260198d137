"""Matches a statement to the figures of the ledger by its status words, its scope and its section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from camket.checking.report_words import ALL, Words
from camket.checking.statements import Statement
from camket.figures.audit_record import AUDIT
from camket.figures.ledger import UNITS, Figure
from camket.figures.report_figures import STEMS
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis
from camket.settings.units import Unit
from camket.text import plain

# "Trong 103 nội dung chưa hoàn thành …, ước cả năm có 80": the second number counts part of the first.
_PART = re.compile(r"[,;)]|\b(?:và|còn)\b")
# Words allowed between a status and its number.
_LEADS_ON = re.compile(r"(?:\s+(?:thực hiện|được|đạt|là|với|có))*[\s:(–-]*")
_STANDS_LAST = re.compile(r"\s*(?:$|[,;.(])")
# "293 nội dung: 81 hoàn thành, 20 không hoàn thành": a status directly after the number.
_COUNTS_ON = re.compile(r"\s+(?:đã|đang|chưa|không|chờ|được|cho|hoàn thành|dừng|ngừng)\b")
_PART_OF = re.compile(r"\btrong (?:số )?\d[\d.]* ")


# "05 nội dung (Văn phòng UBND Tỉnh)"
_NAMED_AFTER = re.compile(r"\s*\(([^()]+)\)")
_REGISTERED = "registration."
_UNITS_COUNTED = "đơn vị "
_Labels = list[tuple[str, str]]


class StatementReader:
    """Matches statements by the vocabulary of a period: its units, groups, statuses and labels."""

    def __init__(
        self, words: Words, units: Sequence[Unit], known: Mapping[str, Figure], scheme: Scheme
    ) -> None:
        self._words = words
        self._scheme = scheme
        self._known = known
        names = [
            (plain(name), unit.code)
            for unit in units
            for name in (unit.name, *unit.aliases)
            if len(name) > 3 or name.isupper()
        ]
        self._units = sorted(names, key=lambda pair: -len(pair[0]))
        self._labels = _sort_by_length(known, (*STEMS, AUDIT))
        self._of_units = _sort_by_length(known, UNITS)
        self._registered = _sort_by_length(known, _REGISTERED, but=f"{_REGISTERED}content.")
        self._counts = re.compile(words.counted)
        self._counted = re.compile(rf"^\s*\)?\s*(?:\([^()\d]+\)\s*)?(?:\w+\s+)?{words.counted}\b")

    def find_figures(self, statement: Statement) -> tuple[str, ...]:
        """Returns the ids of the figures that a statement may state, or none where it states no figure.

        Two ids are returned where the words leave the basis open.
        """
        passage = statement.passage
        if passage.is_cell:
            return self._find_cell_figures(statement)
        if counted := self._find_units_figure(statement):
            return (counted,)
        is_share_alone = statement.numerator is None
        is_registered = self._concerns_next_year(statement)
        counts = self._counts_commitments(statement) or (statement.of_whole and is_registered)
        if not is_share_alone and not counts:
            return ()
        if is_registered:
            return self._find_registered(statement)
        if labelled := self._match_label(statement, self._labels):
            return (labelled[0],)
        scope = self._scope(statement)
        stem = self._first(self._words.stems, (statement.after, statement.before))
        status = self._status(statement)
        if stem and stem != "total" and not (status and self._is_within(status, stem, statement)):
            return self._keep_existing((stem,), scope)
        if is_share_alone and not status:
            return ()  # "100% các nhiệm vụ" names no status
        if not status:
            if stem or (scope and statement.denominator is None):
                return self._keep_existing((f"{basis}.total" for basis in BASES), scope)
            return ()
        found = self._keep_existing((f"{basis}.{status}" for basis in self._bases(statement, status)), scope)
        if _is_part(statement):
            return tuple(one for one in found if self._known[one].denominator == statement.denominator)
        return found

    def _find_units_figure(self, statement: Statement) -> str:
        """The figure of units whose label follows the number and the word "đơn vị"; empty where none does."""
        after = statement.after.lstrip()
        said = after.removeprefix(_UNITS_COUNTED) if after.startswith(_UNITS_COUNTED) else ""
        return next(
            (name for label, name in self._of_units if re.match(rf"{re.escape(label)}(?!\w)", said)), ""
        )

    def _is_within(self, status: str, stem: str, statement: Statement) -> bool:
        """Whether the words of a figure are part of a status: "quá hạn" of "hoàn thành quá hạn"."""
        of_status, of_stem = dict(self._words.statuses)[status], dict(self._words.stems)[stem]
        return any(
            whole.start() <= part.start() and part.end() <= whole.end()
            for text in (statement.after, statement.before)
            for part in of_stem.finditer(text)
            for whole in of_status.finditer(text)
        )

    def _counts_commitments(self, statement: Statement) -> bool:
        """Whether the number counts commitments, by the words beside it or by those of a number before it."""
        if self._counted.match(statement.after) or self._label(statement):
            return True
        if not self._counts.search(statement.earlier + statement.before):
            return False
        if statement.denominator is None and _STANDS_LAST.match(statement.after):
            return bool(self._counts.search(statement.before))
        return bool(_COUNTS_ON.match(statement.after))

    def _match_label(self, statement: Statement, labels: _Labels) -> list[str]:
        """The figures whose label follows the number, longest label first, because a label may be any name."""
        said = self._counted.sub("", statement.after).lstrip()
        return [name for label, name in labels if re.match(rf"{re.escape(label)}(?!\w)", said)]

    def _concerns_next_year(self, statement: Statement) -> bool:
        """Whether the clause or a heading above it is about registrations for the next year."""
        passage = statement.passage
        texts = (statement.clause, *map(plain, passage.headings))
        return bool(self._registered) and any(self._words.registered.search(text) for text in texts)

    def _find_registered(self, statement: Statement) -> tuple[str, ...]:
        """A figure of the next year by its label, within the group that the paragraph names.

        Without a label, the number of items of the unit named right after the number.
        """
        labelled = self._match_label(statement, self._registered)
        if not labelled and statement.of_whole:
            stem = self._first(self._words.registered_parts, (statement.after,))
            scope = self._first(self._words.groups, (statement.before, statement.earlier))
            return self._keep_existing((f"{_REGISTERED}{stem}",), scope) if stem else ()
        if not labelled:
            named = _NAMED_AFTER.match(self._counted.sub("", statement.after))
            unit = self._scope_of(named[1]) if named and statement.denominator is None else ""
            return self._keep_existing((f"{_REGISTERED}counted",), unit) if unit else ()
        stem = labelled[0].partition("@")[0]
        own = [name for name in labelled if name.partition("@")[0] == stem]
        said = plain(statement.passage.text[: statement.start])
        scope = self._first(self._words.groups, (statement.after, said))
        wanted = stem if scope in ("", ALL) else f"{stem}@{scope}"
        fitting = [name for name in own if self._known[name].denominator == statement.denominator]
        if wanted in own and (statement.denominator is None or wanted in fitting or not fitting):
            return (wanted,)
        return tuple(fitting or own[:1])

    def _find_cell_figures(self, statement: Statement) -> tuple[str, ...]:
        """The figures of a table cell whose row and column names are statuses, units, groups and totals."""
        row, column = plain(statement.passage.row), plain(statement.passage.column)
        if statement.start or statement.end < len(statement.passage.text):
            return ()  # prose in a cell is a unit's own text
        if self._words.numbering.search(column.rpartition(" / ")[2]):
            return ()
        if self._concerns_next_year(statement):
            stem = self._first(self._words.registered_columns, (column.rpartition(" / ")[2],))
            scope = self._scope_of(row)
            return (
                self._keep_existing((f"{_REGISTERED}{stem}",), scope) if stem and self._is_label(row) else ()
            )
        if named := next((name for label, name in self._labels if label == row), ""):
            return (named,)
        if not self._is_label(row):
            return ()
        down, across = (self._first(self._words.statuses, (text,)) for text in (row, column))
        if down and across:
            return self._keep_existing((f"flow.{down}.{across}",), "")
        scopes = [scope for scope in map(self._scope_of, (row, column)) if scope]
        scope = next((one for one in scopes if one != ALL), "")
        stem = self._first(self._words.stems, (column, row))
        status = down or across
        if not status:
            return (
                self._keep_existing((f"{basis}.total" for basis in BASES), scope) if stem == "total" else ()
            )
        found = "found." if self._words.without_decisions.search(column) else ""
        return self._keep_existing(
            (f"{found}{basis}.{status}" for basis in self._bases(statement, status)), scope
        )

    def _is_label(self, text: str) -> bool:
        """Whether a row's name is mostly a status, a unit, a group or a total, and not a commitment's text."""
        patterns = (*self._words.statuses, *self._words.groups, *self._words.stems)
        spans = [match.span() for _, pattern in patterns for match in pattern.finditer(text)]
        spans += [(text.find(name), text.find(name) + len(name)) for name, _ in self._units if name in text]
        covered = {place for start, end in spans for place in range(start, end)}
        return 2 * len(covered) >= len(text)

    def _status(self, statement: Statement) -> str:
        after = statement.after
        if not statement.is_last:
            after = after.partition(":")[0]  # a colon starts the breakdown of a total
            # "81/293 nội dung hoàn thành, không hoàn thành 20/293": the second label belongs to the next number.
            rest, label = _split_off_label(after)
            after = rest if self._ends_with_status(label) else after
        return self._first(self._words.statuses, (self._label(statement), after, statement.before))

    def _label(self, statement: Statement) -> str:
        """The status words just before a number: `hoàn thành: 81/293 (27,6%)`, `hoàn thành 81/293`."""
        label = _split_off_label(statement.before)[1]
        if self._ends_with_status(label):
            return label
        marked = statement.denominator is not None and label.rstrip().endswith((":", "(", "–", "-"))
        return label if marked and self._first(self._words.statuses, (label,)) else ""

    def _ends_with_status(self, text: str) -> bool:
        return any(
            _LEADS_ON.fullmatch(text, match.end())
            for _, pattern in self._words.statuses
            for match in pattern.finditer(text)
        )

    def _bases(self, statement: Statement, status: str) -> tuple[Basis, ...]:
        possible = tuple(basis for basis in BASES if status in self._scheme.possible(basis))
        if len(possible) == 1:
            return possible
        passage = statement.passage
        named = plain(f"{passage.row} {passage.column}")
        for text in (statement.clause, named, *map(plain, reversed(passage.headings)), plain(passage.title)):
            said = tuple(basis for basis, pattern in self._words.bases if pattern.search(text))
            if len(said) == 1:
                return said
        return possible

    def _scope(self, statement: Statement) -> str:
        passage = statement.passage
        # "81/293 nội dung hoàn thành, Sở Nội vụ có 04/09": the unit belongs to the next number.
        after = statement.after if statement.is_last else _split_off_label(statement.after)[0]
        for text in (after, statement.before):
            if scope := self._scope_of(text):
                return scope
        earlier = self._scope_of(statement.earlier)
        if earlier and (statement.denominator is None or self._is_whole_of(earlier, statement)):
            return earlier
        if above := next(filter(None, map(self._scope_of, map(plain, reversed(passage.headings)))), ""):
            return above
        titled = self._scope_of(plain(passage.title))
        return titled if self._is_whole_of(titled, statement) else ""

    def _is_whole_of(self, scope: str, statement: Statement) -> bool:
        whole = self._known.get(f"{BASES[0]}.total@{scope}")
        return whole is not None and statement.denominator == whole.numerator

    def _scope_of(self, text: str) -> str:
        for name, code in self._units:
            if name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                return code
        return self._first(self._words.groups, (text,))

    def _first(self, patterns: Iterable[tuple[str, re.Pattern[str]]], texts: Iterable[str]) -> str:
        for text in texts:
            for name, pattern in patterns:
                if pattern.search(text):
                    return name
        return ""

    def _keep_existing(self, stems: Iterable[str], scope: str) -> tuple[str, ...]:
        ids = (stem if scope in ("", ALL) else f"{stem}@{scope}" for stem in stems)
        return tuple(one for one in ids if one in self._known)


def _sort_by_length(known: Mapping[str, Figure], stems: str | tuple[str, ...], but: str = "\0") -> _Labels:
    labels = (
        (plain(figure.label), name)
        for name, figure in known.items()
        if name.startswith(stems) and not name.startswith(but)
    )
    return sorted(labels, key=lambda pair: -len(pair[0]))


def _split_off_label(text: str) -> tuple[str, str]:
    """Splits the text between two numbers into the end of the first statement and the start of the second."""
    at = max((match.end() for match in _PART.finditer(text)), default=0)
    return text[:at], text[at:]


def _is_part(statement: Statement) -> bool:
    unsaid = statement.denominator is None or statement.of_whole
    return unsaid and statement.position > 0 and bool(_PART_OF.search(statement.clause))
