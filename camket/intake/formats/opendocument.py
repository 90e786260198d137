"""Read OpenDocument spreadsheets (.ods) as LibreOffice writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from openpyxl.utils import get_column_letter

from camket.intake.formats.cell_values import format_value
from camket.intake.formats.encodings import font_encoding
from camket.intake.formats.grid import Area, arrange_cells, quote_sheet_name
from camket.intake.formats.limits import (
    LARGEST_TREE,
    ROW_COST,
    check_area,
    check_cells,
    open_package,
    parse_xml,
)
from camket.intake.formats.refusals import password_refusal
from camket.intake.formats.sheet import Book, Cell, LeftOut, Sheet, describe_left_out

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_HIDDEN = ("collapse", "filter")
_LAST_COLUMN = 16_384


def read_opendocument(content: bytes, *, whole: bool = False) -> Book:
    """Read every sheet of an .ods that has cells; hidden and obsolete sheets go to `left_out`.

    Hidden rows and columns are skipped unless `whole` is set.
    """
    with open_package(content, LARGEST_TREE) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise password_refusal()
        root = parse_xml(archive.read("content.xml"))
    fonts, hidden_tables = _read_styles(root)
    sheets, left = [], []
    for table in root.iter(f"{_TABLE}table"):
        if not table.getparent().tag.endswith("}spreadsheet"):
            continue
        name = table.get(f"{_TABLE}name") or ""
        sheet = _read_sheet(quote_sheet_name(name), table, fonts, whole)
        if why := describe_left_out(name, hidden=table.get(f"{_TABLE}style-name") in hidden_tables):
            left.append(LeftOut(sheet, why))
        elif sheet.rows:
            sheets.append(sheet)
    return Book(tuple(sheets), tuple(left))


def _read_styles(root: Any) -> tuple[dict[str, str], set[str]]:
    """The old font of each cell style that uses one, and the styles of hidden sheets."""
    fonts, hidden = {}, set()
    for style in root.iter(f"{_STYLE}style"):
        name = style.get(f"{_STYLE}name")
        for node in style.iter(f"{_STYLE}text-properties"):
            font = (node.get(f"{_STYLE}font-name") or "").strip("'")
            if font_encoding(font):
                fonts[name] = font
        if any(node.get(f"{_TABLE}display") == "false" for node in style.iter(f"{_STYLE}table-properties")):
            hidden.add(name)
    return fonts, hidden


def _read_sheet(name: str, table: Any, fonts: dict[str, str], whole: bool) -> Sheet:
    filled: dict[int, dict[int, Cell]] = {}
    merged: list[Area] = []
    set_in: dict[str, str] = {}
    hidden_rows: list[int] = []
    number = count = widest = 0
    for row in table.iter(f"{_TABLE}table-row"):
        again = int(row.get(f"{_TABLE}number-rows-repeated") or 1)
        cells = _row_cells(row, name)
        widest = max([widest, *(column for column, _, _ in cells)])
        if cells and again > 1:
            check_area(number + again, widest, name)
        for _ in range(again if cells else 1):
            number += 1
            count += ROW_COST if cells else 0
            if not whole and row.get(f"{_TABLE}visibility") in _HIDDEN:
                hidden_rows.append(number)
            for column, node, cell in cells:
                count += 1
                check_cells(count, name)
                place = f"{name}!{get_column_letter(column)}{number}"
                if font := fonts.get(node.get(f"{_TABLE}style-name") or ""):
                    set_in[place] = font
                filled.setdefault(number, {})[column] = cell._replace(place=place)
                down = int(node.get(f"{_TABLE}number-rows-spanned") or 1)
                across = int(node.get(f"{_TABLE}number-columns-spanned") or 1)
                if down > 1 or across > 1:
                    merged.append(Area(number, column, number + down - 1, column + across - 1))
        if not cells:
            number += again - 1
    return arrange_cells(name, filled, merged, hidden_rows, [] if whole else _hidden_columns(table), set_in)


def _row_cells(row: Any, name: str) -> list[tuple[int, Any, Cell]]:
    """The filled cells of a row with their columns; a repeated cell appears as often as it is repeated."""
    cells: list[tuple[int, Any, Cell]] = []
    column = 0
    for node in row.iterfind("*"):
        if node.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        again = int(node.get(f"{_TABLE}number-columns-repeated") or 1)
        is_filled = node.get(f"{_OFFICE}value-type") or node.get(f"{_TABLE}formula") or _text(node)
        if is_filled and node.tag == f"{_TABLE}table-cell":
            check_cells(len(cells) + again, name)
            cell = _read_cell(node)
            cells += [(column + number, node, cell) for number in range(1, again + 1)]
        column += again
    return cells


def _hidden_columns(table: Any) -> list[int]:
    hidden: list[int] = []
    column = 0
    for node in table.iter(f"{_TABLE}table-column"):
        again = int(node.get(f"{_TABLE}number-columns-repeated") or 1)
        if node.get(f"{_TABLE}visibility") in _HIDDEN:
            hidden += range(column + 1, min(column + again, _LAST_COLUMN) + 1)
        column += again
    return hidden


def _read_cell(node: Any) -> Cell:
    """The cell that a node holds, without its place."""
    kind, text = node.get(f"{_OFFICE}value-type") or "", _text(node)
    if node.get(f"{_CALC}value-type") == "error" or (node.get(f"{_TABLE}formula") and text.startswith("#")):
        return Cell(None, text, "", problem=f"ô báo lỗi {text}")
    if not kind:
        if text:
            return Cell(text, text, "")
        return Cell(None, "", "", problem="công thức chưa có giá trị tính sẵn")
    if kind in ("float", "percentage", "currency"):
        given = float(node.get(f"{_OFFICE}value"))
        number = int(given) if given.is_integer() else given
        percent = kind == "percentage"
        return Cell(number, format_value(number, percent), "", percent_format=percent)
    if kind == "date":
        moment = datetime.fromisoformat(node.get(f"{_OFFICE}date-value"))
        return Cell(moment, format_value(moment), "")
    if kind == "boolean":
        value = node.get(f"{_OFFICE}boolean-value") == "true"
        return Cell(value, format_value(value), "")
    return Cell(text or None, text, "")


def _text(cell: Any) -> str:
    """The paragraphs of a cell, without comments attached to it."""
    return "\n".join(_inline(paragraph) for paragraph in cell.iterfind(f"{_TEXT}p"))


def _inline(node: Any) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c") or 1), 1000))
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            parts.append("\t" if child.tag == f"{_TEXT}tab" else "\n")
        elif isinstance(child.tag, str) and not child.tag.endswith("}annotation"):
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)
