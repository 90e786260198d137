"""Read Word documents (.docx): each table becomes a sheet that keeps the paragraphs before it."""

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
from camket.reading.word_text import describe_hidden_text, read_text

_MOST_COLUMNS = 63
# "I.", "A)", "PHẦN I": a number that marks the text after it as a title.
_TITLE_NUMBER = re.compile(r"[^\W\d_a-zà-ỹ]")


class _CellText(NamedTuple):
    """The text of a cell, and the problem with it in Vietnamese."""

    text: str
    problem: str


_NOTHING = _CellText("", "")


def read_document(content: bytes) -> list[Sheet]:
    """The tables of the body in reading order, without hidden text and tracked deletions.

    A cell with hidden or struck-out text has a problem. An empty cell that Word numbers holds its number; a
    numbered title is preceded by its number.
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
    """The paragraphs of the body, as text with Word's list numbers, and its tables, in reading order."""
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
    """Paragraphs and tables in reading order, including those inside content controls."""
    for block in container:
        if block.tag in (qn("w:p"), qn("w:tbl")):
            yield block
        elif block.tag == qn("w:sdt") and (inside := block.find(qn("w:sdtContent"))) is not None:
            yield from _blocks(inside)


def _part(document: Any, kind: str) -> Any:
    """The root element of a document part, or None if the document has no such part."""
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
    open_spans: dict[int, tuple[int, _CellText]] = {}  # column → first row and text of a vertical merge
    laid: list[list[tuple[_CellText, int, int, int]]] = []  # text, first row, first column, span
    for row_number, row in enumerate(grid, start=1):
        line: list[tuple[_CellText, int, int, int]] = []
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


def _row_cells(row: Any, numbers: Mapping[Any, str]) -> Iterator[tuple[_CellText, int, str]]:
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
        yield _CellText(_cell_text(cell, numbers), describe_hidden_text(cell)), span, merge


def _cell_text(cell: Any, numbers: Mapping[Any, str]) -> str:
    paragraphs = list(cell.iter(qn("w:p")))
    text = "\n".join(read_text(paragraph) for paragraph in paragraphs)
    number = next((numbers[paragraph] for paragraph in paragraphs if paragraph in numbers), "")
    # List numbers inside a text are not part of it.
    if not text.strip():
        return number or text
    return f"{number} {text}" if paragraphs[0] in numbers and _TITLE_NUMBER.search(number) else text


def _span(node: Any) -> int:
    # Word allows at most 63 columns; a larger number is an attack or an accident.
    return min(max(int(node.get(qn("w:val"))), 0), _MOST_COLUMNS)
