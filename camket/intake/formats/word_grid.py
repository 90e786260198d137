"""The grid of a Word table: what its rows say, and its merged cells spread over their span."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.oxml.ns import qn

from camket.intake.formats.limits import check_area
from camket.intake.formats.sheet import Cell, Note, Sheet
from camket.text import clean

_MOST_COLUMNS = 63
_QUOTED = 40


class Change(NamedTuple):
    """What a tracked change that nobody has accepted or rejected deletes or inserts, and where, in Vietnamese."""

    place: str
    words: str
    is_deletion: bool


class CellText(NamedTuple):
    """The text of a cell, the problem with it in Vietnamese, its notes, and what tracked changes do in it."""

    text: str = ""
    problem: str = ""
    notes: tuple[Note, ...] = ()
    changes: tuple[Change, ...] = ()


NOTHING = CellText()


class WordRow(NamedTuple):
    """Text, column span and vertical merge ("", "restart", "continue") of each cell, and whether it is hidden.

    A whole row may be deleted or inserted under tracked changes.
    """

    cells: list[tuple[CellText, int, str]]
    is_hidden: bool
    is_deleted: bool = False
    is_inserted: bool = False


def lay_out(number: int, grid: list[WordRow]) -> Sheet:
    """The sheet of a table, its merged cells spread over their span and its hidden rows set aside."""
    width = max((sum(span for _, span, _ in row.cells) for row in grid), default=0)
    check_area(len(grid), width, f"table {number}")
    open_spans: dict[int, tuple[int, CellText]] = {}  # column → first row and text of a vertical merge
    laid: list[list[tuple[CellText, int, int, int]]] = []  # text, first row, first column, span
    for row_number, row in enumerate(grid, start=1):
        line: list[tuple[CellText, int, int, int]] = []
        column = 1
        for own, span, merge in row.cells:
            top, said = row_number, own
            if merge == "continue" and column in open_spans:
                top, said = open_spans[column]
                said = _without_covered(said, own)
            elif merge == "restart":
                open_spans[column] = (row_number, said)
            else:
                open_spans.pop(column, None)
            line.extend([(said, top, column, span)] * span)
            column += span
        line.extend((NOTHING, row_number, empty, 1) for empty in range(column, width + 1))
        laid.append(line)
    last_rows: dict[tuple[int, int], int] = {}
    for row_number, line in enumerate(laid, start=1):
        for _, top, column, _ in line:
            last_rows[top, column] = row_number
    rows = [
        tuple(
            Cell(
                said.text or None,
                said.text,
                _place(number, top, last_rows[top, column], column, span),
                said.problem,
                notes=said.notes,
            )
            for said, top, column, span in line
        )
        for line in laid
    ]
    hidden = {at: rows[at - 1] for at, row in enumerate(grid, start=1) if row.is_hidden}
    for at in hidden:
        rows[at - 1] = tuple(Cell(None, "", cell.place) for cell in rows[at - 1])
    filled = {at: row for at, row in hidden.items() if any(cell.text or cell.problem for cell in row)}
    return Sheet(name=f"table {number}", rows=tuple(rows), hidden_rows=filled)


def _without_covered(shown: CellText, own: CellText) -> CellText:
    """A merged cell in one of its rows: Word does not show what stands in the cell of that row itself."""
    words = clean(own.text)
    if not words or words == clean(shown.text):
        return shown
    said = f"ô gộp dọc che chữ “{words[:_QUOTED]}” của dòng này"
    return shown._replace(problem="; ".join(filter(None, (shown.problem, said))))


def _place(table: int, top: int, bottom: int, column: int, span: int) -> str:
    rows = f"row {top}" if top == bottom else f"rows {top}-{bottom}"
    columns = f"column {column}" if span == 1 else f"columns {column}-{column + span - 1}"
    return f"table {table}, {rows}, {columns}"


def read_span(node: Any) -> int:
    # Word allows at most 63 columns; a larger number is an attack or an accident.
    return min(max(int(node.get(qn("w:val"))), 0), _MOST_COLUMNS)
