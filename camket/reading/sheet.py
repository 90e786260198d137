"""A sheet of cells, whatever file it came from: what all readers give and all later steps take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from camket.text import clean

# The heading of the hidden column by which a row of a form of ours comes home.
KEY_HEADING = "camket_key"


class Cell(NamedTuple):
    """One cell: what it holds, what it shows, and where it is (`Sheet1!E14`, `table 2, row 14, column 5`).

    A merged value stands in every cell it spans, each time with the whole range as its place.
    `problem` says in Vietnamese why the cell cannot be used, or is empty. `original` is the text as it
    was stored where that was in the letters of an old font (TCVN3, VNI), else empty.
    """

    value: object
    shown: str
    place: str
    problem: str = ""
    percent_format: bool = False
    original: str = ""

    @property
    def text(self) -> str:
        """What the cell shows, cleaned."""
        return clean(self.shown)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of cells with the text that stood around it.

    `rows[i]` is the row people call `first_row + i`. `before` is text above the table that is in no
    cell (paragraphs of a Word file). `skipped` names what was there and was not read (hidden rows).
    `fonts` has the name of the font of each place that is set in a font older than Unicode.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    before: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_word_table(self) -> bool:
        """Whether the sheet is a table of a Word file, where one table may be the rest of another."""
        return self.name.startswith("table ")

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows with the numbers people see."""
        return enumerate(self.rows, start=self.first_row)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file that are read, and in Vietnamese what was there and is not (hidden sheets)."""

    sheets: tuple[Sheet, ...]
    skipped: tuple[str, ...] = ()


def different_cells(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells of a row, a merged one once."""
    seen: dict[str, Cell] = {}
    for cell in row:
        if cell.text or cell.problem:
            seen.setdefault(cell.place, cell)
    return list(seen.values())
