"""The cells of rows as a table shows them: a merged cell once, with the rows and columns that it spans."""

from __future__ import annotations

from collections.abc import Sequence

from camket.intake.formats.sheet import Cell

# A cell with the number of its rows and columns.
Spanning = tuple[Cell, int, int]


def span_cells(rows: Sequence[Sequence[Cell]]) -> list[list[Spanning]]:
    """The cells of each row that begin there. Cells are one where they have the same place, side by side or below."""
    found: list[list[Spanning]] = [[] for _ in rows]
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if (top, left) in taken:
                continue
            width = 1
            while (
                left + width < len(row)
                and (top, left + width) not in taken
                and _same(cell, row[left + width])
            ):
                width += 1
            height = 1
            while top + height < len(rows) and _goes_on(cell, rows[top + height], left, width):
                height += 1
            taken |= {(top + down, left + right) for down in range(height) for right in range(width)}
            found[top].append((cell, height, width))
    return found


def _goes_on(cell: Cell, row: Sequence[Cell], left: int, width: int) -> bool:
    return left + width <= len(row) and all(_same(cell, other) for other in row[left : left + width])


def _same(one: Cell, other: Cell) -> bool:
    return bool(one.place) and one.place == other.place
