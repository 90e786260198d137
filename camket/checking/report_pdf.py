"""Reads the lines and ruled tables of a PDF report page by page, and the comments on it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pdfplumber

from camket.intake.formats.grid import Area, arrange_cells
from camket.intake.formats.limits import LARGEST_FILE, Refusal
from camket.intake.formats.sheet import Cell, Sheet
from camket.text import clean

_NO_COMMENTS = ("Link", "Widget")  # their words describe them to those who cannot see them
_MOST_PAGES = 500
_SAME_EDGE = 1.5  # points
# The default of three points snaps the lines of a table to those of a chart above it.
_RULES = {"snap_tolerance": 1, "join_tolerance": 1}


def read_pdf(content: bytes) -> Iterator[tuple[str | Sheet, str]]:
    """Yields lines of text and tables in reading order, each with its page.

    Raises `Refusal` for more than 500 pages.
    """
    with pdfplumber.open(io.BytesIO(content)) as document:
        if len(document.pages) > _MOST_PAGES:
            raise Refusal(
                found=f"tệp PDF {len(document.pages)} trang",
                expected=f"không quá {_MOST_PAGES} trang, {LARGEST_FILE // 1_000_000} MB",
                remedy="tách phần báo cáo cần đối chiếu ra một tệp",
            )
        tables = 0
        for page in document.pages:
            place = f"trang {page.page_number}"
            found = [table for table in page.find_tables(_RULES) if any(map(any, table.extract()))]
            parts: list[tuple[float, str | Sheet]] = []
            for number, table in enumerate(found, start=tables + 1):
                parts.append((table.bbox[1], _read_table(table, number)))
            tables += len(found)
            boxes = [table.bbox for table in found]
            outside = page.filter(partial(_lies_outside, boxes))
            parts += [(line["top"], line["text"]) for line in outside.extract_text_lines(return_chars=False)]
            for _, part in sorted(parts, key=lambda pair: pair[0]):
                yield part, place
            page.close()


def read_pdf_comments(content: bytes) -> Iterator[tuple[str, str]]:
    """Yields the comments on the pages, each with its page."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        for page in document.pages:
            notes = (note for note in page.annots if note["data"]["Subtype"].name not in _NO_COMMENTS)
            said = dict.fromkeys(clean(note["contents"] or "") for note in notes)
            yield from ((words, f"trang {page.page_number}") for words in said if words)


def _lies_outside(boxes: Sequence[tuple[float, float, float, float]], thing: dict[str, Any]) -> bool:
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def _read_table(table: Any, number: int) -> Sheet:
    across = _edges(edge for box in table.cells for edge in (box[0], box[2]))
    down = _edges(edge for box in table.cells for edge in (box[1], box[3]))
    filled: dict[int, dict[int, Cell]] = {}
    merged = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is None:
                continue
            left, top, right, bottom = (
                _find(edges, edge) for edges, edge in zip((across, down) * 2, box, strict=True)
            )
            shown = clean(text or "")
            place = f"table {number}, row {top}, column {left}"
            filled.setdefault(top, {})[left] = Cell(shown or None, shown, place)
            if (right - left, bottom - top) != (1, 1):
                merged.append(Area(top, left, bottom - 1, right - 1))
    return arrange_cells(f"table {number}", filled, merged)


def _edges(found: Iterator[float]) -> list[float]:
    edges: list[float] = []
    for edge in sorted(found):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _find(edges: list[float], edge: float) -> int:
    """The 1-based number of the ruled line nearest to an edge."""
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge)) + 1
