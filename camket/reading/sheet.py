"""A sheet of cells, whatever file it came from: what all readers give and all later steps take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from camket.text import clean

# The heading of the hidden column by which a row of a form of ours comes home.
KEY_HEADING = "camket_key"
_SHORTEST_RUN = 2
_WORD_PLACES = (("table", "bảng"), ("row", "dòng"), ("column", "cột"))


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
    cell (paragraphs of a Word file). `hidden_rows` (by number) and the filled cells of `hidden_columns`
    (by letter) are empty in `rows`: kept to say what lies there, never as data. `stray` are cells far
    from all others, which are not in `rows`.
    `fonts` has the name of the font of each place that is set in a font older than Unicode.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    before: tuple[str, ...] = ()
    hidden_rows: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    hidden_columns: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    stray: tuple[Cell, ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_word_table(self) -> bool:
        """Whether the sheet is a table of a Word file, where one table may be the rest of another."""
        return self.name.startswith("table ")

    @property
    def skipped(self) -> tuple[str, ...]:
        """In Vietnamese what is there and is not read: "hàng ẩn 3, 11–23", "cột ẩn B, C"."""
        rows = f"hàng ẩn {_print_numbers(sorted(self.hidden_rows))}" if self.hidden_rows else ""
        columns = f"cột ẩn {', '.join(self.hidden_columns)}" if self.hidden_columns else ""
        return tuple(filter(None, (rows, columns)))

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows with the numbers people see."""
        return enumerate(self.rows, start=self.first_row)


class LeftOut(NamedTuple):
    """A sheet that is not read as data, with why in Vietnamese ("bị ẩn", "ghi là bỏ")."""

    sheet: Sheet
    why: str


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file that are read, and those that are there and are not (hidden, obsolete)."""

    sheets: tuple[Sheet, ...]
    left_out: tuple[LeftOut, ...] = ()


def print_place(place: str) -> str:
    """A place as people call it: `table 2, row 14, column 5` as "bảng 2, dòng 14, cột 5"; others as they are."""
    for english, vietnamese in _WORD_PLACES:
        place = re.sub(rf"\b{english}s? (?=\d)", f"{vietnamese} ", place)
    return place


def different_cells(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells of a row, a merged one once."""
    seen: dict[str, Cell] = {}
    for cell in row:
        if cell.text or cell.problem:
            seen.setdefault(cell.place, cell)
    return list(seen.values())


def _print_numbers(numbers: Sequence[int]) -> str:
    """Numbers in rising order with runs drawn together: `2, 3, 11–23`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > _SHORTEST_RUN else ", ".join(map(str, run)) for run in runs
    )
