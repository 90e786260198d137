"""Splits notebooks, HTML and PDF files into parts: notebook lines, HTML text and attributes, PDF lines."""

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
_LONG = 200
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_notebook(content: bytes) -> Parts:
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


def read_html(content: bytes) -> Parts:
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


def read_pdf(content: bytes) -> Parts:
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
