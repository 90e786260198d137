"""The text of OpenDocument paragraphs as a person sees it, with what is hidden, struck or noted in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from camket.intake.formats.cell_values import is_like_colour
from camket.intake.formats.encodings import clean_stored, font_encoding
from camket.intake.formats.sheet import Note
from camket.intake.formats.superscripts import raise_digits
from camket.intake.formats.symbol_fonts import is_symbol_font, map_signs
from camket.intake.formats.word_text import Text

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
TABLE, OFFICE, TEXT, STYLE, DRAW, CONFIG = (
    f"{{{_NAMES}:{name}:1.0}}" for name in ("table", "office", "text", "style", "drawing", "config")
)
FORMAT = f"{{{_NAMES}:xsl-fo-compatible:1.0}}"
_MOST_PARENTS = 20  # a style may be its own parent
_MOST_SPACES = 1000
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_SIGNS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
# Readings beside a word, and what a note is called in its text.
_UNSEEN = frozenset({f"{TEXT}ruby-text", f"{TEXT}note-citation", f"{TEXT}tracked-changes", f"{TEXT}bookmark"})


class Look(NamedTuple):
    """How a text looks; None where a style does not say. `colour` is empty if it is automatic."""

    struck: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    colour: str | None = None
    raised: bool | None = None

    def within(self, around: Look) -> Look:
        """This look where it says something, else that of the text around it."""
        return Look(
            around.struck if self.struck is None else self.struck,
            around.hidden if self.hidden is None else self.hidden,
            around.font if self.font is None else self.font,
            around.colour if self.colour is None else self.colour,
            around.raised if self.raised is None else self.raised,
        )


class Styles:
    """The styles of a file by family and name, those of `styles.xml` and those of the content."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._nodes: dict[tuple[str, str], Any] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._crossed: dict[str, bool] = {}
        for root in roots:
            for node in root.iter(f"{STYLE}style"):
                self._nodes[node.get(f"{STYLE}family") or "", node.get(f"{STYLE}name") or ""] = node
            for node in root.iter(f"{STYLE}default-style"):
                self._nodes[node.get(f"{STYLE}family") or "", ""] = node

    def find(self, family: str, name: str) -> Iterator[Any]:
        """A style and those that it is based on, the nearest first."""
        for _ in range(_MOST_PARENTS):
            node = self._nodes.get((family, name))
            if node is None:
                return
            yield node
            if not name:
                return
            name = node.get(f"{STYLE}parent-style-name") or ""

    def look(self, family: str, name: str) -> Look:
        """How a text with a style looks."""
        key = (family, name)
        if key not in self._looks:
            look = Look()
            for style in self.find(family, name):
                for node in style.iterfind(f"{STYLE}text-properties"):
                    look = look.within(_own_look(node))
            self._looks[key] = look
        return self._looks[key]

    def is_crossed(self, name: str) -> bool:
        """Whether a style of cells draws a line from corner to corner."""
        if name not in self._crossed:
            lines = (
                self.property("table-cell", name, f"{STYLE}table-cell-properties", f"{STYLE}{line}")
                for line in ("diagonal-bl-tr", "diagonal-tl-br")
            )
            self._crossed[name] = any(line not in ("", "none") for line in lines)
        return self._crossed[name]

    def property(self, family: str, name: str, element: str, attribute: str) -> str:
        """A property of a style or of one that it is based on, or empty."""
        for style in self.find(family, name):
            for node in style.iterfind(element):
                if (value := node.get(attribute)) is not None:
                    return str(value)
        return ""


def _own_look(node: Any) -> Look:
    lines = [
        value != "none"
        for name in ("style", "type")
        if (value := node.get(f"{STYLE}text-line-through-{name}")) is not None
    ]
    shown, position = node.get(f"{TEXT}display"), node.get(f"{STYLE}text-position")
    font = (node.get(f"{STYLE}font-name") or node.get(f"{FORMAT}font-family") or "").strip("'")
    is_automatic = node.get(f"{STYLE}use-window-font-color") == "true"
    return Look(
        any(lines) if lines else None,
        None if shown is None else shown == "none",
        (font if font_encoding(font) or is_symbol_font(font) else "") if font else None,
        "" if is_automatic else node.get(f"{FORMAT}color"),
        None if position is None else _is_raised(position),
    )


def _is_raised(position: str) -> bool:
    """Whether a position (`super 58%`, `33% 58%`) is above the line."""
    first = position.split(maxsplit=1)[0] if position.split() else ""
    return first == "super" or (first.endswith("%") and not first.startswith(("-", "0%")))


class TextReader:
    """Reads the text of cells, shapes and page margins."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._behind = ""

    def read(self, container: Any, look: Look = Look(), behind: str = "") -> Text:  # noqa: B008 - a constant
        """What the paragraphs in a container say; shapes in it are `boxes`.

        Words in a colour of their own that is like the one `behind` them are hidden.
        """
        said = Text()
        self._behind = behind
        self._block(container, said, look)
        self._behind = ""
        return said

    def _block(self, container: Any, said: Text, look: Look) -> None:
        for child in container.iterchildren("*"):
            if child.tag in _PARAGRAPHS:
                own = self._styles.look("paragraph", child.get(f"{TEXT}style-name") or "")
                if said.parts:
                    said.parts.append("\n")
                self._inline(child, said, own.within(look))
            elif child.tag == f"{OFFICE}annotation":
                self._note(child, said)
            elif child.tag.startswith(DRAW) or child.tag == f"{TABLE}table":
                said.boxes.append(child)
            elif child.tag not in _UNSEEN:
                self._block(child, said, look)

    def _inline(self, node: Any, said: Text, look: Look) -> None:
        self._say(node.text, said, look)
        for child in node:
            tag = child.tag
            if tag == f"{TEXT}s":
                self._say(" " * min(int(child.get(f"{TEXT}c") or 1), _MOST_SPACES), said, look)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], said, look)
            elif tag == f"{OFFICE}annotation":
                self._note(child, said)
            elif isinstance(tag, str) and tag.startswith(DRAW):
                said.boxes.append(child)
            elif isinstance(tag, str) and tag not in _UNSEEN:
                own = self._styles.look("text", child.get(f"{TEXT}style-name") or "")
                if self._behind and own.colour and is_like_colour(own.colour.lstrip("#"), self._behind):
                    own = own._replace(hidden=True)
                self._inline(child, said, own.within(look))
            self._say(child.tail, said, look)

    def _say(self, words: str | None, said: Text, look: Look) -> None:
        if not words:
            return
        words = map_signs(words, look.font)
        if look.raised:
            words = raise_digits(words, said.shown)
        if look.hidden:
            said.hidden.append(words)
            return
        if look.struck:
            said.struck.append(words)
        said.parts.append(words)

    def _note(self, annotation: Any, said: Text) -> None:
        words = clean_stored(" ".join(self.read_lines(annotation)))
        if words:
            said.notes.append(Note("comment", words))

    def read_lines(self, container: Any) -> list[str]:
        """The paragraphs at any depth of a container, hidden ones too."""
        lines = []
        for node in container.iter(*_PARAGRAPHS):
            said = Text()
            self._inline(node, said, Look(hidden=False))
            lines.append(clean_stored(said.shown))
        return [line for line in lines if line]
