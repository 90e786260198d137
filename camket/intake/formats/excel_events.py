"""Read the XML of a sheet or of shared strings in any shape, event by event.

expat keeps only what the handlers keep, whereas lxml would build a tree.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

from camket.intake.formats.grid import Area
from camket.intake.formats.limits import check_tags, refuse_document_type

# Column letters, row, style, type, formula mark, value, inline text; "" if absent. Value and inline text
# still contain XML escapes.
RawCell = tuple[str, str, str, str, str, str, str]

_PIECE = 1_000_000
_DEEPEST = 100
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


class SheetParts(NamedTuple):
    """The content of a sheet's XML before shared strings and styles are applied.

    The lists are complete only after `cells` has been read to its end.
    """

    cells: Iterator[RawCell]
    merged: list[Area]
    hidden_rows: list[int]
    hidden_columns: list[int]


def read_by_events(content: bytes) -> SheetParts:
    """The parts of a worksheet in any shape.

    Raises `Refusal` or `ExpatError`, also while `cells` is being read.
    """
    walk = _SheetWalk()
    return SheetParts(_events(content, walk, walk.cells), walk.merged, walk.hidden_rows, walk.hidden_columns)


def read_strings_by_events(content: bytes) -> Iterator[str]:
    """The texts of `sharedStrings.xml` in order, without phonetic readings, XML escapes included."""
    walk = _StringsWalk()
    return _events(content, walk, walk.strings)


class _Walk:
    """The position of the reader: the local names from the root, and the text of the current part."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.text: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self.path.append(local)
        if len(self.path) > _DEEPEST:
            raise ValueError("elements within elements without end")
        self.begin(local, attributes)

    def data(self, text: str) -> None:
        if self.path[-1] == "v" or (self.path[-1] == "t" and self.path[-2] in ("is", "si", "r")):
            self.text.append(text)

    def end(self, _: str) -> None:
        self.finish(self.path.pop())

    def taken(self) -> str:
        text = html.escape("".join(self.text), quote=False)
        self.text.clear()
        return text

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        raise NotImplementedError

    def finish(self, name: str) -> None:
        raise NotImplementedError


class _StringsWalk(_Walk):
    def __init__(self) -> None:
        super().__init__()
        self.strings: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        pass

    def finish(self, name: str) -> None:
        if name == "si":
            self.strings.append(self.taken())


class _SheetWalk(_Walk):
    def __init__(self) -> None:
        super().__init__()
        self.cells: list[RawCell] = []
        self.merged: list[Area] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.row = self.column = 0
        self.style = self.kind = self.formula = self.value = self.inline = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self.begin_cell(attributes)
        elif name == "f":
            self.formula = "f"
        elif name == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.append(self.row)
        elif name == "col":
            hide_columns(self.hidden_columns, attributes)
        elif name == "mergeCell":
            self.merged.append(merged_area(attributes["ref"]))

    def begin_cell(self, attributes: Mapping[str, str]) -> None:
        self.column += 1
        if reference := attributes.get("r"):
            letters, self.row = coordinate_from_string(reference)
            self.column = column_index_from_string(letters)
        self.style, self.kind = attributes.get("s") or "", attributes.get("t") or ""
        self.formula = self.value = self.inline = ""

    def finish(self, name: str) -> None:
        if name == "v":
            self.value = self.taken()
        elif name == "is":
            self.inline = self.taken()
        elif name == "c":
            self.cells.append(
                (
                    get_column_letter(self.column), str(self.row), self.style, self.kind, self.formula,
                    self.value, self.inline,
                )
            )  # fmt: skip


def merged_area(reference: str) -> Area:
    """The area of `A1:B2`; whole columns (`A:B`) and rows (`1:2`) extend to the ends of the sheet."""
    left, top, right, bottom = range_boundaries(reference)
    return Area(top or 1, left or 1, bottom or _LAST_ROW, right or _LAST_COLUMN)


def hide_columns(hidden: list[int], attributes: Mapping[str, str]) -> None:
    """Add to `hidden` the columns that a `col` element hides.

    Raises `ValueError` if columns overlap: a few such elements may name billions of columns.
    """
    if attributes.get("hidden") in ("1", "true"):
        hidden += range(max(int(attributes["min"]), 1), min(int(attributes["max"]), _LAST_COLUMN) + 1)
        if len(hidden) > _LAST_COLUMN:
            raise ValueError("more columns hidden than a sheet has")


def _events(content: bytes, walk: _Walk, found: list[Any]) -> Iterator[Any]:
    """Yield what a walk finds, piece by piece."""
    refuse_document_type(content)
    check_tags(content)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.data
    # The byte search misses a declaration in another encoding.
    parser.StartDoctypeDeclHandler = lambda *_: refuse_document_type(b"<!DOCTYPE")
    for start in range(0, len(content), _PIECE):
        parser.Parse(content[start : start + _PIECE])
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found
