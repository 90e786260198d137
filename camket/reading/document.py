"""Word documents (.docx): each table as a sheet, the paragraphs before it kept beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from camket.reading.limits import check_area
from camket.reading.numbering import number_paragraphs
from camket.reading.sheet import Cell, Sheet
from camket.reading.word_text import doubt_text, read_text

_MOST_COLUMNS = 63
# "I.", "A)", "PHẦN I": a number that makes a title of the words behind it.
_TITLE_NUMBER = re.compile(r"[^\W\d_a-zà-ỹ]")


class _Said(NamedTuple):
    """The words of a cell and what cannot be known of them."""

    text: str
    problem: str


_NOTHING = _Said("", "")


def read_document(content: bytes) -> list[Sheet]:
    """The tables of the body in reading order, without hidden text or what tracked changes deleted.

    A cell with hidden or struck text has a problem.
    A cell without words that Word numbers holds its number; a title has its number before it.
    """
    sheets: list[Sheet] = []
    paragraphs: list[str] = []
    for block in read_blocks(content):
        if isinstance(block, Sheet):
            sheets.append(replace(block, before=tuple(filter(None, paragraphs))))
            paragraphs = []
        else:
            paragraphs.append(block)
    return sheets


def read_blocks(content: bytes) -> Iterator[str | Sheet]:
    """The paragraphs, as text with the number that Word sets before it, and the tables of the body, in order."""
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    numbers = number_paragraphs(
        body, _part(document, RELATIONSHIP_TYPE.NUMBERING), _part(document, RELATIONSHIP_TYPE.STYLES)
    )
    tables = 0
    for block in _blocks(body):
        if block.tag == qn("w:p"):
            text = read_text(block)
            yield f"{numbers[block]} {text}" if block in numbers and text.strip() else text
        else:
            tables += 1
            yield _read_table(block, tables, numbers)


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in reading order, those inside content controls too."""
    for block in container:
        if block.tag in (qn("w:p"), qn("w:tbl")):
            yield block
        elif block.tag == qn("w:sdt") and (inside := block.find(qn("w:sdtContent"))) is not None:
            yield from _blocks(inside)


def _part(document: Any, kind: str) -> Any:
    """The root of a part of the document, or None where it has none."""
    parts = [
        each.target_part
        for each in document.part.rels.values()
        if each.reltype == kind and not each.is_external
    ]
    return getattr(parts[0], "element", None) if parts else None


def _read_table(table: Any, number: int, numbers: Mapping[Any, str]) -> Sheet:
    grid = [list(_row_cells(row, numbers)) for row in table.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr")]
    width = max((sum(span for _, span, _ in row) for row in grid), default=0)
    check_area(len(grid), width, f"table {number}")
    open_spans: dict[int, tuple[int, _Said]] = {}  # column → first row and text of a vertical merge
    laid: list[list[tuple[_Said, int, int, int]]] = []  # text, first row, first column, span
    for row_number, row in enumerate(grid, start=1):
        line: list[tuple[_Said, int, int, int]] = []
        column = 1
        for own, span, merge in row:
            top, said = row_number, own
            if merge == "continue" and column in open_spans:
                top, said = open_spans[column]
            elif merge == "restart":
                open_spans[column] = (row_number, said)
            else:
                open_spans.pop(column, None)
            line.extend([(said, top, column, span)] * span)
            column += span
        line.extend((_NOTHING, row_number, empty, 1) for empty in range(column, width + 1))
        laid.append(line)
    last_rows: dict[tuple[int, int], int] = {}
    for row_number, line in enumerate(laid, start=1):
        for _, top, column, _ in line:
            last_rows[top, column] = row_number
    return Sheet(
        name=f"table {number}",
        rows=tuple(
            tuple(
                Cell(
                    said.text or None,
                    said.text,
                    _place(number, top, last_rows[top, column], column, span),
                    said.problem,
                )
                for said, top, column, span in line
            )
            for line in laid
        ),
    )


def _place(table: int, top: int, bottom: int, column: int, span: int) -> str:
    rows = f"row {top}" if top == bottom else f"rows {top}-{bottom}"
    columns = f"column {column}" if span == 1 else f"columns {column}-{column + span - 1}"
    return f"table {table}, {rows}, {columns}"


def _row_cells(row: Any, numbers: Mapping[Any, str]) -> Iterator[tuple[_Said, int, str]]:
    """Text, column span and vertical merge ("", "restart", "continue") of each cell of a row."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    if before is not None:
        yield _NOTHING, _span(before), ""
    for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc"):
        properties = cell.find(qn("w:tcPr"))
        span, merge = 1, ""
        if properties is not None:
            grid_span = properties.find(qn("w:gridSpan"))
            span = _span(grid_span) if grid_span is not None else 1
            vertical = properties.find(qn("w:vMerge"))
            merge = "" if vertical is None else vertical.get(qn("w:val")) or "continue"
        yield _Said(_cell_text(cell, numbers), doubt_text(cell)), span, merge


def _cell_text(cell: Any, numbers: Mapping[Any, str]) -> str:
    paragraphs = list(cell.iter(qn("w:p")))
    text = "\n".join(read_text(paragraph) for paragraph in paragraphs)
    number = next((numbers[paragraph] for paragraph in paragraphs if paragraph in numbers), "")
    # The numbers of a list within a text are no words of it.
    if not text.strip():
        return number or text
    return f"{number} {text}" if paragraphs[0] in numbers and _TITLE_NUMBER.search(number) else text


def _span(node: Any) -> int:
    # Word knows no table of more than 63 columns; a larger number is an attack or an accident.
    return min(max(int(node.get(qn("w:val"))), 0), _MOST_COLUMNS)
