"""Whether a Word run is hidden or struck: by itself, its style, the style of its paragraph, its colour or size."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.oxml.ns import qn

from camket.intake.formats.word_colours import Colours

_HIDDEN = (qn("w:vanish"), qn("w:specVanish"))
_STRUCK = (qn("w:strike"), qn("w:dstrike"))
_PROPERTIES = qn("w:rPr")
_MARK, _STYLE = f"{qn('w:pPr')}/{_PROPERTIES}", f"{qn('w:pPr')}/{qn('w:pStyle')}"
_DEFAULTS = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_PROPERTIES}"
_MOST_STYLES = 20  # a style may be based on itself


class Look(NamedTuple):
    """How a run looks."""

    hidden: bool = False
    struck: bool = False


def is_on(node: Any) -> bool:
    """Whether an on/off element is on: present, and not marked as off."""
    return node is not None and node.get(qn("w:val")) not in ("0", "false", "off")


def deleted_words(node: Any) -> str:
    """The words inside an element, those deleted under tracked changes included."""
    return "".join(each.text or "" for each in node.iter(qn("w:delText"), qn("w:t")))


class RunStyles:
    """The styles of a document, as far as they hide or strike text; `page` is the background of its pages."""

    def __init__(self, styles: Any, page: Any = None) -> None:
        found = () if styles is None else styles.iterfind(qn("w:style"))
        self._nodes = {node.get(qn("w:styleId")): node for node in found}
        self._default = next(
            (
                name
                for name, node in self._nodes.items()
                if node.get(qn("w:type")) == "paragraph" and node.get(qn("w:default")) in ("1", "true", "on")
            ),
            "",
        )
        defaults = None if styles is None else styles.find(_DEFAULTS)
        self._colours = Colours(self._nodes, defaults, page)

    def name_of(self, run: Any) -> str:
        """The English name of the style of a run, in lower case, or empty."""
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        own = "" if style is None else style.get(qn("w:val")) or ""
        name = self._nodes[own].find(qn("w:name")) if own in self._nodes else None
        return (
            own.replace("PlaceholderText", "placeholder text") if name is None else name.get(qn("w:val"))
        ).lower()

    def is_raised(self, run: Any) -> bool:
        """Whether a run is superscript, by itself or by its style."""
        own = run.find(qn("w:rPr"))
        if own is None:
            return False
        style = own.find(qn("w:rStyle"))
        node = None if style is None else self._nodes.get(style.get(qn("w:val")))
        styled = None if node is None else node.find(qn("w:rPr"))
        aligned = (each.find(qn("w:vertAlign")) for each in (own, styled) if each is not None)
        said = next((each.get(qn("w:val")) for each in aligned if each is not None), "")
        return bool(said == "superscript")

    def is_mark_gone(self, paragraph: Any) -> bool:
        """Whether the mark at the end of a paragraph is deleted or hidden, so that the next one goes on in its line."""
        mark = paragraph.find(_MARK)
        if mark is None:
            return False
        return mark.find(qn("w:del")) is not None or bool(_state(mark, _HIDDEN))

    def look_of_paragraph(self, paragraph: Any) -> Look:
        """How the runs of a paragraph look by its style."""
        name = self._style_of(paragraph)
        return Look(*(self._by_style(name, tags) or False for tags in (_HIDDEN, _STRUCK)))

    def is_unseen(self, run: Any, paragraph: Any) -> bool:
        """Whether a run of a paragraph has the colour of its background, or is too small to be seen."""
        return self._colours.is_unseen(run, paragraph, self._style_of(paragraph))

    def _style_of(self, paragraph: Any) -> str | None:
        style = paragraph.find(_STYLE)
        name: str | None = self._default if style is None else style.get(qn("w:val"))
        return name

    def look_of_run(self, run: Any, around: Look) -> Look:
        """How a run looks in a paragraph that looks as `around`."""
        properties = run.find(_PROPERTIES)
        if properties is None:
            return around
        style = properties.find(qn("w:rStyle"))
        name = None if style is None else style.get(qn("w:val"))
        looks = []
        for tags, inherited in ((_HIDDEN, around.hidden), (_STRUCK, around.struck)):
            own = _state(properties, tags)
            if own is None:
                styled = self._by_style(name, tags)
                own = inherited if styled is None else styled != inherited
            looks.append(own)
        return Look(*looks)

    def _by_style(self, name: str | None, tags: tuple[str, ...]) -> bool | None:
        for _ in range(_MOST_STYLES):
            node = self._nodes.get(name)
            if node is None:
                return None
            state = _state(node.find(qn("w:rPr")), tags)
            if state is not None:
                return state
            based = node.find(qn("w:basedOn"))
            name = None if based is None else based.get(qn("w:val"))
        return None


def _state(properties: Any, tags: tuple[str, ...]) -> bool | None:
    """Whether one of the properties is on; None if none of them is given."""
    if properties is None:
        return None
    found = [node for tag in tags if (node := properties.find(tag)) is not None]
    return any(map(is_on, found)) if found else None
