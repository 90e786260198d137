"""Word text that cannot be seen though it is not hidden: in the colour of its background, or too small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn

WHITE, BLACK = "FFFFFF", "000000"
_THEME = {
    "background1": WHITE, "bg1": WHITE, "light1": WHITE, "lt1": WHITE,
    "text1": BLACK, "tx1": BLACK, "dark1": BLACK, "dk1": BLACK,
}  # fmt: skip
_HIGHLIGHTS = {
    "white": WHITE, "black": BLACK, "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF",
    "blue": "0000FF", "red": "FF0000", "darkBlue": "00008B", "darkCyan": "008B8B", "darkGreen": "006400",
    "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "darkGray": "A9A9A9",
    "lightGray": "D3D3D3",
}  # fmt: skip
_COLOUR, _SHADING, _HIGHLIGHT, _SIZE = map(qn, ("w:color", "w:shd", "w:highlight", "w:sz"))
_RUN_PROPERTIES, _STYLE_OF_RUN = qn("w:rPr"), qn("w:rStyle")
_PARAGRAPH_PROPERTIES, _STYLE_OF_PARAGRAPH = qn("w:pPr"), qn("w:pStyle")
_CELL, _TABLE, _BOX = map(qn, ("w:tc", "w:tbl", "w:txbxContent"))
_HEX = re.compile(r"[0-9A-F]{6}")
# A difference that no reader sees, summed over red, green and blue.
_SAME = 24
_TOO_SMALL = 4  # half-points
_MOST_STYLES = 20  # a style may be based on itself
UNKNOWN = "unknown"


class Colours:
    """The colours of a document, by its styles. A colour is six hexadecimal digits; empty is Word's own choice."""

    def __init__(self, nodes: Mapping[str | None, Any], defaults: Any, background: Any) -> None:
        self._nodes, self._defaults = nodes, defaults
        self._chains: dict[str | None, list[Any]] = {}
        self._page = WHITE if background is None else UNKNOWN

    def is_unseen(self, run: Any, paragraph: Any, style: str | None) -> bool:
        """Whether a run has the colour of its background or is a dot in size; `style` is that of the paragraph."""
        own = run.find(_RUN_PROPERTIES)
        size = None if own is None else own.find(_SIZE)
        if size is not None and (said := size.get(qn("w:val")) or "").isdecimal() and int(said) <= _TOO_SMALL:
            return True
        colour = self._colour(run, style)
        return bool(colour) and _is_same(colour, self._behind(run, paragraph, style))

    def _colour(self, run: Any, style: str | None) -> str:
        own = run.find(_RUN_PROPERTIES)
        named = None if own is None else own.find(_STYLE_OF_RUN)
        places = [own]
        if named is not None:
            places += self._styled(named.get(qn("w:val")), _RUN_PROPERTIES)
        places += [*self._styled(style, _RUN_PROPERTIES), self._defaults]
        for properties in places:
            node = None if properties is None else properties.find(_COLOUR)
            if node is not None:
                return _read_colour(node.get(qn("w:val")), node.get(qn("w:themeColor")))
        return ""

    def _behind(self, run: Any, paragraph: Any, style: str | None) -> str:
        """The colour behind a run: its own shading, that of its paragraph, of its cell, of its table, of the page."""
        own = run.find(_RUN_PROPERTIES)
        if (
            own is not None
            and (marked := own.find(_HIGHLIGHT)) is not None
            and marked.get(qn("w:val")) != "none"
        ):
            return _HIGHLIGHTS.get(marked.get(qn("w:val")), UNKNOWN)
        named = None if own is None else own.find(_STYLE_OF_RUN)
        places = [own]
        if named is not None:
            places += self._styled(named.get(qn("w:val")), _RUN_PROPERTIES)
        places += [paragraph.find(_PARAGRAPH_PROPERTIES), *self._styled(style, _PARAGRAPH_PROPERTIES)]
        for properties in places:
            if found := _read_shading(properties):
                return found
        for around in paragraph.iterancestors(_CELL, _TABLE, _BOX):
            if around.tag == _BOX:
                return UNKNOWN  # a box is filled by its drawing
            properties = around.find(qn("w:tcPr") if around.tag == _CELL else qn("w:tblPr"))
            if found := _read_shading(properties):
                return found
            if around.tag == _TABLE and self._is_shaded_by_style(properties):
                return UNKNOWN
        return self._page

    def _is_shaded_by_style(self, properties: Any) -> bool:
        """Whether the style of a table shades any part of it."""
        named = None if properties is None else properties.find(qn("w:tblStyle"))
        name = None if named is None else named.get(qn("w:val"))
        return any(
            _read_shading(each.getparent()) for style in self._based(name) for each in style.iter(_SHADING)
        )

    def _styled(self, name: str | None, tag: str) -> list[Any]:
        return [style.find(tag) for style in self._based(name)]

    def _based(self, name: str | None) -> list[Any]:
        """A style and those that it is based on, nearest first."""
        if name in self._chains:
            return self._chains[name]
        found = self._chains.setdefault(name, [])
        while name in self._nodes and len(found) < _MOST_STYLES:
            found.append(self._nodes[name])
            based = found[-1].find(qn("w:basedOn"))
            name = None if based is None else based.get(qn("w:val"))
        return found


def _read_colour(value: str | None, theme: str | None) -> str:
    said = (value or "").upper()
    return said if _HEX.fullmatch(said) else _THEME.get(theme or "", "")


def _read_shading(properties: Any) -> str:
    """The colour of a shading, empty where there is none."""
    node = None if properties is None else properties.find(_SHADING)
    if node is None:
        return ""
    pattern = node.get(qn("w:val"))
    if pattern == "solid":
        return _read_colour(node.get(qn("w:color")), node.get(qn("w:themeColor"))) or BLACK
    if pattern not in ("clear", "nil", None):
        return UNKNOWN
    said = _read_colour(node.get(qn("w:fill")), node.get(qn("w:themeFill")))
    return said or (UNKNOWN if node.get(qn("w:themeFill")) else "")


def _is_same(one: str, other: str) -> bool:
    if other == UNKNOWN:
        return False
    pairs = (int(one[at : at + 2], 16) - int(other[at : at + 2], 16) for at in (0, 2, 4))
    return sum(map(abs, pairs)) <= _SAME
