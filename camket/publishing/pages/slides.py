"""The slides of a run: a cell tagged `slide` starts one, and a cell tagged `slide-part` adds to it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from camket.figures.staging import write_file_atomically
from camket.publishing.blocks.block import Block, Chart, Cover, SlideTitle, Table, load_templates
from camket.publishing.blocks.inline import Text
from camket.publishing.pages.page import Page, read_executed
from camket.publishing.pages.powerpoint import FILE as POWERPOINT
from camket.publishing.pages.powerpoint import deck_to_pptx
from camket.publishing.pages.slide_layout import Deck, Slide, lay_out
from camket.publishing.pages.typesetting import typeset_page

# "3. So sánh giữa các đơn vị": the section number of a page has no meaning on a slide.
_NUMBERED = re.compile(r"^[\dIVX]+\.\s+")
# slides.html is in the same folder as trace.html, pages are one folder below.
_FROM_PAGES, _FROM_SLIDES = 'href="../', 'href="'
FILE = "slides.html"
# What is asked for comes last; notebooks of a project come before it.
_FIRST, _LAST = ("cut_off", "full_year", "registration"), "leader"


def make_deck(pages: Iterable[Page]) -> Deck | None:
    """Collects the slides of several notebooks in order; None where no cell is tagged.

    The title of a slide is its finding, else the title of its first chart or table, else the heading above its first
    cell.
    """
    cover: Cover | None = None
    slides: list[Slide] = []
    for page in pages:
        for heading, blocks in page.slides:
            cover = cover or page.cover
            slides += lay_out(_make_slide(heading, blocks))
    return Deck(cover, tuple(slides)) if cover else None


def _make_slide(heading: Text, blocks: Sequence[Block]) -> Slide:
    found = next((block for block in blocks if isinstance(block, SlideTitle)), None)
    shown = tuple(block for block in blocks if not isinstance(block, SlideTitle))
    if found:
        return Slide(found.text, shown, found.notes)
    titled = next((block for block in blocks if isinstance(block, Chart | Table) and block.title), None)
    return Slide((titled.title,) if titled else _strip_number(heading), shown)


def _strip_number(heading: Text) -> Text:
    first = heading[0] if heading else ""
    return (_NUMBERED.sub("", first), *heading[1:]) if isinstance(first, str) else heading


def deck_to_html(deck: Deck) -> str:
    """Returns the file: UTF-8, `lang="vi"`. Equal decks give equal bytes. Its policy allows its one script by hash."""
    script = "\n".join(_read(name) for name in ("reveal/reveal.js", "slides.js"))
    page = (
        load_templates()
        .get_template("publishing/pages/slides.html.j2")
        .render(
            deck=deck,
            script=script,
            digest=base64.b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode(),
            css=_read("slides.css"),
            reveal_css=_read("reveal/reveal.css"),
        )
    )
    return page.replace(_FROM_PAGES, _FROM_SLIDES)


def _read(name: str) -> str:
    return files("camket.publishing.pages").joinpath(name).read_text("utf-8")


def write_slides(outputs: Path) -> tuple[str, ...]:
    """Writes the slides into a period's outputs; returns their file names, or nothing if no cell is tagged."""
    notebooks = sorted((outputs / "notebooks").glob("*.ipynb"), key=_place)
    deck = make_deck(typeset_page(read_executed(path)) for path in notebooks)
    if deck is None:
        return ()
    write_file_atomically(outputs / FILE, deck_to_html(deck).encode())
    write_file_atomically(outputs / POWERPOINT, deck_to_pptx(deck))
    return (FILE, POWERPOINT)


def _place(path: Path) -> tuple[int, str]:
    if path.stem in _FIRST:
        return _FIRST.index(path.stem), ""
    return len(_FIRST) + (path.stem == _LAST), path.stem
