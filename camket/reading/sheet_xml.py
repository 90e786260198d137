"""The XML of one Excel sheet: its filled cells, merged ranges, hidden rows and columns.

Sheets are read by one pattern in the shape in which Excel, LibreOffice, openpyxl and XlsxWriter write
them, many times faster than by an XML reader; a sheet in any other shape goes to `sheet_events`. python-calamine
is as fast but gives error values as empty strings, tells no formula without a value from an empty cell,
and reserves memory for the whole rectangle up to a stray cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from camket.reading.grid import Area
from camket.reading.limits import parse_xml
from camket.reading.sheet_events import (
    RawCell,
    SheetParts,
    hide_columns,
    merged_area,
    read_strings_by_events,
)

# Nothing in it is tried twice, but for what tells `<f …/>` from `<f …>`: that takes a third of the time away.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+\s?+'
    r"(?:/>|>(?:<(f)(?:\s[^<>]*)?(?:/>|>[^<]*+</f>))?+(?:<v>([^<]*+)</v>|<v\s?/>)?+"
    r"(?:<is><t(?:\s[^<>]*)?>([^<]*+)</t></is>)?+</c>)"
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


# As much is looked at at once: the cells of a whole sheet take twice the memory that they are kept in.
_PIECE = 1_000_000


class UnusualShape(Exception):  # noqa: N818 - not an error but a way to go on
    """A sheet has cells that the pattern does not know; what was read of it so far is void."""


def read_by_pattern(content: bytes) -> SheetParts:
    """The parts of a worksheet in the usual shape. Raises `UnusualShape`, at the latest while `cells` are read.

    Raises `Refusal` or `XMLSyntaxError` for what is no worksheet's XML.
    """
    start, end = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    # Comments and CDATA may hold what looks like a cell.
    if start < 0 or end < start or b"<!" in content:
        raise UnusualShape
    rest = parse_xml(content[:start] + b"<sheetData/>" + content[end + len(b"</sheetData>") :])
    if list(rest.nsmap.values()).count(rest.nsmap.get(rest.prefix)) > 1:
        raise UnusualShape  # cells may have a prefix
    hidden_rows: list[int] = []
    pieces = _cut(content, start, end, b"<row", b"<c ")
    return SheetParts(_cells(pieces, hidden_rows), _merged(rest), hidden_rows, _hidden_columns(rest))


def read_strings(content: bytes) -> list[str]:
    """The texts of `sharedStrings.xml` in their order, without the phonetic readings."""
    if b"<!" not in content:
        strings: list[str] = []
        for piece in _cut(content, 0, len(content), b"<si>"):
            text = _decoded(piece)
            found = [] if text is None else _PLAIN_TEXT.findall(text)
            if text is None or len(found) != text.count("<si"):
                break
            strings += map(unescape, found)
        else:
            return strings
    return [unescape(text) for text in read_strings_by_events(content)]


def unescape(text: str) -> str:
    """Text as typed: XML's entities, then Excel's own `_x000D_`."""
    return _excel_unescape(html.unescape(text)) if "&" in text else _excel_unescape(text)


def _excel_unescape(text: str) -> str:
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # A sign beyond the first 65,536 is written as two halves; one half alone is no text.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cut(content: bytes, start: int, end: int, *before: bytes) -> Iterator[bytes]:
    """The content in pieces of a megabyte or two, each but the first beginning with one of `before`."""
    while start < end:
        found = (content.find(tag, start + _PIECE, start + 2 * _PIECE) for tag in before)
        following = min(next((cut for cut in found if cut > 0), end), end)
        yield content[start:following]
        start = following


def _decoded(content: bytes) -> str | None:
    """The text of XML in UTF-8, None for anything else."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cells(pieces: Iterator[bytes], hidden_rows: list[int]) -> Iterator[RawCell]:
    for piece in pieces:
        text = _decoded(piece)
        # A name space of its own may give a cell any other name.
        if text is None or "xmlns" in text:
            raise UnusualShape
        for row in _HIDDEN_ROW.findall(text):
            number = _ROW_NUMBER.search(row)
            if number is None:
                raise UnusualShape
            hidden_rows.append(int(number[1]))
        text = _without_empty_rows(text)
        cells = _CELL.findall(text)
        # Nothing but a cell begins with these two letters here, and every cell must have been in the usual shape.
        if len(cells) != text.count("<c") or ":c " in text or ":c>" in text:
            raise UnusualShape
        yield from cells


def _without_empty_rows(text: str) -> str:
    """The rows that show something, where most cells show nothing; else looking for the others costs more."""
    filled = text.count("</v>") - text.count("<v></v>") + text.count("</is>")
    return _EMPTY_ROWS.sub("", text) if 2 * filled < text.count("<c ") else text


def _merged(root: Any) -> list[Area]:
    return [merged_area(node.get("ref")) for node in root.iter("{*}mergeCell")]


def _hidden_columns(root: Any) -> list[int]:
    hidden: list[int] = []
    for node in root.iter("{*}col"):
        hide_columns(hidden, node.attrib)
    return hidden
