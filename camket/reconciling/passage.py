"""A written report as passages: each paragraph or table cell with the headings it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from camket.reading.sheet import Sheet
from camket.text import clean

_LEVELS = [
    re.compile(r"(?:PHẦN|CHƯƠNG)\s+[\dIVX]+\b|[IVX]+\s*[.)/-]\s"),
    re.compile(r"\d+\s*[.)]\s"),
    re.compile(r"\d+\.\d+\s*[.)]?\s"),
    re.compile(r"\d+\.\d+\.\d+\s*[.)]?\s"),
]
_ITEM = re.compile(r"(?:[-–+*•]\s*)?(?:[a-zđ]{1,2}\)|\([a-zđ\d]{1,2}\))\s|[-–+*•]\s")
_LONGEST_HEADING = 250
_SHORTEST_TITLE = 30
_ENDED = re.compile(r"[.;:!?…]\)?[”\"']?$|\.$|(?<!\d)/$")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or one table cell with what its row and column are called.

    `place` says in Vietnamese where it stands; `headings` are the numbered lines above it, the
    outermost first, and the caption of its table; `title` is that of the document. `row` and `column`
    are empty outside tables.
    """

    text: str
    place: str
    headings: tuple[str, ...] = ()
    title: str = ""
    row: str = ""
    column: str = ""

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a table."""
        return bool(self.row or self.column)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list: `- a) Có …`."""
        return bool(_ITEM.match(self.text))


class Outline:
    """The title of the document and the numbered headings above the place where one is reading."""

    def __init__(self) -> None:
        self.title = ""
        self._open: dict[int, str] = {}

    def enter(self, text: str, place: str, *, is_title: bool = False) -> Passage:
        """The next paragraph as a passage under the headings above it."""
        level = next((n for n in reversed(range(len(_LEVELS))) if _LEVELS[n].match(text)), None)
        if is_title or (level is None and not self._open and text.isupper() and len(text) > _SHORTEST_TITLE):
            self.title = text
        elif level is not None and len(text) <= _LONGEST_HEADING:
            self._open = {n: heading for n, heading in self._open.items() if n < level}
            above = self.above
            self._open[level] = text
            return Passage(text, place, above, self.title)
        return Passage(text, place, self.above, self.title)

    @property
    def above(self) -> tuple[str, ...]:
        """The headings that are open, the outermost first."""
        return tuple(self._open.values())


def unwrap(blocks: Iterable[tuple[str | Sheet, str]]) -> Iterator[tuple[str | Sheet, str]]:
    """Lines as a page or a text file breaks them, put together into paragraphs; tables as they are.

    A line goes on with the one before unless that one ended a sentence, is a title in capitals, or this
    one begins a list item or a heading, or follows an empty line.
    """
    held, held_place = "", ""
    for block, place in blocks:
        text = clean(block) if isinstance(block, str) else ""
        if held and text and not _begins(text) and not _ENDED.search(held) and not _stands_alone(held, text):
            held += " " + text
            continue
        if held:
            yield held, held_place
        held, held_place = text, place
        if isinstance(block, Sheet):
            yield block, place
    if held:
        yield held, held_place


def _begins(text: str) -> bool:
    return bool(_ITEM.match(text)) or any(level.match(text) for level in _LEVELS)


def _stands_alone(held: str, text: str) -> bool:
    """Whether a line in capitals ends because what follows is none: a title above its text."""
    return held.isupper() and not text.isupper()
