"""Read the text of a Word paragraph, including symbol-font characters and tick boxes."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from camket.text import clean

# The ticks and boxes of the fonts that Word's "Insert symbol" offers.
_SIGNS = {
    "Wingdings": {0x6F: "□", 0x78: "☒", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "Wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "Symbol": {0xB7: "•", 0xD6: "√"},
}
_PRIVATE = 0xF000
_QUOTED = 80


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
