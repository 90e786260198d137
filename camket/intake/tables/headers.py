"""Find where a header begins and ends, and the headings of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from camket.intake.formats.sheet import Cell, different_cells
from camket.intake.tables.columns import (
    NEVER_GROUPED,
    Columns,
    Heading,
    assign_columns,
    parse_heading_period,
)
from camket.intake.tables.content_columns import recognise_columns
from camket.intake.tables.heading_words import (
    BEGINNING,
    LONGEST_HEADING,
    WHOLE,
    is_part,
    name_field,
    name_status,
)
from camket.intake.tables.row_kinds import is_blank, is_number
from camket.intake.tables.two_years import names_two_years, set_earlier_apart
from camket.settings.fields import BUILT_IN, Fields

# One group row above, and up to four rows that name fields.
MOST_HEADER_ROWS = 5
_YEAR = re.compile(r"20\d\d")

_DIGIT = re.compile(r"\d")
# What may be counted or dated in a heading: "đến 30/10/2022", "quý III", "6 tháng đầu năm", "(1) = (2) + (3)".
_TIMES = re.compile(
    r"(?:\bngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?(?!\d)|\d{1,2}/\d{4}"
    r"|\b20\d\d\b|\b\d{1,2} tháng\b|\b(?:tháng|quý|ngày|t) ?\d{1,2}\b"
    r"|\(\d{1,2}\)|^\(?\d{1,2}[.)]",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\(.*\)\.?")
_LONGEST_TIME = 60
_FEWEST_PARTED = 3
_MERGED = "ô gộp với tiêu đề cột: không rõ phần nào thuộc dòng này"

# Excel turns a typed "(1)" into minus one.
_INDEX_NUMBER = re.compile(r"(?:[Cc]ột )?[(\[]?-?(\d{1,2})[a-z]?[.)\]]*(?:\s*=.*)?")
_ALPHABETS = (tuple("abcdefghijklm"), tuple("abcdđeghiklmn"), tuple("abcdeghiklmn"))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTER = re.compile(r"[(\[]?([A-ZĐa-zđ]|[IVX]+)[.)\]]*(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """The height of a header and the columns of each field."""

    height: int
    columns: Columns


def find_header(
    rows: Sequence[tuple[Cell, ...]], needed: frozenset[str], fields: Fields = BUILT_IN
) -> Header | None:
    """The header that begins at `rows[0]`, or None if there is none or it lacks a `needed` field."""
    top = 0
    if not _is_heading(rows[0], fields):
        if len(rows) < 2 or not _is_heading(rows[1], fields) or not _is_group_row(rows[0], rows[1], fields):
            return None
        top = 1
    height = top + 1
    most = min(MOST_HEADER_ROWS - 1 + top, len(rows))
    while height < most and _continues(rows[height - 1], rows[height], fields):
        height += 1
    headings = _headings(rows[:height])
    columns = recognise_columns(
        set_earlier_apart(assign_columns(headings, fields), headings, fields),
        [heading.path[-1] if heading.path else "" for heading in headings],
        rows[height:],
        fields,
    )
    if not needed <= columns.keys():
        return None
    return Header(height, columns)


def _is_heading(row: Sequence[Cell], fields: Fields) -> bool:
    """Whether most of a row's cells are headings. A row with a bare number is always data."""
    cells = different_cells(row)
    if any(counts_rows(cell.text) for cell in cells):
        return False
    whole = {name_field(cell.text, WHOLE, fields) for cell in cells} - {""}
    # A summary has statuses over columns of counts; there a status does not name a field.
    counts_ticks = bool(whole & {"item_no", "content"})
    named = [field for cell in cells if (field := _find_field(cell.text, fields, ticks=counts_ticks))]
    return len(set(named)) >= 2 and bool(whole) and (2 * len(named) >= len(cells) or "item_no" in named)


def counts_rows(text: str) -> bool:
    """Whether a text is a number that counts rows or columns: "1.", or a "(1)" that Excel made "-1"; not a year."""
    bare = text.lstrip("(").removeprefix("-")
    return is_number(bare) and not _YEAR.fullmatch(bare)


def _find_field(text: str, fields: Fields, *, ticks: bool = True) -> str:
    """The field of a heading; with `ticks` a status heading is the unit's self-assessment."""
    return name_field(text, fields=fields) or (
        "self_assessment" if ticks and name_status(text, fields) else ""
    )


def _is_group_row(row: Sequence[Cell], headings: Sequence[Cell], fields: Fields) -> bool:
    """Whether a row only names groups of the `headings` in the row below it."""
    pairs = [(cell, below) for cell, below in zip(row, headings, strict=True) if cell.text]
    if names_two_years(row, headings, fields):
        return all(len(cell.text) <= LONGEST_HEADING and not counts_rows(cell.text) for cell, _ in pairs)
    return any(
        name_field(cell.text, fields=fields) or parse_heading_period(cell.text) for cell, _ in pairs
    ) and all(
        len(cell.text) <= LONGEST_HEADING
        and below.text
        and not counts_rows(cell.text)
        and name_field(below.text, fields=fields) not in NEVER_GROUPED
        for cell, below in pairs
    )


def _continues(above: Sequence[Cell], row: Sequence[Cell], fields: Fields) -> bool:
    """Whether `row` is one more row of the header that `above` belongs to.

    A row with a cell of its own that reports something is data, also where a heading is merged into it.
    """
    own = [column for column, cell in enumerate(row) if cell.text and cell.place != above[column].place]
    if any(_reports(above, row, column, fields) for column in own):
        return False
    if any(cell.text and cell.place == over.place for cell, over in zip(row, above, strict=True)):
        return True
    filled = [(row[column], above[column]) for column in own]
    if filled and all(
        name_field(cell.text, BEGINNING if not over.text else WHOLE, fields) for cell, over in filled
    ):
        return True
    return len(filled) > 1 and all(
        (_find_field(cell.text, fields) or is_part(cell.text) or parse_heading_period(cell.text))
        and name_field(over.text, fields=fields) not in NEVER_GROUPED
        for cell, over in filled
    )


def _reports(above: Sequence[Cell], row: Sequence[Cell], column: int, fields: Fields) -> bool:
    """Whether a cell below a header row is data, not one more heading.

    Below the group of several columns any short words may be a heading; below the heading of one column only
    words that name a field, a part of it or a time, or a remark in brackets.
    """
    text, over = row[column].text, above[column].text
    if _REMARK.fullmatch(text) or is_blank(text):
        return False
    if name_field(over, fields=fields) == "item_no" and counts_rows(text):
        return True
    if len(text) > LONGEST_HEADING or has_figures(text):
        return True
    if name_field(text, WHOLE, fields) or is_part(text):
        return False
    if not over or _is_group(above, row, column):
        return False
    return not (parse_heading_period(text) and len(text) <= _LONGEST_TIME)


def _is_group(above: Sequence[Cell], row: Sequence[Cell], column: int) -> bool:
    """Whether the cell above heads several columns: it is merged over them, or beside it nothing stands above."""
    beside = [other for other in (column - 1, column + 1) if 0 <= other < len(row)]
    if any(above[other].place == above[column].place for other in beside):
        return True
    right = column + 1
    return right < len(row) and not above[right].text and bool(row[right].text)


def _headings(header: Sequence[tuple[Cell, ...]]) -> list[Heading]:
    """The headings above each column; an unmerged group extends until the next text in its row."""
    columns = range(len(header[0]))
    paths: list[list[str]] = [[] for _ in columns]
    for number, row in enumerate(header):
        group, above = "", [""]
        for column in columns:
            text = row[column].text
            lower = [below[column] for below in header[number + 1 :] if below[column].text]
            if text:
                is_group = any(cell.place != row[column].place for cell in lower)
                group, above = text if is_group else "", [*paths[column]]
            elif group and lower and paths[column] == above:
                text = group
            else:
                group = ""
            if text and text not in paths[column]:
                paths[column].append(text)
    return [
        Heading(tuple(path), next((row[column].place for row in reversed(header) if row[column].text), ""))
        for column, path in zip(columns, paths, strict=True)
    ]


def without_heading(cell: Cell, fields: Fields) -> Cell:
    """A data cell that a heading is merged into: blank, or with a problem if it says more than a heading."""
    first, *further = (line for line in cell.shown.splitlines() if line.strip())
    if not further and len(first) <= LONGEST_HEADING and not has_figures(first):
        return Cell(None, "", cell.place)
    if all(_REMARK.fullmatch(line.strip()) or parse_heading_period(line) for line in further):
        return Cell(None, "", cell.place)
    if len(further) == 1 and counts_rows(further[0].strip()):
        return Cell(further[0].strip(), further[0].strip(), cell.place)
    return cell._replace(problem=cell.problem or _MERGED)


def part_heading(row: Sequence[Cell], fields: Fields) -> tuple[tuple[Cell, ...], tuple[Cell, ...]] | None:
    """The headings and the data of a row whose cells hold both, one below the other: "TT" above "1".

    So it is where somebody rubs out the line below the header. None if the cell of the item number does not end with a
    number, if few other cells have more than a heading, or if what they have numbers the columns.
    """
    parts = {cell.place: _part_cell(cell, fields) for cell in row}
    numbers = [
        data
        for heading, data in parts.values()
        if name_field(heading.text, WHOLE, fields) == "item_no" and counts_rows(data.text)
    ]
    if len(numbers) != 1 or sum(bool(data.text) for _, data in parts.values()) < _FEWEST_PARTED:
        return None
    headings, data = zip(*(parts[cell.place] for cell in row), strict=True)
    return None if is_column_index(data) else (headings, data)


def _part_cell(cell: Cell, fields: Fields) -> tuple[Cell, Cell]:
    """The heading at the top of a cell and the rest, which is asked about if nothing shows where it begins."""
    lines = [line.strip() for line in cell.shown.splitlines() if line.strip()]
    last = len(lines)
    end = next((end for end in range(1, last + 1) if name_field(" ".join(lines[:end]), WHOLE, fields)), 0)
    if not end and last == 2 and name_field(lines[0], fields=fields) and not has_figures(lines[0]):
        end = 1
    while 0 < end < last and (_REMARK.fullmatch(lines[end]) or _is_time(lines[end])):
        end += 1
    if last > 1 and not end:
        return cell._replace(problem="", notes=()), cell._replace(problem=cell.problem or _MERGED)
    heading, data = " ".join(lines[: end or 1]), "\n".join(lines[end or 1 :])
    return Cell(heading or None, heading, cell.place), cell._replace(value=data or None, shown=data)


def _is_time(text: str) -> bool:
    return bool(parse_heading_period(text)) and not has_figures(text) and len(text) <= _LONGEST_TIME


def has_figures(text: str) -> bool:
    """Whether a text has figures besides those of a time."""
    return bool(_DIGIT.search(_TIMES.sub("", text)))


def is_column_index(row: Sequence[Cell]) -> bool:
    """Whether the cells of a row number the columns; an empty cell may or may not be counted.

    A row of data does not qualify: `1 | 5 | 10`.
    """
    last, reached, seen = 0, -1, 0
    letters: list[str] = []
    for column, cell in enumerate(row):
        if is_blank(cell.text) or (column and cell.place == row[column - 1].place):
            continue
        if number := _INDEX_NUMBER.fullmatch(cell.text):
            if not last < int(number[1]) <= last + column - reached:
                return False
            last = int(number[1])
        elif letter := _LETTER.fullmatch(cell.text):
            letters.append(letter[1].lower())
        else:
            return False
        reached, seen = column, seen + 1
    return seen > 1 and any(letters == list(each[: len(letters)]) for each in (*_ALPHABETS, _ROMAN))
