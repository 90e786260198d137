"""What a Word document shows besides its body: page headers and footers, charts, diagrams, embedded files."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Any

import lxml.html
from docx.oxml.ns import qn

from camket.intake.formats.encodings import decode_text
from camket.intake.formats.sheet import Aside, AsideKind, label_notes
from camket.intake.formats.word_package import Attached, WordParts, read_parts
from camket.intake.formats.word_text import Text, TextReader, describe_problems
from camket.text import clean

_KINDS: dict[str, tuple[AsideKind, str]] = {
    "header": ("page_margin", "đầu trang"),
    "footer": ("page_margin", "chân trang"),
    "chart": ("chart", "biểu đồ"),
    "chartex": ("chart", "biểu đồ"),
    "diagramdata": ("drawing", "sơ đồ"),
    "afchunk": ("embedded", "tài liệu nhúng"),
    "package": ("embedded", "tệp nhúng"),
    "oleobject": ("embedded", "tệp nhúng"),
}
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_VALUES = (
    _DRAWN, qn("c:v"), "{http://schemas.microsoft.com/office/drawing/2014/chartex}v",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}pt",
)  # fmt: skip
_ENDING = ("td", "th", "tr", "p", "br", "div", "li", "h1", "h2", "h3", "h4")  # elements of a web page
_MOST_SHOWN = 2000
_LARGEST_CHUNK = 2_000_000  # bytes


def read_attached(parts: WordParts) -> Iterator[Aside]:
    """The text of each attached part, once; an embedded file that is not text is named by its file name."""
    numbers: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    texts = TextReader(parts)
    for part in parts.attached:
        if part.kind not in _KINDS:
            continue
        kind, noun = _KINDS[part.kind]
        text = _read(part, texts)
        if text and (noun, text) not in seen:
            seen.add((noun, text))
            numbers[noun] += 1
            number = "" if kind == "page_margin" and numbers[noun] == 1 else f" {numbers[noun]}"
            yield Aside(kind, "", f"{noun}{number}", text)


def _read(part: Attached, texts: TextReader) -> str:
    name = posixpath.basename(part.name)
    if part.content is None:
        return name
    if part.kind in ("header", "footer"):
        return _read_margin(part.content, texts)
    if part.kind in ("chart", "chartex"):
        return _list(part.content, *_VALUES)
    if part.kind == "diagramdata":
        return _list(part.content, _DRAWN)
    try:
        words = clean(_read_chunk(part.content))[:_MOST_SHOWN]
    except Exception:  # a damaged part of a file that Word may still open; it is named instead
        words = ""
    return f"{name}: {words}" if words else name


def _read_margin(root: Any, texts: TextReader) -> str:
    """The words of a page header or footer, then its notes and what is hidden or struck in it."""
    said, words = Text(), []
    for text in texts.read_all(root):
        words.append(text.shown)
        said.add(text)
    problems = describe_problems(said, "đầu trang, chân trang")
    return clean("\n".join((*words, label_notes(said.notes), f"({problems})" if problems else "")))


def _list(root: Any, *tags: str) -> str:
    return "; ".join(text for node in root.iter(*tags) if (text := clean(node.text or "")))


def _read_chunk(content: bytes) -> str:
    """The words of an embedded web page, text or Word file; nothing of one that is larger than any letter."""
    if len(content) > _LARGEST_CHUNK:
        return ""
    if content.startswith(b"PK"):
        inner = read_parts(content)
        return "\n".join(text.shown for text in TextReader(inner).read_all(inner.document))
    if content.lstrip().startswith(b"{\\rtf"):
        return ""
    text = decode_text(content)
    if "<" not in text:
        return text
    root = lxml.html.document_fromstring(text)
    for node in list(root.iter("script", "style", "title")):
        node.drop_tree()
    for node in root.iter(*_ENDING):
        node.tail = f"\n{node.tail or ''}"
    return str(root.text_content())
