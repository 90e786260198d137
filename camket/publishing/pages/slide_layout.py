"""How much fits on a slide: what is longer goes on, on a slide of the same title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camket.publishing.blocks.block import Block, Chart, Cover, Listing, Paragraph, Row, SlideTitle, Table
from camket.publishing.blocks.inline import Text, as_plain

MOST_BARS = 20
# The room below a title, in lines of text, and the letters of a line.
_LINES, _LETTERS = 19, 96
_PADDING = 0.35  # what the lines of a cell or the space around a block add to a line
_CHART = 14.0
_CLAUSE = re.compile(r"[:;.](?=\s|$)")
_GOES_ON = " (tiếp theo)"


@dataclass(frozen=True, slots=True)
class Slide:
    """One finding: its title, its blocks, and what its speaker reads."""

    title: Text
    blocks: tuple[Block, ...]
    notes: Text = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides of a period, with the cover of the first notebook that has one."""

    cover: Cover
    slides: tuple[Slide, ...]

    @property
    def mark(self) -> str:
        """What stands at the foot of every slide: the first clause of the notice of its period."""
        return _CLAUSE.split(self.cover.notice)[0]


def lay_out(slide: Slide) -> Iterator[Slide]:
    """Yields the slide, or as many as its blocks need: bars and rows are divided, other blocks stay whole."""
    pages: list[list[Block]] = [[]]
    room = float(_LINES)
    for block in slide.blocks:
        if isinstance(block, SlideTitle):
            continue
        for part in _divide(block, room if pages[-1] else _LINES):
            height = _measure(part)
            if pages[-1] and height > room:
                pages.append([])
                room = _LINES
            pages[-1].append(part)
            room -= height
    for number, blocks in enumerate(pages):
        title = (*slide.title, _GOES_ON) if number else slide.title
        yield Slide(title, tuple(blocks), slide.notes)


def column_letters(table: Table, letters: int = _LETTERS) -> list[int]:
    """How many letters a line of each column has."""
    whole = sum(column.width for column in table.columns)
    return [max(int(letters * column.width / whole) - 2, 1) for column in table.columns]


def count_lines(row: Row, letters: Sequence[int]) -> int:
    """The lines of the tallest cell of a row."""
    if row.kind == "group":
        return 1
    return (
        max(
            (-(-len(as_plain(cell)) // size) for cell, size in zip(row.cells, letters, strict=True)),
            default=1,
        )
        or 1
    )


def _divide(block: Block, room: float) -> Iterator[Block]:
    if isinstance(block, Chart) and block.bars:
        for bars in block.bars.split(MOST_BARS):
            yield block.model_copy(update={"bars": bars})
    elif isinstance(block, Table):
        yield from _divide_table(block, room)
    else:
        yield block


def _divide_table(table: Table, room: float) -> Iterator[Table]:
    letters = column_letters(table)
    rows: list[Row] = []
    head = _measure_head(table)
    left = room - head
    for row in table.rows:
        height = count_lines(row, letters) + _PADDING
        if rows and height > left:
            yield table.model_copy(update={"rows": tuple(rows)})
            rows, left = [], _LINES - head
        rows.append(row)
        left -= height
    yield table.model_copy(update={"rows": tuple(rows)})


def _measure_head(table: Table) -> float:
    letters = column_letters(table)
    lines = max(
        (-(-len(each.heading) // size) for each, size in zip(table.columns, letters, strict=True)), default=1
    )
    return lines + any(column.group for column in table.columns) + _PADDING


def _measure(block: Block) -> float:
    match block:
        case Table():
            letters = column_letters(block)
            return _measure_head(block) + sum(count_lines(row, letters) + _PADDING for row in block.rows)
        case Chart(bars=None):
            return _CHART
        case Chart():
            return float(_LINES)
        case Listing():
            return sum(_count_text(text) for _, text in block.items)
        case Paragraph():
            return _count_text(block.text)
        case _:
            return _CHART


def _count_text(text: Text) -> float:
    # Running text is larger than that of tables.
    return 1.4 * -(-len(as_plain(text)) // (_LETTERS * 3 // 4)) + _PADDING
