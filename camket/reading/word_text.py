"""The text of a Word paragraph, with the signs that are no letters: of symbol fonts, of boxes to be ticked."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

# The ticks and boxes of the fonts from which Word's "Insert symbol" takes them.
_SIGNS = {
    "Wingdings": {0x6F: "□", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "Symbol": {0xB7: "•", 0xD6: "√"},
}
_PRIVATE = 0xF000


def read_text(paragraph: Any) -> str:
    """What a paragraph shows; what tracked changes deleted or moved away is left out."""
    parts = []
    for node in paragraph.iter(*map(qn, ("w:t", "w:tab", "w:br", "w:noBreakHyphen", "w:sym", "w:checkBox"))):
        # A tab stop is no tab; a text box is a paragraph of its own; what was moved stands where it went.
        if node.getparent().tag not in (qn("w:r"), qn("w:ffData")) or _is_elsewhere(node, paragraph):
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag in (qn("w:sym"), qn("w:checkBox")):
            parts.append(_symbol(node) if node.tag == qn("w:sym") else _box(node))
        else:
            parts.append({qn("w:tab"): "\t", qn("w:br"): "\n"}.get(node.tag, "-"))
    return "".join(parts)


def _is_elsewhere(node: Any, paragraph: Any) -> bool:
    for above in node.iterancestors():
        if above is paragraph:
            return False
        if above.tag in (qn("w:p"), qn("w:moveFrom")):
            return True
    return False


def _symbol(node: Any) -> str:
    """The character of a `w:sym`, as Unicode has it where it is known."""
    code = int(node.get(qn("w:char")) or "0", 16)
    known = _SIGNS.get(node.get(qn("w:font")) or "", {})
    own = code - _PRIVATE if code >= _PRIVATE else code
    return known.get(own, chr(code) if 0x20 <= code < 0xD800 or _PRIVATE <= code <= 0xF8FF else "")


def _box(node: Any) -> str:
    """`☒` or `☐` for a box of an old form (`w:checkBox`), by its state, else by what it begins as."""
    for tag in ("w:checked", "w:default"):
        state = node.find(qn(tag))
        if state is not None:
            return "☐" if state.get(qn("w:val")) in ("0", "false", "off") else "☒"
    return "☐"
