"""Content controls that are bound to data stored in the file: when a document opens, Word shows the data.

Programs that fill in the document alone leave another text there than a person will see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from camket.intake.formats.package_parts import Package
from camket.text import clean, fold

_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
_STEP = re.compile(r"/(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]++)(?!\()(?:\[(?P<number>[1-9]\d{0,5})\])?")
_LAST = re.compile(r"/@(?:(?P<prefix>[\w.-]+):)?(?P<name>[\w.-]+)|/text\(\)(?:\[1\])?")
_BINDINGS = (qn("w:dataBinding"), "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding")
_CHECK_BOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
_LISTS = (qn("w:dropDownList"), qn("w:comboBox"))
_QUOTED = 60


def read_stores(package: Package, document: str) -> dict[str, Any]:
    """The stored data of a document by their ids in capitals: the roots of its custom XML parts."""
    stores = {}
    for relation in package.relations(document):
        if relation.kind != "customxml":
            continue
        properties = (each.part for each in package.relations(relation.part) if each.kind == "customxmlprops")
        try:
            for part in properties:
                key = next(
                    (value for name, value in package.parse(part).items() if name.endswith("}itemID")), ""
                )
                stores[key.upper()] = package.parse(relation.part)
        except etree.XMLSyntaxError:
            continue  # Word shows the document without such data
    return stores


def find_stale(part: Any, stores: Mapping[str, Any]) -> dict[Any, str]:
    """For the paragraph of each control whose data say something else than its text: the doubt, in Vietnamese."""
    found: dict[Any, str] = {}
    for binding in part.iter(*_BINDINGS) if stores else ():
        control = binding.getparent().getparent()
        stored = _read_stored(binding, control, stores)
        if stored is None:
            continue
        shown = _read_shown(control)
        if fold(stored) != fold(shown):
            around = next(control.iterancestors(qn("w:p")), None)
            paragraph = around if around is not None else next(control.iter(qn("w:p")), None)
            if paragraph is not None:
                said = f"“{stored[:_QUOTED]}”" if stored else "để trống"
                found[paragraph] = (
                    f"dữ liệu gắn với ô ghi khác với chữ trong ô ({said}), Word có thể hiện dữ liệu đó"
                )
    return found


def _read_shown(control: Any) -> str:
    """The text of a control; nothing where it shows a prompt."""
    if control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
        return ""
    return clean(
        " ".join(
            "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            for paragraph in _paragraphs(control)
        )
    )


def _paragraphs(control: Any) -> Iterator[Any]:
    inside = control.find(qn("w:sdtContent"))
    if inside is None:
        return iter(())
    return iter([inside]) if inside.find(f".//{qn('w:p')}") is None else inside.iter(qn("w:p"))


def _read_stored(binding: Any, control: Any, stores: Mapping[str, Any]) -> str | None:
    """The text that Word shows for the data of a control; None where that is not known."""
    properties = control.find(qn("w:sdtPr"))
    if properties.find(_CHECK_BOX) is not None or properties.find(qn("w:date")) is not None:
        return None  # their data and their text are written differently
    store = stores.get((binding.get(qn("w:storeItemID")) or "").upper())
    value = None if store is None else _follow(store, binding)
    if value is None:
        return None
    for entry in (entry for kind in _LISTS for around in properties.iter(kind) for entry in around):
        if entry.get(qn("w:value")) == value:
            return clean(entry.get(qn("w:displayText")) or value)
    return clean(value)


def _follow(root: Any, binding: Any) -> str | None:
    """The text at the end of a plain path, such as `/k:root[1]/k:row[2]/k:result[1]`."""
    spaces = {
        found[1]: found[2] or found[3]
        for found in _PREFIX.finditer(binding.get(qn("w:prefixMappings")) or "")
    }
    path, at, node = (binding.get(qn("w:xpath")) or "").strip(), 0, None
    while step := _STEP.match(path, at):
        name = _qualify(step, spaces)
        nodes = [root] if node is None else list(node)
        same = [each for each in nodes if each.tag == name]
        number = int(step["number"] or 1)
        if len(same) < number:
            return None
        node, at = same[number - 1], step.end()
    last = _LAST.fullmatch(path, at)
    if node is None or not (last or at == len(path)):
        return None
    if last and last["name"]:
        return str(node.get(_qualify(last, spaces)) or "")
    return "".join(node.itertext())


def _qualify(step: re.Match[str], spaces: Mapping[str, str]) -> str:
    space = spaces.get(step["prefix"] or "", "")
    return f"{{{space}}}{step['name']}" if space else step["name"]
