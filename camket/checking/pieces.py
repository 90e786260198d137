"""The form in which files are compared: parts in order, each a place in Vietnamese and its text."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import docx
import openpyxl
import pyarrow.parquet as pq
from docx.table import Table
from lxml import html

from camket.settings.csv_tables import long_cells
from camket.text import clean

Parts = Iterator[tuple[str, str]]


# A list entry is named by the first of these keys that it has.
_NAMES = ("id", "@id", "record_id", "path", "name")
_CELLS = {"code": "mã", "markdown": "lời", "raw": "chữ"}
_WORDS = {
    "p": "đoạn",
    "li": "mục",
    "caption": "tên bảng",
    "figcaption": "chú thích hình",
    "title": "tên trang",
}
_LONG = 200
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def split_json(content: bytes) -> Parts:
    """Yields every value by its path, such as `cut_off.completed › numerator`."""
    return walk_json(json.loads(content), "")


def walk_json(data: object, path: str) -> Parts:
    """Yields every value in `data` by its path, which starts with `path`."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from walk_json(value, _join(path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data, start=1):
            yield from walk_json(value, _join(path, _name_of(value) or f"mục {number}"))
        yield _join(path, "số mục"), str(len(data))
    else:
        yield path, data if isinstance(data, str) else json.dumps(data)


def split_csv(content: bytes) -> Parts:
    """Yields every cell by its row and column. A row is named by its record id, else by its number."""
    with long_cells():
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return _walk_rows(rows)


def split_parquet(content: bytes) -> Parts:
    """Yields every cell by its row and column, as `split_csv` does."""
    return _walk_rows(pq.read_table(io.BytesIO(content)).to_pylist())


def _walk_rows(rows: Iterable[Mapping[str, object]]) -> Parts:
    for number, row in enumerate(rows, start=2):
        name = _name_of(row) or f"dòng {number}"
        for column, value in row.items():
            yield f"{name} › {column}", "" if value is None else str(value)


def _name_of(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return ""
    return next((str(entry[name]) for name in _NAMES if isinstance(entry.get(name), str)), "")


def _join(path: str, name: object) -> str:
    return f"{path} › {name}" if path else str(name)


def split_notebook(content: bytes) -> Parts:
    """Yields the lines of each cell and of its outputs, by cell number, and all metadata."""
    notebook = json.loads(content)
    for number, cell in enumerate(notebook["cells"], start=1):
        kind = _CELLS.get(cell["cell_type"], cell["cell_type"])
        yield from _lines(f"ô {number} ({kind})", cell["source"])
        for count, output in enumerate(cell.get("outputs", ()), start=1):
            place = f"ô {number}, kết quả {count}"
            yield from _lines(place, output.get("text", ""))
            for kind, data in output.get("data", {}).items():
                if isinstance(data, str | list):
                    yield from _lines(f"{place} ({kind})", data)
                else:
                    yield from walk_json(data, f"{place} ({kind})")
        yield from walk_json(cell["metadata"], f"ô {number}, siêu dữ liệu")
    yield from walk_json(notebook["metadata"], "siêu dữ liệu của sổ tay")


def split_html(content: bytes) -> Parts:
    """Yields each piece of text and each attribute by its table cell, heading or paragraph, and by its figure id."""
    root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    seen: Counter[str] = Counter()
    rows = _number_rows(root)
    place = "đầu trang"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        place = _name_place(element, rows, seen) or place
        figure = element.get("data-figure")
        shown = f"{place}, số liệu {figure}" if figure else place
        if element.text and clean(element.text):
            yield shown, clean(element.text)
        for attribute, value in element.attrib.items():
            # An embedded drawing is as long as a page; its hash shows a difference as well.
            short = value if len(value) < _LONG else hashlib.sha256(value.encode()).hexdigest()
            yield f"{shown}, thuộc tính {attribute}", short
        if element.tail and clean(element.tail):
            yield place, clean(element.tail)


def _number_rows(root: html.HtmlElement) -> dict[html.HtmlElement, str]:
    named = {}
    for table_number, table in enumerate(root.iter("table"), start=1):
        for number, row in enumerate(table.iter("tr"), start=1):
            record = f" ({row.get('id')})" if row.get("id") else ""
            named[row] = f"bảng {table_number}, dòng {number}{record}"
    return named


def _name_place(element: html.HtmlElement, rows: dict[html.HtmlElement, str], seen: Counter[str]) -> str:
    row = element.getparent()
    if element.tag in ("td", "th") and row in rows:
        return f"{rows[row]}, cột {row.index(element) + 1}"
    if element.tag in _HEADINGS or element.tag in _WORDS:
        word = _WORDS.get(element.tag, "tiêu đề")
        seen[word] += 1
        return f"{word} {seen[word]}"
    return ""


def split_pdf(content: bytes) -> Parts:
    """Yields the lines of text, page by page."""
    import pdfplumber  # slow to import and rarely needed

    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            for number, line in enumerate(page.extract_text().splitlines(), start=1):
                yield f"trang {page.page_number}, dòng {number}", line
            page.close()


def _lines(place: str, text: str | list[str]) -> Parts:
    for number, line in enumerate("".join(text).splitlines(), start=1):
        yield f"{place}, dòng {number}", line


def split_xlsx(content: bytes) -> Parts:
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


def split_docx(content: bytes) -> Parts:
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
