"""Matches a table cell to the figures of the ledger by the names of its row and its column."""

from __future__ import annotations

from camket.checking.period_names import REGISTERED, SECOND_LOOK, PeriodNames, find_first, list_above
from camket.checking.report_words import ALL
from camket.checking.statements import Statement
from camket.figures.second_look import SECOND_LOOK_LABEL
from camket.settings.states import BASES
from camket.text import plain


class CellReader:
    """Matches cells by the names of a period."""

    def __init__(self, names: PeriodNames) -> None:
        self._names = names

    def find_figures(self, statement: Statement) -> tuple[str, ...]:
        """The figures of a table cell whose row and column names are statuses, units, groups and totals."""
        row, column = plain(statement.passage.row), plain(statement.passage.column)
        if statement.start or statement.end < len(statement.passage.text):
            return ()  # prose in a cell is a unit's own text
        last = column.rpartition(" / ")[2]
        if self._names.words.numbering.search(last):
            return ()
        if self._names.is_registered(statement.clause, statement.passage):
            stem = find_first(self._names.words.registered_columns, (last,))
            scope = self._names.find_scope(row)
            counts = stem and self._names.is_label(row)
            return self._names.keep_existing((f"{REGISTERED}{stem}",), scope) if counts else ()
        if named := next((name for label, name in self._names.labels if label == row), ""):
            return self._names.keep_existing((named.partition("@")[0],), self._names.find_scope(column))
        if not self._names.is_label(row):
            return ()
        scopes = [scope for scope in map(self._names.find_scope, (row, column)) if scope]
        scope = next((one for one in scopes if one != ALL), "")
        if stem := self._find_column(statement, last):
            return self._names.keep_existing((stem,), scope)
        down, across = (find_first(self._names.words.statuses, (text,)) for text in (row, column))
        if down and across:
            return self._names.keep_existing((f"flow.{down}.{across}",), "")
        stem = find_first(self._names.words.stems, (column, row))
        status = down or across
        if not status:
            return self._find_total(stem, last, scope)
        bases = self._names.find_bases(status, (statement.clause, *list_above(statement.passage)))
        found = "found." if self._names.words.without_decisions.search(column) else ""
        return self._names.keep_existing((f"{found}{basis}.{status}" for basis in bases), scope)

    def _find_column(self, statement: Statement, column: str) -> str:
        """The figure that a column counts by its name: a sign of a second look, or what fell due by its class."""
        if column.endswith(SECOND_LOOK_LABEL):
            return SECOND_LOOK
        if sign := next((name for label, name in self._names.signs if label == column), ""):
            return sign.partition("@")[0]
        is_due = any(self._names.words.due_table.search(plain(text)) for text in statement.passage.headings)
        return find_first(self._names.words.due_columns, (column,)) if is_due else ""

    def _find_total(self, stem: str, column: str, scope: str) -> tuple[str, ...]:
        """The figures of a cell without a status: a total, where its column counts nothing of its own."""
        if stem != "total":
            return self._names.keep_existing((stem,), scope) if stem else ()
        is_plain = self._names.words.plain_column.search(column) or self._names.is_label(column)
        return self._names.keep_existing((f"{basis}.total" for basis in BASES), scope) if is_plain else ()
