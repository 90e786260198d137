"""The slides of a run: a cell tagged `slide` starts one, and a cell tagged `slide-part` adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.blocks.block import Block, Chart, Cover, Table
from camket.blocks.inline import Text
from camket.pages.page import Page

# "3. So sánh giữa các đơn vị": the section number of a page has no meaning on a slide.
_NUMBERED = re.compile(r"^[\dIVX]+\.\s+")


@dataclass(frozen=True, slots=True)
class Slide:
    """One finding: its title and its blocks."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of a period, with the cover of the first notebook that has one."""

    cover: Cover
    slides: tuple[Slide, ...]


def make_deck(pages: Iterable[Page]) -> Deck | None:
    """Collects the slides of several notebooks in order; None where no cell is tagged.

    The title of a slide is that of its first chart or table with a title, else the heading above its first cell.
    """
    cover: Cover | None = None
    slides: list[Slide] = []
    for page in pages:
        for heading, blocks in page.slides:
            cover = cover or page.cover
            slides.append(_make_slide(heading, blocks))
    return Deck(cover, tuple(slides)) if cover else None


def _make_slide(heading: Text, blocks: Sequence[Block]) -> Slide:
    titled = next((block for block in blocks if isinstance(block, Chart | Table) and block.title), None)
    title = (titled.title,) if titled else _strip_number(heading)
    return Slide(title, tuple(blocks))


def _strip_number(heading: Text) -> Text:
    first = heading[0] if heading else ""
    return (_NUMBERED.sub("", first), *heading[1:]) if isinstance(first, str) else heading
