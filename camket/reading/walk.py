"""The way down a sheet: each row told by itself and by those above it."""

from __future__ import annotations

from collections.abc import Mapping, Set

from camket.reading.headers import Header
from camket.reading.index_rows import is_index
from camket.reading.join_cells import read_fields
from camket.reading.parts import Columns, Heading, ticked_columns
from camket.reading.row_kinds import RowKind, is_continued, is_numbered, is_worded, item_number, tell_kind
from camket.reading.row_words import is_blank
from camket.reading.sections import Sections, title_above
from camket.reading.sheet import Cell, Sheet, different_cells
from camket.reading.table import Row, Table, continue_row


class Walk:
    """The rows of a sheet one by one, with what the rows so far say of the next."""

    def __init__(self, sheet: Sheet, above: Table | None, goes_on: bool) -> None:
        self.rows: list[Row] = []
        self.columns: Columns = above.columns if above and goes_on else {}
        self._sheet = sheet
        self._above, self._goes_on = above, goes_on
        self._letterhead = list(sheet.before)
        self._fields = set(self.columns)
        self._sections = above.sections if above else Sections()
        self._unread: dict[int, Heading] = {}
        self._unread_texts: list[str] = []
        self._ticked = ticked_columns(self.columns)
        self._has_data = self._ended = self._in_figures = False

    def begin(self, header: Header) -> None:
        """Takes the rows of a header, the first or a further one."""
        title = ""
        if self.columns:
            self._take_back_letterhead()
            title = title_above(self._sheet.rows[: len(self.rows)], [row.kind for row in self.rows])
        last = self.columns or (self._above.columns if self._above and not self._letterhead else {})
        self._sections = self._sections.at_header(title, is_repeated=header.columns == last)
        self.columns, self._unread = header.columns, dict(header.unread)
        self._fields |= header.columns.keys()
        self._has_data = self._ended = False
        self._ticked = ticked_columns(self.columns)
        below = self._sheet.rows[len(self.rows) + header.height :]
        self._in_figures = bool(self._ticked) and any(
            is_numbered(read_fields(row, self.columns)[0]) for row in below
        )
        for _ in range(header.height):
            self._append("header")

    def add(self, row: tuple[Cell, ...]) -> None:
        """Takes a row that is no header."""
        if not self.columns:
            self._letterhead += [cell.text for cell in different_cells(row)]
            self._append("before")
            return
        cells, spoken = read_fields(row, self.columns)
        kind = tell_kind(row, cells, self._ticked, in_figures=self._in_figures)
        if not self._has_data and is_index(row):
            kind = "index"
        elif self._ended and not (kind == "record" and is_numbered(cells)):
            kind = "footer"
        elif kind in ("record", "guidance") and is_continued(cells) and self._continue_record(cells):
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

    def table(self) -> Table:
        """What was taken, as a table."""
        letterhead = self._letterhead
        if self._above and (self._goes_on or not letterhead):
            letterhead = [*letterhead, *self._above.letterhead]
        return Table(
            self._sheet, frozenset(self._fields), tuple(self.rows), tuple(letterhead), self.columns,
            self._sections, tuple(self._unread_texts),
        )  # fmt: skip

    def _note_unread(self, row: tuple[Cell, ...], read: Set[str]) -> None:
        """Names each column that has words in a record, when they are first seen, and that no field reads."""
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
        """Whether a record stands right above, which then has what `cells` say."""
        position = len(self.rows) - 1
        while position >= 0 and self.rows[position].kind == "continued":
            position -= 1
        if position < 0 or self.rows[position].kind != "record":
            return False
        self.rows[position] = continue_row(self.rows[position], cells)
        return True

    def _take_back_letterhead(self) -> None:
        """Rows right above a further header with words where a number belongs were no records but its letterhead."""
        for position in range(len(self.rows) - 1, -1, -1):
            row = self.rows[position]
            if row.kind == "record" and is_worded(row.cells):
                self.rows[position] = Row(row.number, "before", {}, row.sections)
            elif row.kind not in ("empty", "section", "guidance", "footer"):
                return

    def _append(
        self, kind: RowKind, cells: Mapping[str, Cell] | None = None, spoken: Mapping[str, str] | None = None
    ) -> None:
        number = self._sheet.first_row + len(self.rows)
        self.rows.append(Row(number, kind, cells or {}, self._sections.titles, spoken or {}))
