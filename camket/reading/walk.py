"""Build a table from the rows of a sheet; each row is classified by itself and by the rows above it."""

from __future__ import annotations

from collections.abc import Mapping, Set

from camket.reading.headers import Header
from camket.reading.index_rows import is_column_index
from camket.reading.join_cells import read_fields
from camket.reading.parts import Columns, Heading, ticked_columns
from camket.reading.row_kinds import (
    RowKind,
    classify_row,
    has_words_as_number,
    is_numbered,
    is_unattributed,
    item_number,
)
from camket.reading.row_words import is_blank
from camket.reading.sections import Sections, title_above
from camket.reading.sheet import Cell, Sheet, different_cells
from camket.reading.table import Row, Table, append_continuation


class TableBuilder:
    """Takes the rows of a sheet one by one and keeps the state that the next row depends on."""

    def __init__(self, sheet: Sheet, above: Table | None, is_continuation: bool) -> None:
        self.rows: list[Row] = []
        self.columns: Columns = above.columns if above and is_continuation else {}
        self._sheet = sheet
        self._above, self._is_continuation = above, is_continuation
        self._letterhead = list(sheet.before)
        self._fields = set(self.columns)
        self._sections = above.sections if above else Sections()
        self._unread: dict[int, Heading] = {}
        self._unread_texts: list[str] = []
        self._ticked = ticked_columns(self.columns)
        self._has_data = self._ended = self._has_numeric_items = False

    def add_header(self, header: Header) -> None:
        """Add the rows of a header, the first or a further one."""
        title = ""
        if self.columns:
            self._reclassify_letterhead()
            title = title_above(self._sheet.rows[: len(self.rows)], [row.kind for row in self.rows])
        last = self.columns or (self._above.columns if self._above and not self._letterhead else {})
        self._sections = self._sections.at_header(title, is_repeated=header.columns == last)
        self.columns, self._unread = header.columns, dict(header.unread)
        self._fields |= header.columns.keys()
        self._has_data = self._ended = False
        self._ticked = ticked_columns(self.columns)
        below = self._sheet.rows[len(self.rows) + header.height :]
        self._has_numeric_items = bool(self._ticked) and any(
            is_numbered(read_fields(row, self.columns)[0]) for row in below
        )
        for _ in range(header.height):
            self._append("header")

    def add_row(self, row: tuple[Cell, ...]) -> None:
        """Add a row that is not part of a header."""
        if not self.columns:
            self._letterhead += [cell.text for cell in different_cells(row)]
            self._append("before")
            return
        cells, spoken = read_fields(row, self.columns)
        kind = classify_row(row, cells, self._ticked, has_numeric_items=self._has_numeric_items)
        if not self._has_data and is_column_index(row):
            kind = "index"
        elif self._ended and not (kind == "record" and is_numbered(cells)):
            kind = "footer"
        elif kind in ("record", "guidance") and is_unattributed(cells) and self._continue_record(cells):
            kind = "continued"
        self._ended = kind == "footer"
        self._sections = self._sections.at_row(row, kind, item_number(cells))
        if kind in ("record", "numbered_empty"):
            self._has_data = True
            self._append(kind, cells, spoken)
        else:
            self._append(kind)
        if kind == "record":
            self._note_unread(row, {cell.place for cell in cells.values()})

    def build(self) -> Table:
        """The table of all added rows."""
        letterhead = self._letterhead
        if self._above and (self._is_continuation or not letterhead):
            letterhead = [*letterhead, *self._above.letterhead]
        return Table(
            self._sheet, frozenset(self._fields), tuple(self.rows), tuple(letterhead), self.columns,
            self._sections, tuple(self._unread_texts),
        )  # fmt: skip

    def _note_unread(self, row: tuple[Cell, ...], read: Set[str]) -> None:
        """Record each filled column that no field reads, the first time a record has text in it."""
        for column in [column for column in self._unread if row[column].text]:
            heading = self._unread[column]
            if heading.path:
                self._unread_texts.append(f"cột “{heading.path[-1]}” ({heading.place})")
            elif is_blank(row[column].text) or row[column].place in read:
                continue
            else:
                self._unread_texts.append(f"cột không có tiêu đề ({row[column].place})")
            del self._unread[column]

    def _continue_record(self, cells: Mapping[str, Cell]) -> bool:
        """Append `cells` to the record right above; return whether there is one."""
        position = len(self.rows) - 1
        while position >= 0 and self.rows[position].kind == "continued":
            position -= 1
        if position < 0 or self.rows[position].kind != "record":
            return False
        self.rows[position] = append_continuation(self.rows[position], cells)
        return True

    def _reclassify_letterhead(self) -> None:
        """Reclassify rows with words in the number column right above a further header as its letterhead."""
        for position in range(len(self.rows) - 1, -1, -1):
            row = self.rows[position]
            if row.kind == "record" and has_words_as_number(row.cells):
                self.rows[position] = Row(row.number, "before", {}, row.sections)
            elif row.kind not in ("empty", "section", "guidance", "footer"):
                return

    def _append(
        self, kind: RowKind, cells: Mapping[str, Cell] | None = None, spoken: Mapping[str, str] | None = None
    ) -> None:
        number = self._sheet.first_row + len(self.rows)
        self.rows.append(Row(number, kind, cells or {}, self._sections.titles, spoken or {}))
