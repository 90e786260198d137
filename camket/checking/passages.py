"""The passages of a written report: each paragraph or table cell with the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import range_boundaries

from camket.intake.formats.sheet import Cell, Sheet, different_cells, label_place
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
_NUMBER = re.compile(r"\d[\d.,]*\s*%?(?:\s*\([^()]*%\s*\))?")
_LONGEST_ROW_NAME = 160
_SENTENCE = 10  # words
_AREA = re.compile(r"table (\d+)!(\w+:\w+)")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, or one table cell with the names of its row and column.

    `place` is its position in Vietnamese. `headings` are the numbered headings above it, outermost first, and the
    caption of its table. `title` is that of the document. `row` and `column` are empty outside tables. A passage with
    `uncompared` has no text: it says in Vietnamese what stands there and is not compared (a comment, struck words).
    """

    text: str
    place: str
    headings: tuple[str, ...] = ()
    title: str = ""
    row: str = ""
    column: str = ""
    uncompared: str = ""

    @property
    def is_cell(self) -> bool:
        """Whether the passage is a table cell."""
        return bool(self.row or self.column)

    @property
    def is_item(self) -> bool:
        """Whether the passage is a list item such as `- a) Có …`."""
        return bool(_ITEM.match(self.text))


class Outline:
    """The title of the document and the numbered headings above the current position."""

    def __init__(self) -> None:
        self.title = ""
        self._open: dict[int, str] = {}

    def enter(self, text: str, place: str, *, is_title: bool = False) -> Passage:
        """Moves to the next paragraph and returns it as a passage under its headings."""
        level = next((n for n in reversed(range(len(_LEVELS))) if _LEVELS[n].match(text)), None)
        if is_title or (level is None and not self._open and text.isupper() and len(text) > _SHORTEST_TITLE):
            self.title = text
        elif level is not None and len(text) <= _LONGEST_HEADING:
            self._open = {n: heading for n, heading in self._open.items() if n < level}
            above = self.open_headings
            self._open[level] = text
            return Passage(text, place, above, self.title)
        return Passage(text, place, self.open_headings, self.title)

    @property
    def open_headings(self) -> tuple[str, ...]:
        """The headings above the current position, outermost first."""
        return tuple(self._open.values())


def join_lines(blocks: Iterable[tuple[str | Sheet, str]]) -> Iterator[tuple[str | Sheet, str]]:
    """Joins the lines of a page or a text file into paragraphs; tables pass unchanged.

    A line continues the line before it, unless that line ended a sentence or is a title in capitals, or this
    line starts a list item or a heading or follows an empty line.
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
    """Whether a line in capitals is a title: the next line is not in capitals."""
    return held.isupper() and not text.isupper()


def read_cells(table: Sheet, headings: tuple[str, ...], title: str = "") -> Iterator[Passage]:
    """Yields every filled cell of a table with its headings, row name and column name.

    The header consists of the rows above the first row that holds a number beside a name or is a single cell.
    Below the header, the heading of the column with the row names is the innermost heading of a cell. A table of
    one column, or without such a row and with a sentence in its first one, only frames its text, which is prose.
    """
    first = next((at for at, row in enumerate(table.rows) if _is_data(row)), len(table.rows))
    header = table.rows[:first]
    if first == len(table.rows) and _is_frame(table.rows):
        for row in table.rows:
            for cell in different_cells(row):
                yield Passage(cell.text, _in_vietnamese(cell.place), headings, title)
        return
    names = [_column_name(header, column) for column in range(len(table.rows[0]))]
    for row in header:
        for cell in different_cells(row):
            yield Passage(cell.text, _in_vietnamese(cell.place), headings, title, column=cell.text)
    for row in table.rows[first:]:
        name = _row_name(row)
        corner = next((names[column] for column, cell in enumerate(row) if name and cell.text == name), "")
        seen: set[str] = set()
        for column, cell in enumerate(row):
            if cell.text and cell.place not in seen:
                seen.add(cell.place)
                yield Passage(
                    cell.text,
                    _in_vietnamese(cell.place),
                    (*headings, corner),
                    title,
                    "" if cell.text == name else name,
                    names[column],
                )


def _is_frame(rows: Sequence[Sequence[Cell]]) -> bool:
    return any(len(row) == 1 or any(len(cell.text.split()) >= _SENTENCE for cell in row) for row in rows[:1])


def _is_data(row: Sequence[Cell]) -> bool:
    cells = different_cells(row)
    if len(cells) == 1 and len(row) > 1:
        return True
    return bool(_row_name(row)) and any(_NUMBER.fullmatch(cell.text) for cell in cells)


def _row_name(row: Sequence[Cell]) -> str:
    """The first text of a row that is neither a number nor a list marker."""
    return next(
        (
            cell.text[:_LONGEST_ROW_NAME]
            for cell in different_cells(row)
            if len(cell.text) > 3 and not _NUMBER.fullmatch(cell.text)
        ),
        "",
    )


def _column_name(header: Sequence[Sequence[Cell]], column: int) -> str:
    return clean(" / ".join(dict.fromkeys(row[column].text for row in header if row[column].text)))


def _in_vietnamese(place: str) -> str:
    if area := _AREA.fullmatch(place):
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(area[2]))
        return f"bảng {area[1]}, dòng {_span(top, bottom)}, cột {_span(left, right)}"
    return label_place(place)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
