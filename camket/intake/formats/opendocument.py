"""Read OpenDocument spreadsheets (.ods) as LibreOffice writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter

from camket.intake.formats.cell_values import WHITE, describe_unseen, format_number, format_value
from camket.intake.formats.date_formats import read_shown_moment
from camket.intake.formats.encodings import font_encoding
from camket.intake.formats.excel_cells import hide_zero, mark_unseen
from camket.intake.formats.grid import Area, arrange_cells, list_notes, quote_sheet_name, take_covered
from camket.intake.formats.limits import (
    LARGEST_TREE,
    ROW_COST,
    check_area,
    check_cells,
    open_package,
    parse_xml,
)
from camket.intake.formats.number_formats import format_decimal
from camket.intake.formats.opendocument_asides import (
    CALC,
    master_pages,
    read_conditions,
    read_margins,
    read_objects,
    read_prompts,
    read_shapes,
    sheet_tables,
)
from camket.intake.formats.opendocument_changes import read_changes
from camket.intake.formats.opendocument_text import (
    CONFIG,
    FORMAT,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    Styles,
    TextReader,
)
from camket.intake.formats.refusals import password_refusal
from camket.intake.formats.sheet import Aside, Book, Cell, LeftOut, Sheet, describe_error, describe_left_out
from camket.intake.formats.word_text import Text, describe_problems

_HIDDEN = ("collapse", "filter")
_GROUPS = ("row-group", "header-rows", "rows", "column-group", "header-columns", "columns")
_LAST_COLUMN = 16_384
_SIZE = re.compile(r"(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(cm|mm|in|pt|pc|px)?")
_POINTS = {"cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_LEAST_SIDE = 2.0  # points, of a row or column that shows a text
_NUMBER_OF_POINTS, _USUAL_SIZE = re.compile(r"\d{1,3}(?:\.\d+)?"), 10.0
_LETTER = re.compile(r"[^\W\d_]")
_FRACTION = re.compile(r"[-–−]?(?:\d+ +)?\d+ */ *\d+")
_NUMBER = re.compile(r"[-–−]?\d[\d.,\s]*")


def read_opendocument(content: bytes, *, whole: bool = False) -> Book:
    """Read every sheet of an .ods that has cells; hidden and obsolete sheets go to `left_out`.

    Hidden rows and columns are skipped unless `whole` is set. A cell with hidden or struck-out text has a problem.
    """
    with open_package(content, LARGEST_TREE) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise password_refusal()
        root = parse_xml(archive.read("content.xml"))
        written = archive.read("styles.xml") if "styles.xml" in archive.namelist() else b""
        common = parse_xml(written) if written else None
        styles = Styles([root] if common is None else [common, root])
        texts = TextReader(styles)
        objects = list(read_objects(archive, texts))
        view = parse_xml(archive.read("settings.xml")) if "settings.xml" in archive.namelist() else None
    day_zero = root.find(f".//{TABLE}null-date")
    is_1904 = day_zero is not None and (day_zero.get(f"{TABLE}date-value") or "").startswith("1904")
    sheets, left = [], []
    asides: list[Aside] = []
    tables: dict[str, Any] = {}
    for table in sheet_tables(root):
        name = table.get(f"{TABLE}name") or ""
        reader = _SheetReader(quote_sheet_name(name), table, styles, texts, whole, _hides_zeros(view, name))
        tables[reader.name] = table
        sheet = replace(reader.read(), is_1904=is_1904)
        asides += (*reader.asides, *read_conditions(table, reader.name, styles))
        style = table.get(f"{TABLE}style-name") or ""
        shown = styles.property("table", style, f"{STYLE}table-properties", f"{TABLE}display")
        if why := describe_left_out(name, hidden=shown == "false"):
            left.append(LeftOut(sheet, why))
        elif sheet.rows:
            sheets.append(sheet)
    asides += [*objects, *read_prompts(root, texts)]
    if common is not None:
        asides += read_margins(common, master_pages(tables, styles), texts)
    asides += read_changes(root, [*tables], texts)
    return Book(tuple(sheets), tuple(left), tuple(dict.fromkeys(asides)))


def _hides_zeros(view: Any, name: str) -> bool:
    """Whether a sheet shows no zeros, by the settings of its own view, else by those of all sheets."""
    shows: dict[str, bool] = {}
    for item in () if view is None else view.iter(f"{CONFIG}config-item"):
        if item.get(f"{CONFIG}name") == "ShowZeroValues":
            around = item.iterancestors(f"{CONFIG}config-item-map-entry")
            sheet = next((entry.get(f"{CONFIG}name") or "" for entry in around), "")
            shows[sheet] = shows.get(sheet, True) and item.text != "false"
    return not shows.get(name, shows.get("", True))


class _Read(NamedTuple):
    """A cell without its place, its old font, the shapes in it and how far it is merged."""

    cell: Cell
    font: str
    boxes: list[Any]
    down: int
    across: int
    is_covered: bool


class _SheetReader:
    """Reads the cells of one sheet, and the texts beside them."""

    def __init__(
        self, name: str, table: Any, styles: Styles, texts: TextReader, whole: bool, hides_zeros: bool
    ) -> None:
        self.name = name
        self._hides_zeros = hides_zeros
        self.asides: list[Aside] = []
        self._table = table
        self._styles = styles
        self._texts = texts
        self._whole = whole

    def read(self) -> Sheet:
        """The sheet; `asides` is filled by the way."""
        hidden_columns, defaults = self._read_columns()
        filled: dict[int, dict[int, Cell]] = {}
        merged: list[Area] = []
        below: list[tuple[int, int]] = []
        fonts: dict[str, str] = {}
        hidden_rows: list[int] = []
        number = count = widest = 0
        for row, is_out in _find(self._table, f"{TABLE}table-row"):
            again = int(row.get(f"{TABLE}number-rows-repeated") or 1)
            cells = self._row_cells(row, defaults)
            widest = max([widest, *(column for column, _ in cells)])
            if cells and again > 1:
                check_area(number + again, widest, self.name)
            is_hidden = is_out or self._is_hidden(row, "row", "height")
            for _ in range(again if cells else 1):
                number += 1
                count += ROW_COST if cells else 0
                if not self._whole and is_hidden:
                    hidden_rows.append(number)
                for column, read in cells:
                    count += 1
                    check_cells(count, self.name)
                    place = f"{self.name}!{get_column_letter(column)}{number}"
                    cell = self._set_apart(read, place)
                    if cell is None:
                        continue
                    if read.font:
                        fonts[place] = read.font
                    filled.setdefault(number, {})[column] = cell
                    below += [(number, column)] * read.is_covered
                    if read.down > 1 or read.across > 1:
                        merged.append(Area(number, column, number + read.down - 1, column + read.across - 1))
            if not cells:
                number += again - 1
        for shapes in self._table.iterchildren(f"{TABLE}shapes"):
            self.asides += read_shapes(shapes.iterchildren("*"), self.name, f"trên {self.name}", self._texts)
        covered = take_covered(self.name, filled, merged, below)
        self.asides[:0] = covered.asides
        return arrange_cells(
            self.name,
            filled,
            merged,
            hidden_rows,
            [] if self._whole else hidden_columns,
            fonts,
            covered.words,
        )

    def _set_apart(self, read: _Read, place: str) -> Cell | None:
        """The cell at its place; what belongs to no cell goes to the asides."""
        self.asides += read_shapes(iter(read.boxes), self.name, f"ở {place}", self._texts)
        cell = hide_zero(read.cell) if self._hides_zeros else read.cell
        if cell.shown or cell.problem or cell.value is not None:
            return cell._replace(place=place)
        self.asides += list_notes(self.name, cell._replace(place=place))
        return None

    def _is_hidden(self, node: Any, kind: str, side: str) -> bool:
        size = self._styles.property(
            f"table-{kind}", node.get(f"{TABLE}style-name") or "", f"{STYLE}table-{kind}-properties",
            f"{STYLE}{kind}-{'height' if side == 'height' else 'width'}",
        )  # fmt: skip
        return node.get(f"{TABLE}visibility") in _HIDDEN or _is_nothing(size)

    def _read_columns(self) -> tuple[list[int], list[str]]:
        """The numbers of the hidden columns, and the default cell style of each column."""
        hidden: list[int] = []
        defaults: list[str] = []
        column = 0
        for node, is_out in _find(self._table, f"{TABLE}table-column"):
            again = int(node.get(f"{TABLE}number-columns-repeated") or 1)
            last = min(column + again, _LAST_COLUMN)
            if is_out or self._is_hidden(node, "column", "width"):
                hidden += range(column + 1, last + 1)
            defaults += [node.get(f"{TABLE}default-cell-style-name") or ""] * max(0, last - column)
            column += again
        return hidden, defaults

    def _row_cells(self, row: Any, defaults: list[str]) -> list[tuple[int, _Read]]:
        """The filled cells of a row with their columns; a repeated cell appears as often as it is repeated."""
        cells: list[tuple[int, _Read]] = []
        column = 0
        for node in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            again = int(node.get(f"{TABLE}number-columns-repeated") or 1)
            if len(node) or node.get(f"{OFFICE}value-type") or node.get(f"{TABLE}formula"):
                style = node.get(f"{TABLE}style-name") or row.get(f"{TABLE}default-cell-style-name")
                style = style or (defaults[column] if column < len(defaults) else "")
                read = self._read_cell(node, style)
                if read is not None:
                    check_cells(len(cells) + again, self.name)
                    cells += [(column + number, read) for number in range(1, again + 1)]
            column += again
        return cells

    def _read_cell(self, node: Any, style: str) -> _Read | None:
        look = self._styles.look("table-cell", style)
        background = self._styles.property(
            "table-cell", style, f"{STYLE}table-cell-properties", f"{FORMAT}background-color"
        )
        behind = (background if background.startswith("#") else WHITE).lstrip("#").upper()
        said = self._texts.read(node, look, behind)
        kind = node.get(f"{OFFICE}value-type") or ""
        if not kind and not node.get(f"{TABLE}formula") and not (said.shown or said.hidden or said.notes):
            if not said.boxes:
                return None
            cell = Cell(None, "", "")
        elif not kind and not node.get(f"{TABLE}formula"):
            cell = Cell(said.shown or None, said.shown, "")
        else:
            cell = _read_value(node, kind, said)
        points = self._styles.property(
            "table-cell", style, f"{STYLE}text-properties", f"{FORMAT}font-size"
        ).removesuffix("pt")
        size = float(points) if _NUMBER_OF_POINTS.fullmatch(points) else _USUAL_SIZE
        if why := describe_unseen((look.colour or "").lstrip("#"), size, behind):
            cell = mark_unseen(cell, why)
        if cell.shown and self._styles.is_crossed(style):
            said.struck = [cell.shown]
        elif look.struck and cell.shown and not said.struck:
            said.struck.append(cell.shown)
        problem = "; ".join(filter(None, (cell.problem, describe_problems(said))))
        notes = tuple(dict.fromkeys(said.notes))
        return _Read(
            cell._replace(problem=problem, notes=notes),
            look.font if look.font and font_encoding(look.font) else "",
            said.boxes,
            int(node.get(f"{TABLE}number-rows-spanned") or 1),
            int(node.get(f"{TABLE}number-columns-spanned") or 1),
            node.tag == f"{TABLE}covered-table-cell",
        )


def _is_nothing(size: str) -> bool:
    """Whether a height or width (`0.05cm`) is so small that nobody sees a text in it."""
    said = _SIZE.fullmatch(size)
    return said is not None and float(said[1]) * _POINTS[said[2] or "pt"] < _LEAST_SIDE


def _find(container: Any, tag: str, is_out: bool = False) -> Iterator[tuple[Any, bool]]:
    """The rows or columns of a sheet, each with whether a group that is folded up hides it."""
    for child in container.iterchildren("*"):
        if child.tag == tag:
            yield child, is_out
        elif child.tag.removeprefix(f"{TABLE}table-") in _GROUPS:
            yield from _find(child, tag, is_out or child.get(f"{TABLE}display") == "false")


def _read_value(node: Any, kind: str, said: Text) -> Cell:
    """The value of a cell with the text that LibreOffice shows of it."""
    text = said.shown
    if node.get(f"{CALC}value-type") == "error" or (node.get(f"{TABLE}formula") and text.startswith("#")):
        return Cell(None, text, "", problem=describe_error(text))
    if not kind:
        if text:
            return Cell(text, text, "")
        return Cell(None, "", "", problem="công thức chưa có giá trị tính sẵn")
    if kind in ("float", "percentage", "currency"):
        given = float(node.get(f"{OFFICE}value"))
        number = int(given) if given.is_integer() else given
        percent = kind == "percentage"
        if not text.strip() and not said.hidden and node.find(f"{TEXT}p") is not None:  # the format is ;;;
            problem = f"định dạng của ô làm ẩn số {format_number(number, percent)}, không rõ có còn được tính hay không"
            return Cell(number, format_number(number, percent), "", problem, percent_format=percent)
        return Cell(number, _show_number(number, percent, text), "", percent_format=percent)
    if kind == "date":
        moment = datetime.fromisoformat(node.get(f"{OFFICE}date-value"))
        other = read_shown_moment(moment, text)
        return Cell(other or moment, other or format_value(moment), "")
    if kind == "boolean":
        value = node.get(f"{OFFICE}boolean-value") == "true"
        return Cell(value, format_value(value), "")
    stored = node.get(f"{OFFICE}string-value") or ""
    if stored and not text.strip() and not said.hidden:
        if node.find(f"{TEXT}p") is not None:  # the format is ;;;
            return Cell(None, "", "", f"định dạng của ô làm ẩn chữ “{stored}”, không được đọc")
        text = stored
    return Cell(text or None, text, "")


def _show_number(number: float, percent: bool, text: str) -> str:
    """A number as the cell shows it: with the words of its format, its thousands set apart, or as rounded there.

    `text` may have been written with the decimal sign of any language.
    """
    if _FRACTION.fullmatch(text.strip()):
        return text
    shown = _NUMBER.search(text)
    exact = Decimal(str(number)) * (100 if percent else 1)
    near = _read_near(shown[0].strip(), exact) if shown else None
    if _LETTER.search(text):
        return text if shown is None or near is None else text.replace(shown[0].strip(), near, 1)
    return format_number(number, percent) if near is None else near + ("%" if percent else "")


def _read_near(shown: str, exact: Decimal) -> str | None:
    """A number that a program shows, if it is a rounding of the exact one, with a decimal comma."""
    for decimal, group in ((",", "."), (".", ",")):
        digits = re.sub(rf"[\s{group}]", "", shown).replace(decimal, ".").replace("–", "-").replace("−", "-")
        try:
            rounded = Decimal(digits)
        except InvalidOperation:
            continue
        step = Decimal(1).scaleb(int(rounded.as_tuple().exponent))
        if abs(abs(rounded) - abs(exact)) <= step / 2:
            grouped = bool(re.search(rf"\d[\s{group}]\d", shown))
            return format_decimal(rounded.copy_sign(exact), grouped=grouped)
    return None
