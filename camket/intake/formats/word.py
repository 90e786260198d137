"""Read Word documents (.docx): each table as a sheet, with the text before it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from camket.intake.formats.limits import check_area
from camket.intake.formats.sheet import Cell, Sheet
from camket.intake.formats.word_numbering import number_paragraphs
from camket.text import clean

# The ticks and boxes of the fonts that Word's "Insert symbol" offers.
_SIGNS = {
    "Wingdings": {0x6F: "□", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "Symbol": {0xB7: "•", 0xD6: "√"},
}
_PRIVATE = 0xF000
_QUOTED = 80
_MOST_COLUMNS = 63
# "I.", "A)", "PHẦN I": a number that marks the text after it as a title.
_TITLE_NUMBER = re.compile(r"[^\W\d_a-zà-ỹ]")


def read_text(paragraph: Any) -> str:
    """The visible text of a paragraph, without hidden text, tracked deletions and moves away."""
    parts = []
    may_hide = _has(paragraph, "w:vanish")
    for node in paragraph.iter(*map(qn, ("w:t", "w:tab", "w:br", "w:noBreakHyphen", "w:sym", "w:checkBox"))):
        # Skip tab stops, text boxes (their paragraphs are read separately) and the old place of moved text.
        if node.getparent().tag not in (qn("w:r"), qn("w:ffData")) or _is_elsewhere(node, paragraph):
            continue
        if may_hide and _is_set(node.getparent(), "w:vanish"):
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag in (qn("w:sym"), qn("w:checkBox")):
            parts.append(_symbol(node) if node.tag == qn("w:sym") else _box(node))
        else:
            parts.append({qn("w:tab"): "\t", qn("w:br"): "\n"}.get(node.tag, "-"))
    return "".join(parts)


def describe_hidden_text(cell: Any) -> str:
    """Describe in Vietnamese the hidden or struck-out text of a cell; empty if there is none."""
    for tags, words in (
        (("w:vanish",), "ô có chữ bị ẩn “{}”, không được đọc"),
        (("w:strike", "w:dstrike"), "ô có chữ bị gạch bỏ “{}”, không rõ có còn tính không"),
    ):
        if not _has(cell, *tags):
            continue
        runs = [run for run in cell.iter(qn("w:r")) if any(_is_set(run, tag) for tag in tags)]
        if text := clean("".join(node.text or "" for run in runs for node in run.iterfind(qn("w:t")))):
            return words.format(text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…")
    return ""


def _has(element: Any, *tags: str) -> bool:
    return next(element.iter(*map(qn, tags)), None) is not None


def _is_set(run: Any, tag: str) -> bool:
    """Whether a run itself has an on/off property."""
    found = run.find(f"{qn('w:rPr')}/{qn(tag)}")
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _is_elsewhere(node: Any, paragraph: Any) -> bool:
    for above in node.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (qn("w:p"), qn("w:moveFrom")):
            return True
    return False


def _symbol(node: Any) -> str:
    """The Unicode character of a `w:sym`, where it is known."""
    code = int(node.get(qn("w:char")) or "0", 16)
    known = _SIGNS.get(node.get(qn("w:font")) or "", {})
    own = code - _PRIVATE if code >= _PRIVATE else code
    return known.get(own, chr(code) if 0x20 <= code < 0xD800 or _PRIVATE <= code <= 0xF8FF else "")


def _box(node: Any) -> str:
    """`☒` or `☐` for a legacy form check box (`w:checkBox`), by its state, else by its default."""
    for tag in ("w:checked", "w:default"):
        state = node.find(qn(tag))
        if state is not None:
            return "☐" if state.get(qn("w:val")) in ("0", "false", "off") else "☒"
    return "☐"


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
