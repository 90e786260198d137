"""The tables of a sheet: every row of it ends as a record or as a named kind of something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from camket.reading.headers import find_header, is_row_of, is_signed_for, is_total
from camket.reading.sheet import Cell, Sheet, different_cells

RowKind = Literal[
    "record", "before", "header", "index", "section", "total", "guidance", "empty", "numbered_empty", "footer"
]

# The columns that say what became of a commitment: a row that has one of them filled reports something.
REPORTING = frozenset(
    {"result_text", "progress_percent", "self_assessment", "appraisal", "estimate_text", "note"}
)
_MOST_FOOTER_CELLS = 3

_INDEX = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=.*)?")
_SECTION = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?|PHẦN .*")
_SECTION_TITLE = re.compile(r"(?:[IVX]+|[A-ZĐ])\s*[.)/-]\s")
_NUMBER = re.compile(r"\(?\d+(?:\.\d+)*[.)]?")
_PLACEHOLDER = re.compile(r"[.…\s_-]*")
_DATED_PLACE = re.compile(r"[^.;]{0,40}\bngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*", re.IGNORECASE)


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
    columns: Mapping[str, int] = field(default_factory=dict)

    @property
    def records(self) -> list[Row]:
        """The rows that report something."""
        return [row for row in self.rows if row.kind == "record"]


def read_table(
    sheet: Sheet, needed: frozenset[str], carried: Mapping[str, int] | None = None
) -> Table | None:
    """The table of a sheet whose header names all `needed` fields, or None where there is none.

    `carried` are the columns of the table that this one continues: then no header is needed. A later
    header in the same sheet starts the columns anew. `len(table.rows) == len(sheet.rows)`:
    no row vanishes.
    """
    rows: list[Row] = []
    letterhead = list(sheet.before)
    columns: dict[str, int] = dict(carried or {})
    seen: set[str] = set(columns)
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
        kind = _kind(cells, columns, rows[-1].kind if rows else "record")
        if ended and not (kind == "record" and _is_numbered(cells, columns)):
            kind = "footer"
        ended = kind == "footer"
        if kind == "section":
            section = " ".join(cell.text for cell in different_cells(cells))
        fields = (
            {field: cells[column] for field, column in columns.items()}
            if kind in ("record", "numbered_empty")
            else {}
        )
        rows.append(Row(number, kind, fields, section))
    return Table(sheet, frozenset(seen), tuple(rows), tuple(letterhead), columns) if columns else None


def read_tables(sheets: Iterable[Sheet], needed: frozenset[str]) -> tuple[Table, ...]:
    """The tables of a file's sheets, in their order; sheets without one are left out."""
    tables: list[Table] = []
    above: Table | None = None
    for sheet in sheets:
        above = read_table(sheet, needed) or _continued(sheet, needed, above)
        if above:
            tables.append(above)
    return tuple(tables)


def _continued(sheet: Sheet, needed: frozenset[str], above: Table | None) -> Table | None:
    """The table of a Word file that goes on after a page break without its header, or None.

    It is as wide as the table just before it, nothing stands between the two, and it has a numbered row.
    """
    is_next = above is not None and above.sheet.is_word_table and sheet.is_word_table and not sheet.before
    if above is None or not is_next or not sheet.rows or len(sheet.rows[0]) != len(above.sheet.rows[0]):
        return None
    if not any(_is_numbered(row, dict(above.columns)) for row in sheet.rows):
        return None
    table = read_table(sheet, needed, above.columns)
    return replace(table, letterhead=above.letterhead) if table else None


def _kind(row: tuple[Cell, ...], columns: dict[str, int], above: RowKind) -> RowKind:
    filled = different_cells(row)
    texts = [cell.text for cell in filled if not _PLACEHOLDER.fullmatch(cell.text)]
    if not texts and not any(cell.problem for cell in filled):
        return "empty"
    if above == "header" and len(texts) > 1 and all(_INDEX.fullmatch(text) for text in texts):
        return "index"
    one_cell = len(filled) == 1 and sum(cell.place == filled[0].place for cell in row) > 1
    reports = not one_cell and any(_has(row, columns, field) for field in columns if field in REPORTING)
    if _is_numbered(row, columns) and not one_cell:
        return "record" if reports or _has(row, columns, "content") else "numbered_empty"
    first = texts[0] if texts else ""
    if is_total(first) or (len(texts) > 1 and _SECTION.fullmatch(first) and is_total(texts[1])):
        return "total"
    if is_row_of("receivers", first):
        return "footer"
    if len(filled) <= _MOST_FOOTER_CELLS and not (reports and _has(row, columns, "content")):
        if is_row_of("footer", first) or is_signed_for(first) or _DATED_PLACE.fullmatch(first):
            return "footer"
        if is_row_of("guidance", first):
            return "guidance"
        if one_cell or (not reports and (_SECTION.fullmatch(first) or _titled_section(texts))):
            return "section"
    return "record" if reports or _has(row, columns, "content") else "guidance"


def _is_numbered(row: tuple[Cell, ...], columns: dict[str, int]) -> bool:
    return "item_no" in columns and bool(_NUMBER.fullmatch(row[columns["item_no"]].text))


def _titled_section(texts: list[str]) -> bool:
    return len(texts) == 1 and bool(_SECTION_TITLE.match(texts[0]))


def _has(row: tuple[Cell, ...], columns: dict[str, int], field: str) -> bool:
    if field not in columns:
        return False
    cell = row[columns[field]]
    return bool(cell.problem) or not _PLACEHOLDER.fullmatch(cell.text)
