"""Notes on cells: a footnote, endnote or comment may say the opposite of the text that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from camket.intake.formats.sheet import Cell, Note, label_notes

# How the question about notes ends.
NOTED = "phải đọc cùng nội dung của ô"
_QUOTED = 200


def join_notes(cells: Iterable[Cell]) -> tuple[Note, ...]:
    """The notes of several cells, each once."""
    return tuple(dict.fromkeys(note for cell in cells for note in cell.notes))


def describe_notes(cell: Cell) -> str:
    """The question in Vietnamese about the notes of a cell, or empty."""
    if not cell.notes:
        return ""
    words = label_notes(cell.notes)
    words = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
    return f"ô có {words}: {NOTED}"


def show_notes(cell: Cell) -> Cell:
    """The cell with the words of its footnotes after its text, and with the question about its notes as a problem.

    A comment is a colleague's word about the text, which is published without it.
    """
    if not cell.notes:
        return cell
    footnotes = label_notes(note for note in cell.notes if note.kind == "note")
    shown = f"{cell.shown} ({footnotes})".strip() if footnotes else cell.shown
    asked = "; ".join(filter(None, (cell.problem, describe_notes(cell))))
    return cell._replace(value=shown or None, shown=shown, problem=asked, notes=())


def noted_cells(cells: Mapping[str, Cell], names: Iterable[str]) -> Iterator[tuple[str, Cell]]:
    """The fields of a row whose cells have notes, and those cells."""
    return ((name, cells[name]) for name in names if name in cells and cells[name].notes)
