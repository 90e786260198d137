"""The XML of one Excel sheet: its filled cells, merged ranges, hidden rows and columns.

Sheets are read by one pattern in the shape in which Excel, LibreOffice, openpyxl and XlsxWriter write
them, many times faster than by an XML reader; a sheet in any other shape goes to the XML reader. python-calamine
is as fast but gives error values as empty strings, tells no formula without a value from an empty cell,
and reserves memory for the whole rectangle up to a stray cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string, range_boundaries

from camket.reading.grid import Area
from camket.reading.limits import iterate_xml, parse_xml

# Column letters, row, style, type, sign of a formula, value, inline text. One that is absent is "".
RawCell = tuple[str, str, str, str, str, str, str]

_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?\s?'
    r"(?:/>|>(?:<(f)(?:\s[^<>]*)?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>|<v\s?/>)?"
    r"(?:<is><t(?:\s[^<>]*)?>([^<]*)</t></is>)?</c>)"
)
# Rows in which nothing is shown, as many as follow one another: formats, formulas that give an empty text.
# Nothing in it is tried twice, or a million rows would each be remembered.
_EMPTY_ROWS = re.compile(
    r'(?:<row(?:\s[^<>]*+)?(?<!/)>(?><c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?+'
    r'(?:\s?/>| t="str"><f>[^<]*+</f><v></v></c>))*+</row>|<row(?:\s[^<>]*+)?(?<=/)>)++'
)
_HIDDEN_ROW = re.compile(r'<row\s[^<>]*\bhidden="(?:1|true)"[^<>]*>')
_ROW_NUMBER = re.compile(r'\sr="([0-9]+)"')
_PLAIN_TEXT = re.compile(r"<si><t(?:\s[^<>]*)?>([^<]*)</t></si>|<si><t\s?/></si>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SheetParts(NamedTuple):
    """What a sheet's XML holds, before anything is known of texts and styles."""

    cells: Iterable[RawCell]
    merged: list[Area]
    hidden_rows: list[int]
    hidden_columns: list[int]


def read_sheet_xml(content: bytes) -> SheetParts:
    """The parts of a worksheet. Raises `Refusal` or `XMLSyntaxError` for what is no worksheet's XML."""
    start, end = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    if start >= 0 and end > start:
        rest = parse_xml(content[:start] + b"<sheetData/>" + content[end + len(b"</sheetData>") :])
        rows = _read_by_pattern(content[start:end])
        if rows:
            return SheetParts(rows[0], _merged(rest), rows[1], _hidden_columns(rest))
    return _read_as_xml(content)


def read_strings(content: bytes) -> list[str]:
    """The texts of `sharedStrings.xml` in their order, without the phonetic readings."""
    text = _decoded(content)
    if text is not None:
        found = _PLAIN_TEXT.findall(text)
        if len(found) == text.count("<si"):
            return [unescape(string) for string in found]
    return [_string(item) for item in iterate_xml(content, "si")]


def unescape(text: str) -> str:
    """Text as typed: XML's entities, then Excel's own `_x000D_`."""
    return _excel_unescape(html.unescape(text)) if "&" in text else _excel_unescape(text)


def _excel_unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _decoded(content: bytes) -> str | None:
    """The text of XML in UTF-8 without comments, declarations or CDATA; None for anything else."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    if "<!" in text:
        return None
    return text.replace("\r\n", "\n") if "\r" in text else text


def _read_by_pattern(content: bytes) -> tuple[list[RawCell], list[int]] | None:
    """The cells and hidden rows, or None unless every cell is in the usual shape."""
    text = _decoded(content)
    if text is None:
        return None
    hidden_rows = _HIDDEN_ROW.findall(text)
    text = _without_empty_rows(text)
    cells: list[RawCell] = _CELL.findall(text)
    # Every cell must have been in the usual shape, whatever begins one: attributes, a prefix, nothing.
    begun = text.count("<c ") + text.count("<c>") + text.count("<c/>")
    if len(cells) != begun or ":c " in text or ":c>" in text or "<c\n" in text or "<c\t" in text:
        return None
    hidden = []
    for row in hidden_rows:
        number = _ROW_NUMBER.search(row)
        if number is None:
            return None
        hidden.append(int(number[1]))
    return cells, hidden


def _without_empty_rows(text: str) -> str:
    """The rows that show something, where most cells show nothing; else looking for the others costs more."""
    filled = text.count("</v>") - text.count("<v></v>") + text.count("</is>")
    return _EMPTY_ROWS.sub("", text) if 2 * filled < text.count("<c ") else text


def _read_as_xml(content: bytes) -> SheetParts:
    cells: list[RawCell] = []
    hidden_rows: list[int] = []
    merged: list[Area] = []
    hidden_columns: list[int] = []
    row_number = 0
    for node in iterate_xml(content, "row", "cols", "mergeCells"):
        name = node.tag.rpartition("}")[2]
        if name == "row":
            row_number = int(node.get("r") or row_number + 1)
            if node.get("hidden") in ("1", "true"):
                hidden_rows.append(row_number)
            cells += _row_cells(node, row_number)
        elif name == "cols":
            hidden_columns += _hidden_columns(node)
        else:
            merged += _merged(node)
    return SheetParts(cells, merged, hidden_rows, hidden_columns)


def _row_cells(row: Any, number: int) -> Iterable[RawCell]:
    column = 0
    for cell in row.iterfind("{*}c"):
        column += 1
        if reference := cell.get("r"):
            letters, number = coordinate_from_string(reference)
            column = column_index_from_string(letters)
        value, inline = cell.find("{*}v"), cell.find("{*}is")
        yield (
            get_column_letter(column),
            str(number),
            cell.get("s") or "",
            cell.get("t") or "",
            "" if cell.find("{*}f") is None else "f",
            "" if value is None else value.text or "",
            "" if inline is None else _string(inline),
        )


def _string(item: Any) -> str:
    texts = [
        node.text or ""
        for node in item.iter("{*}t")
        if node.getparent() is item or node.getparent().tag.endswith("}r")
    ]
    return _excel_unescape("".join(texts))


def _merged(root: Any) -> list[Area]:
    areas = []
    for node in root.iter("{*}mergeCell"):
        left, top, right, bottom = range_boundaries(node.get("ref"))
        areas.append(Area(top or 1, left or 1, bottom or 1_048_576, right or 16_384))
    return areas


def _hidden_columns(root: Any) -> list[int]:
    return [
        column
        for node in root.iter("{*}col")
        if node.get("hidden") in ("1", "true")
        for column in range(int(node.get("min")), min(int(node.get("max")), 16_384) + 1)
    ]
