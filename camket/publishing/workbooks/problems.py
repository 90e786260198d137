"""`problems.xlsx`: the faults in each unit's files, one sheet for each unit, to forward."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from camket.dates import format_date
from camket.figures.staging import write_file_atomically
from camket.intake.formats.sheet import label_place
from camket.intake.joining.record import Rejected
from camket.publishing.workbooks.book import Book, set_page, write_table
from camket.publishing.workbooks.cell_styles import LINE, LINK, TITLE
from camket.publishing.workbooks.cell_text import write_link, write_text
from camket.settings.output_names import PROBLEMS
from camket.settings.period import Period
from camket.settings.units import Unit

UNKNOWN = "Chưa rõ đơn vị"
PROBLEM_COLUMNS = {
    "TT": 4,
    "Mức": 8,
    "Tệp": 18,
    "Xem": 6,
    "Trang tính": 11,
    "Ô": 10,
    "Đã thấy": 38,
    "Cần": 23,
    "Cách sửa": 27,
}
_LEVELS = {
    "missing": "Bổ sung",
    "hidden": "Xem kỹ",
    "unread": "Xem lại",
    "misplaced": "Xem lại",
    "unprinted": "Xem lại",
}
_TO_MEND = "Sửa"
FILE = PROBLEMS
NOTHING = "Không có vấn đề"
_ABOUT = (
    "Sửa trong tệp đã gửi theo cột Cách sửa rồi gửi lại, tên tệp ghi thêm “lần 2”.",
    "Mức Sửa, Bổ sung là việc phải làm; mức Xem kỹ (có thể ẩn cam kết), Xem lại: chỉ làm nếu dữ liệu đó cần được tính.",
)
_HEADER_ROW = 2 + len(_ABOUT)
_MARGINS = (0.6, 0.6, 0.8, 0.8)
_LONGEST_NAME = 31
_LONGEST_HEADING = 120
# The link has a cell of its own: LibreOffice does not wrap the text of a link.
LINK_COLUMN, LINK_TEXT = list(PROBLEM_COLUMNS).index("Xem"), "Xem"
_LINK_TIP = "Mở trang kết quả đọc tệp này (trong thư mục show kèm theo)"


@dataclass(frozen=True, slots=True)
class UnitProblems:
    """What one unit has to correct, what it should check, and what needs no action. `code` is empty where unknown."""

    code: str
    name: str
    to_mend: tuple[Rejected, ...]
    notices: tuple[Rejected, ...]
    settled: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class ProblemCounts:
    """How many things units have to mend and to send, of reports and registrations alike; `units` are their codes."""

    mend: int
    missing: int
    units: frozenset[str]

    def __str__(self) -> str:
        counts = {"điểm cần sửa": self.mend, "điểm cần bổ sung": self.missing}
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        of_units = f" của {len(self.units)} đơn vị" if self.units else ""
        return f"{said}{of_units}" if said else "không có điểm nào cần sửa, bổ sung"


def count_by_kind(problems: Iterable[tuple[str, str]]) -> ProblemCounts:
    """Counts problems, each given as its kind and the code of its unit, as `check` and `status` print them."""
    acting = [(kind, unit) for kind, unit in problems if kind in ("file", "row", "cell", "missing")]
    missing = sum(kind == "missing" for kind, _ in acting)
    return ProblemCounts(len(acting) - missing, missing, frozenset(unit for _, unit in acting if unit))


def group_by_unit(problems: Iterable[Rejected], units: Sequence[Unit]) -> list[UnitProblems]:
    """One group for each unit with problems, in the order of `units`; strange codes, then the unknown, last."""
    by_unit: dict[str, list[Rejected]] = defaultdict(list)
    for item in problems:
        by_unit[item.unit].append(item)
    names = {unit.code: unit.name for unit in units}
    known = [code for code in names if code in by_unit]
    strange = sorted(code for code in by_unit if code and code not in names)
    unknown = [""] if "" in by_unit else []
    return [
        _group(code, names.get(code, code) or UNKNOWN, by_unit[code]) for code in (*known, *strange, *unknown)
    ]


def _group(code: str, name: str, items: list[Rejected]) -> UnitProblems:
    # Problems without a file (nothing was sent) come after the problems in files.
    ordered = sorted(items, key=lambda item: (not item.file, item.file, item.sheet, item.row or 0))
    return UnitProblems(
        code,
        name,
        tuple(item for item in ordered if item.to_mend),
        # What may hide commitments comes before what is merely not read.
        tuple(sorted((item for item in ordered if item.is_notice), key=lambda item: item.kind != "hidden")),
        tuple(item for item in ordered if not item.to_mend and not item.is_notice),
    )


def problem_rows(items: Sequence[Rejected]) -> list[tuple[str, ...]]:
    """A row for each problem, by the columns of a sheet (`PROBLEM_COLUMNS`), without the link."""
    return [(str(number), *_cells(item)) for number, item in enumerate(items, start=1)]


def _cells(item: Rejected) -> tuple[str, ...]:
    row = f"dòng {item.row}" if item.row else ""
    place = item.cell.replace(f"{item.sheet}!", "") or row
    sheet = item.sheet[1:-1].replace("''", "'") if item.sheet.startswith("'") else item.sheet
    return (
        _LEVELS.get(item.kind, _TO_MEND),
        item.file.removeprefix("submissions/"),
        "",
        label_place(sheet),
        label_place(place),
        item.found,
        item.expected,
        item.remedy,
    )


def write_problems(
    path: Path,
    groups: Iterable[UnitProblems],
    period: Period,
    open_questions: int = 0,
    links: Mapping[str, str] | None = None,
) -> None:
    """Writes what each unit has to correct, then what it should check; one sheet for each unit.

    While questions are open, each sheet is a draft and says how many there are. Every text is written as text,
    whatever it looks like. The day of the report goes into the properties instead of the clock: same problems,
    same bytes. `links` lead from a file's place to its page, relative to the workbook. Raises `InputError` where
    the file is open.
    """
    book = Book("Vấn đề cần sửa", period.document_day)
    draft = f"DỰ THẢO – còn {open_questions} câu hỏi" if open_questions else ""
    empty = True
    for group in groups:
        items = (*group.to_mend, *group.notices)
        if items:
            empty = False
            pages = [(links or {}).get(item.file, "") for item in items]
            write_problem_sheet(
                book, group.code or UNKNOWN, group.name, problem_rows(items), period, draft, pages
            )
    if empty:
        row = tuple("Không có vấn đề nào cần sửa." * (title == "Đã thấy") for title in PROBLEM_COLUMNS)
        write_problem_sheet(book, NOTHING, NOTHING, [row], period, draft)
    write_file_atomically(path, book.to_bytes())


def write_problem_sheet(
    book: Book,
    name: str,
    heading: str,
    rows: Sequence[tuple[str, ...]],
    period: Period,
    draft: str,
    pages: Sequence[str] = (),
) -> None:
    """Adds a sheet with a row for each problem. `pages` are links to the pages of the files, one a row."""
    sheet = book.add_sheet(name[:_LONGEST_NAME])
    # In the page header "&" begins a code.
    mark = f'&L&"Times New Roman,Bold"{draft}' if draft else ""
    head = mark + "&R" + heading[:_LONGEST_HEADING].replace("&", "&&")
    set_page(sheet, _MARGINS, header_rows=(_HEADER_ROW, _HEADER_ROW), head=head)
    title = f"{heading}: những điểm cần sửa, bổ sung"
    write_text(sheet, 0, 0, title, book.cell_format({**TITLE, "font_size": 14}))
    about = f"{period.title[0].upper()}{period.title[1:]} năm {period.year}, số liệu đến {format_date(period.cut_off)}"
    about += f". {draft}." if draft else ""
    for line, text in enumerate((about, *_ABOUT), start=1):
        write_text(sheet, line, 0, text, book.cell_format(LINE))
    write_table(book, sheet, _HEADER_ROW, PROBLEM_COLUMNS, rows)
    for row, page in enumerate(pages, start=_HEADER_ROW + 1):
        if page:
            write_link(sheet, row, LINK_COLUMN, page, LINK_TEXT, book.cell_format(LINK), _LINK_TIP)
