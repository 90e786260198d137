"""Splits Excel and Word files into parts: cells and paragraphs first, then the parts of the zip package."""

from __future__ import annotations

import hashlib
import io
import zipfile

import docx
import openpyxl
from docx.table import Table

from camket.replaying.parts import Parts


def read_xlsx(content: bytes) -> Parts:
    """Yields each cell with its formula and its cached value, then the hash of each package part."""
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = f"{sheet.title}!{cell.coordinate}"
                yield place, str(cell.value)
                if cell.data_type == "f":
                    yield f"{place} (giá trị đã tính)", str(values[sheet.title][cell.coordinate].value)
    yield from _read_package(content)


def read_docx(content: bytes) -> Parts:
    """Yields each paragraph by number and each table cell by row and column, then the hash of each package part."""
    paragraphs = tables = 0
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            tables += 1
            for number, row in enumerate(block.rows, start=1):
                for column, cell in enumerate(row.cells, start=1):
                    yield f"bảng {tables}, dòng {number}, cột {column}", cell.text
        else:
            paragraphs += 1
            yield f"đoạn {paragraphs}", block.text
    yield from _read_package(content)


def _read_package(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            yield f"phần {name} của tệp", hashlib.sha256(package.read(name)).hexdigest()
