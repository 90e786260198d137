"""Excel workbooks (.xlsx, .xlsm) as sheets. Macros are never run, links never followed."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from camket.dates import print_date
from camket.reading.sheet import Cell, Sheet

_LONGEST_MERGE = 500

# The one hidden column that is read: the record ids of a form that camket gave out.
KEY_HEADING = "camket_key"

# A quoted or escaped sign in a number format is printed as it is and changes nothing.
_LITERAL = re.compile(r"\"[^\"]*\"|\\.")


def read_workbook(content: bytes) -> list[Sheet]:
    """Every visible sheet that has cells. Hidden rows and columns stay out and are named in `skipped`."""
    with warnings.catch_warnings():
        # What openpyxl cannot keep when saving (drop-downs, styles) is of no interest to a reader.
        warnings.simplefilter("ignore")
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content)) if _has_formulas(content) else None
    pairs = [(sheet, formulas[sheet.title] if formulas else None) for sheet in values.worksheets]
    return [
        _read_sheet(*pair) for pair in pairs if pair[0].sheet_state == "visible" and _last_filled(*pair)[0]
    ]


def quoted(sheet: str) -> str:
    """A sheet's name as Excel writes it in a reference: in quotes where it is more than one word."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


def _has_formulas(content: bytes) -> bool:
    # Loading a second time costs as much as the first, so only files that hold a formula pay for it.
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(
            b"<f" in archive.read(name)
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        )


def _read_sheet(sheet: Any, formulas: Any | None) -> Sheet:
    name = quoted(sheet.title)
    last_row, last_column = _last_filled(sheet, formulas)
    merged: dict[tuple[int, int], tuple[int, int, str]] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, min(area.max_row, last_row) + 1):
            for column in range(area.min_col, min(area.max_col, last_column) + 1):
                merged[row, column] = (area.min_row, area.min_col, f"{name}!{area.coord}")
    hidden_rows = {row for row, shape in sheet.row_dimensions.items() if shape.hidden}
    hidden_columns = {
        column
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for column in range(shape.min, min(shape.max, last_column) + 1)
    } - {cell.column for cell in sheet._cells.values() if cell.value == KEY_HEADING}
    letters = [get_column_letter(column) for column in range(1, last_column + 1)]
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_row=last_row, max_col=last_column), start=1):
        cells = []
        for column, cell in enumerate(row, start=1):
            if number in hidden_rows or column in hidden_columns:
                cells.append(Cell(None, "", f"{name}!{letters[column - 1]}{number}"))
                continue
            top, left, place = merged.get(
                (number, column), (number, column, f"{name}!{letters[column - 1]}{number}")
            )
            source = sheet.cell(top, left) if (top, left) != (number, column) else cell
            cells.append(_read_cell(source, place, formulas.cell(top, left) if formulas else None))
        rows.append(tuple(cells))
    skipped = []
    if hidden_rows:
        skipped.append("hàng ẩn " + ", ".join(map(str, sorted(hidden_rows))))
    if hidden_columns:
        skipped.append("cột ẩn " + ", ".join(map(get_column_letter, sorted(hidden_columns))))
    return Sheet(name=name, rows=tuple(rows), skipped=tuple(skipped))


def _last_filled(*sheets: Any | None) -> tuple[int, int]:
    """The last row and column that hold something: a stray format far below is no content."""
    filled = [
        (cell.row, cell.column)
        for sheet in sheets
        if sheet is not None
        for cell in sheet._cells.values()  # the only way to what is there without making what is not
        if cell.value is not None
    ]
    if not filled:
        return 0, 0
    places = set(filled)
    for area in sheets[0].merged_cells.ranges if sheets[0] is not None else ():
        if (area.min_row, area.min_col) in places:
            # A merged value counts in all it spans, within reason: somebody may have merged a whole column.
            filled.append(
                (
                    min(area.max_row, area.min_row + _LONGEST_MERGE),
                    min(area.max_col, area.min_col + _LONGEST_MERGE),
                )
            )
    return max(row for row, _ in filled), max(column for _, column in filled)


def _read_cell(cell: Any, place: str, formula: Any | None) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell(None, str(value), place, problem=f"ô báo lỗi {value}")
    if value is None and formula is not None and formula.data_type == "f":
        return Cell(None, "", place, problem="công thức chưa có giá trị tính sẵn")
    shown_format = _LITERAL.sub("", cell.number_format or "")
    percent = "%" in shown_format and isinstance(value, int | float) and not isinstance(value, bool)
    return Cell(value, _show(value, percent), place, percent_format=percent)


def _show(value: object, percent: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = round(value * 100, 10) if percent else value
        whole = int(number) if float(number).is_integer() else number
        return str(whole).replace(".", ",") + ("%" if percent else "")
    if isinstance(value, datetime | date):
        return print_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)
