"""Read the rows that a person filled in, even after sorting, filtering or hiding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from camket.errors import InputError
from camket.exchange.question_sheet import Layout
from camket.intake.formats.books import read_book
from camket.intake.formats.sheet import HIDDEN, Cell, Sheet, label_place
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import DecisionKey
from camket.settings.value_types import read_day

# Besides the keys: the columns that an answer needs, and two texts that show whether a row is complete.
_NEEDED = frozenset(("code", "about", "answer", "reason", "document", "decided_by", "decided_on"))


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One row with at least part of an answer: its cells by the names of its columns."""

    layout: Layout
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        """The cleaned text of a column; empty where the layout has no such column."""
        return self.cells[name].text if name in self.cells else ""

    def place(self, name: str) -> str:
        """The cell of a column, as printed; that of the code where the column is gone."""
        return self.cells.get(name, self.cells["code"]).place

    @property
    def decision_key(self) -> DecisionKey:
        """What it answers, the thing and the field."""
        return self.text("record_id"), self.text("field")

    @property
    def day(self) -> date | None:
        """The day of the decision, or None where the cell holds none."""
        value = self.cells["decided_on"].value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return read_day(self.text("decided_on"))


@dataclass(frozen=True, slots=True)
class FilledInBook:
    """The rows with an answer. `known` is whether camket made any of the sheets; `skipped` names what was not read."""

    rows: tuple[FilledIn, ...]
    known: bool
    skipped: tuple[str, ...]


def read_filled_in(path: Path, place: str, layouts: Sequence[Layout]) -> FilledInBook:
    """The rows with at least part of an answer, of every sheet that has one of the `layouts`.

    What is hidden counts, rows, columns and sheets: a filter hides, it does not delete. Raises `InputError` where
    the file cannot be read, or one of camket's sheets has lost its header or a column that an answer needs.
    """
    book, _ = read_book(path, place, whole=True)
    hidden = [left.sheet for left in book.left_out if left.why == HIDDEN]
    others = [left for left in book.left_out if left.why != HIDDEN]
    rows: list[FilledIn] = []
    known = False
    for sheet in (*book.sheets, *hidden):
        found: tuple[Layout, Mapping[str, int]] | None = None
        for row in sheet.rows:
            if header := _find_layout(row, layouts):
                found, known = header, True
                _check_columns(*header, sheet, place)
            elif found:
                rows += _read_row(row, *found)
            else:
                _check_headed(row, sheet, place)
    skipped = tuple(f"trang tính {label_place(left.sheet.name)} {left.why}" for left in others)
    return FilledInBook(tuple(rows), known, skipped)


def refuse_unknown(place: str, layouts: Sequence[Layout]) -> InputError:
    """The refusal of a workbook without a sheet that camket made."""
    keys = (", ".join(layout.heading(name) for name in layout.named("key")) for layout in layouts)
    return InputError(
        where=place,
        found="không có các cột ẩn " + "; hoặc ".join(dict.fromkeys(keys)),
        expected=f"{layouts[0].made}, đã ghi trả lời",
        remedy="dùng lại tệp trong outputs/<kỳ>, không bỏ các cột ẩn",
    )


def _find_layout(row: Sequence[Cell], layouts: Sequence[Layout]) -> tuple[Layout, Mapping[str, int]] | None:
    """The layout whose header a row is, with the position of each column.

    A header that has lost its keys is still known by the columns for answers, so that these do not go unread.
    """
    headings = {cell.text: number for number, cell in reversed(list(enumerate(row))) if cell.text}

    def shared(layout: Layout, kind: str) -> int:
        return sum(column.heading in headings for column in layout.columns if column.kind == kind)

    layout = max(
        layouts, key=lambda each: (shared(each, "key"), shared(each, "answer"), shared(each, "text"))
    )
    if not shared(layout, "key") and shared(layout, "answer") < 2:
        return None
    at = {
        each.name: headings[heading]
        for each in layout.columns
        for heading in (*each.earlier, each.heading)
        if heading in headings
    }
    return layout, at


def _check_columns(layout: Layout, at: Mapping[str, int], sheet: Sheet, place: str) -> None:
    needed = [column.name for column in layout.columns if column.kind == "key" or column.name in _NEEDED]
    missing = [name for name in needed if name not in at]
    if missing:
        raise InputError(
            where=f"{place} › {label_place(sheet.name)}",
            found="thiếu cột " + ", ".join(map(layout.heading, missing)),
            expected=f"đủ các cột của {layout.made}, kể cả các cột ẩn",
            remedy="chép các trả lời vào tệp còn đủ cột trong outputs/<kỳ>; không bỏ cột, không đổi dòng tiêu đề",
        )


def _check_headed(row: Sequence[Cell], sheet: Sheet, place: str) -> None:
    """Refuses a row with a key but no header above it, because the header was deleted or sorted below it."""
    ours = next((cell for cell in row if cell.text in FIELDS), None)
    if ours:
        raise InputError(
            where=f"{place} › {ours.place}",
            found=f"dòng hỏi về {ours.text} mà phía trên không có dòng tiêu đề",
            expected="dòng tiêu đề ở trên mọi dòng câu hỏi",
            remedy=f"chép lại dòng tiêu đề vào trang {sheet.name}, hoặc dùng lại tệp trong outputs/<kỳ>",
        )


def _read_row(row: Sequence[Cell], layout: Layout, at: Mapping[str, int]) -> Iterator[FilledIn]:
    cells = {name: row[number] for name, number in at.items()}
    if any(cells[name].text or cells[name].problem for name in layout.named("answer") if name in cells):
        yield FilledIn(layout, cells)
