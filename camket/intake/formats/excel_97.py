"""Read old Excel workbooks (.xls) with xlrd, including error values, hidden rows, fonts and merges.

python-calamine also reads .xls, but returns errors as empty strings and omits the rest.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import xlrd
from openpyxl.utils import get_column_letter
from xlrd.compdoc import CompDoc

from camket.intake.formats.cell_values import CellStyle, describe_unseen, format_value, parse_style
from camket.intake.formats.encodings import clean_stored
from camket.intake.formats.encryption import open_with_default_password
from camket.intake.formats.excel_97_asides import iterate_records, read_asides
from camket.intake.formats.excel_cells import (
    convert_number,
    hide_zeros,
    mark_unseen,
    show_moment,
    show_number,
    show_text,
)
from camket.intake.formats.excel_strings import describe_unread, describe_unseen_text
from camket.intake.formats.grid import Area, arrange_cells, quote_sheet_name, take_covered
from camket.intake.formats.limits import LARGEST_SPREADSHEET, Refusal, check_cells, check_merged
from camket.intake.formats.sheet import (
    Aside,
    Book,
    Cell,
    LeftOut,
    Note,
    Sheet,
    describe_error,
    describe_left_out,
)
from camket.intake.formats.superscripts import raise_digits
from camket.intake.formats.symbol_fonts import is_symbol_font, map_signs
from camket.text import clean

_STREAMS = ("Workbook", "Book")
_XF, _FORMAT, _FONT, _NAME = 0xE0, 0x41E, 0x31, 0x18
# Excel itself stores about 4,000 of each, and at most 255 characters in a number format.
_MOST = {_XF: 10_000, _FORMAT: 10_000, _FONT: 10_000, _NAME: 50_000}
_LONGEST_FORMAT = 600
_SOLID, _WHITE = 1, (255, 255, 255)
_SUPERSCRIPT = 1
_TWIPS = 20  # of a point
# Two points, and three tenths of a figure, whose width is 256.
_LEAST_HEIGHT, _LEAST_WIDTH = 40, 77
_UNICODE = 80  # the version of the records from Excel 97 on


def check_records(content: bytes) -> None:
    """Raise `Refusal` if an .xls has more styles, formats or names than Excel ever writes.

    xlrd spends minutes on such a file before it reaches the first sheet. A file that is not a compound
    document, or has a damaged directory, passes: xlrd reports it.
    """
    try:
        document = CompDoc(content, logfile=io.StringIO())
        stream = next(filter(None, map(document.get_named_stream, _STREAMS)), b"")
    except Exception:  # xlrd reports whatever is wrong with the file
        return
    counts: Counter[int] = Counter()
    for kind, data in iterate_records(stream):
        counts[kind] += 1
        if counts[kind] > _MOST.get(kind, counts[kind]) or (kind == _FORMAT and len(data) > _LONGEST_FORMAT):
            raise Refusal(
                found="tệp .xls có quá nhiều kiểu ô hoặc định dạng, không phải do Excel lưu",
                expected="tệp .xls do Excel lưu",
                remedy="mở tệp bằng Excel, lưu lại thành .xlsx",
            )


def read_spreadsheet(content: bytes, *, whole: bool = False) -> Book:
    """Read every sheet of an .xls that has cells; hidden and obsolete sheets go to `left_out`.

    Hidden rows and columns are skipped unless `whole` is set. Raises `Refusal` if the workbook is too large
    or has a password.
    """
    if len(content) > LARGEST_SPREADSHEET:
        raise Refusal(
            found=f"tệp .xls lớn {len(content) // 1_000_000} MB",
            expected=f"tệp .xls không quá {LARGEST_SPREADSHEET // 1_000_000} MB",
            remedy="bỏ ảnh và trang tính thừa, lưu thành .xlsx",
        )
    check_records(content)
    try:
        workbook = _open(content)
    except xlrd.XLRDError as error:
        if "encrypted" not in str(error):
            raise
        content = open_with_default_password(content)
        check_records(content)
        workbook = _open(content)
    sheets, left, asides = [], [], []
    count = 0
    for number in range(workbook.nsheets):
        page = workbook.sheet_by_index(number)
        count += sum(map(page.row_len, range(page.nrows)))
        check_cells(count, quote_sheet_name(page.name))
        sheet, beside = _read_sheet(workbook, page, whole)
        asides += beside
        workbook.unload_sheet(number)
        if workbook.biff_version == _UNICODE:
            asides += read_asides(workbook.mem, workbook._sh_abs_posn[number], sheet.name)
        if why := describe_left_out(page.name, hidden=page.visibility != 0):
            left.append(LeftOut(sheet, why))
        elif sheet.rows:
            sheets.append(sheet)
    return Book(tuple(sheets), tuple(left), tuple(dict.fromkeys(asides)))


def _open(content: bytes) -> Any:
    return xlrd.open_workbook(
        file_contents=content,
        formatting_info=True,
        logfile=io.StringIO(),
        ragged_rows=True,
        on_demand=True,  # one sheet at a time, or the sheets of a small file may fill the memory
    )


def _read_sheet(workbook: Any, page: Any, whole: bool) -> tuple[Sheet, list[Aside]]:
    name = quote_sheet_name(page.name)
    asides: list[Aside] = []
    filled: dict[int, dict[int, Cell]] = {}
    fonts: dict[str, str] = {}
    styles: dict[int, CellStyle] = {}
    for row in range(page.nrows):
        for column in range(page.row_len(row)):
            kind, value = page.cell_type(row, column), page.cell_value(row, column)
            if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or value == "":
                continue
            place = f"{name}!{get_column_letter(column + 1)}{row + 1}"
            index = page.cell_xf_index(row, column)
            if index not in styles:
                styles[index] = _read_style(workbook, index)
            if styles[index].font:
                fonts[place] = styles[index].font
            runs = page.rich_text_runlist_map.get((row, column), ())
            cell = _read_styled(workbook, kind, value, place, styles[index], runs, index)
            filled.setdefault(row + 1, {})[column + 1] = cell
    if not page.show_zero_values:
        hide_zeros(filled)
    for (row, column), note in sorted(page.cell_note_map.items()):
        words = clean_stored(note.text.removeprefix(f"{note.author}:"))
        noted = filled.get(row + 1, {}).get(column + 1)
        if words and noted is not None and noted.text:
            filled[row + 1][column + 1] = noted._replace(notes=(Note("comment", words),))
        elif words:
            place = f"{name}!{get_column_letter(column + 1)}{row + 1}"
            asides.append(Aside("comment", name, f"nhận xét ở {place}", words))
    merged = [Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells]
    check_merged((min(area.bottom, page.nrows) - area.top + 1 for area in merged), name)
    covered = take_covered(name, filled, merged)
    asides += covered.asides
    hidden_rows, hidden_columns = ([], []) if whole else (_hidden_rows(page), _hidden_columns(page))
    sheet = arrange_cells(name, filled, merged, hidden_rows, hidden_columns, fonts, covered.words)
    return replace(sheet, is_1904=bool(workbook.datemode)), asides


def _read_styled(
    workbook: Any,
    kind: int,
    value: Any,
    place: str,
    style: CellStyle,
    runs: Sequence[tuple[int, int]],
    index: int,
) -> Cell:
    """A filled cell as its style and the fonts of its runs show it."""
    unread = ""
    if kind == xlrd.XL_CELL_TEXT:
        value = _show_runs(value, style, runs, workbook.font_list)
        value, runs, unread = _leave_out_unseen(workbook, value, style, runs, index)
    cell = _read_cell(kind, value, place, style, workbook.datemode)
    text = value if kind == xlrd.XL_CELL_TEXT else cell.shown
    if struck := _struck_words(text, style, runs, workbook.font_list):
        problem = f"ô có chữ bị gạch bỏ “{struck}”, không rõ có còn được tính hay không"
        cell = cell._replace(problem="; ".join(filter(None, (cell.problem, problem))))
    if unread:
        cell = cell._replace(problem="; ".join(filter(None, (cell.problem, unread))))
    return mark_unseen(cell, style.unseen) if style.unseen else cell


def _hidden_rows(page: Any) -> list[int]:
    """The rows that are hidden or of a height that shows nothing."""
    shapes = page.rowinfo_map
    hidden = [row + 1 for row, shape in shapes.items() if shape.hidden or shape.height < _LEAST_HEIGHT]
    if page.default_row_hidden:
        hidden += [row + 1 for row in range(page.nrows) if row not in shapes]
    return hidden


def _hidden_columns(page: Any) -> list[int]:
    """The columns that are hidden or of a width that shows nothing."""
    shapes = page.colinfo_map.items()
    return [column + 1 for column, shape in shapes if shape.hidden or shape.width < _LEAST_WIDTH]


def _show_runs(text: str, style: CellStyle, runs: Sequence[tuple[int, int]], fonts: Sequence[Any]) -> str:
    """A text of several fonts with its superscript digits and its signs; it keeps its length."""
    ends = [start for start, _ in runs] + [len(text)]
    text = map_signs(text[: ends[0]], style.signs) + text[ends[0] :]
    for (start, font), end in zip(runs, ends[1:], strict=True):
        part = map_signs(text[start:end], fonts[font].name)
        if fonts[font].escapement == _SUPERSCRIPT:
            part = raise_digits(part, text[:start])
        text = text[:start] + part + text[end:]
    return text


def _leave_out_unseen(
    workbook: Any, text: str, style: CellStyle, runs: Sequence[tuple[int, int]], index: int
) -> tuple[str, Sequence[tuple[int, int]], str]:
    """A text and its runs without those that nobody sees, and these as a problem; all of them stay if none is seen."""
    if not runs:
        return text, runs, ""
    behind = workbook.xf_list[index].background
    reasons = [
        style.unseen,
        *(_describe_unseen(workbook, workbook.font_list[font], behind) for _, font in runs),
    ]
    marks = [(0, -1), *runs]
    ends = [start for start, _ in runs] + [len(text)]
    parts = [text[start:end] for (start, _), end in zip(marks, ends, strict=True)]
    hidden = clean("".join(part for part, why in zip(parts, reasons, strict=True) if why))
    shown, left = "", list[tuple[int, int]]()
    for (_, font), part, why in zip(marks, parts, reasons, strict=True):
        if not why:
            left += [(len(shown), font)] if font >= 0 else []
            shown += part
    if not hidden:
        return text, runs, ""
    why = next(filter(None, reasons))
    if not shown.strip():
        return text, runs, describe_unseen_text(text, why)
    return shown, left, describe_unread(hidden, why)


def _struck_words(text: str, style: CellStyle, runs: Sequence[tuple[int, int]], fonts: Sequence[Any]) -> str:
    """The words of a text that are struck out; a run says from where on it has another font."""
    if not runs or style.crossed:
        return clean(text) if style.struck or style.crossed else ""
    marks = [(0, style.struck), *((start, bool(fonts[font].struck_out)) for start, font in runs)]
    ends = [start for start, _ in marks[1:]] + [len(text)]
    parts = [text[start:end] for (start, is_struck), end in zip(marks, ends, strict=True) if is_struck]
    return clean("".join(parts))


def _read_style(workbook: Any, number: int) -> CellStyle:
    style = workbook.xf_list[number]
    number_format = workbook.format_map.get(style.format_key)
    font = workbook.font_list[style.font_index]
    known = parse_style(number_format.format_str if number_format else "General", font.name)
    unseen = _describe_unseen(workbook, font, style.background)
    signs = font.name if is_symbol_font(font.name) else ""
    line = style.border
    return known._replace(
        struck=bool(font.struck_out),
        crossed=bool(line.diag_line_style and (line.diag_up or line.diag_down)),
        unseen=unseen,
        signs=signs,
    )


def _describe_unseen(workbook: Any, font: Any, fill: Any) -> str:
    """Why nobody sees a text of a font on a fill, in Vietnamese, or empty."""
    colour, behind = workbook.colour_map.get(font.colour_index), _background(workbook, fill)
    shown, hidden = (bytes(each).hex() if each is not None else "" for each in (colour, behind))
    return describe_unseen(shown, font.height / _TWIPS, hidden)


def _background(workbook: Any, fill: Any) -> tuple[int, int, int] | None:
    """The colour behind a text; None if it is a pattern of two colours."""
    if fill.fill_pattern == _SOLID:
        colour: tuple[int, int, int] | None = workbook.colour_map.get(fill.pattern_colour_index)
        return colour
    return None if fill.fill_pattern else _WHITE


def _read_cell(kind: int, value: Any, place: str, style: CellStyle, datemode: int) -> Cell:
    if kind == xlrd.XL_CELL_ERROR:
        code = xlrd.error_text_from_code.get(value, f"#{value}")
        return Cell(None, code, place, problem=describe_error(code))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(value), format_value(bool(value)), place)
    # xlrd looks at a format as a whole, Excel at the section of it that applies.
    is_moment = style.is_moment(value) if style.number_format else kind == xlrd.XL_CELL_DATE
    if kind in (xlrd.XL_CELL_DATE, xlrd.XL_CELL_NUMBER) and is_moment:
        try:
            moment = xlrd.xldate_as_datetime(value, datemode)
        except (OverflowError, ValueError):
            return Cell(None, str(value), place, problem=f"số {value} không phải là một ngày")
        moment = moment.time() if 0 <= value < 1 else moment
        return show_moment(moment, value, place, style)
    if kind in (xlrd.XL_CELL_DATE, xlrd.XL_CELL_NUMBER):
        number = int(value) if float(value).is_integer() else convert_number(repr(value))
        return show_number(number, place, style)
    return show_text(value, place, style)
