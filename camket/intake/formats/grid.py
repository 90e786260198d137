"""The filled cells of a sheet laid out as a rectangle: merged ranges filled, hidden parts and outliers left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from camket.intake.formats.encodings import clean_stored
from camket.intake.formats.excel_strings import quote
from camket.intake.formats.limits import check_area, check_merged
from camket.intake.formats.sheet import KEY_HEADING, NOTE_NOUNS, Aside, Cell, Sheet

# A gap this wide does not occur inside a table. More cells than this beyond it are not an accident.
_EMPTY_ROWS, _EMPTY_COLUMNS = 500, 100
_MOST_OUTLIERS = 50
_MOST_NAMED = 10
_LONGEST_QUOTE = 30

Filled = Mapping[int, dict[int, Cell]]
_LONGEST_MERGE = 500


def split_outliers(filled: Filled) -> tuple[Filled, list[Cell]]:
    """Split off the few cells beyond a wide gap; return the rest, and the outliers in reading order."""
    last_row = _end(((row, len(cells)) for row, cells in filled.items()), _EMPTY_ROWS)
    last_column = max((max(cells) for cells in filled.values() if cells), default=0)
    if last_column > _EMPTY_COLUMNS:
        counts = Counter(column for row, cells in filled.items() if row <= last_row for column in cells)
        last_column = _end(counts.items(), _EMPTY_COLUMNS)
    outliers = [
        cell
        for row, cells in sorted(filled.items())
        if row > last_row or (cells and max(cells) > last_column)
        for column, cell in sorted(cells.items())
        if row > last_row or column > last_column
    ]
    if not outliers:
        return filled, []
    kept = {
        row: {column: cell for column, cell in cells.items() if column <= last_column}
        for row, cells in filled.items()
        if row <= last_row
    }
    return kept, outliers


def label_outliers(outliers: Sequence[Cell]) -> str:
    """Where the outliers are and what they hold, at most ten: `A900000 “x”`."""
    named = ", ".join(map(_label_cell, outliers[:_MOST_NAMED]))
    more = f" và {len(outliers) - _MOST_NAMED} ô khác" if len(outliers) > _MOST_NAMED else ""
    return f"{named}{more}"


def _label_cell(cell: Cell) -> str:
    text = cell.shown.strip()[:_LONGEST_QUOTE]
    return f"{cell.place.rpartition('!')[2]} {f'“{text}”' if text else '(trống)'}"


def _end(counts: Iterable[tuple[int, int]], most_empty: int) -> int:
    """The last row or column before a wide gap with few cells beyond it, else the last one."""
    filled = sorted((position, count) for position, count in counts if count)
    total = beyond = sum(count for _, count in filled)
    for (position, count), (following, _) in pairwise(filled):
        beyond -= count
        is_little = beyond <= _MOST_OUTLIERS and 2 * beyond < total
        if following - position > most_empty and is_little:
            return position
    return filled[-1][0] if filled else 0


class Area(NamedTuple):
    """A merged range; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """The range as Excel writes it: `A1:B2`."""
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"


def quote_sheet_name(sheet: str) -> str:
    """A sheet's name as Excel writes it in a reference, quoted if it is more than one word."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


class Covered(NamedTuple):
    """What merged ranges cover: as texts beside the cells, and by the range and its row, quoted with their cells."""

    asides: list[Aside]
    words: dict[Area, dict[int, list[str]]]


def take_covered(
    name: str,
    filled: dict[int, dict[int, Cell]],
    merged: Iterable[Area],
    marked: Iterable[tuple[int, int]] = (),
) -> Covered:
    """Take the cells that a merged range covers out of `filled`; return what they hold, which no program shows.

    A cell that repeats the words of the range says nothing of its own. `marked` are cells that the file itself calls
    covered, by row and column. `name` is already quoted.
    """
    covered = Covered([], {})
    for area in merged:
        first = filled.get(area.top, {}).get(area.left)
        shown = "" if first is None else clean_stored(first.shown)
        tall = area.bottom - area.top + 1 > len(filled)
        rows = (
            [row for row in filled if area.top <= row <= area.bottom]
            if tall
            else range(area.top, area.bottom + 1)
        )
        for row in sorted(rows):
            cells = filled.get(row, {})
            wide = area.right - area.left + 1 > len(cells)
            columns = sorted(cells) if wide else range(area.left, area.right + 1)
            for column in columns:
                is_covered = area.left <= column <= area.right and (row, column) != (area.top, area.left)
                if is_covered and column in cells:
                    cell = cells.pop(column)
                    covered.asides.extend(list_covered(name, cell, shown))
                    if (words := clean_stored(cell.shown) or cell.problem) and words != shown:
                        said = covered.words.setdefault(area, {}).setdefault(row, [])
                        said.append(f"“{quote(words)}” ({cell.place})")
    for row, column in marked:
        if column in filled[row]:  # below no range of the file
            covered.asides.extend(list_covered(name, filled[row].pop(column)))
    return covered


def list_covered(name: str, cell: Cell, shown: str = "") -> Iterator[Aside]:
    """What a cell holds below a merged range that shows `shown`."""
    if (words := clean_stored(cell.shown) or cell.problem) and words != shown:
        yield Aside("paragraph", name, f"ô {cell.place} bị ô trộn che khuất", words)
    yield from list_notes(name, cell)


def list_notes(name: str, cell: Cell) -> Iterator[Aside]:
    """The notes of a cell that is not read."""
    for note in cell.notes:
        yield Aside(note.kind, name, f"{NOTE_NOUNS[note.kind]} ở {cell.place}", note.text)


def arrange_cells(
    name: str,
    filled: Mapping[int, dict[int, Cell]],
    merged: Iterable[Area] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[int] = (),
    fonts: Mapping[str, str] | None = None,
    covered: Mapping[Area, Mapping[int, Sequence[str]]] | None = None,
) -> Sheet:
    """Build a sheet from its filled cells by row and column, both counted from 1.

    `name` is already quoted. `covered` are the words below merged ranges, which may contradict them: the range has a
    problem in their row. Outlier cells far from all others are left out and kept in `outliers`. Raises
    `Refusal` if the sheet is larger than any report.
    """
    filled, outliers = split_outliers(filled)
    areas = [area for area in merged if area.left in filled.get(area.top, ())]
    last_row, last_column = _last_filled(filled, areas)
    check_area(last_row, last_column, name)
    letters = [get_column_letter(column) for column in range(1, last_column + 1)]
    inside = [
        Area(area.top, area.left, min(area.bottom, last_row), min(area.right, last_column)) for area in areas
    ]
    check_merged(((area.bottom - area.top + 1) * (area.right - area.left + 1) for area in inside), name)
    spanned: dict[int, dict[int, Cell]] = {}
    for area, kept in zip(areas, inside, strict=True):
        whole = filled[area.top][area.left]._replace(place=f"{name}!{area.name}")
        for row in range(kept.top, kept.bottom + 1):
            line = spanned.setdefault(row, {})
            for column in range(kept.left, kept.right + 1):
                line[column] = whole
    for area, lines in (covered or {}).items():
        first = filled.get(area.top, {}).get(area.left) or Cell(None, "", "")
        for row, said in lines.items():
            problem = f"ô trộn che chữ {', '.join(said)}, không rõ có còn được tính hay không"
            problem = "; ".join(filter(None, (first.problem, problem)))
            cell = first._replace(place=f"{name}!{area.name}", problem=problem)
            columns = range(area.left, min(area.right, last_column) + 1) if row <= last_row else ()
            spanned.setdefault(row, {}).update(dict.fromkeys(columns, cell))
    rows_out = {row for row in hidden_rows if row <= last_row}
    columns_out = {
        column for column in hidden_columns if column <= last_column and not _holds_keys(filled, column)
    }
    seen = {
        (area.top, area.left)
        for area in inside
        if not columns_out.issuperset(range(area.left, area.right + 1))
    }
    hidden = {
        letters[column - 1]: tuple([
            filled[row][column]
            for row in sorted(filled)
            if column in filled[row] and (row, column) not in seen
        ])
        for column in sorted(columns_out)
    }  # fmt: skip
    rows, hidden_lines = [], dict[int, tuple[Cell, ...]]()
    for row in range(1, last_row + 1):
        cells = filled.get(row, {})
        if row in spanned:
            cells = {**cells, **spanned[row]}
        if columns_out:
            cells = {column: cell for column, cell in cells.items() if column not in columns_out}
        if row in rows_out:
            if any(cell.shown or cell.problem for cell in cells.values()):
                hidden_lines[row] = _line(name, row, cells, letters)
            cells = {}
        rows.append(_line(name, row, cells, letters))
    return Sheet(
        name=name,
        rows=tuple(rows),
        hidden_rows=hidden_lines,
        hidden_columns={letter: cells for letter, cells in hidden.items() if cells},
        outliers=tuple(outliers),
        fonts=fonts or {},
    )


def _line(name: str, row: int, cells: Mapping[int, Cell], letters: list[str]) -> tuple[Cell, ...]:
    columns = range(1, len(letters) + 1)
    if len(cells) == len(letters):
        return tuple([cells[column] for column in columns])
    return tuple([
        cells[column] if column in cells else Cell(None, "", f"{name}!{letters[column - 1]}{row}")
        for column in columns
    ])  # fmt: skip


def _holds_keys(filled: Mapping[int, dict[int, Cell]], column: int) -> bool:
    """Whether a hidden column is the one in which our forms carry record ids."""
    return any(column in cells and cells[column].shown == KEY_HEADING for cells in filled.values())


def _last_filled(filled: Mapping[int, dict[int, Cell]], areas: Iterable[Area]) -> tuple[int, int]:
    """The last row and column with content; formats and formulas without a visible result do not count."""
    last_row = next((row for row in sorted(filled, reverse=True) if _shows(filled[row].values())), 0)
    last_column = max((max(cells) for cells in filled.values() if cells), default=0)
    for area in areas:
        # A merged value counts over its whole span, up to a limit: someone may have merged an entire column.
        last_row = max(last_row, min(area.bottom, area.top + _LONGEST_MERGE))
        last_column = max(last_column, min(area.right, area.left + _LONGEST_MERGE))
    return last_row, last_column


def _shows(cells: Iterable[Cell]) -> bool:
    return any(cell.problem or cell.shown.strip() for cell in cells)
