"""Read the XML of an Excel sheet: filled cells, merged ranges, hidden rows and columns.

A single pattern reads the shape that Excel, LibreOffice, openpyxl and XlsxWriter write, many times faster
than an XML reader; a sheet of any other shape goes to `excel_events`. python-calamine is as fast, but it
returns error values as empty strings, does not distinguish a formula without a value from an empty cell,
and allocates the whole rectangle up to an outlier cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from camket.intake.formats.excel_events import (
    RawCell,
    SheetParts,
    hide_columns,
    merged_area,
    read_strings_by_events,
)
from camket.intake.formats.limits import parse_xml

# Possessive quantifiers: no backtracking except between `<f …/>` and `<f …>`. This saves a third of the time.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+)([1-9][0-9]{0,6}+)"(?: s="([0-9]++)")?+(?: t="([A-Za-z]++)")?+\s?+'
    r"(?:/>|>(?:<(f)(?:\s[^<>]*)?(?:/>|>[^<]*+</f>))?+(?:<v>([^<]*+)</v>|<v\s?/>)?+"
    r"(?:<is><t(?:\s[^<>]*)?>([^<]*+)</t></is>)?+</c>)"
)
# A run of rows that show nothing: formats, or formulas with an empty text. Without backtracking, or the
# engine would remember each of a million rows.
_EMPTY_ROWS = re.compile(
    r'(?:<row(?:\s[^<>]*+)?(?<!/)>(?><c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?+'
    r'(?:\s?/>| t="str"><f>[^<]*+</f><v></v></c>))*+</row>|<row(?:\s[^<>]*+)?(?<=/)>)++'
)
_HIDDEN_ROW = re.compile(r'<row\s[^<>]*\bhidden="(?:1|true)"[^<>]*>')
_ROW_NUMBER = re.compile(r'\sr="([0-9]+)"')
_PLAIN_TEXT = re.compile(r"<si><t(?:\s[^<>]*)?>([^<]*)</t></si>|<si><t\s?/></si>")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


# Bytes per piece: cells of a whole sheet at once would take twice the memory they are stored in.
_PIECE = 1_000_000


class UnusualShape(Exception):  # noqa: N818 - not an error but a way to go on
    """A sheet has cells that the pattern does not match; discard what was read of it so far."""


def read_by_pattern(content: bytes) -> SheetParts:
    """The parts of a worksheet in the usual shape.

    Raises `UnusualShape`, at the latest while `cells` is being read, and `Refusal` or `XMLSyntaxError` if
    the content is not a worksheet.
    """
    start, end = content.find(b"<sheetData"), content.rfind(b"</sheetData>")
    # Comments and CDATA may contain text that looks like a cell.
    if start < 0 or end < start or b"<!" in content:
        raise UnusualShape
    rest = parse_xml(content[:start] + b"<sheetData/>" + content[end + len(b"</sheetData>") :])
    if list(rest.nsmap.values()).count(rest.nsmap.get(rest.prefix)) > 1:
        raise UnusualShape  # cells may have a prefix
    hidden_rows: list[int] = []
    pieces = _cut(content, start, end, b"<row", b"<c ")
    return SheetParts(
        _cells(pieces, hidden_rows),
        [merged_area(node.get("ref")) for node in rest.iter("{*}mergeCell")],
        hidden_rows,
        _hidden_columns(rest),
    )


def read_strings(content: bytes) -> list[str]:
    """The texts of `sharedStrings.xml` in order, without phonetic readings."""
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
    """Resolve XML entities, then Excel's own escapes (`_x000D_`)."""
    return _excel_unescape(html.unescape(text)) if "&" in text else _excel_unescape(text)


def _excel_unescape(text: str) -> str:
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    # Characters beyond the first 65,536 are written as surrogate pairs; an unpaired half is not text.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cut(content: bytes, start: int, end: int, *before: bytes) -> Iterator[bytes]:
    """Split the content into pieces of one to two megabytes; each later one begins with one of `before`."""
    while start < end:
        found = (content.find(tag, start + _PIECE, start + 2 * _PIECE) for tag in before)
        following = min(next((cut for cut in found if cut > 0), end), end)
        yield content[start:following]
        start = following


def _decoded(content: bytes) -> str | None:
    """The text of UTF-8 XML, or None for any other encoding."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _cells(pieces: Iterator[bytes], hidden_rows: list[int]) -> Iterator[RawCell]:
    for piece in pieces:
        text = _decoded(piece)
        # A namespace declaration may give cells another prefix.
        if text is None or "xmlns" in text:
            raise UnusualShape
        for row in _HIDDEN_ROW.findall(text):
            number = _ROW_NUMBER.search(row)
            if number is None:
                raise UnusualShape
            hidden_rows.append(int(number[1]))
        text = _without_empty_rows(text)
        cells = _CELL.findall(text)
        # Only cells begin with these two characters here, so a difference means a cell of unusual shape.
        if len(cells) != text.count("<c") or ":c " in text or ":c>" in text:
            raise UnusualShape
        yield from cells


def _without_empty_rows(text: str) -> str:
    """Remove rows that show nothing if most cells are empty; otherwise that costs more than it saves."""
    filled = text.count("</v>") - text.count("<v></v>") + text.count("</is>")
    return _EMPTY_ROWS.sub("", text) if 2 * filled < text.count("<c ") else text


def _hidden_columns(root: Any) -> list[int]:
    hidden: list[int] = []
    for node in root.iter("{*}col"):
        hide_columns(hidden, node.attrib)
    return hidden
