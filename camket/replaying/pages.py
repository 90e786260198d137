"""Notebooks, HTML and PDF pages as pieces: a cell of the notebook, a cell of a table, a line of a page."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter

from lxml import html

from camket.replaying.parts import Parts
from camket.replaying.tables import walk_json
from camket.text import clean

_CELLS = {"code": "mã", "markdown": "lời", "raw": "chữ"}
_WORDS = {
    "p": "đoạn",
    "li": "mục",
    "caption": "tên bảng",
    "figcaption": "chú thích hình",
    "title": "tên trang",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_notebook(content: bytes) -> Parts:
    """The lines of each cell and of what it printed, by the number of the cell."""
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


def read_html(content: bytes) -> Parts:
    """Each piece of text by the table cell, heading or paragraph that it stands in, and by its figure."""
    root = html.document_fromstring(content)
    seen: Counter[str] = Counter()
    tables = {table: number for number, table in enumerate(root.iter("table"), start=1)}
    place = "đầu trang"
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        named = _name_place(element, tables, seen)
        place = named or place
        figure = element.get("data-figure")
        shown = f"{place}, số liệu {figure}" if figure else place
        if element.text and clean(element.text):
            yield shown, clean(element.text)
        for attribute, value in element.attrib.items():
            # A drawing is as long as a page; its hash says as much.
            short = value if len(value) < 200 else hashlib.sha256(value.encode()).hexdigest()
            yield f"{shown}, thuộc tính {attribute}", short
        if element.tail and clean(element.tail):
            yield place, clean(element.tail)


def _name_place(element: html.HtmlElement, tables: dict[html.HtmlElement, int], seen: Counter[str]) -> str:
    if element.tag in ("td", "th"):
        row = element.getparent()
        table = next(parent for parent in element.iterancestors("table"))
        number = list(table.iter("tr")).index(row) + 1
        name = f"dòng {number} ({row.get('id')})" if row.get("id") else f"dòng {number}"
        return f"bảng {tables[table]}, {name}, cột {row.index(element) + 1}"
    if element.tag in _HEADINGS or element.tag in _WORDS:
        word = _WORDS.get(element.tag, "tiêu đề")
        seen[word] += 1
        return f"{word} {seen[word]}"
    return ""


def read_pdf(content: bytes) -> Parts:
    """The lines of text page by page."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            for number, line in enumerate(page.extract_text().splitlines(), start=1):
                yield f"trang {page.page_number}, dòng {number}", line
            page.close()


def _lines(place: str, text: str | list[str]) -> Parts:
    for number, line in enumerate("".join(text).splitlines(), start=1):
        yield f"{place}, dòng {number}", line
