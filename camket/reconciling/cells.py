"""The numbers of a report's table, each with the words of its row and its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openpyxl.utils import range_boundaries

from camket.reading.sheet import Cell, Sheet, different_cells
from camket.reconciling.passage import Passage
from camket.text import clean

_NUMBER = re.compile(r"\d[\d.,]*\s*%?(?:\s*\([^()]*%\s*\))?")
_LONGEST_ROW_NAME = 160
_AREA = re.compile(r"table (\d+)!(\w+:\w+)")
_PARTS = {"table": "bảng", "rows": "dòng", "row": "dòng", "columns": "cột", "column": "cột"}


def read_cells(table: Sheet, headings: tuple[str, ...], title: str = "") -> Iterator[Passage]:
    """Every filled cell of a table below its header, named by its row's first words and its column's.

    What the rows themselves are called is the innermost heading.
    The header are the rows above the first one that holds a number beside a name or is one cell.
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
    """The first words of a row that are no number and no list mark."""
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
    for english, vietnamese in _PARTS.items():
        place = re.sub(rf"\b{english}\b", vietnamese, place)
    return place


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
