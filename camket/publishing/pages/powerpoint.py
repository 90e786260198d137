"""The slides as a PowerPoint file of 16:9: tables and bar charts that can be edited, notes for the speaker."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from typing import Any

import pptx
import typst
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Pt

from camket.publishing.blocks.block import Block, Chart, Cover, KeyNumbers, Listing, Paragraph, Picture, Table
from camket.publishing.blocks.inline import Text, as_plain
from camket.publishing.pages.dated_package import date_package
from camket.publishing.pages.fonts import find_fonts
from camket.publishing.pages.powerpoint_charts import add_chart
from camket.publishing.pages.powerpoint_tables import add_table
from camket.publishing.pages.powerpoint_text import (
    BODY,
    FONT,
    SOFT,
    Line,
    clean,
    describe,
    place,
    write_lines,
    write_title,
)
from camket.publishing.pages.slide_layout import Deck, Slide

FILE = "slides.pptx"
_WIDTH, _HEIGHT = Emu(12192000), Emu(6858000)
_MARGIN = Pt(24)
_INNER = Emu(_WIDTH - 2 * _MARGIN)
_TITLE, _TOP, _FOOT, _GAP = Pt(66), Pt(78), Pt(26), Pt(8)
_BOTTOM = Emu(_HEIGHT - _FOOT)
# Letters of a title, and the points in which it fits on two lines.
_TITLE_SIZES = ((60, 30), (95, 27), (10_000, 23))
_COVER_SIZE = 36
# A bar alone is no thicker than so many points, and a key and margins take the rest.
_THICKEST, _AROUND = 80, 60
_LETTERS = 76  # of a line of running text
_LAYOUTS = ("Title Slide", "Title Only")
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE)
_THEME_FONT = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*"')
_DRAWING = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 900pt)"""
_PIXELS_PER_INCH = 144


def deck_to_pptx(deck: Deck) -> bytes:
    """Returns the file. Equal decks give equal bytes."""
    show = pptx.Presentation()
    _set_up(show, deck.cover)
    _add_cover(show, deck.cover)
    for slide in deck.slides:
        _add_slide(show, deck, slide)
    made = io.BytesIO()
    show.save(made)
    return date_package(made.getvalue(), deck.cover.issued)


def _set_up(show: Any, cover: Cover) -> None:
    """Makes the template of python-pptx one of 16:9 in a font with all Vietnamese letters, and leaves two layouts."""
    show.slide_width, show.slide_height = _WIDTH, _HEIGHT
    for layout in list(show.slide_layouts):
        if layout.name not in _LAYOUTS:
            show.slide_layouts.remove(layout)
    for owner in (show.slide_master, *show.slide_layouts):
        for shape in list(owner.placeholders):
            kind = shape.placeholder_format.type
            if kind in _TITLES:
                place(shape, _MARGIN, Pt(8), _INNER, _TITLE)
            elif kind == PP_PLACEHOLDER.BODY:
                place(shape, _MARGIN, _TOP, _INNER, Emu(_BOTTOM - _TOP))
            else:
                shape._element.getparent().remove(shape._element)
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _THEME_FONT.sub(rb'\g<1>%s"' % FONT.encode(), theme.blob)
    properties = show.core_properties
    properties.title, properties.language, properties.keywords = clean(cover.title), "vi-VN", ""
    properties.author = properties.last_modified_by = clean(cover.agency)
    properties.revision = 1


def _add_cover(show: Any, cover: Cover) -> None:
    page = show.slides.add_slide(show.slide_layouts.get_by_name("Title Slide"))
    title, subtitle = page.shapes.title, page.placeholders[1]
    place(title, _MARGIN, Pt(170), _INNER, Pt(130))
    write_title(title, (cover.title,), _COVER_SIZE, MSO_ANCHOR.TOP)
    place(subtitle, _MARGIN, Pt(40), _INNER, Pt(80))
    write_lines(subtitle.text_frame, [Line((cover.superior,), BODY), Line((cover.agency,), BODY, True)])
    draft = [Line(("DỰ THẢO – ", *cover.draft), BODY, True)] if cover.draft else []
    notice = [Line((cover.notice,), colour=SOFT)] if cover.notice else []
    if draft or notice:
        _add_text(page, [*draft, *notice], Pt(330), Pt(150))


def _add_slide(show: Any, deck: Deck, slide: Slide) -> None:
    page = show.slides.add_slide(show.slide_layouts.get_by_name("Title Only"))
    length = len(as_plain(slide.title))
    write_title(page.shapes.title, slide.title, next(size for most, size in _TITLE_SIZES if length <= most))
    top = _TOP
    for block in slide.blocks:
        top = _add_block(page, block, top)
    marks = ["DỰ THẢO" if deck.cover.draft else "", deck.mark, *map(_explain_ends, slide.blocks)]
    if any(marks):
        _add_text(page, [Line((" | ".join(filter(None, marks)),), colour=SOFT)], _BOTTOM, _FOOT)
    if slide.notes:
        page.notes_slide.notes_text_frame.text = clean(as_plain(slide.notes))


def _explain_ends(block: Block) -> str:
    """What stands in brackets after the name of a bar."""
    bars = block.bars if isinstance(block, Chart) else None
    return f"Trong ngoặc: {bars.ends_heading.lower()}" if bars and bars.ends_heading else ""


def _add_block(page: Any, block: Block, top: Any) -> Any:
    """Adds a block below `top`; returns where the next one begins."""
    match block:
        case Table():
            frame = add_table(page, block, _MARGIN, top, _INNER)
            _name(frame, block.title, block.title)
            return _add_source(page, block.source, frame)
        case Chart():
            return _add_chart(page, block, top)
        case Picture():
            return _add_picture(page, base64.b64decode(block.png), block.alt, top, _BOTTOM)
        case Listing():
            return _add_lines(page, [(f"{marker} ", *text) for marker, text in block.items], top)
        case Paragraph():
            return _add_lines(page, [block.text], top)
        case KeyNumbers():
            return _add_lines(page, [(*number, " ", *words) for number, words in block.items], top)
        case _:
            return _add_lines(page, [(block.as_plain(),)], top)


def _add_chart(page: Any, block: Chart, top: Any) -> Any:
    said = f"{block.title}: {as_plain(block.alt)}" if block.title else as_plain(block.alt)
    end = Emu(_BOTTOM - _FOOT)
    if not block.bars:
        try:
            below = _add_picture(page, _draw(block.svg), said, top, end)
        except typst.TypstError:
            return _add_lines(page, [block.alt], top)
        return _add_source(page, block.source, page.shapes[-1]) if block.source else below
    height = min(Emu(end - top), Pt(_THICKEST * len(block.bars.categories) + _AROUND))
    frame = add_chart(page, block.bars, (_MARGIN, top, _INNER, height))
    _name(frame, block.title, said)
    return _add_source(page, block.source, frame)


def _add_source(page: Any, source: str, above: Any) -> Any:
    """Says below a shape where it comes from; returns where the next block begins."""
    below = Emu(above.top + above.height)
    if source:
        _add_text(page, [Line((f"Nguồn: {source}",), colour=SOFT)], below, _FOOT)
    return Emu(below + (_FOOT if source else 0) + _GAP)


def _draw(svg: str) -> bytes:
    """The drawing as PNG: PowerPoint shows no SVG without one."""
    drawn = typst.compile(
        _DRAWING.encode(),
        format="png",
        ppi=_PIXELS_PER_INCH,
        sys_inputs={"svg": svg},
        font_paths=find_fonts(),
    )
    if not isinstance(drawn, bytes):
        raise TypeError("one picture expected")
    return drawn


def _add_picture(page: Any, png: bytes, alt: str, top: Any, end: Any) -> Any:
    shape = page.shapes.add_picture(io.BytesIO(png), _MARGIN, top)
    scale = min(_INNER / shape.width, (end - top) / shape.height)
    shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
    describe(shape, alt)
    return Emu(top + shape.height + _GAP)


def _add_lines(page: Any, texts: Iterable[Text], top: Any) -> Any:
    texts = [text for text in texts if text]
    count = sum(-(-len(as_plain(text)) // _LETTERS) for text in texts)
    height = Pt(count * 1.3 * BODY + len(texts) * 6 + 8)
    if texts:
        _add_text(page, [Line(text, BODY) for text in texts], top, height)
    return Emu(top + height)


def _add_text(page: Any, lines: Iterable[Line], top: Any, height: Any) -> None:
    write_lines(page.shapes.add_textbox(_MARGIN, top, _INNER, height).text_frame, lines)


def _name(frame: Any, name: str, alt: str) -> None:
    if name:
        frame.name = clean(name)
    describe(frame, alt)
