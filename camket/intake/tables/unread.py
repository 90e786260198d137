"""Find content that is not read as data: hidden rows, columns and sheets, and sheets without a table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from camket.intake.formats.grid import label_outliers
from camket.intake.formats.sheet import OBSOLETE, Book, Cell, Sheet, different_cells
from camket.intake.tables.heading_words import WHOLE, name_field
from camket.intake.tables.row_kinds import REPORTING
from camket.intake.tables.sheet_tables import read_table, read_tables
from camket.intake.tables.table import Row, Table
from camket.settings.fields import BUILT_IN, Fields

UnreadKind = Literal[
    "hidden_rows", "hidden_columns", "left_out", "no_table", "outside", "columns", "outliers"
]

# Up to this many rows of several cells may be a letterhead or a signature block.
_FEW = 3
_SEVERAL_CELLS = 3
_NUMBER = re.compile(r"\(?\d{1,4}[.)]?")


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that is not read as data.

    `place` is in Vietnamese ("hàng ẩn 3–9", "cột ẩn C"), and so is `why` for a sheet that is left out ("bị
    ẩn"). `rows` counts the filled rows. `commitments` has the contents of rows that look like reported
    commitments, `headings` those headings of hidden columns that should have been read.
    """

    kind: UnreadKind
    sheet: str
    place: str
    rows: int
    why: str = ""
    commitments: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def may_hide_commitments(self) -> bool:
        """Whether the part seems to hide content that should count; content marked as dropped does not."""
        return bool(self.headings or self.commitments) and self.why != OBSOLETE


def find_unread(
    book: Book, tables: Sequence[Table], needed: frozenset[str], fields: Fields = BUILT_IN
) -> tuple[Unread, ...]:
    """The parts of a file that are not read, except letterheads and signatures."""
    by_sheet: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        by_sheet[table.sheet.name].append(table)
    found: list[Unread] = []
    for sheet in book.sheets:
        own = by_sheet[sheet.name]
        if not own:
            numbered = tuple(filter(None, map(_numbered_text, sheet.rows)))
            if numbered or sum(_looks_like_data(row) for row in sheet.rows) > _FEW:
                found.append(
                    Unread("no_table", sheet.name, "", _count_filled(sheet.rows), commitments=numbered)
                )
        for table in own:
            found += _outside(table)
            found += [Unread("columns", sheet.name, what, 0) for what in table.unread]
        found += _hidden(sheet, own[-1] if own else None, needed, fields)
        if sheet.outliers:
            found.append(Unread("outliers", sheet.name, label_outliers(sheet.outliers), len(sheet.outliers)))
    for sheet, why in book.left_out:
        if rows := _count_filled(sheet.rows):
            records = [row for table in read_tables((sheet,), needed, fields) for row in table.records]
            found.append(Unread("left_out", sheet.name, "", rows, why, _contents(records)))
    return tuple(found)


def _hidden(sheet: Sheet, table: Table | None, needed: frozenset[str], fields: Fields) -> list[Unread]:
    found = []
    if sheet.hidden_rows:
        lines = tuple(sheet.hidden_rows.values())
        alone = replace(sheet, rows=lines, before=())
        below = read_table(alone, needed, table, is_continuation=table is not None, fields=fields)
        rows = below.records if below else []
        found.append(
            Unread("hidden_rows", sheet.name, sheet.skipped[0], len(lines), commitments=_contents(rows))
        )
    if sheet.hidden_columns:
        cells = [cell for column in sheet.hidden_columns.values() for cell in column]
        headings = [cell.text for cell in cells if name_field(cell.text, WHOLE, fields) in REPORTING | needed]
        found.append(
            Unread(
                "hidden_columns",
                sheet.name,
                sheet.skipped[-1],
                max(len(column) for column in sheet.hidden_columns.values()),
                headings=tuple(dict.fromkeys(headings)),
            )
        )
    return found


def _outside(table: Table) -> list[Unread]:
    """Rows above the header or below the table that look like table rows."""
    lines = dict(table.sheet.numbered())
    rows = [
        row.number
        for row in table.rows
        if row.kind in ("before", "footer") and _looks_like_data(lines[row.number])
    ]
    if len(rows) <= _FEW:
        return []
    return [Unread("outside", table.sheet.name, f"hàng {rows[0]}–{rows[-1]}", len(rows))]


def _looks_like_data(row: Sequence[Cell]) -> bool:
    cells = different_cells(row)
    return len(cells) >= _SEVERAL_CELLS or (len(cells) > 1 and bool(_NUMBER.fullmatch(cells[0].text)))


def _numbered_text(row: Sequence[Cell]) -> str:
    """The longest text of a row that begins with a number and has several cells, or empty."""
    cells = different_cells(row)
    if len(cells) < _SEVERAL_CELLS or not _NUMBER.fullmatch(cells[0].text):
        return ""
    return max((cell.text for cell in cells[1:]), key=len)


def _count_filled(rows: Iterable[Sequence[Cell]]) -> int:
    return sum(any(cell.text or cell.problem for cell in row) for row in rows)


def _contents(rows: Iterable[Row]) -> tuple[str, ...]:
    """The contents of rows that have a content with a number or a result beside it."""
    return tuple(
        row.text("content")
        for row in rows
        if row.text("content") and any(row.text(field) for field in ("item_no", *sorted(REPORTING)))
    )
