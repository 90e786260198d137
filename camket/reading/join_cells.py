"""Join the columns of a field into one cell of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from camket.reading.current import BARE_NUMBER, Filled, choose_current, describe_ambiguity
from camket.reading.parts import Columns, Part
from camket.reading.places import join_places
from camket.reading.row_words import is_blank
from camket.reading.sheet import Cell
from camket.reading.ticks import read_choice

_BARE_PERCENT = re.compile(r"(?!0|1$)\d[\d.,]*")


def read_fields(row: Sequence[Cell], columns: Columns) -> tuple[dict[str, Cell], dict[str, str]]:
    """The cell of each field of a row, and the words to derive a status from where they differ from its text.

    Complementary columns (`Khó khăn` and `Nguyên nhân`) are joined in reading order, each under its
    sub-heading. The sub-heading labels a value and never affects the status: "Lý do chưa hoàn thành" is not
    a statement about the commitment. Of several periods (`6 tháng`, `Lũy kế đến 15/10`) all are shown, and
    the latest filled one counts (`choose_current`). If the columns are ambiguous, the joined cell has a
    problem that names them (`describe_ambiguity`): no status is derived from it and a person is asked.
    """
    row = _with_content_once(row, columns)
    cells: dict[str, Cell] = {}
    spoken: dict[str, str] = {}
    for field, parts in columns.items():
        if len(parts) == 1 and not (parts[0].statuses or parts[0].is_sub):
            cells[field] = row[parts[0].columns[0]]
            continue
        cells[field], words = _join(field, parts, [_read_part(row, part) for part in parts])
        if cells[field].problem:
            spoken[field] = ""
        elif words != cells[field].text:
            spoken[field] = words
    return cells, spoken


def _with_content_once(row: Sequence[Cell], columns: Columns) -> Sequence[Cell]:
    """Blank the other columns that a merged content cell spans: the content is not its own result."""
    own = {column for part in columns.get("content", ()) for column in part.columns}
    place = next((row[column].place for column in own if row[column].text), "")
    if not any(cell.place == place for column, cell in enumerate(row) if column not in own):
        return row
    return [
        Cell(None, "", place) if cell.place == place and column not in own else cell
        for column, cell in enumerate(row)
    ]


def _read_part(row: Sequence[Cell], part: Part) -> Cell:
    if part.statuses:
        return read_choice([row[column] for column in part.columns], part.statuses)
    return row[part.columns[0]]


def _join(field: str, parts: Sequence[Part], cells: Sequence[Cell]) -> tuple[Cell, str]:
    """The joined cell and the words in it to derive a status from."""
    filled: list[Filled] = []
    for part, cell in zip(parts, cells, strict=True):
        is_new = all(cell.place != other.cell.place for other in filled)
        if is_new and (cell.problem or not is_blank(cell.text)):
            filled.append(Filled(part, cell, _words(field, part, cell)))
    if not filled:
        main = next(cell for part, cell in zip(parts, cells, strict=True) if part.is_main)
        return main, main.text
    current = choose_current(field, parts, filled)
    between = "; " if any(each.part.heading for each in filled) else " "
    words = between.join(dict.fromkeys(each.words for each in current))
    if len(filled) == 1 and current and _speaks_for_itself(field, filled[0]):
        return filled[0].cell, words
    problem = next((each.cell.problem for each in filled if each.cell.problem), "")
    problem = problem or describe_ambiguity(field, parts, filled, current)
    if field == "progress_percent" and not problem:
        return current[0].cell, current[0].cell.text
    text = between.join(_labelled(each) for each in filled)
    return Cell(text, text, join_places(each.cell.place for each in filled), problem), words


def _words(field: str, part: Part, cell: Cell) -> str:
    """The text of a cell, with the percent sign of its heading where it has none."""
    is_percent = field != "progress_percent" and "%" in part.heading and _BARE_PERCENT.fullmatch(cell.text)
    return f"{cell.text}%" if is_percent else cell.text


def _speaks_for_itself(field: str, filled: Filled) -> bool:
    """Whether the only filled column needs no sub-heading: a percentage, a tick, words in the main column."""
    part, cell, _ = filled
    is_word = part.is_main and part.period is None and not BARE_NUMBER.fullmatch(cell.text)
    return field == "progress_percent" or bool(part.statuses) or is_word


def _labelled(each: Filled) -> str:
    return f"{each.part.heading}: {each.cell.text}" if each.part.heading else each.cell.text
