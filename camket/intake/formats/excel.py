"""Read Excel workbooks (.xlsx, .xlsm). Macros never run and links are never followed."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from camket.intake.formats.cell_values import CellStyle, format_number, format_value, read_styles
from camket.intake.formats.excel_events import RawCell, SheetParts, read_by_events
from camket.intake.formats.excel_sheet import UnusualShape, read_by_pattern, read_strings, unescape
from camket.intake.formats.grid import arrange_cells, quote_sheet_name
from camket.intake.formats.limits import ROW_COST, check_cells, open_package, parse_xml
from camket.intake.formats.sheet import Book, Cell, LeftOut, Sheet, describe_left_out

_PLAIN = CellStyle()


class _Shared(NamedTuple):
    """Data that the sheets of a workbook share."""

    strings: Sequence[str]
    styles: dict[str, CellStyle]
    epoch: datetime


def read_workbook(content: bytes, *, whole: bool = False) -> Book:
    """Read every sheet that has cells; hidden and obsolete sheets go to `left_out`.

    Hidden rows and columns are skipped and named in the sheet's `skipped`, unless `whole` is set.
    """
    with open_package(content) as archive:
        workbook = parse_xml(archive.read("xl/workbook.xml"))
        parts = _related_parts(archive)
        strings = next((path for kind, path in parts.values() if kind == "sharedStrings"), "")
        styles = next((path for kind, path in parts.values() if kind == "styles"), "")
        names = set(archive.namelist())
        properties = workbook.find("{*}workbookPr")
        is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        shared = _Shared(
            read_strings(archive.read(strings)) if strings in names else (),
            read_styles(parse_xml(archive.read(styles))) if styles in names else {},
            CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900,
        )
        sheets, left = [], []
        count, seen = 0, set[str]()
        for node in workbook.iterfind("{*}sheets/{*}sheet"):
            kind, path = parts[_relation(node)]
            if kind != "worksheet":
                continue
            if path in seen:
                raise ValueError("one part is more than one sheet")  # costs a thousand times its bytes
            seen.add(path)
            name = node.get("name") or ""
            sheet = _read_sheet(name, archive.read(path), shared, whole)
            count += sum(map(len, sheet.rows))
            check_cells(count, sheet.name)
            why = describe_left_out(name, hidden=node.get("state") in ("hidden", "veryHidden"))
            if why:
                left.append(LeftOut(sheet, why))
            elif sheet.rows:
                sheets.append(sheet)
    return Book(tuple(sheets), tuple(left))


def _related_parts(archive: zipfile.ZipFile) -> dict[str, tuple[str, str]]:
    """Kind and path of the workbook's parts, by relation id."""
    root = parse_xml(archive.read("xl/_rels/workbook.xml.rels"))
    parts = {}
    for node in root.iterfind("{*}Relationship"):
        if node.get("TargetMode") == "External":
            continue
        kind, target = (node.get("Type") or "").rpartition("/")[2], node.get("Target") or ""
        path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        parts[node.get("Id") or ""] = (kind, path)
    return parts


def _relation(sheet: Any) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _read_sheet(name: str, content: bytes, shared: _Shared, whole: bool) -> Sheet:
    try:
        return _lay_out(name, read_by_pattern(content), shared, whole)
    except UnusualShape:
        return _lay_out(name, read_by_events(content), shared, whole)


def _lay_out(name: str, parts: SheetParts, shared: _Shared, whole: bool) -> Sheet:
    filled: dict[int, dict[int, Cell]] = {}
    fonts: dict[str, str] = {}
    _fill(filled, fonts, quote_sheet_name(name), parts.cells, shared)
    hidden_rows, hidden_columns = ([], []) if whole else (parts.hidden_rows, parts.hidden_columns)
    return arrange_cells(quote_sheet_name(name), filled, parts.merged, hidden_rows, hidden_columns, fonts)


def _fill(
    filled: dict[int, dict[int, Cell]],
    fonts: dict[str, str],
    name: str,
    cells: Iterable[RawCell],
    shared: _Shared,
) -> None:
    strings, styles, epoch = shared
    columns: dict[str, int] = {}
    make = tuple.__new__
    last_row, line, count = "", dict[int, Cell](), 0
    for letters, row, style, kind, formula, value, inline in cells:
        if not value and not inline and not formula:
            continue
        if row != last_row:
            count += len(line) + ROW_COST
            check_cells(count, name)
            last_row, line = row, filled.setdefault(int(row), {})
        column = columns.get(letters)
        if column is None:
            column = columns[letters] = column_index_from_string(letters)
        place = f"{name}!{letters}{row}"
        cell_style = _PLAIN
        if style and style in styles:
            cell_style = styles[style]
            if cell_style.font:
                fonts[place] = cell_style.font
        if kind == "s" and value:
            text = strings[int(value)]
            # `make` is ten times as fast as Cell(...), and there may be a million cells.
            line[column] = make(Cell, (text, text, place, "", False, "", ""))
        elif cell_style is _PLAIN and not kind and value.isdecimal():
            line[column] = make(Cell, (int(value), value, place, "", False, "", ""))
        elif value and not cell_style.moment and kind in ("", "n"):
            number = _read_number(value)
            percent = cell_style.percent
            line[column] = make(Cell, (number, format_number(number, percent), place, "", percent, "", ""))
        else:
            line[column] = _read_cell(kind, formula, value, inline, place, cell_style, epoch)
        if cell_style.struck and not line[column].problem:
            line[column] = line[column]._replace(problem="ô bị gạch bỏ, không rõ có còn tính không")


def _read_cell(
    kind: str, formula: str, value: str, inline: str, place: str, cell_style: CellStyle, epoch: datetime
) -> Cell:
    if kind == "e":
        code = unescape(value)
        return Cell(None, code, place, problem=f"ô báo lỗi {code}")
    if kind == "inlineStr":
        text = unescape(inline)
        return Cell(text or None, text, place)
    if kind == "str":
        text = unescape(value)
        return Cell(text or None, text, place)
    if not value:
        return Cell(None, "", place, problem="công thức chưa có giá trị tính sẵn")
    if kind == "b":
        return Cell(value == "1", format_value(value == "1"), place)
    if kind == "d":
        moment = datetime.fromisoformat(value)
        return Cell(moment, format_value(moment), place)
    try:
        moment = from_excel(_read_number(value), epoch, timedelta=cell_style.duration)
    except (OverflowError, ValueError):
        return Cell(None, value, place, problem=f"số {value} không phải là một ngày")
    return Cell(moment, format_value(moment), place)


def _read_number(value: str) -> int | float:
    """Convert `80` and `8E1` to whole numbers, as Excel does; `80.0` stays a float."""
    number = float(value)
    return int(number) if "." not in value and number.is_integer() and abs(number) < 1e15 else number
