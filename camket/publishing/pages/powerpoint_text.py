"""Text, places and alternative texts of the shapes of a PowerPoint file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from camket.publishing.blocks.inline import Printed, Text

FONT = "Arial"
INK, SOFT, BLUE = "111111", "444444", "0b3c6f"
# Three hundredths of the height of a slide, which has 540 points.
SMALL, BODY = 16.5, 20.0
_LANGUAGE = "vi-VN"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in one size (points) and one colour; of bold ones the figures stand out."""

    text: Text
    size: float = SMALL
    bold: bool = False
    colour: str = INK


def write_lines(frame: Any, lines: Iterable[Line], *, align: Any = PP_ALIGN.LEFT, anchor: Any = None) -> None:
    """Fills the empty frame of a shape or cell. Characters that XML forbids are left out."""
    frame.word_wrap = True
    frame.margin_top = frame.margin_bottom = Pt(2)
    if anchor is not None:
        frame.vertical_anchor = anchor
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.alignment = align
        for part in line.text:
            run = paragraph.add_run()
            run.text = clean(part if isinstance(part, str) else part.text)
            run.font.size, run.font.name, run.font.bold = Pt(line.size), FONT, line.bold
            run.font.color.rgb = make_colour(BLUE if line.bold and isinstance(part, Printed) else line.colour)
            run._r.get_or_add_rPr().set("lang", _LANGUAGE)


def write_title(shape: Any, text: Text, size: float, anchor: Any = MSO_ANCHOR.MIDDLE) -> None:
    """Fills the placeholder of a title."""
    write_lines(shape.text_frame, [Line(text, size, True)], anchor=anchor)


def make_colour(colour: str) -> Any:
    """The colour `rrggbb` or `#rrggbb`."""
    return RGBColor.from_string(colour.removeprefix("#").upper())  # type: ignore[no-untyped-call]


def place(shape: Any, left: Any, top: Any, width: Any, height: Any) -> None:
    """Sets where a shape stands and how large it is."""
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def describe(shape: Any, text: str) -> None:
    """Sets the alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", clean(text))


def clean(text: str) -> str:
    """The text without characters that XML forbids."""
    return _UNWRITABLE.sub("", text)
