"""The sheet of cells that every format reader returns and every later step takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from camket.text import clean

# The heading of the hidden column in which our forms carry the record id of each row.
KEY_HEADING = "camket_key"
_SHORTEST_RUN = 2
_WORD_PLACES = (("table", "bảng"), ("row", "dòng"), ("column", "cột"))


class Cell(NamedTuple):
    """One cell: its value, its displayed text and its place (`Sheet1!E14`, `table 2, row 14, column 5`).

    A merged value stands in every cell of its span, each with the whole range as its place. `problem` says
    in Vietnamese why the cell cannot be used, or is empty. `original` is the stored text where it was
    converted from an old font (TCVN3, VNI), else empty.
    """

    value: object
    shown: str
    place: str
    problem: str = ""
    percent_format: bool = False
    original: str = ""

    @property
    def text(self) -> str:
        """The displayed text, cleaned."""
        return clean(self.shown)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of cells, with the text around it.

    `rows[i]` is the row that people call `first_row + i`. `before` is text above the table outside any cell
    (paragraphs of a Word file). `hidden_rows` (by number) and the filled cells of `hidden_columns` (by
    letter) are blank in `rows`; they are kept to report what is there, never as data. `outliers` are cells
    far from all others, which are not in `rows`. `fonts` maps places to the names of fonts older than
    Unicode.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    before: tuple[str, ...] = ()
    hidden_rows: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    hidden_columns: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    outliers: tuple[Cell, ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_word_table(self) -> bool:
        """Whether the sheet is a table of a Word file, where one table may continue another."""
        return self.name.startswith("table ")

    @property
    def skipped(self) -> tuple[str, ...]:
        """What is hidden and not read, in Vietnamese: "hàng ẩn 3, 11–23", "cột ẩn B, C"."""
        rows = f"hàng ẩn {_print_numbers(sorted(self.hidden_rows))}" if self.hidden_rows else ""
        columns = f"cột ẩn {', '.join(self.hidden_columns)}" if self.hidden_columns else ""
        return tuple(filter(None, (rows, columns)))

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows with the row numbers that people see."""
        return enumerate(self.rows, start=self.first_row)


class LeftOut(NamedTuple):
    """A sheet that is not read as data, with the reason in Vietnamese ("bị ẩn", "ghi là bỏ")."""

    sheet: Sheet
    why: str


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file that are read, and those that are left out (hidden, obsolete)."""

    sheets: tuple[Sheet, ...]
    left_out: tuple[LeftOut, ...] = ()


def print_place(place: str) -> str:
    """A place as people name it: `table 2, row 14, column 5` becomes "bảng 2, dòng 14, cột 5"."""
    for english, vietnamese in _WORD_PLACES:
        place = re.sub(rf"\b{english}s? (?=\d)", f"{vietnamese} ", place)
    return place


def different_cells(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells of a row, each merged cell once."""
    seen: dict[str, Cell] = {}
    for cell in row:
        if cell.text or cell.problem:
            seen.setdefault(cell.place, cell)
    return list(seen.values())


def _print_numbers(numbers: Sequence[int]) -> str:
    """Rising numbers with runs contracted: `2, 3, 11–23`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > _SHORTEST_RUN else ", ".join(map(str, run)) for run in runs
    )
