"""Read statuses from tick boxes: one column for each status, with a mark in the one that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camket.intake.formats.sheet import Cell, different_cells, label_places
from camket.intake.tables.cell_notes import join_notes
from camket.intake.tables.heading_words import is_tick, is_unticked, name_field, name_status
from camket.intake.tables.row_kinds import is_blank
from camket.settings.fields import BUILT_IN, Fields
from camket.text import clean, fold_heading

# The field of a tick-box group by the field its heading names; by default the unit's self-assessment.
_CHOSEN = {"estimate_text": "estimate_text", "appraisal": "appraisal", "appraiser": "appraisal"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A tick-box group: its field, its columns, the status of each column, and the group heading."""

    field: str
    columns: tuple[int, ...]
    statuses: tuple[str, ...]
    group: str


def find_choices(paths: Sequence[Sequence[str]], fields: Fields = BUILT_IN) -> list[Choice]:
    """The choices among columns with these headings, groups above first.

    A group has at least two columns with different statuses. A repeated status begins another group. A
    single column "Hoàn thành" may ask for a date, so it is not a group.
    """
    found: list[tuple[str, tuple[str, ...], dict[str, tuple[int, str]]]] = []
    for column, path in enumerate(paths):
        said = _status(path, fields)
        if said is None:
            continue
        field, above, status = said
        key = fold_heading(status)
        if not found or found[-1][:2] != (field, above) or key in found[-1][2]:
            found.append((field, above, {}))
        found[-1][2][key] = column, status
    return [
        Choice(
            field,
            tuple(column for column, _ in statuses.values()),
            tuple(status for _, status in statuses.values()),
            above[-1] if above else "",
        )
        for field, above, statuses in found
        if len(statuses) > 1
    ]


def read_choice(cells: Sequence[Cell], statuses: Sequence[str]) -> Cell:
    """The status whose column is ticked, at the place of the tick; empty if none is.

    Several ticks, or a text that is not a tick, are a problem and keep the text: "chưa" in the column "Hoàn
    thành" may confirm or deny it.
    """
    return _read_ticked(cells, statuses)._replace(notes=join_notes(cells))


def _read_ticked(cells: Sequence[Cell], statuses: Sequence[str]) -> Cell:
    filled = [
        (cell, clean(status)) for cell, status in zip(cells, statuses, strict=True) if not _is_open(cell)
    ]
    if not filled:
        return Cell(None, "", label_places(cell.place for cell in cells))
    if len(filled) == 1:
        cell, status = filled[0]
        if cell.problem:
            return cell
        if is_tick(cell.text) or fold_heading(cell.text) == fold_heading(status):
            return Cell(status, status, cell.place)
        return _asked(filled, f"cột “{status}” để đánh dấu nhưng ghi “{cell.text[:80]}”")
    names = ", ".join(f"“{status}”" for _, status in filled)
    if len(different_cells([cell for cell, _ in filled])) == 1:
        return _asked(filled, f"ô đánh dấu trộn qua các cột {names}")
    return _asked(filled, f"đánh dấu ở {len(filled)} cột cùng lúc: {names}")


def _is_open(cell: Cell) -> bool:
    """Whether a cell is not ticked; a zero that the sheet hides says so, seen or not."""
    if type(cell.value) in (int, float) and cell.value == 0:
        return True
    return not cell.problem and (is_blank(cell.text) or is_unticked(cell.text))


def _asked(filled: Sequence[tuple[Cell, str]], problem: str) -> Cell:
    text = "; ".join(f"{status}: {cell.text}" for cell, status in filled)
    return Cell(text, text, label_places(cell.place for cell, _ in filled), problem)


def _status(path: Sequence[str], fields: Fields) -> tuple[str, tuple[str, ...], str] | None:
    """The field, the groups above and the status that a column's headings say, or None.

    "Quá hạn" below "Hoàn thành" means "Hoàn thành quá hạn"; "Đang thực hiện" below "Chưa hoàn thành" stands
    alone.
    """
    if not path:
        return None
    leaf = path[-1]
    top = next(
        (i for i, text in enumerate(path[:-1]) if (said := name_status(text, fields)) and not said[0]), None
    )
    above = tuple(path[:-1] if top is None else path[:top])
    said = name_status(leaf, fields)
    if said is None and top is not None and not name_field(leaf, fields=fields):
        said = name_status(f"{path[top]} {leaf.lower()}", fields)
    if said is None:
        return None
    field = said[0] or next(
        (name for text in reversed(above) if (name := name_field(text, fields=fields))), ""
    )
    return _CHOSEN.get(field, "self_assessment"), above, said[1]
