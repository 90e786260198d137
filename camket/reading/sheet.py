"""A sheet of cells, whatever file it came from: what all readers give and all later steps take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from camket.text import clean


class Cell(NamedTuple):
    """One cell: what it holds, what it shows, and where it is (`Sheet1!E14`, `table 2, row 14, column 5`).

    A merged value stands in every cell it spans, each time with the whole range as its place.
    `problem` says in Vietnamese why the cell cannot be used, or is empty.
    """

    value: object
    shown: str
    place: str
    problem: str = ""
    percent_format: bool = False

    @property
    def text(self) -> str:
        """What the cell shows, cleaned."""
        return clean(self.shown)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of cells with the text that stood around it.

    `rows[i]` is the row people call `first_row + i`. `before` is text above the table that is in no
    cell (paragraphs of a Word file). `skipped` names what was there and was not read (hidden rows).
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    before: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows with the numbers people see."""
        return enumerate(self.rows, start=self.first_row)


def different_cells(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells of a row, a merged one once."""
    seen: dict[str, Cell] = {}
    for cell in row:
        if cell.text or cell.problem:
            seen.setdefault(cell.place, cell)
    return list(seen.values())
