"""`problems.xlsx`: what was wrong in whose file, one sheet for each unit, to forward."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from camket.inputs.units import Unit
from camket.outputs.put import put_file
from camket.records.record import Rejected

FILE = "problems.xlsx"
UNKNOWN = "Chưa rõ đơn vị"
NOTHING = "Không có vấn đề"
_COLUMNS = {"Tệp": 30, "Trang tính": 14, "Ô": 12, "Đã thấy": 46, "Cần": 30, "Cách sửa": 34}
_A4 = 9
_LONGEST_NAME = 31
_LONGEST_HEADING = 120
# A place in a Word file, as the processed tables write it.
_WORD_PLACE = [("table", "bảng"), ("row", "dòng"), ("column", "cột")]


def write_problems(path: Path, problems: Iterable[Rejected], units: Sequence[Unit], made_on: date) -> None:
    """Writes the problems that somebody has to mend; the sheets in the order of `units`, the unknown last.

    Every text is written as text, whatever it looks like. `made_on` goes into the properties
    instead of the clock: same problems, same bytes. Raises `InputError` where the file is open.
    """
    by_unit: dict[str, list[Rejected]] = defaultdict(list)
    for item in problems:
        if item.to_mend:
            by_unit[item.unit].append(item)
    names = {unit.code: unit.name for unit in units}
    known = [code for code in names if code in by_unit]
    strange = sorted(code for code in by_unit if code and code not in names)
    unknown = [""] if "" in by_unit else []
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": "Vấn đề cần sửa", "created": datetime.combine(made_on, time())})
    styles = _make_styles(book)
    for code in (*known, *strange, *unknown):
        heading = names.get(code, code) or UNKNOWN
        _write_sheet(book, styles, code or UNKNOWN, heading, [_cells(item) for item in by_unit[code]])
    if not by_unit:
        _write_sheet(book, styles, NOTHING, NOTHING, [("", "", "", "Không có vấn đề nào cần sửa.", "", "")])
    book.close()
    put_file(path, content.getvalue())


def _make_styles(book: Workbook) -> Mapping[str, Format]:
    font = {"font_name": "Times New Roman", "font_size": 12, "text_wrap": True, "valign": "top", "border": 1}
    return {
        "header": book.add_format({**font, "bold": True, "align": "center", "bg_color": "#E7E6E6"}),
        "cell": book.add_format({**font, "num_format": "@"}),
    }


def _write_sheet(
    book: Workbook,
    styles: Mapping[str, Format],
    name: str,
    heading: str,
    rows: Sequence[tuple[str, ...]],
) -> None:
    sheet = book.add_worksheet(name[:_LONGEST_NAME])
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    # In the page header "&" begins a code.
    sheet.set_header("&C" + f"{heading[:_LONGEST_HEADING]} – những điểm cần sửa".replace("&", "&&"))
    sheet.set_footer("&C&P/&N")
    for column, (title, width) in enumerate(_COLUMNS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, styles["header"])
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts):
            # A lone half of a character, as an odd file name can have, fits in no file.
            whole = text.encode("utf-8", "backslashreplace").decode("utf-8")
            sheet.write_string(row, column, whole, styles["cell"])


def _cells(item: Rejected) -> tuple[str, ...]:
    row = f"dòng {item.row}" if item.row else ""
    place = item.cell.rpartition("!")[2] or row
    sheet = item.sheet[1:-1].replace("''", "'") if item.sheet.startswith("'") else item.sheet
    return (item.file, _in_vietnamese(sheet), _in_vietnamese(place), item.found, item.expected, item.remedy)


def _in_vietnamese(place: str) -> str:
    for english, vietnamese in _WORD_PLACE:
        place = re.sub(rf"\b{english} (?=\d)", f"{vietnamese} ", place)
    return place
