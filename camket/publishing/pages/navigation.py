"""Ways through the HTML pages: to the pages before and after, and to the parts of a long page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from camket.publishing.analyses.page_wording import load_page_wording
from camket.publishing.blocks.block import Block, Heading, Row, Table
from camket.publishing.blocks.inline import Printed, Text, as_plain
from camket.publishing.pages.page import Page

# A page with fewer parts is short enough to look through.
_FEWEST_PARTS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: a heading, or the rows of a group; `anchor` is its id."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another page in the same folder."""

    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The pages before and after one."""

    previous: Neighbour | None = None
    next: Neighbour | None = None


def find_neighbours(name: str, pages: Sequence[str]) -> Neighbours:
    """The pages before and after `name` among the `pages` of a run: camket's in their order, then the others."""
    known = list(load_page_wording()["pages"])
    order = sorted(pages, key=lambda one: (known.index(one) if one in known else len(known), one))
    if name not in order:
        return Neighbours()
    at = order.index(name)
    return Neighbours(
        _describe(order[at - 1]) if at else None, _describe(order[at + 1]) if at + 1 < len(order) else None
    )


def _describe(name: str) -> Neighbour:
    words = load_page_wording()["pages"].get(name, {})
    return Neighbour(f"{name}.html", words.get("label") or words.get("called") or name)


def add_anchors(page: Page) -> tuple[Page, tuple[Part, ...]]:
    """The page in which no anchor stands twice and each group of rows has one, with its parts; none of a short page."""
    parts: list[Part] = []
    given: set[str] = set()
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Table):
            rows = tuple(_anchor(row, given, parts) for row in block.rows)
            blocks.append(block.model_copy(update={"rows": rows}))
        elif isinstance(block, Heading):
            anchor = _take(f"muc-{len(parts) + 1}", given)
            parts.append(Part(anchor, as_plain(block.text)))
            blocks.append(block.model_copy(update={"anchor": anchor}))
        else:
            blocks.append(block)
    shown = tuple(parts) if len(parts) >= _FEWEST_PARTS else ()
    return page.model_copy(update={"blocks": tuple(blocks)}), shown


def _anchor(row: Row, given: set[str], parts: list[Part]) -> Row:
    if row.kind == "group":
        anchor = _take(row.anchor or f"nhom-{len(parts) + 1}", given)
        parts.append(Part(anchor, _name_group(row.cells[0])))
        return row.model_copy(update={"anchor": anchor})
    return row.model_copy(update={"anchor": _take(row.anchor, given)}) if row.anchor else row


def _name_group(heading: Text) -> str:
    """The heading of a group without its count in brackets: "1. Sở Nội vụ" of "1. Sở Nội vụ (03 nội dung)"."""
    named = tuple(itertools.takewhile(lambda run: not isinstance(run, Printed), heading))
    return as_plain(named) if named == heading else as_plain(named).rstrip("( \u00a0")


def _take(anchor: str, given: set[str]) -> str:
    """The anchor, or none where another element has it: a link leads to the first."""
    if anchor in given:
        return ""
    given.add(anchor)
    return anchor
