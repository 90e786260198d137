"""Read the XML of an Excel sheet: filled cells, merged ranges, hidden rows and columns, margins of the page.

python-calamine is three times as fast, but it returns error values as empty strings, gives no style of a cell, does
not distinguish a formula without a value from an empty cell, and allocates the whole rectangle up to an outlier cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

from camket.intake.formats.cell_values import CellStyle
from camket.intake.formats.excel_cells import Shared, Stored, describe_repeated, hide_zeros, read_cell
from camket.intake.formats.excel_conditions import Condition, read_conditions
from camket.intake.formats.grid import Area
from camket.intake.formats.limits import ROW_COST, check_cells
from camket.intake.formats.sheet import Cell
from camket.intake.formats.xml_rows import RowReader

_LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
# Points, and widths of a figure: less than three pixels, in which nobody sees a text.
_LEAST_HEIGHT, _LEAST_WIDTH = 2.0, 0.3
_ON, _OFF = ("1", "true"), ("0", "false")
# Row, column and reference; style and type; value, formula, inline string.
_StoredCell = tuple[int, int, str, str | None, str | None, str, bool, Element | None]
_PLAIN = CellStyle()


@dataclass(slots=True)
class SheetContent:
    """What a sheet holds, before it is laid out. Rows and columns count from 1.

    `margins` are the headers and footers of the printed page, by the names of their elements; `conditions` are the
    conditional formats that strike text out or hide it.
    """

    filled: dict[int, dict[int, Cell]] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    margins: dict[str, str] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)


def read_sheet(name: str, content: bytes, shared: Shared) -> SheetContent:
    """Read a worksheet. `name` is already quoted.

    Prompts and messages of data validation are decoration: they tell who fills in a form what to write. Raises
    `Refusal` if a limit is exceeded, `ParseError` or `ValueError` if the XML is damaged.
    """
    reader = RowReader(content, "sheetData", "row")
    walk = _SheetWalk(name, reader, shared)
    for row in reader:
        walk.read_row(row)
    root, space, found = reader.root, reader.space, walk.found
    found.hidden_columns = _hidden_columns(root, space)
    if any(view.get("showZeros") in _OFF for view in root.iter(f"{space}sheetView")):
        hide_zeros(found.filled)
    found.merged = [_merged_area(node.get("ref") or "") for node in root.iter(f"{space}mergeCell")]
    found.conditions = read_conditions(root, shared.looks) if shared.looks else []
    for margins in root.iterfind(f"{space}headerFooter"):
        found.margins |= {node.tag.removeprefix(space): node.text or "" for node in margins}
    return found


class _SheetWalk:
    """Reads the rows of a sheet one after the other into `found`."""

    def __init__(self, name: str, reader: RowReader, shared: Shared) -> None:
        self.found = SheetContent()
        self._name = name
        self._reader = reader
        self._shared = shared
        self._columns: dict[str, int] = {}  # by their letters
        self._number = self._count = 0
        self._seen: set[int] = set()
        self._default_hidden: bool | None = None

    def read_row(self, row: Element) -> None:
        """Read the filled cells of a row, and whether it is hidden."""
        styles, strings = self._shared.styles, self._shared.strings
        texts, runs_of, coloured = strings.texts, strings.runs, strings.coloured
        make, known_texts, start = tuple.__new__, len(texts), f"{self._name}!"
        number = self._number = self._row_number(row)
        if self._is_hidden(row):
            self.found.hidden_rows.append(number)
        own_line = self.found.filled.get(number, {})
        own_problem = f"hàng {number} được ghi hai lần trong tệp" if number in self._seen else ""
        for named, column, reference, index, kind, value, formula, inline in self._stored_cells(
            row, str(number)
        ):
            line, problem, place = own_line, own_problem, start + reference
            if named != number:
                line = self.found.filled.setdefault(named, {})
                problem = f"ô ghi địa chỉ {reference} nhưng nằm trong hàng {number} của tệp"
            style = styles.get(index, _PLAIN) if index else _PLAIN
            if (
                style is _PLAIN
                and kind == "s"
                and value.isdecimal()
                and (at := int(value)) < known_texts
                and at not in coloured
            ):
                text = texts[at]
                struck = strings.describe_struck(at, cell_is_struck=False) if at in runs_of else ""
                # `make` is ten times as fast as Cell(...), and there may be a million cells.
                cell: Cell = make(Cell, (text, text, place, struck, False, "", ""))
            elif style is _PLAIN and not kind and value.isdecimal():
                cell = make(Cell, (int(value), value, place, "", False, "", ""))
            else:
                cell = read_cell(
                    Stored(kind or "", value, formula, inline, index or ""), place, style, self._shared
                )
                if style.font:
                    self.found.fonts[place] = style.font
            if problem or column in line:
                cell = _mark_repeated(line.get(column), cell, problem)
            line[column] = cell
        self._seen.add(number)
        if own_line:
            self.found.filled[number] = own_line
            self._count += len(own_line) + ROW_COST
            check_cells(self._count, self._name)

    def _stored_cells(self, row: Element, figures: str) -> Iterator[_StoredCell]:
        """What the file stores of the cells of a row that hold something. `figures` are its number."""
        space, columns, length = self._reader.space, self._columns, len(figures)
        cell_tag, value_tag, formula_tag, inline_tag = f"{space}c", f"{space}v", f"{space}f", f"{space}is"
        number, column = int(figures), 0
        for node in row:
            if node.tag != cell_tag:
                continue
            named, reference = number, node.get("r")
            if reference and reference[-length:] == figures and (known := columns.get(reference[:-length])):
                column = known
            elif reference:
                letters, named = coordinate_from_string(reference)
                column = columns[letters] = column_index_from_string(letters)
            else:
                column += 1
                reference = f"{get_column_letter(column)}{figures}"
            value, formula, inline = "", False, None
            for part in node:
                tag = part.tag
                if tag == value_tag:
                    value = part.text or ""
                elif tag == formula_tag:
                    formula = True
                elif tag == inline_tag:
                    inline = part
            kind = node.get("t")
            # Nothing, or a formula whose result is an empty text.
            if value or inline is not None or (formula and kind != "str"):
                yield named, column, reference, node.get("s"), kind, value, formula, inline

    def _row_number(self, row: Element) -> int:
        """The number of a row: its own, that of its first cell, or the one after the row before."""
        if given := row.get("r"):
            number = int(given)
        else:
            first = row.find(f"{self._reader.space}c")
            reference = None if first is None else first.get("r")
            number = coordinate_from_string(reference)[1] if reference else self._number + 1
        if not 1 <= number <= _LAST_ROW:
            raise ValueError(f"no row of a sheet: {number}")
        return number

    def _is_hidden(self, row: Element) -> bool:
        """Whether a row is hidden, or of a height that shows nothing.

        Rows that the file gives are seen where `zeroHeight` hides all others, so that it says nothing about cells.
        """
        if row.get("hidden") in _ON:
            return True
        if height := row.get("ht"):
            return float(height) < _LEAST_HEIGHT
        if self._default_hidden is None:
            usual = self._reader.root.find(f"{self._reader.space}sheetFormatPr")
            height = None if usual is None else usual.get("defaultRowHeight")
            self._default_hidden = bool(height) and float(height or 0) < _LEAST_HEIGHT
        return self._default_hidden


def _mark_repeated(first: Cell | None, second: Cell, problem: str) -> Cell:
    """A cell that stands in a wrong row, or that the file gives twice with two values."""
    if first is not None and first.shown != second.shown:
        problem = describe_repeated(first, second)
    return second._replace(problem=problem or second.problem)


def _merged_area(reference: str) -> Area:
    """The area of `A1:B2`; whole columns (`A:B`) and rows (`1:2`) extend to the ends of the sheet."""
    left, top, right, bottom = range_boundaries(reference)
    return Area(top or 1, left or 1, bottom or _LAST_ROW, right or LAST_COLUMN)


def _hidden_columns(root: Element, space: str) -> list[int]:
    """The columns that are hidden, or of a width that shows nothing.

    Raises `ValueError` if columns overlap: a few such elements may name billions of columns.
    """
    hidden: list[int] = []
    for node in root.iter(f"{space}col"):
        width = node.get("width")
        if node.get("hidden") in _ON or (width and float(width) < _LEAST_WIDTH):
            first, last = int(node.get("min") or 0), int(node.get("max") or 0)
            hidden += range(max(first, 1), min(last, LAST_COLUMN) + 1)
            if len(hidden) > LAST_COLUMN:
                raise ValueError("more columns hidden than a sheet has")
    return hidden
