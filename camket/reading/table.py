"""The tables of a sheet: every row of it ends as a record or as a named kind of something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from camket.reading.headers import begins_with, find_header
from camket.reading.sheet import Cell, Sheet, different_cells

RowKind = Literal[
    "record", "before", "header", "index", "section", "total", "guidance", "empty", "numbered_empty", "footer"
]

_INDEX = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=.*)?")
_SECTION = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?|PHẦN .*")
_PLACEHOLDER = re.compile(r"[.…\s_-]*")
_DATED_PLACE = re.compile(r".*,?\s*ngày\s.*tháng\s.*năm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number there, what it is, its cells by field, the section it stands under."""

    number: int
    kind: RowKind
    cells: Mapping[str, Cell]
    section: str = ""

    def text(self, field: str) -> str:
        """The cleaned text of a field, empty where the table has no such column."""
        cell = self.cells.get(field)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a sheet, with the text that stands above the first header."""

    sheet: Sheet
    fields: frozenset[str]
    rows: tuple[Row, ...]
    letterhead: tuple[str, ...]

    @property
    def records(self) -> list[Row]:
        """The rows that report something."""
        return [row for row in self.rows if row.kind == "record"]


def read_table(sheet: Sheet, needed: frozenset[str]) -> Table | None:
    """The table of a sheet whose header names all `needed` fields, or None where there is none.

    A later header in the same sheet starts the columns anew. `len(table.rows) == len(sheet.rows)`:
    no row vanishes.
    """
    rows: list[Row] = []
    letterhead = list(sheet.before)
    columns: dict[str, int] = {}
    seen: set[str] = set()
    section, ended = "", False
    position = 0
    while position < len(sheet.rows):
        header = find_header(sheet.rows[position : position + 4], needed)
        if header:
            height, columns = header
            seen |= columns.keys()
            section, ended = "", False
            for offset in range(height):
                rows.append(Row(sheet.first_row + position + offset, "header", {}))
            position += height
            continue
        cells = sheet.rows[position]
        number = sheet.first_row + position
        position += 1
        if not columns:
            letterhead += [cell.text for cell in different_cells(cells)]
            rows.append(Row(number, "before", {}))
            continue
        kind: RowKind = "footer" if ended else _kind(cells, columns, rows[-1].kind)
        ended = ended or kind == "footer"
        if kind == "section":
            section = " ".join(cell.text for cell in different_cells(cells))
        fields = {field: cells[column] for field, column in columns.items()} if kind == "record" else {}
        rows.append(Row(number, kind, fields, section))
    return Table(sheet, frozenset(seen), tuple(rows), tuple(letterhead)) if columns else None


def _kind(row: tuple[Cell, ...], columns: dict[str, int], above: RowKind) -> RowKind:
    filled = different_cells(row)
    texts = [cell.text for cell in filled]
    words = [text for text in texts if not _PLACEHOLDER.fullmatch(text)]
    if not words and not any(cell.problem for cell in filled):
        return "empty"
    if above == "header" and len(texts) > 1 and all(_INDEX.fullmatch(text) for text in texts):
        return "index"
    first = texts[0]
    if begins_with("total", first) or (len(texts) > 1 and begins_with("total", texts[1])):
        return "total"
    spread = len(filled) <= 3 and not _has(row, columns, "content", "result_text", both=True)
    if spread and (begins_with("footer", first) or _DATED_PLACE.fullmatch(first)):
        return "footer"
    if spread and begins_with("guidance", first):
        return "guidance"
    reports = [
        field for field in columns if field not in ("item_no", "content", "unit", "unit_code") and _has(row, columns, field)
    ]
    one_cell = len(filled) == 1 and sum(cell.place == filled[0].place for cell in row) > 1
    if _SECTION.fullmatch(first) and len(filled) <= 2 and not reports:
        return "section"
    if one_cell or (len(filled) == 1 and re.match(r"(?:[IVX]+|[A-ZĐ])\s*[.)/-]\s", first)):
        return "section"
    if not _has(row, columns, "content") and not reports:
        return "numbered_empty" if _has(row, columns, "item_no") else "guidance"
    return "record"


def _has(row: tuple[Cell, ...], columns: dict[str, int], *fields: str, both: bool = False) -> bool:
    present = [
        field in columns
        and (bool(row[columns[field]].problem) or not _PLACEHOLDER.fullmatch(row[columns[field]].text))
        for field in fields
    ]
    return all(present) if both else any(present)
