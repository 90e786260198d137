"""A received file as a picture: its sheets as they look, each row and cell with what it was taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string, get_column_letter

from camket.intake.formats.sheet import Cell, Sheet, different_cells, label_notes, label_place
from camket.intake.joining.record import Rejected
from camket.intake.tables.account import Accounted
from camket.intake.tables.table import Row
from camket.publishing.shown.labels import Labels, Look, Outcome, ShownKind, load_labels
from camket.publishing.shown.merged_cells import span_cells
from camket.publishing.shown.received_file import ReceivedFile
from camket.publishing.shown.row_results import Place, RowResult
from camket.settings.fields import Fields

# Of a long sheet so many rows without findings are shown, and of a wide one so many columns.
MOST_ROWS, MOST_COLUMNS = 300, 60
_FINDINGS: frozenset[Outcome] = frozenset({"asked", "unused", "repeated", "superseded"})
_UNREAD_TOO: frozenset[Outcome] = frozenset({*_FINDINGS, "unread"})
_OF_CELLS = ("columns", "hidden_columns", "note")
_NOT_DATA, _UNREAD, _CONTINUED = RowResult("not_data"), RowResult("unread"), RowResult("continued")


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell, spanning rows and columns. `says` is what it was taken for; `field` the label of its column."""

    text: str
    look: Look | None
    says: str
    field: str = ""
    fault: str = ""
    notes: str = ""
    notes_unread: bool = False
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text that stands in no cell: what it was taken for, its place in Vietnamese, its words."""

    says: str
    look: Look
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its number, its kind and what became of it."""

    number: int
    kind: ShownKind
    result: RowResult
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows of a long sheet that are not shown, because nothing was found about them."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column with its letter or number and the fields that it was read as."""

    name: str
    fields: tuple[str, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet or table. `why` says why it is not read; `above`, `beside` are texts that stand in no cell."""

    name: str
    why: str
    columns: tuple[ShownColumn, ...]
    rows: tuple[ShownRow | Gap, ...]
    above: tuple[ShownText, ...]
    beside: tuple[ShownText, ...]
    problems: tuple[Rejected, ...]
    wider: int
    units: tuple[str, ...]
    outcomes: Mapping[Outcome, int]
    kinds: Mapping[ShownKind, int]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with its sheets; `waits` says why its rows were not joined, `texts` count the account."""

    place: str
    kind: str
    sha256: str
    sheets: tuple[ShownSheet, ...]
    beside: tuple[ShownText, ...]
    problems: tuple[Rejected, ...]
    texts: Mapping[str, int]
    waits: str = ""

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """How many rows have each outcome."""
        return sum((Counter(sheet.outcomes) for sheet in self.sheets), Counter[Outcome]())

    @property
    def kinds(self) -> frozenset[ShownKind]:
        """The kinds of rows that it has."""
        return frozenset(kind for sheet in self.sheets for kind in sheet.kinds)

    @property
    def units(self) -> tuple[str, ...]:
        """The names of the units whose rows it holds, in the order of the rows."""
        return tuple(dict.fromkeys(name for sheet in self.sheets for name in sheet.units))


def show_file(
    file: ReceivedFile,
    results: Mapping[Place, RowResult] | None,
    problems: Sequence[Rejected],
    fields: Fields,
    waits: str = "",
) -> ShownFile:
    """The picture of a file. Without `results` its rows wait to be joined, and `waits` says why.

    `problems` are those of the file, its sheets and its columns; those of rows are in the `results`.
    """
    painter = _Painter(file, results, fields, load_labels())
    whole = [item for item in problems if item.row is None]
    names = {sheet.name for sheet in file.book.sheets} | {left.sheet.name for left in file.book.left_out}
    sheets = [painter.show(sheet, "", whole) for sheet in file.book.sheets]
    sheets += [painter.show(sheet, why, whole) for sheet, why in file.book.left_out]
    return ShownFile(
        file.place,
        file.kind,
        file.sha256,
        tuple(sheets),
        tuple(painter.describe(item) for item in file.account if item.sheet not in names),
        tuple(item for item in whole if item.sheet not in names),
        Counter(item.outcome for item in file.account),
        waits,
    )


class _Painter:
    """Shows the sheets of one file by its account and the results of its rows."""

    def __init__(
        self, file: ReceivedFile, results: Mapping[Place, RowResult] | None, fields: Fields, labels: Labels
    ) -> None:
        self._file, self._results, self._fields, self._labels = file, results, fields, labels
        self._account: dict[tuple[str, str], list[Accounted]] = {}
        for item in file.account:
            self._account.setdefault((item.sheet, item.place), []).append(item)
        # Rows that hold text named as not read, whatever their kind; of a column or a note the row is not to blame.
        self._named_rows = {
            (item.sheet, item.row)
            for item in file.account
            if item.outcome == "named" and item.row and item.role not in _OF_CELLS
        }

    def show(self, sheet: Sheet, why: str, problems: Sequence[Rejected]) -> ShownSheet:
        own = [table for table in self._file.tables if table.sheet.name == sheet.name and not why]
        kinds = {row.number: row for table in reversed(own) for row in table.rows}
        kinds |= {row.number: row for table in own for row in table.records}
        lines = _restore_hidden(sheet)
        width = max(map(len, lines.values()), default=0)
        results = {number: self._find_result(sheet, number, kinds.get(number)) for number in lines}
        # Where nothing of a sheet is read, its rows are no findings: the sheet is one.
        findings = _UNREAD_TOO if own else _FINDINGS
        shown, gaps = _choose_rows(lines, results, findings)
        loose = [item for item in self._file.account if item.sheet == sheet.name and not item.row]
        above = f"trên {label_place(sheet.name)}"
        unread = any(result.outcome == "unread" for result in results.values())
        return ShownSheet(
            _label_sheet(sheet.name),
            why or ("" if own or not unread else "không có bảng nhận ra được"),
            self._show_columns(sheet, min(width, MOST_COLUMNS)),
            tuple(self._show_rows(sheet, lines, shown, gaps, kinds, results)),
            tuple(self.describe(item) for item in loose if item.place == above),
            tuple(self.describe(item) for item in loose if item.place != above),
            tuple(item for item in problems if item.sheet == sheet.name),
            max(width - MOST_COLUMNS, 0),
            tuple(dict.fromkeys(result.unit for result in results.values() if result.unit)),
            Counter(result.outcome for result in results.values()),
            Counter(
                self._find_kind(sheet, number, kinds.get(number), line) for number, line in lines.items()
            ),
        )

    def describe(self, item: Accounted) -> ShownText:
        """A text that stands in no cell."""
        role = self._labels.roles[item.role]
        return ShownText(role.label, role.look, label_place(item.place), item.words)

    def _find_result(self, sheet: Sheet, number: int, row: Row | None) -> RowResult:
        if self._results is not None and (found := self._results.get((sheet.name, number))):
            return found
        if row is not None and row.kind == "record":
            return RowResult("waiting") if self._results is None else RowResult("unused")
        if number in sheet.hidden_rows or (sheet.name, number) in self._named_rows:
            return _UNREAD
        return _CONTINUED if row is not None and row.kind == "continued" else _NOT_DATA

    def _find_kind(self, sheet: Sheet, number: int, row: Row | None, line: Sequence[Cell]) -> ShownKind:
        if number in sheet.hidden_rows:
            return "hidden"
        if row is not None:
            return row.kind
        if (sheet.name, number) in self._named_rows:
            return "unread"
        return "guidance" if different_cells(line) else "empty"

    def _show_columns(self, sheet: Sheet, width: int) -> tuple[ShownColumn, ...]:
        fields: dict[int, dict[str, None]] = {}
        for item in self._file.account:
            if item.sheet == sheet.name and item.role in ("field", "heading") and item.field:
                fields.setdefault(item.column - 1, {})[self._label_field(item.field)] = None
        hidden = {column_index_from_string(letter) - 1 for letter in sheet.hidden_columns}
        return tuple(
            ShownColumn(
                str(number + 1) if sheet.is_word_table else get_column_letter(number + 1),
                tuple(fields.get(number, ())),
                number in hidden,
            )
            for number in range(width)
        )

    def _show_rows(
        self,
        sheet: Sheet,
        lines: Mapping[int, Sequence[Cell]],
        shown: Sequence[Sequence[int]],
        gaps: Sequence[Gap],
        kinds: Mapping[int, Row],
        results: Mapping[int, RowResult],
    ) -> Iterator[ShownRow | Gap]:
        left = list(gaps)
        for run in shown:
            while left and left[0].first < run[0]:
                yield left.pop(0)
            cells = span_cells([lines[number][:MOST_COLUMNS] for number in run])
            for number, line in zip(run, cells, strict=True):
                yield ShownRow(
                    number,
                    self._find_kind(sheet, number, kinds.get(number), lines[number]),
                    results[number],
                    tuple(self._show_cell(sheet, cell, rows, columns) for cell, rows, columns in line),
                )
        yield from left

    def _show_cell(self, sheet: Sheet, cell: Cell, rows: int, columns: int) -> ShownCell:
        own = self._account.get((sheet.name, cell.place), [])
        item = next((each for each in own if each.words == cell.shown), own[0] if own else None)
        role = self._labels.roles[item.role] if item else None
        field = item.field if item and item.role in ("field", "heading") else ""
        notes = label_notes(cell.notes)
        return ShownCell(
            cell.text,
            "fault" if cell.problem else role.look if role else None,
            role.label if role else "",
            self._label_field(field) if field else "",
            cell.problem,
            notes,
            any(each.words == notes and each.outcome == "named" for each in own),
            rows,
            columns,
        )

    def _label_field(self, name: str) -> str:
        return self._fields[name].label if name in self._fields else name


def _label_sheet(name: str) -> str:
    """The name of a sheet as its tab shows it, or "bảng 2"."""
    return label_place(name[1:-1].replace("''", "'") if name.startswith("'") else name)


def _restore_hidden(sheet: Sheet) -> dict[int, list[Cell]]:
    """The rows of a sheet by number, with the cells that its hidden rows and columns hold."""
    lines = {number: list(sheet.hidden_rows.get(number, row)) for number, row in sheet.numbered()}
    for cells in sheet.hidden_columns.values():
        for cell in cells:
            column, number = _find_position(cell)
            if number in lines and column < len(lines[number]):
                lines[number][column] = cell
    return lines


def _find_position(cell: Cell) -> tuple[int, int]:
    """The column, from 0, and the row number of a cell of a spreadsheet."""
    reference = cell.place.rpartition("!")[2].partition(":")[0]
    letters = reference.rstrip("0123456789")
    return column_index_from_string(letters) - 1, int(reference[len(letters) :])


def _choose_rows(
    lines: Mapping[int, Sequence[Cell]], results: Mapping[int, RowResult], findings: Set[Outcome]
) -> tuple[list[list[int]], list[Gap]]:
    """The runs of rows to show, and the gaps between them: all rows with findings, and the first ones of the others."""
    plain = 0
    runs: list[list[int]] = []
    gaps: list[Gap] = []
    for number, line in lines.items():
        result = results[number]
        finding = result.outcome in findings or result.facts or any(cell.problem for cell in line)
        plain += not finding
        if finding or plain <= MOST_ROWS:
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        elif gaps and gaps[-1].last == number - 1:
            gaps[-1] = Gap(gaps[-1].first, number)
        else:
            gaps.append(Gap(number, number))
    return runs, gaps
