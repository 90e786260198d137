"""The tables of a sheet: one below another, side by side, continued after a page break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from camket.intake.formats.sheet import Cell, Sheet, different_cells
from camket.intake.tables.columns import Columns, ticked_columns
from camket.intake.tables.headers import (
    MOST_HEADER_ROWS,
    Header,
    find_header,
    is_column_index,
    part_heading,
    without_heading,
)
from camket.intake.tables.item_numbers import is_next
from camket.intake.tables.misplaced_values import mark_misplaced
from camket.intake.tables.other_headers import compare_headings
from camket.intake.tables.proposals import read_title
from camket.intake.tables.row_fields import read_row_fields
from camket.intake.tables.row_kinds import (
    RowKind,
    classify_row,
    has_words_as_number,
    is_blank,
    is_numbered,
    is_row_of,
    is_unattributed,
    item_levels,
    without_continuation_marks,
)
from camket.intake.tables.side_by_side import split_sheet
from camket.intake.tables.table import Row, Sections, Table, append_continuation, title_above
from camket.intake.tables.two_years import EARLIER, fill_in_earlier
from camket.settings.fields import BUILT_IN, Fields

_LETTERHEAD_ROWS = 3
_LONGEST_MARK = 7  # words


class TableBuilder:
    """Takes the rows of a sheet one by one and keeps the state that the next row depends on."""

    def __init__(self, sheet: Sheet, above: Table | None, is_continuation: bool, fields: Fields) -> None:
        self.rows: list[Row] = []
        self._dictionary = fields
        self._headings: set[str] = set()
        self.columns: Columns = above.columns if above and is_continuation else {}
        self._sheet = sheet
        self._above, self._is_continuation = above, is_continuation
        self._letterhead = list(sheet.before)
        self._fields = set(self.columns)
        self._sections = above.sections if above else Sections()
        self._ticked = ticked_columns(self.columns)
        self._has_data = self._ended = self._has_numeric_items = False
        self._is_in_another = False  # whether the rows belong to a table that cannot be read
        self._has_same_columns = True
        self.carried: list[dict[str, Cell]] = []  # what goes on from the last record of the table above

    def add_header(self, header: Header) -> None:
        """Add the rows of a header, the first or a further one."""
        title = ""
        if self.columns:
            self._reclassify_letterhead()
            title = title_above(self._lines_above(len(self.rows)))
        last = self.columns or (self._above.columns if self._above and not self._letterhead else {})
        self._has_same_columns = header.columns == last
        self._sections = self._sections.at_header(title, is_repeated=self._has_same_columns)
        self.columns = header.columns
        self._fields |= header.columns.keys()
        self._has_data = self._ended = self._is_in_another = False
        self._ticked = ticked_columns(self.columns)
        self._has_numeric_items = bool(self._ticked) and any(
            is_numbered(read_row_fields(row, self.columns)[0])
            for row in self._sheet.rows[len(self.rows) + header.height :]
        )
        top = self._sheet.rows[len(self.rows) : len(self.rows) + header.height]
        self._headings = {cell.place for row in top for cell in row if cell.text}
        for _ in range(header.height):
            self._append("header")

    def _lines_above(self, end: int) -> Iterator[tuple[tuple[Cell, ...], RowKind]]:
        """The rows before the row `end`, counted from 0, with their kinds; the nearest first."""
        return ((self._sheet.rows[at], self.rows[at].kind) for at in range(end - 1, -1, -1))

    def add_header_with_row(self, header: Header, row: tuple[Cell, ...]) -> None:
        """Add one row of the sheet that holds a header and the first row below it: the row counts as data."""
        self.add_header(header)
        self.rows.pop()
        self._headings = set()
        self.add_row(row)

    def add_row(self, row: tuple[Cell, ...]) -> None:
        """Add a row that is not part of a header."""
        if not self.columns:
            self._letterhead += [cell.text for cell in different_cells(row)]
            self._append("before")
            return
        headings = compare_headings(row, self.columns, self._dictionary)
        self._is_in_another = headings == "other" or (self._is_in_another and not headings)
        if headings == "same":
            self._append("header")
            return
        if self._is_in_another:
            self._append("unread" if different_cells(row) else "empty")
            return
        row = self.without_headings(row)
        cells, judged_words = read_row_fields(
            row, self.columns, self._dictionary, is_1904=self._sheet.is_1904
        )
        if EARLIER in cells:
            cells, judged_words = fill_in_earlier(cells, judged_words)
        kind = classify_row(row, cells, self._ticked, has_numeric_items=self._has_numeric_items)
        if not self._has_data and is_column_index(row):
            kind = "index"
        elif self._ended and not (kind == "record" and is_numbered(cells)):
            kind = "footer"
        elif kind in ("record", "guidance"):
            further = without_continuation_marks(cells, self._sections.number)
            if is_unattributed(further) and self._continue_record(further):
                kind = "continued"
        if kind in ("record", "guidance") and self._is_title_of_proposals(cells):
            kind = "section"
        self._ended = kind == "footer"
        self._sections = self._sections.at_row(row, kind, item_levels(cells))
        if kind in ("record", "numbered_empty"):
            self._has_data = True
            self._append(kind, mark_misplaced(cells), judged_words)
        else:
            self._append(kind)

    def _is_title_of_proposals(self, cells: Mapping[str, Cell]) -> bool:
        """Whether a row of a list for the next year only says what becomes of the rows below it.

        A numbered one does if the numbers below it begin anew.
        """
        said = [name for name, cell in cells.items() if cell.problem or cell.notes or not is_blank(cell.text)]
        if self._dictionary.kind != "registrations" or not {"content"} <= set(said) <= {"content", "item_no"}:
            return False
        if not read_title(cells["content"].text):
            return False
        return not is_numbered(cells) or () < self._number_below() <= item_levels(cells)

    def _number_below(self) -> tuple[int, ...]:
        """The item number of the row below the one to add, or nothing."""
        below = self._sheet.rows[len(self.rows) + 1 :][:1]
        return item_levels(read_row_fields(below[0], self.columns)[0]) if below else ()

    def without_headings(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The row with the headings that are merged into it left out; one that says more is asked about."""
        if not any(cell.text and cell.place in self._headings for cell in row):
            return row
        return tuple(
            without_heading(cell, self._dictionary) if cell.text and cell.place in self._headings else cell
            for cell in row
        )

    def build(self) -> Table:
        """The table of all added rows."""
        letterhead = self._letterhead
        if self._above and (self._is_continuation or not letterhead):
            letterhead = [*letterhead, *self._above.letterhead]
        columns = {} if self._is_in_another else self.columns
        return Table(
            self._sheet, frozenset(self._fields), tuple(self.rows), tuple(letterhead), columns, self._sections
        )

    def _continue_record(self, cells: Mapping[str, Cell]) -> bool:
        """Append `cells` to the record right above, also over a page break; return whether there is one."""
        passed = {"continued", "header", "index", "empty"} if self._has_same_columns else {"continued"}
        position = last_record(self.rows, passed)
        if position is None and self._has_same_columns and not self._is_under_title():
            position = last_record(self.rows, {*passed, "section", "guidance", "footer"})
        if position is not None:
            has_header = any(row.kind == "header" for row in self.rows[position:])
            self.rows[position] = append_continuation(self.rows[position], cells, after_break=has_header)
            return True
        above = self._above
        if above is None or not self._has_same_columns or any(row.kind not in passed for row in self.rows):
            return False
        if last_record(above.rows, {"continued", "empty"}) is None:
            return False
        self.carried.append(dict(cells))
        return True

    def _is_under_title(self) -> bool:
        """Whether the last rows have no repeated header, or one below the name of a body."""
        last = next((i for i in range(len(self.rows) - 1, -1, -1) if self.rows[i].kind == "header"), 0)
        if any(row.kind in ("section", "guidance", "footer") for row in self.rows[last:]):
            return True
        title = title_above(self._lines_above(last))
        return is_row_of("bodies", title)

    def _reclassify_letterhead(self) -> None:
        """Reclassify rows with words in the number column right above a further header as its letterhead."""
        for position in range(len(self.rows) - 1, -1, -1):
            row = self.rows[position]
            if row.kind == "record" and has_words_as_number(row.cells):
                self.rows[position] = Row(row.number, "before", {}, row.sections)
            elif row.kind not in ("empty", "section", "guidance", "footer"):
                return

    def _append(
        self,
        kind: RowKind,
        cells: Mapping[str, Cell] | None = None,
        judged_words: Mapping[str, str] | None = None,
    ) -> None:
        number = self._sheet.first_row + len(self.rows)
        self.rows.append(
            Row(number, kind, cells or {}, self._sections.titles, judged_words or {}, self.columns)
        )


def last_record(rows: Sequence[Row], passed: Set[str]) -> int | None:
    """The position of the last record, if only rows of the kinds `passed` follow it."""
    for position in range(len(rows) - 1, -1, -1):
        if rows[position].kind == "record":
            return position
        if rows[position].kind not in passed:
            return None
    return None


def read_table(
    sheet: Sheet,
    needed: frozenset[str],
    above: Table | None = None,
    *,
    is_continuation: bool = False,
    fields: Fields = BUILT_IN,
) -> Table | None:
    """The table of a sheet whose header has all `needed` fields, or None if there is none.

    `above` is the table right before it; its sections and letterhead stay in force. With `is_continuation` the
    sheet continues that table after a page break and needs no header. A later header in the same sheet
    restarts the columns. Every row is kept: `len(table.rows) == len(sheet.rows)`.
    """
    return _read(sheet, needed, above, is_continuation, fields)[0]


def _read(
    sheet: Sheet, needed: frozenset[str], above: Table | None, is_continuation: bool, fields: Fields
) -> tuple[Table | None, list[dict[str, Cell]]]:
    """The table of a sheet, and the cells of its first rows that go on from the last record of `above`."""
    builder = TableBuilder(sheet, above, is_continuation, fields)
    while len(builder.rows) < len(sheet.rows):
        position = len(builder.rows)
        rows = sheet.rows[position : position + MOST_HEADER_ROWS]
        if (parted := part_heading(rows[0], fields)) and (top := find_header(parted[:1], needed, fields)):
            builder.add_header_with_row(top, parted[1])
            continue
        header = find_header((builder.without_headings(rows[0]), *rows[1:]), needed, fields)
        if header and not (builder.columns and _eats_a_row(rows, header, builder.columns, needed, fields)):
            builder.add_header(header)
        else:
            builder.add_row(sheet.rows[position])
    return (builder.build(), builder.carried) if builder.columns else (None, [])


def _eats_a_row(
    rows: Sequence[tuple[Cell, ...]], header: Header, columns: Columns, needed: frozenset[str], fields: Fields
) -> bool:
    """Whether the first row of a header is data: without it the header is the one of the table, repeated."""
    if header.height == 1 or header.columns == columns:
        return False
    below = find_header(rows[1:], needed, fields)
    return below is not None and below.columns == columns


def read_tables(
    sheets: Iterable[Sheet], needed: frozenset[str], fields: Fields = BUILT_IN
) -> tuple[Table, ...]:
    """The tables of a file's sheets in order; sheets without one are left out.

    A few rows in a Word table of their own, as letterheads are often set, stand above the table that follows.
    """
    tables: list[Table] = []
    above: Table | None = None
    letterhead: tuple[str, ...] = ()
    for each in sheets:
        own = _without_marks(each)
        sheet = replace(own, before=(*letterhead, *own.before)) if letterhead else own
        letterhead, found = (), len(tables)
        for part in split_sheet(sheet, needed, fields):
            last = above if above and above.columns else None
            right_above = last if last and _is_right_below(part, last) else None
            goes_on = right_above is not None and _goes_on(part, right_above, needed, fields)
            above, carried = _read(part, needed, right_above, goes_on, fields)
            if not above and last and _is_continuation(part, last):
                above, carried = _read(part, needed, last, True, fields)
            for cells in carried:
                tables[-1] = _carry_over(tables[-1], cells)
            if above:
                tables.append(above)
        if len(tables) == found and sheet.is_word_table and len(sheet.rows) <= _LETTERHEAD_ROWS:
            texts = (cell.text for row in sheet.rows for cell in different_cells(row))
            letterhead = (*sheet.before, *filter(None, texts))
    return tuple(tables)


def _carry_over(table: Table, cells: Mapping[str, Cell]) -> Table:
    """The table with `cells`, which stand after a page break, appended to its last record."""
    position = last_record(table.rows, {"continued", "empty"})
    if position is None:
        return table
    rows = list(table.rows)
    rows[position] = append_continuation(rows[position], cells, after_break=True)
    return replace(table, rows=tuple(rows))


def _goes_on(sheet: Sheet, above: Table, needed: frozenset[str], fields: Fields) -> bool:
    """Whether the first row of a sheet only continues the last record of the table right above."""
    if not sheet.rows or len(sheet.rows[0]) != len(above.sheet.rows[0]):
        return False
    rows = sheet.rows[:MOST_HEADER_ROWS]
    header = find_header(rows, needed, fields)
    if header and not _eats_a_row(rows, header, above.columns, needed, fields):
        return False
    cells = read_row_fields(rows[0], above.columns)[0]
    return is_unattributed(without_continuation_marks(cells, above.sections.number))


def _without_marks(sheet: Sheet) -> Sheet:
    """The sheet of a Word table without the text above it, if that only says that the table above goes on."""
    marks = all(is_row_of("continued", text) and len(text.split()) <= _LONGEST_MARK for text in sheet.before)
    return replace(sheet, before=()) if sheet.before and marks else sheet


def _is_right_below(sheet: Sheet, above: Table) -> bool:
    return above.sheet.is_word_table and sheet.is_word_table and not sheet.before


def _only_continues(cells: Mapping[str, Cell]) -> bool:
    """Whether a row has a content and no number: the rest of the content above, or an item of its own."""
    return bool(cells["content"].text) and "item_no" in cells and is_blank(cells["item_no"].text)


def _heads_another(sheet: Sheet, above: Table) -> bool:
    return compare_headings(sheet.rows[0], above.columns) == "other"


def _is_continuation(sheet: Sheet, above: Table) -> bool:
    """Whether a Word table without a header continues the one above.

    It is as wide and has a numbered row, or it is right below and only goes on with the last record.

    Text between the two ("Tiếp theo trang trước") separates them unless the item numbers continue and the
    text names no administrative body.
    """
    if not (sheet.is_word_table and above.sheet.is_word_table and sheet.rows):
        return False
    if len(sheet.rows[0]) != len(above.sheet.rows[0]) or _heads_another(sheet, above):
        return False
    lines = [read_row_fields(row, above.columns)[0] for row in sheet.rows]
    numbered = [cells for cells in lines if is_numbered(cells)]
    if not sheet.before:
        return bool(numbered) or is_unattributed(lines[0]) or _only_continues(lines[0])
    if not numbered:
        return False
    is_continuation = is_next(item_levels(numbered[0]), above.sections.number)
    return is_continuation and not any(is_row_of("bodies", text) for text in sheet.before)
