"""`problems.xlsx`: what was wrong in whose file, one sheet for each unit, to forward."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from camket.dates import print_date
from camket.inputs.period import Period
from camket.publishing.files import put_file
from camket.publishing.problem_list import PROBLEM_COLUMNS, UNKNOWN, UnitProblems, problem_rows
from camket.publishing.workbooks.book import Book, set_page
from camket.publishing.workbooks.cells import write_text
from camket.publishing.workbooks.heights import fit_height
from camket.publishing.workbooks.styles import BODY, HEADING, LINE, TITLE

FILE = "problems.xlsx"
NOTHING = "Không có vấn đề"
_ABOUT = (
    "Sửa trong tệp đã gửi theo cột Cách sửa rồi gửi lại, tên tệp ghi thêm “lần 2”.",
    "Mức Sửa, Bổ sung là việc phải làm; mức Xem kỹ (có thể ẩn cam kết), Xem lại: chỉ làm nếu dữ liệu đó cần được tính.",
)
_HEADER_ROW = 2 + len(_ABOUT)
_MARGINS = (0.6, 0.6, 0.8, 0.8)
_LONGEST_NAME = 31
_LONGEST_HEADING = 120


def write_problems(
    path: Path, groups: Iterable[UnitProblems], period: Period, open_questions: int = 0
) -> None:
    """Writes what each unit has to mend, then what it should look at; one sheet for each unit.

    While questions are open, each sheet is a draft and says how many there are. Every text is written as text,
    whatever it looks like. The day of the report goes into the properties instead of the clock: same problems,
    same bytes. Raises `InputError` where the file is open.
    """
    book = Book("Vấn đề cần sửa", period.report.day)
    draft = f"DỰ THẢO – còn {open_questions} câu hỏi" if open_questions else ""
    empty = True
    for group in groups:
        items = (*group.to_mend, *group.notices)
        if items:
            empty = False
            _write_sheet(book, group.code or UNKNOWN, group.name, problem_rows(items), period, draft)
    if empty:
        row = ("", "", "", "", "", "Không có vấn đề nào cần sửa.", "", "")
        _write_sheet(book, NOTHING, NOTHING, [row], period, draft)
    put_file(path, book.to_bytes())


def _write_sheet(
    book: Book,
    name: str,
    heading: str,
    rows: Sequence[tuple[str, ...]],
    period: Period,
    draft: str,
) -> None:
    sheet = book.add_sheet(name[:_LONGEST_NAME])
    # In the page header "&" begins a code.
    mark = f'&L&"Times New Roman,Bold"{draft}' if draft else ""
    head = mark + "&R" + heading[:_LONGEST_HEADING].replace("&", "&&")
    set_page(sheet, _MARGINS, header_rows=(_HEADER_ROW, _HEADER_ROW), head=head)
    title = f"{heading}: những điểm cần sửa, bổ sung"
    write_text(sheet, 0, 0, title, book.look({**TITLE, "font_size": 14}))
    about = f"{period.title[0].upper()}{period.title[1:]} năm {period.year}, số liệu đến {print_date(period.cut_off)}"
    about += f". {draft}." if draft else ""
    for line, text in enumerate((about, *_ABOUT), start=1):
        write_text(sheet, line, 0, text, book.look(LINE))
    for column, (title, width) in enumerate(PROBLEM_COLUMNS.items()):
        sheet.set_column(column, column, width)
        write_text(sheet, _HEADER_ROW, column, title, book.look(HEADING))
    for row, texts in enumerate(rows, start=_HEADER_ROW + 1):
        sheet.set_row(row, fit_height(zip(texts, PROBLEM_COLUMNS.values(), strict=True)))
        for column, text in enumerate(texts):
            write_text(sheet, row, column, text, book.look(BODY))
