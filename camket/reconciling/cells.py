"""The cells of a report's table, each with the names of its row and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openpyxl.utils import range_boundaries

from camket.reading.sheet import Cell, Sheet, different_cells, print_place
from camket.reconciling.passage import Passage
from camket.text import clean

_NUMBER = re.compile(r"\d[\d.,]*\s*%?(?:\s*\([^()]*%\s*\))?")
_LONGEST_ROW_NAME = 160
_AREA = re.compile(r"table (\d+)!(\w+:\w+)")


def read_cells(table: Sheet, headings: tuple[str, ...], title: str = "") -> Iterator[Passage]:
    """Yields every filled cell of a table with its headings, row name and column name.

    The header consists of the rows above the first row that holds a number beside a name or is a single cell.
    Below the header, the heading of the column with the row names is the innermost heading of a cell.
    """
    first = next((at for at, row in enumerate(table.rows) if _is_data(row)), len(table.rows))
    header = table.rows[:first]
    names = [_column_name(header, column) for column in range(len(table.rows[0]) if table.rows else 0)]
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
    return print_place(place)


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
