"""How the columns of a table lie on a sheet: a count with its share in brackets takes two, to be reckoned with."""

from __future__ import annotations

from dataclasses import dataclass

from camket.blocks.block import Column, Table
from camket.blocks.inline import Printed, Text

PAIR = ("Số", "Tỷ lệ")
_PAGE = 132.0  # characters across a landscape page at full size
_NARROWEST = 4.5
_PAIR_WIDTHS = (5.5, 8.0)  # what "103" and "100,0%" need in bold


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of a table: the first of its columns on the sheet, and the widths of all of them."""

    column: Column
    first: int
    widths: tuple[float, ...]

    @property
    def is_pair(self) -> bool:
        """Whether it takes a column for the count and one for the share."""
        return len(self.widths) > 1


def lay_out(table: Table) -> tuple[Placed, ...]:
    """The columns of a table from the left, as wide as they are on the page."""
    scale = _PAGE / sum(column.width for column in table.columns)
    placed: list[Placed] = []
    first = 0
    for position, column in enumerate(table.columns):
        pair = any(split_pair(row.cells[position]) for row in table.rows if row.kind != "group")
        widths = _PAIR_WIDTHS if pair else (max(column.width * scale, _NARROWEST),)
        placed.append(Placed(column, first, widths))
        first += len(widths)
    return tuple(placed)


def split_pair(cell: Text) -> tuple[Printed, Printed] | None:
    """Count and share of a cell that says `05 (27,6%)` and nothing else; None of any other."""
    match cell:
        case (Printed() as count, " (", Printed() as share, ")") if count.figure == share.figure:
            return count, share
    return None
