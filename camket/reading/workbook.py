"""Excel workbooks (.xlsx, .xlsm) as sheets. Macros are never run, links never followed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from camket.dates import print_date
from camket.reading.sheet import Cell, Sheet


def read_workbook(content: bytes) -> list[Sheet]:
    """Every visible sheet that has cells. Hidden rows and columns stay out and are named in `skipped`."""
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(content)) if _has_formulas(content) else None
    return [
        _read_sheet(sheet, formulas[sheet.title] if formulas else None)
        for sheet in values.worksheets
        if sheet.sheet_state == "visible" and sheet.max_row and sheet.calculate_dimension() != "A1:A1"
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
    merged: dict[tuple[int, int], tuple[int, int, str]] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            for column in range(area.min_col, area.max_col + 1):
                merged[row, column] = (area.min_row, area.min_col, f"{name}!{area.coord}")
    hidden_rows = {row for row, shape in sheet.row_dimensions.items() if shape.hidden}
    hidden_columns = {
        column
        for shape in sheet.column_dimensions.values()
        if shape.hidden
        for column in range(shape.min, shape.max + 1)
    }
    letters = [get_column_letter(column) for column in range(1, sheet.max_column + 1)]
    rows = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
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


def _read_cell(cell: Any, place: str, formula: Any | None) -> Cell:
    value = cell.value
    if cell.data_type == "e":
        return Cell(None, str(value), place, problem=f"ô báo lỗi {value}")
    if value is None and formula is not None and formula.data_type == "f":
        return Cell(None, "", place, problem="công thức chưa có giá trị tính sẵn")
    percent = "%" in (cell.number_format or "") and isinstance(value, int | float)
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
