"""Finds the figures, records, cells or files that a text names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from openpyxl.utils import range_boundaries

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.intake.formats.sheet import label_place
from camket.publishing.report.word_runs import read_bookmark
from camket.publishing.trace.registration_trail import TracedItem
from camket.publishing.trace.trail import Trail
from camket.publishing.trace.trail_items import TracedCell, TracedFile, TracedRecord
from camket.text import fold, plain

_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The things that a text names; at least one. `items` are those of the next year."""

    figures: tuple[Figure, ...] = ()
    records: tuple[TracedRecord, ...] = ()
    items: tuple[TracedItem, ...] = ()
    cells: tuple[tuple[TracedRecord | TracedItem, TracedCell], ...] = ()
    files: tuple[TracedFile, ...] = ()


def find_traced(trail: Trail, asked: str) -> Found:
    """Finds what `asked` names: an id or a bookmark of report.docx, else a cell, a printed text or a file.

    A cell of a file of which nothing is used names the file.

    Raises `InputError` where it names nothing in the period.
    """
    asked = unquote(asked.strip().rpartition("#")[2]) if ".html#" in asked else asked.strip()
    asked = read_bookmark(asked) or asked
    named = {name.lower(): name for name in trail.figures}
    if asked in trail.figures or asked.lower() in named:
        return Found(figures=(trail.figures[asked if asked in trail.figures else named[asked.lower()]],))
    if asked.upper() in trail.records:
        return Found(records=(trail.records[asked.upper()],))
    if asked.upper() in trail.items:
        return Found(items=(trail.items[asked.upper()],))
    if "!" in asked or " › " in asked or ", row" in asked or ", dòng" in asked:
        cells = tuple(_cells_at(trail, asked))
        if cells:
            return Found(cells=cells)
    printed = tuple(figure for figure in trail.figures.values() if _is_printed(figure, asked))
    if printed:
        return Found(figures=printed)
    # No record has a cell of a file that a later one replaced; what became of the file tells why.
    of_cell = asked.replace(" › ", "!").partition("!")[0]
    files = tuple(
        file
        for file in trail.files.values()
        if _is_file(file.place, asked) or (not file.records and _is_file(file.place, of_cell))
    )
    if files:
        return Found(files=files)
    raise InputError(
        where=f"camket trace … {asked!r}",
        found="không có số liệu, nội dung, ô hay tệp nào của kỳ này như vậy",
        expected="mã số liệu (cut_off.completed@SNV), số đã in (103/293 hoặc 35,2%), mã nội dung (SNV-03, "
        "SNV-2023-03), ô nguồn (so-noi-vu.xlsx!Sheet1!F14) hoặc tên tệp",
        remedy="xem mã trong trace.html hoặc data/processed/<kỳ>/figures.json",
    )


def _is_printed(figure: Figure, asked: str) -> bool:
    """Whether a figure prints this text as its sentence, fraction, share or count."""
    wanted = _as_printed(asked)
    forms = {figure.text, figure.fraction, figure.share, f"{figure.fraction} ({figure.share})"}
    forms |= {
        f"{figure.fraction} nội dung {figure.label}",
        f"{figure.fraction} nội dung {figure.label} (chiếm {figure.share})",
    }
    if "/" not in wanted and "%" not in wanted:
        forms |= {figure.count, str(figure.numerator)}
    return wanted in map(plain, forms)


def _as_printed(asked: str) -> str:
    """The text in the form in which figures are printed: spaces, leading zeros, decimal commas, no brackets."""
    text = plain(asked).removeprefix("có ").rstrip(".")
    text = re.sub(r"\s*/\s*(?=\d)", "/", re.sub(r"(\d)\s+%", r"\1%", text))
    text = re.sub(r"(\d)\.(\d+%)", r"\1,\2", text)
    text = re.sub(r"(?<![\d.,])(\d)/", r"0\1/", re.sub(r"/(\d)(?!\d)", r"/0\1", text))
    share = re.fullmatch(r"\(?(?:chiếm )?([\d,]+%)\)?", text)
    return share[1] if share else re.sub(r"^([\d./]+) nội dung$", r"\1", text)


def _cells_at(trail: Trail, asked: str) -> Iterator[tuple[TracedRecord | TracedItem, TracedCell]]:
    """The fields read from a cell or from a merged range that contains it."""
    file, _, place = asked.replace(" › ", "!").partition("!")
    traced: list[TracedRecord | TracedItem] = [*trail.records.values(), *trail.items.values()]
    for record in traced:
        for cell in record.cells:
            if _is_file(cell.file, file) and _is_same_place(cell.place, place):
                yield record, cell


def _is_file(place: str, asked: str) -> bool:
    asked = asked.replace("\\", "/")
    return (
        place == asked
        or asked.endswith("/" + place)
        or place.endswith("/" + asked)
        or fold(place.rpartition("/")[2]) == fold(asked)
    )


def _is_same_place(place: str, asked: str) -> bool:
    if fold(asked) in (fold(place), fold(label_place(place))):
        return True
    sheet, _, cell = asked.rpartition("!")
    own_sheet, _, own = place.rpartition("!")
    if sheet and fold(sheet) != fold(own_sheet):
        return False
    if not (_CELL.fullmatch(cell) and _CELL.fullmatch(own)):
        return False
    left, top, right, bottom = _edges(cell.upper())
    own_left, own_top, own_right, own_bottom = _edges(own)
    return own_left <= left and own_top <= top and right <= own_right and bottom <= own_bottom


def _edges(area: str) -> list[int]:
    return [edge or 0 for edge in range_boundaries(area)]
