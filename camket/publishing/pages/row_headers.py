"""Mark the head of each row in a PDF by Typst, which tags header cells of columns alone.

Typst writes each element of the tag tree as an object of its own in plain text, and a table of where objects begin.
The objects of row heads are replaced, and the table is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_ELEMENT = re.compile(rb"/Type/StructElem/S/(Table|TR|TD|TH|TBody|THead|TFoot)/P (\d+) 0 R")
_KIDS = re.compile(rb"/K\[((?:\d+ 0 R ?)*)\]")
_DATA = b"/S/TD/"
_OWN = b"/O/Table"


def mark_row_headers(pdf: bytes, columns: Sequence[tuple[int, int]]) -> bytes:
    """The same PDF in which one cell of each row is its header.

    `columns` has for each table in order the number of its columns and which of them heads the rows. A row with
    another number of cells, such as the name of a group, is left as it is. Raises `ValueError` for a PDF that
    is not built as Typst builds it.
    """
    starts = _read_starts(pdf)
    objects = _read_elements(pdf, starts)
    tables = [number for number, (kind, _, _) in objects.items() if kind == b"Table"]
    if len(tables) != len(columns):
        raise ValueError(f"{len(tables)} tables in the PDF, {len(columns)} expected")
    shape = dict(zip(tables, columns, strict=True))
    heads: set[int] = set()
    for kind, parent, kids in objects.values():
        table = objects[parent][1] if kind == b"TR" and objects[parent][0] != b"Table" else parent
        if kind == b"TR" and table in shape:
            width, head = shape[table]
            if len(kids) == width and objects.get(kids[head], (b"",))[0] == b"TD":
                heads.add(kids[head])
    return _replace(pdf, starts, heads)


def _read_starts(pdf: bytes) -> dict[int, int]:
    """Where each object begins, by its number."""
    found = _START.search(pdf)
    if found is None:
        raise ValueError("no table of objects")
    entries = _ENTRY.findall(pdf, int(found[1]))
    return {number: int(start) for number, (start, _, used) in enumerate(entries) if used == b"n"}


def _read_elements(pdf: bytes, starts: Mapping[int, int]) -> dict[int, tuple[bytes, int, tuple[int, ...]]]:
    """The parts of tables in the tag tree: their kind, their parent and what they hold."""
    elements = {}
    for number, start in sorted(starts.items()):
        end = pdf.index(b"endobj", start)
        if found := _ELEMENT.search(pdf, start, end):
            kids = _KIDS.search(pdf, found.end(), end)
            held = tuple(map(int, re.findall(rb"(\d+) 0 R", kids[1]))) if kids else ()
            elements[number] = (found[1], int(found[2]), held)
    return elements


def _replace(pdf: bytes, starts: Mapping[int, int], heads: set[int]) -> bytes:
    """The PDF with the cells `heads` as headers of their rows."""
    table = pdf.rindex(b"xref", 0, pdf.rindex(b"startxref"))
    order = sorted((start, number) for number, start in starts.items())
    ends = [*(start for start, _ in order[1:]), table]
    parts, moved, length = [pdf[: order[0][0]]], {}, order[0][0]
    for (start, number), end in zip(order, ends, strict=True):
        part = pdf[start:end]
        if number in heads:
            part = part.replace(_DATA, b"/S/TH/", 1).replace(_OWN, _OWN + b"/Scope/Row", 1)
        moved[number] = length
        parts.append(part)
        length += len(part)
    tail = bytearray(pdf[table:])
    for number, entry in enumerate(_ENTRY.finditer(pdf, table)):
        if number in moved:
            at = entry.start() - table
            tail[at : at + 10] = b"%010d" % moved[number]
    return b"".join(parts) + _START.sub(b"startxref\n%d\n%%%%EOF" % length, bytes(tail))
