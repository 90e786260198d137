"""The slides that the tags of notebooks make: what a cell tagged `slide` shows, and what `slide-part` adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from camket.blocks.block import Block, Chart, Cover, Table
from camket.blocks.inline import Text
from camket.pages.page import Page

# "3. So sánh giữa các đơn vị": what counts the sections of a page counts nothing on a slide.
_COUNTED = re.compile(r"^[\dIVX]+\.\s+")


@dataclass(frozen=True, slots=True)
class Slide:
    """One finding: what it is called, and the blocks that show it."""

    title: Text
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of a period below the cover of the first notebook."""

    cover: Cover
    slides: tuple[Slide, ...]


def make_deck(pages: Iterable[Page]) -> Deck | None:
    """The slides of several notebooks in their order; None where no cell is tagged.

    A slide is called as its chart or table is, else as the heading above its first cell.
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
    title = (titled.title,) if titled else _without_count(heading)
    return Slide(title, tuple(blocks))


def _without_count(heading: Text) -> Text:
    first = heading[0] if heading else ""
    return (_COUNTED.sub("", first), *heading[1:]) if isinstance(first, str) else heading
