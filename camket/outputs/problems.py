"""`problems.xlsx`: what was wrong in whose file, one sheet for each unit, to forward."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from camket.dates import print_date
from camket.inputs.period import Period
from camket.outputs.by_unit import UNKNOWN, UnitProblems
from camket.outputs.cell_text import fit_cell
from camket.outputs.heights import LINE, count_lines
from camket.outputs.put import put_file
from camket.reading.sheet import print_place
from camket.records.record import Rejected

FILE = "problems.xlsx"
NOTHING = "Không có vấn đề"
PROBLEM_COLUMNS = {
    "TT": 4,
    "Mức": 8,
    "Tệp": 18,
    "Trang tính": 11,
    "Ô": 10,
    "Đã thấy": 38,
    "Cần": 23,
    "Cách sửa": 27,
}
_LEVELS = {"missing": "Bổ sung", "hidden": "Xem kỹ", "unread": "Xem lại"}
_TO_MEND = "Sửa"
_ABOUT = (
    "Sửa trong tệp đã gửi theo cột Cách sửa rồi gửi lại, tên tệp ghi thêm “lần 2”.",
    "Mức Sửa, Bổ sung là việc phải làm; mức Xem kỹ (có thể ẩn cam kết), Xem lại: chỉ làm nếu dữ liệu đó cần được tính.",
)
_HEADER_ROW = 2 + len(_ABOUT)
_A4 = 9
_HIGHEST_ROW = 409  # points; Excel knows no higher one
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
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": "Vấn đề cần sửa", "created": datetime.combine(period.report.day, time())})
    styles = _make_styles(book)
    draft = f"DỰ THẢO – còn {open_questions} câu hỏi" if open_questions else ""
    empty = True
    for group in groups:
        items = (*group.to_mend, *group.notices)
        if items:
            empty = False
            _write_sheet(book, styles, group.code or UNKNOWN, group.name, problem_rows(items), period, draft)
    if empty:
        row = ("", "", "", "", "", "Không có vấn đề nào cần sửa.", "", "")
        _write_sheet(book, styles, NOTHING, NOTHING, [row], period, draft)
    book.close()
    put_file(path, content.getvalue())


def _make_styles(book: Workbook) -> Mapping[str, Format]:
    font = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({**font, "bold": True, "font_size": 14, "text_wrap": False}),
        "about": book.add_format({**font, "italic": True, "text_wrap": False}),
        "header": book.add_format(
            {**font, "border": 1, "bold": True, "align": "center", "bg_color": "#E7E6E6"}
        ),
        "cell": book.add_format({**font, "border": 1, "num_format": "@"}),
    }


def _write_sheet(
    book: Workbook,
    styles: Mapping[str, Format],
    name: str,
    heading: str,
    rows: Sequence[tuple[str, ...]],
    period: Period,
    draft: str,
) -> None:
    sheet = book.add_worksheet(name[:_LONGEST_NAME])
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    # In the page header "&" begins a code.
    mark = f'&L&"Times New Roman,Bold"{draft}' if draft else ""
    sheet.set_header(mark + "&R" + heading[:_LONGEST_HEADING].replace("&", "&&"))
    sheet.set_footer("&C&P/&N")
    sheet.write_string(0, 0, f"{heading}: những điểm cần sửa, bổ sung", styles["title"])
    about = f"{period.title[0].upper()}{period.title[1:]} năm {period.year}, số liệu đến {print_date(period.cut_off)}"
    about += f". {draft}." if draft else ""
    for line, text in enumerate((about, *_ABOUT), start=1):
        sheet.write_string(line, 0, text, styles["about"])
    for column, (title, width) in enumerate(PROBLEM_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEADER_ROW, column, title, styles["header"])
    for row, texts in enumerate(rows, start=_HEADER_ROW + 1):
        lines = [
            count_lines(text, width) for text, width in zip(texts, PROBLEM_COLUMNS.values(), strict=True)
        ]
        sheet.set_row(row, min(max(lines) * LINE, _HIGHEST_ROW))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, fit_cell(text), styles["cell"])


def problem_rows(items: Sequence[Rejected]) -> list[tuple[str, ...]]:
    """A row for each problem, by the columns of a sheet (`PROBLEM_COLUMNS`)."""
    return [(str(number), *_cells(item)) for number, item in enumerate(items, start=1)]


def _cells(item: Rejected) -> tuple[str, ...]:
    row = f"dòng {item.row}" if item.row else ""
    place = item.cell.rpartition("!")[2] or row
    sheet = item.sheet[1:-1].replace("''", "'") if item.sheet.startswith("'") else item.sheet
    return (
        _LEVELS.get(item.kind, _TO_MEND),
        item.file.removeprefix("submissions/"),
        print_place(sheet),
        print_place(place),
        item.found,
        item.expected,
        item.remedy,
    )
