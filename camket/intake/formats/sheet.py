"""A sheet of cells with their places: what every reader of a format returns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from openpyxl.utils import column_index_from_string

from camket.text import clean, plain

# The heading of the hidden column in which our forms carry the record id of each row.
KEY_HEADING = "camket_key"
# The sheet of our forms that says how to fill them in.
GUIDE = "Huong dan"
_SHORTEST_RUN = 2
_WORD_PLACES = (("table", "bảng"), ("row", "dòng"), ("column", "cột"))
_EXCEL = re.compile(r"(.*!)([A-Z]{1,3})(\d+)")
_WORD = re.compile(r"(table \d+, row \d+), column (\d+)")
_MERGED = re.compile(
    r"![A-Z]+\d+:[A-Z]+(?P<row>\d+)$|^table \d+, (?:rows \d+-(?P<last>\d+)(?:,|$)|row \d+, columns )"
)
_FAILED = "ô báo lỗi"
TICKED, UNTICKED = "đã đánh dấu", "chưa đánh dấu"  # a check box without a caption
CELL_IN_MM = 17, 5  # about, of a column and a row of the usual size
EMU_IN_MM = 36_000  # of Office Open XML
ONLY_PICTURE = "ô chỉ có hình ảnh, không đọc được chữ trong hình"
NO_WORDS = "hình, không đọc được chữ trong hình"  # the text of a picture
HIDDEN, OBSOLETE = "bị ẩn", "ghi là bỏ"
_MARK = re.compile(r"(?:^|[\s\-–_(])(?:bỏ|hủy|huỷ|không dùng|ko dùng|obsolete)\)?$")


NoteKind = Literal["note", "comment"]
NOTE_NOUNS: dict[NoteKind, str] = {"note": "chú thích", "comment": "nhận xét"}


class Note(NamedTuple):
    """What is noted on a text: in a footnote or an endnote, or in a comment."""

    kind: NoteKind
    text: str


def label_notes(notes: Iterable[Note]) -> str:
    """Notes as officials read them: `chú thích: còn 20 ha; nhận xét: xem lại`."""
    return "; ".join(f"{NOTE_NOUNS[note.kind]}: {note.text}" for note in notes)


class Cell(NamedTuple):
    """One cell: its value, its displayed text and its place (`Sheet1!E14`, `table 2, row 14, column 5`).

    A merged value is in every cell of its span, each with the whole range as its place. `problem` says
    in Vietnamese why the cell cannot be used, or is empty. `original` is the stored text where it was
    converted from an old font (TCVN3, VNI), else empty. `notes` are footnotes, endnotes and comments on the cell;
    they are no part of its text.
    """

    value: object
    shown: str
    place: str
    problem: str = ""
    percent_format: bool = False
    original: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The displayed text, cleaned."""
        return clean(self.shown)

    @property
    def is_error(self) -> bool:
        """Whether the cell only shows that a formula failed: `#REF!`."""
        return self.problem.startswith(_FAILED)


def describe_error(code: str) -> str:
    """The problem of a cell whose formula failed."""
    return f"{_FAILED} {code}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of cells, with the text around it.

    `rows[i]` is the row that people call `first_row + i`. `before` is text above the table outside any cell
    (paragraphs of a Word file), `boxes_before` the part of it that stands in text boxes. `hidden_rows` (by
    number) and the filled cells of `hidden_columns` (by letter) are blank in `rows`; they are kept to report
    what is there, never as data. `outliers` are cells far from all others, which are not in `rows`. `fonts`
    maps places to the names of fonts older than Unicode. `is_1904` says that a bare number which means a day counts
    from 1904, as in workbooks of old Macintoshes.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    first_row: int = 1
    before: tuple[str, ...] = ()
    boxes_before: frozenset[str] = frozenset()
    hidden_rows: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    hidden_columns: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    outliers: tuple[Cell, ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)
    is_1904: bool = False

    @property
    def is_word_table(self) -> bool:
        """Whether the sheet is a table of a Word file, where one table may continue another."""
        return is_word_table(self.name)

    @property
    def skipped(self) -> tuple[str, ...]:
        """What is hidden and not read, in Vietnamese: "hàng ẩn 3, 11–23", "cột ẩn B, C"."""
        rows = f"hàng ẩn {_contract_numbers(sorted(self.hidden_rows))}" if self.hidden_rows else ""
        columns = f"cột ẩn {', '.join(self.hidden_columns)}" if self.hidden_columns else ""
        return tuple(filter(None, (rows, columns)))

    def numbered(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """The rows with the row numbers that people see."""
        return enumerate(self.rows, start=self.first_row)


AsideKind = Literal[
    "paragraph", "text_box", "note", "comment", "page_margin", "drawing", "chart", "embedded", "entry_rule",
    "picture", "scan", "tracked", "conditional", "control",
]  # fmt: skip
_SCAN = 100, 40  # mm; a logo, a seal or a signature is smaller


class Aside(NamedTuple):
    """Text of a file that stands in no cell: a text box, a comment, a page header, a loose paragraph.

    So do what tracked changes delete and insert ("tracked": "xóa: chưa nghiệm thu"), what a conditional format does to
    cells, and what a form control drawn over cells says.

    `place` says in Vietnamese where people find it ("hộp chữ ở Sheet1!D5", "đầu trang", "đoạn 3 dưới bảng 2");
    `sheet` is the sheet that it belongs to, or empty. A text that a cell carries along (`Cell.notes`) or that is
    read as the letterhead of a sheet (`Sheet.before`) is no aside.
    """

    kind: AsideKind
    sheet: str
    place: str
    text: str


def kind_of_picture(width: float, height: float) -> Literal["picture", "scan"]:
    """The kind of a picture of so many millimetres: a large one may be a scan of a table or of a letter."""
    return "scan" if width >= _SCAN[0] and height >= _SCAN[1] else "picture"


class LeftOut(NamedTuple):
    """A sheet that is not read as data, with the reason in Vietnamese ("bị ẩn", "ghi là bỏ")."""

    sheet: Sheet
    why: str


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file: those read, those left out (hidden, obsolete), and text that stands in no cell."""

    sheets: tuple[Sheet, ...]
    left_out: tuple[LeftOut, ...] = ()
    asides: tuple[Aside, ...] = ()


def is_word_table(sheet: str) -> bool:
    """Whether a sheet of this name is a table of a Word file."""
    return sheet.startswith("table ")


def label_place(place: str) -> str:
    """A place as people name it: `table 2, row 14, column 5` becomes "bảng 2, dòng 14, cột 5"."""
    for english, vietnamese in _WORD_PLACES:
        place = re.sub(rf"\b{english}s? (?=\d)", f"{vietnamese} ", place)
    return place


def last_merged_row(place: str) -> int | None:
    """The last row of the place of a merged cell, 0 if its rows are not told; None if the cell is not merged."""
    found = _MERGED.search(place)
    return int(found["row"] or found["last"] or 0) if found else None


def different_cells(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells of a row, each merged cell once."""
    seen: dict[str, Cell] = {}
    for cell in row:
        if cell.text or cell.problem or cell.notes:
            seen.setdefault(cell.place, cell)
    return list(seen.values())


def _contract_numbers(numbers: Sequence[int]) -> str:
    """Rising numbers with runs contracted: `2, 3, 11–23`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > _SHORTEST_RUN else ", ".join(map(str, run)) for run in runs
    )


def label_places(places: Iterable[str]) -> str:
    """`Sheet1!E14:F14`, `table 2, row 14, columns 5-6`; not adjacent: `Sheet1!E14; Sheet1!H14`."""
    runs: list[list[str]] = []
    for place in dict.fromkeys(places):
        if runs and _follows(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    return "; ".join(run[0] if len(run) == 1 else _range(run[0], run[-1]) for run in runs)


def _follows(left: str, right: str) -> bool:
    one, other = _row_and_column(left), _row_and_column(right)
    return one is not None and other is not None and (one[0], one[1] + 1) == other


def _row_and_column(place: str) -> tuple[str, int] | None:
    if found := _EXCEL.fullmatch(place):
        return f"{found[1]}{found[3]}", column_index_from_string(found[2])
    if found := _WORD.fullmatch(place):
        return found[1], int(found[2])
    return None


def _range(first: str, last: str) -> str:
    if _EXCEL.fullmatch(first):
        return f"{first}:{last.rpartition('!')[2]}"
    return f"{first.replace(' column ', ' columns ')}-{last.rpartition(' ')[2]}"


def describe_left_out(name: str, *, hidden: bool) -> str:
    """Why a sheet is not read as data ("bị ẩn", "ghi là bỏ"), or empty."""
    if hidden:
        return HIDDEN
    return OBSOLETE if _MARK.search(plain(name)) else ""
