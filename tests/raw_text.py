"""All text of a file as its markup holds it, read without the reading rooms and without any idea of a table.

An oracle for the account of a file: it walks every part of a package by the names of elements, and holds what it finds
against the words that the account gives. What it leaves out stands in one closed list, each with its reason. Attributes
hold no text but that of WordArt; the prompts of entry rules, which Excel shows while a cell is filled in, are guidance.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import xlrd
from lxml import etree

# Parts that show nothing on a page.
SILENT_PARTS = {
    "docProps/": "properties of the file, which no page shows",
    "_rels/": "relations between parts",
    "[Content_Types].xml": "types of parts",
    "customXml/": "data behind controls; what a page shows of them is repeated in the document",
    "word/glossary/": "building blocks that may be inserted, and are not",
    "theme/": "names of colours and fonts",
    "styles.xml": "names of styles",
    "settings.xml": "settings",
    "fontTable.xml": "names of fonts",
    "numbering.xml": "patterns of list numbers; the numbers that a page shows are reckoned",
    "/people.xml": "authors of comments",
    "persons/": "authors of comments",
    "printerSettings": "settings of a printer",
    "/metadata.xml": "types of cells",
    "calcChain.xml": "the order of formulas",
    "xl/tables/": "headings of a table, which repeat its cells",
    "pivot": "a summary of cells that are read themselves",
    "externalLinks/": "copies of cells of other files",
    "META-INF/": "types of parts",
    "meta.xml": "properties of the file",
}
# Elements whose text is not on the page.
SILENT_ELEMENTS = {
    "del": "text deleted under tracked changes",
    "moveFrom": "text moved away under tracked changes",
    "delText": "text deleted under tracked changes",
    "instrText": "codes of fields; their results are read",
    "delInstrText": "codes of fields, deleted",
    "Fallback": "the same drawing again for older programs",
    "rt": "a guide to pronunciation above a text",
    "rPh": "a guide to pronunciation above a text",
    "pPr": "properties",
    "rPr": "properties",
    "sdtPr": "properties of a control",
    "tcPr": "properties of a cell",
    "tracked-changes": "the history of changes",
    "styles": "styles",
    "automatic-styles": "styles",
    "font-face-decls": "fonts",
    "creator": "the author of a comment",
    "date": "the day of a comment",
    "numCache": "numbers of a chart, which repeat cells",
    "strCache": "labels of a chart, which repeat cells",
}  # fmt: skip
_CODES_OF_MARGINS = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[LCRPNDTGFAZBIUSEXYO&])')
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_BREAKS = ("tab", "br", "cr", "ptab", "noBreakHyphen", "s", "line-break")


class Raw(NamedTuple):
    """A text of a file: a paragraph, or a cell with the name of its sheet and its reference.

    A number is stored in other words than it is shown in, so that only its place is held against an account. The
    words of hidden runs, which are quoted in a row, are not counted one by one.
    """

    part: str
    text: str
    sheet: str = ""
    cell: str = ""
    is_number: bool = False
    is_hidden: bool = False


class Unaccounted(NamedTuple):
    """A text of a file that its account does not have, or has fewer times."""

    raw: Raw
    why: str


def find_unaccounted(content: bytes, account: Iterable[Any]) -> list[Unaccounted]:
    """The texts of a file that the items of its account (with `place` and `words`) do not hold."""
    items = list(account)
    held = "\0".join(squeeze(item.words) for item in items)
    words = Counter(word for item in items for word in split_words(item.words))
    places = {covered for item in items for covered in _cover(item.place)}
    lost = []
    for raw in list_raw_texts(content):
        if raw.cell and (raw.sheet, raw.cell) not in places:
            lost.append(Unaccounted(raw, "no place"))
        elif not raw.is_number and squeeze(raw.text) not in held:
            lost.append(Unaccounted(raw, "no words"))
        elif not (raw.is_number or raw.is_hidden):
            words.subtract(split_words(raw.text))
    return lost + [Unaccounted(Raw("", word), f"{-left} times") for word, left in words.items() if left < 0]


def squeeze(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", text).casefold()))


def split_words(text: str) -> list[str]:
    """The words of a text that hold a letter; numbers recur too often to be counted."""
    return [
        word
        for word in re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
        if not word.isdecimal()
    ]


def list_raw_texts(content: bytes) -> Iterator[Raw]:
    """Every text of a file that a person could see in it."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        yield from _read_xls(content)
    elif not content.startswith(b"PK"):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            yield from (Raw("csv", cell) for cell in row if squeeze(cell))
    else:
        yield from _read_package(content)


def _read_xls(content: bytes) -> Iterator[Raw]:
    book = xlrd.open_workbook(file_contents=content)
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            for cell in sheet.row(row):
                if cell.ctype == xlrd.XL_CELL_TEXT and squeeze(cell.value):
                    yield Raw(sheet.name, cell.value)


def _read_package(content: bytes) -> Iterator[Raw]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name.replace("\\", "/"): archive.read(name) for name in archive.namelist()}
    roots = {
        name: etree.fromstring(data)
        for name, data in parts.items()
        if name.endswith((".xml", ".vml")) and not any(silent in name for silent in SILENT_PARTS)
    }
    strings = [root for name, root in roots.items() if name.casefold().endswith("sharedstrings.xml")]
    shared = [_read_text(si) for root in strings for si in _named(root, "si")]
    names = _name_sheets(parts)
    for name, root in roots.items():
        if root in strings:
            continue
        if local(root) == "worksheet":
            yield from _read_worksheet(name, root, shared, names.get(name, ""))
        elif local(root) == "document-content":
            yield from _read_blocks(name, root, ("p", "h"))
        elif name.startswith("xl/") and "omments" in name:
            for note in _named(root, "comment", "threadedComment"):
                if squeeze(text := _read_text(note)):
                    yield Raw(name, text)
        elif name.startswith(("word/", "xl/")) or local(root) in ("document", "hdr", "ftr"):
            yield from _read_blocks(name, root, ("p",))


def _read_worksheet(part: str, root: Any, shared: list[str], sheet: str) -> Iterator[Raw]:
    for cell in _named(root, "c"):
        kind = cell.get("t", "n")
        value = next((each.text or "" for each in cell if local(each) == "v"), "")
        if kind == "s" and value:
            text = shared[int(value)]
        elif kind == "inlineStr":
            text = "".join(_read_text(each) for each in cell if local(each) == "is")
        else:
            text = value
        is_number = bool(value) and kind not in ("s", "str", "e")
        if squeeze(text) or is_number:
            yield Raw(part, text, sheet, cell.get("r", ""), is_number)
    for margin in _named(root, *_MARGINS):
        if squeeze(text := _CODES_OF_MARGINS.sub(" ", margin.text or "")):
            yield Raw(part, text)


def _read_blocks(part: str, root: Any, paragraphs: tuple[str, ...]) -> Iterator[Raw]:
    """The text of each paragraph by itself: what is drawn inside one, and each hidden run, stands alone."""
    for node in _seen(root):
        if local(node) in paragraphs or _is_hidden_run(node):
            if squeeze(text := _read_text(node, until=paragraphs)):
                yield Raw(part, text, is_hidden=_is_hidden_run(node))
        elif local(node) == "textpath" and squeeze(text := node.get("string", "")):
            yield Raw(part, text)


def _read_text(node: Any, until: tuple[str, ...] = ()) -> str:
    found: list[str] = []
    _collect(node, until, found)
    return "".join(found)


def _collect(node: Any, until: tuple[str, ...], found: list[str]) -> None:
    """The text of an element, without that of the paragraphs inside it."""
    own = local(node)
    if own in ("t", "text", "p", "h", "span", "a") and node.text and (own in ("t", "text") or _is_open(node)):
        found.append(node.text)
    for child in node:
        if isinstance(child.tag, str):
            if local(child) in _BREAKS:
                found.append(" ")
            elif local(child) not in until and not _is_silent(child) and not _is_hidden_run(child):
                _collect(child, until, found)
        if child.tail and _is_open(node):
            found.append(child.tail)


def _is_hidden_run(node: Any) -> bool:
    return local(node) == "r" and any(local(each) == "vanish" for own in node for each in own)


def _is_open(node: Any) -> bool:
    """Whether text stands directly in an element and in no run: in an OpenDocument file."""
    return "opendocument" in etree.QName(node).namespace if etree.QName(node).namespace else False


def _seen(root: Any) -> Iterator[Any]:
    for child in root:
        if isinstance(child.tag, str) and not _is_silent(child):
            yield child
            yield from _seen(child)


def _is_silent(node: Any) -> bool:
    if local(node) == "sdt":
        return any(local(each) == "showingPlcHdr" for each in node.iter())  # a prompt that nobody answered
    return local(node) in SILENT_ELEMENTS


def _named(root: Any, *names: str) -> Iterator[Any]:
    return (node for node in root.iter() if isinstance(node.tag, str) and local(node) in names)


def local(node: Any) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(node).localname)


def _name_sheets(parts: dict[str, bytes]) -> dict[str, str]:
    """The name of the sheet that each part holds."""
    path = next((name for name in parts if re.fullmatch(r"xl/workbook\d*\.xml", name)), "")
    if not path:
        return {}
    relations = etree.fromstring(parts[f"xl/_rels/{path.removeprefix('xl/')}.rels"])
    targets = {node.get("Id"): node.get("Target").replace("\\", "/") for node in relations}
    named = {}
    for sheet in _named(etree.fromstring(parts[path]), "sheet"):
        relation = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        target = targets[relation]
        named[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name")
    return named


def _cover(place: str) -> Iterator[tuple[str, str]]:
    """The cells of a place: `'Biểu 1'!B2:C3` is four."""
    sheet, _, cells = place.rpartition("!")
    found = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", cells)
    if not found:
        return
    name = sheet.strip("'").replace("''", "'")
    left, top, right, bottom = found.groups()
    columns = range(_number(left), _number(right or left) + 1)
    for row in range(int(top), int(bottom or top) + 1):
        for column in columns:
            yield name, f"{_letters(column)}{row}"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
