"""The rows of a filled-in workbook on the next year in which somebody has written something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from camket.errors import InputError
from camket.inputs.tabular import read_day
from camket.outputs.next_year_columns import AMENDMENTS, ANSWERS, DRAFT_COLUMNS, QUESTION_COLUMNS
from camket.outputs.review_columns import Column
from camket.reading.books import read_book
from camket.reading.sheet import Cell, Sheet, print_place

# What a decision has to be given with.
SIGNED = ("reason", "decided_by", "decided_on")
_KEYS = tuple(column for column in DRAFT_COLUMNS if column.kind == "key")


@dataclass(frozen=True, slots=True)
class Line:
    """A row in which somebody has written something: its cells by the names of their columns."""

    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """The cleaned text of a column, empty where the sheet has none of that name."""
        return self.cells[name].text if name in self.cells else ""

    def place(self, name: str) -> str:
        """The cell of a column, as printed."""
        return self.cells[name].place

    @property
    def day(self) -> date | None:
        """The day of the decision, or None where the cell holds none."""
        value = self.cells["decided_on"].value
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else read_day(self.text("decided_on"))


def is_next_year_workbook(path: Path) -> bool:
    """Whether a file is one of the workbooks on the next year, by its hidden columns."""
    try:
        return any(columns for _, columns in _read_headers(path))
    except InputError:
        return False


def _read_headers(path: Path) -> Iterator[tuple[Sheet, dict[str, int]]]:
    book, _ = read_book(path, path.name, whole=True)
    # A hidden sheet has answers all the same.
    for sheet in (*book.sheets, *(left.sheet for left in book.left_out)):
        yield sheet, next(filter(None, map(_find_columns, sheet.rows)), {})


def _find_columns(row: Sequence[Cell]) -> dict[str, int]:
    headings = {cell.text: number for number, cell in reversed(list(enumerate(row))) if cell.text}
    if not all(column.heading in headings for column in _KEYS):
        return {}
    known: dict[str, Column] = {column.name: column for column in (*QUESTION_COLUMNS, *DRAFT_COLUMNS)}
    both = {column.heading: column.name for column in (*QUESTION_COLUMNS, *DRAFT_COLUMNS)}
    found = {both[heading]: number for heading, number in headings.items() if heading in both}
    return found if {"answer", *SIGNED, "document"} <= found.keys() <= known.keys() else {}


def read_lines(path: Path) -> list[Line]:
    """The rows, sheet by sheet. Raises `InputError` for a sheet that lost its header, lest its answers go unread."""
    lines = []
    for sheet, columns in _read_headers(path):
        if not columns:
            _refuse_headless(sheet, path.name)
            continue
        answers = [name for name in columns if name in ("answer", *AMENDMENTS, *SIGNED, "document")]
        for row in sheet.rows:
            cells = {name: row[number] for name, number in columns.items()}
            filled = any(cells[name].text or cells[name].problem for name in answers)
            if filled and cells["key"].text != _KEYS[0].heading:
                lines.append(Line(cells))
    return lines


def _refuse_headless(sheet: Sheet, file: str) -> None:
    """Raises `InputError` for a sheet of ours whose header row, or a column of it, is gone: answers may stand there."""
    signed = {column.heading for column in QUESTION_COLUMNS if column.name in SIGNED}
    for row in sheet.rows:
        texts = {cell.text for cell in row}
        if signed <= texts or not texts.isdisjoint(ANSWERS):
            raise InputError(
                where=f"{file} › {print_place(sheet.name)}",
                found="mất dòng tiêu đề, hoặc mất cột (kể cả cột ẩn) mà camket run đã tạo",
                expected="đủ dòng tiêu đề, đủ các cột " + ", ".join(column.heading for column in _KEYS),
                remedy="chép các câu trả lời vào tệp còn đủ cột trong next_year rồi áp dụng tệp đó",
            )
