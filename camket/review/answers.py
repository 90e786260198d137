"""The answers in a filled-in review workbook, row by row, wherever sorting or filtering has put them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from camket.errors import InputError
from camket.inputs.tabular import read_day
from camket.outputs.review_columns import ANSWERS, COLUMNS, KEYS
from camket.reading.books import read_book
from camket.reading.sheet import Cell, Sheet, print_place
from camket.statuses import BASES, DECIDED, Status, StatusField, basis_of, field_of, short_label
from camket.text import fold

_NEEDED = (*KEYS, "code", "about", *ANSWERS)
_KEYS = frozenset(column.heading for column in COLUMNS if column.name in KEYS)
_FIELDS = frozenset(map(field_of, BASES))
_ANSWERS = frozenset(column.heading for column in COLUMNS if column.name in ANSWERS)


@dataclass(frozen=True, slots=True)
class Answer:
    """One row in which somebody has begun to answer: its cells by the names of their columns."""

    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """The cleaned text of a column."""
        return self.cells[name].text

    def place(self, name: str) -> str:
        """The cell of a column, as printed."""
        return self.cells[name].place

    @property
    def day(self) -> date | None:
        """The day of the decision, or None where the cell holds none."""
        value = self.cells["decided_on"].value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return read_day(self.text("decided_on"))

    @property
    def field(self) -> StatusField | None:
        """The column of decisions.csv that is answered, or None where the key is none of ours."""
        return next((field_of(basis) for basis in BASES if field_of(basis) == self.text("field")), None)

    @property
    def candidates(self) -> tuple[Status, ...]:
        """The statuses that may be answered."""
        return DECIDED[basis_of(self.field)] if self.field else ()

    @property
    def status(self) -> Status | None:
        """The status that is answered, by its label or its code, or None where it is no candidate."""
        said = fold(self.text("answer"))
        labels = ((status, (fold(short_label(status)), fold(status))) for status in self.candidates)
        return next((status for status, names in labels if said in names), None)


def read_answers(path: Path, place: str) -> tuple[list[Answer], tuple[str, ...]]:
    """The rows in which an answer has been begun, and in Vietnamese what was not read (hidden sheets).

    Hidden rows and columns count: a filter hides, it does not delete. Raises `InputError` where the file
    cannot be read or is no review workbook.
    """
    book, _ = read_book(path, place, whole=True)
    answers: list[Answer] = []
    seen = False
    for sheet in book.sheets:
        columns: dict[str, int] = {}
        for row in sheet.rows:
            if header := _find_columns(row):
                columns, seen = header, True
                _check_columns(columns, sheet, place)
            elif columns:
                answers += _read_row(row, columns)
            else:
                _check_headed(row, sheet, place)
    if not seen:
        raise InputError(
            where=place,
            found="không có các cột ẩn " + ", ".join(KEYS),
            expected="tệp review.xlsx do camket run tạo ra, đã ghi trả lời",
            remedy="dùng lại tệp outputs/<kỳ>/review.xlsx, không bỏ các cột ẩn",
        )
    return answers, tuple(f"trang tính {print_place(left.sheet.name)} {left.why}" for left in book.left_out)


def _find_columns(row: tuple[Cell, ...]) -> dict[str, int]:
    """Where each column stands, if the row is the header; else nothing.

    One that has lost its keys is still known by the columns for answers, lest these go unread.
    """
    by_heading = {cell.text: number for number, cell in reversed(list(enumerate(row))) if cell.text}
    if not _KEYS & by_heading.keys() and len(_ANSWERS & by_heading.keys()) < 2:
        return {}
    return {column.name: by_heading[column.heading] for column in COLUMNS if column.heading in by_heading}


def _check_columns(columns: Mapping[str, int], sheet: Sheet, place: str) -> None:
    missing = [column.heading for column in COLUMNS if column.name in _NEEDED and column.name not in columns]
    if missing:
        raise InputError(
            where=f"{place} › {sheet.name}",
            found="thiếu cột " + ", ".join(missing),
            expected="đủ các cột của review.xlsx, kể cả các cột ẩn",
            remedy="dùng lại tệp outputs/<kỳ>/review.xlsx, không bỏ cột, không đổi dòng tiêu đề",
        )


def _check_headed(row: tuple[Cell, ...], sheet: Sheet, place: str) -> None:
    """Refuses a row of ours that stands under no header, as when the header was deleted, or sorted below it."""
    ours = next((cell for cell in row if cell.text in _FIELDS), None)
    if ours:
        raise InputError(
            where=f"{place} › {ours.place}",
            found=f"dòng hỏi về {ours.text} mà phía trên không có dòng tiêu đề",
            expected="dòng tiêu đề của review.xlsx ở trên mọi dòng câu hỏi",
            remedy=f"chép lại dòng tiêu đề vào trang {sheet.name}, hoặc dùng lại tệp outputs/<kỳ>/review.xlsx",
        )


def _read_row(row: tuple[Cell, ...], columns: Mapping[str, int]) -> Iterator[Answer]:
    cells = {name: row[number] for name, number in columns.items()}
    if any(cells[name].text or cells[name].problem for name in ANSWERS):
        yield Answer(cells)
