"""One cell of an Excel workbook: its value, what Excel shows of it, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.utils.datetime import from_excel

from camket.intake.formats.cell_values import (
    HIDDEN_ZERO,
    SAME_COLOUR,
    WHITE,
    CellStyle,
    format_number,
    format_value,
)
from camket.intake.formats.date_formats import format_moment
from camket.intake.formats.excel_strings import (
    STRUCK,
    Strings,
    describe_unseen_text,
    join_runs,
    quote,
    read_runs,
    see_runs,
    unescape,
)
from camket.intake.formats.number_formats import NumberFormat
from camket.intake.formats.sheet import ONLY_PICTURE, Cell, describe_error
from camket.intake.formats.symbol_fonts import map_signs

# What WPS stores where a picture fills a cell; only WPS draws it.
_PICTURE = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_MOST_DIGITS = 15  # of a number in Excel
_TRUTH = {"1": True, "true": True, "0": False, "false": False}


class Shared(NamedTuple):
    """Data that the sheets of a workbook share."""

    strings: Strings
    styles: Mapping[str, CellStyle]
    epoch: datetime
    looks: Mapping[str, str] = {}  # of conditional formats
    backgrounds: Mapping[str, str] = {}  # that are not white, by the index of the style


class Stored(NamedTuple):
    """A cell as the file stores it: its type, its value, whether it has a formula, its inline string, its style."""

    kind: str
    value: str
    formula: bool
    inline: Element | None
    style_index: str = ""


def read_cell(stored: Stored, place: str, style: CellStyle, shared: Shared) -> Cell:
    """The cell that Excel shows. A damaged one, or one that nobody can see, has a problem."""
    if stored.kind in ("s", "str") or stored.inline is not None:
        cell = _read_text(stored, place, style, shared)
    else:
        cell = _read_value(stored, place, style, shared.epoch)
        if style.struck and cell.shown and not cell.problem:
            cell = cell._replace(problem=STRUCK)
    if style.crossed:
        cell = mark_crossed(cell)
    if style.unseen:
        return mark_unseen(cell, style.unseen)
    return mark_unseen(cell, SAME_COLOUR) if style.white and style.white.is_white(cell.value) else cell


def mark_crossed(cell: Cell) -> Cell:
    """A cell that a diagonal border crosses out, with that as its problem: it is struck as a whole."""
    if not cell.shown.strip() or STRUCK in cell.problem:
        return cell
    return cell._replace(problem="; ".join(filter(None, (STRUCK, cell.problem))))


def hide_zeros(filled: Mapping[int, dict[int, Cell]]) -> None:
    """Give a problem to the cells of a sheet that shows no zeros where Excel would show one."""
    for line in filled.values():
        for column, cell in line.items():
            line[column] = hide_zero(cell)


def hide_zero(cell: Cell) -> Cell:
    """A cell of a sheet that shows no zeros: one that is zero has that as its problem."""
    is_zero = type(cell.value) in (int, float) and cell.value == 0
    return mark_unseen(cell, HIDDEN_ZERO) if is_zero else cell


def mark_unseen(cell: Cell, why: str) -> Cell:
    """A cell whose text nobody sees, with that as its problem; `why` as `describe_unseen` says it."""
    if not cell.shown or cell.problem:
        return cell
    return cell._replace(problem=describe_unseen_text(cell.text, why))


def describe_repeated(first: Cell, second: Cell) -> str:
    """The problem with a cell that the file gives twice, with two values."""
    return f"ô được ghi hai lần trong tệp: “{quote(first.text)}” và “{quote(second.text)}”"


def _read_text(stored: Stored, place: str, style: CellStyle, shared: Shared) -> Cell:
    kind, value, _, inline, index = stored
    problem, why = STRUCK if style.struck else "", ""
    if kind == "s":
        texts = shared.strings.texts
        at = int(value) if value.strip().isdecimal() else -1
        if not 0 <= at < len(texts):
            return Cell(None, "", place, problem=f"ô hỏng: tệp không có chuỗi ký tự số {value}")
        text, runs = texts[at], shared.strings.runs.get(at, ())
        if style.signs:
            text = join_runs(runs, style.signs) if runs else map_signs(text, style.signs)
        if runs and (style.unseen or at in shared.strings.coloured):
            text, problem, why = shared.strings.see(at, style, shared.backgrounds.get(index, WHITE))
        elif runs:
            problem = shared.strings.describe_struck(at, style.struck)
    elif inline is not None:
        text, problem, why = see_runs(read_runs(inline), style, shared.backgrounds.get(index, WHITE))
    else:
        text = map_signs(unescape(value), style.signs)
        if _PICTURE.match(text):
            return Cell(None, "", place, ONLY_PICTURE)
    cell = show_text(text, place, style, problem)
    return mark_unseen(cell, why) if why else cell


def show_text(text: str, place: str, style: CellStyle, problem: str = "") -> Cell:
    """The cell of a text as its number format shows it."""
    if style.number_format is not None and text:
        shown = style.number_format.show_text(text)
        return _as_shown(text, shown, text, place, style.number_format, problem)
    return Cell(text or None, text, place, problem if text.strip() else "")


def _read_value(stored: Stored, place: str, style: CellStyle, epoch: datetime) -> Cell:
    kind, value = stored.kind, stored.value
    if kind == "e":
        return Cell(None, value, place, problem=describe_error(value))
    if not value:
        return Cell(None, "", place, problem="công thức chưa có giá trị tính sẵn" if stored.formula else "")
    try:
        if kind == "b":
            return Cell(_TRUTH[value], format_value(_TRUTH[value]), place)
        if kind == "d":
            moment = datetime.fromisoformat(value)
            return show_moment(moment, (moment.replace(tzinfo=None) - epoch).days, place, style)
        number = convert_number(value)
    except (KeyError, ValueError):
        return Cell(None, value, place, problem=f"ô hỏng: không đọc được giá trị “{quote(value)}” trong tệp")
    if not style.is_moment(number):
        return show_number(number, place, style)
    try:
        moment = from_excel(number, epoch, timedelta=style.duration)
    except (OverflowError, ValueError):
        return Cell(None, value, place, problem=f"số {value} không phải là một ngày")
    return show_moment(moment, number, place, style)


def show_number(number: float, place: str, style: CellStyle) -> Cell:
    """The cell of a number that is no date, as its number format shows it."""
    grouped = style.thousands is not None and style.thousands.groups(number)
    usual = format_number(number, style.percent, style.decimals, grouped=grouped)
    form = style.number_format
    if form is None:
        return Cell(number, usual, place, percent_format=style.percent)
    shown = form.show_number(number)
    if shown is None:
        return Cell(number, usual, place, _describe_doubt(form), style.percent)
    if not shown.strip() and number == 0:  # an open tick too: its value stays
        cell = Cell(number, usual, place, percent_format=style.percent)
        return mark_unseen(cell, f"bị ẩn bằng định dạng số “{quote(form.code)}”")
    return _as_shown(number, shown, usual, place, form)._replace(percent_format=style.percent)


def show_moment(moment: date | time | timedelta, number: float, place: str, style: CellStyle) -> Cell:
    """The cell of a day or a time; a day is a text where its number format adds words or leaves out the day."""
    usual, form = format_value(moment), style.number_format
    if form is None:
        return Cell(moment, usual, place)
    shown = format_moment(moment, number, form)
    if shown is None:
        return Cell(moment, usual, place, _describe_doubt(form))
    if not shown and number and not form.choose_code(number).strip():
        return _as_shown(moment, "", usual, place, form)
    return Cell(shown or moment, shown or usual, place)


def _describe_doubt(form: NumberFormat) -> str:
    return f"định dạng số “{quote(form.code)}” của ô không cho biết rõ Excel hiển thị giá trị nào"


def _as_shown(
    value: object, shown: str, usual: str, place: str, form: NumberFormat, problem: str = ""
) -> Cell:
    """A cell that shows what its number format makes of the value; one that shows nothing is not read."""
    if shown.strip():
        return Cell(value, shown, place, problem)
    hidden = f"ô có nội dung “{quote(usual)}” bị ẩn bằng định dạng số “{quote(form.code)}”, không được đọc"
    return Cell(None, "", place, hidden)


def convert_number(value: str) -> int | float:
    """Convert `80` and `8E1` to whole numbers, as Excel does; `80.0` stays a float.

    A number has at most 15 digits, as Excel shows it: 99.999999999999986, left over from a computation, is 100.
    """
    number = float(value)
    if "." not in value and number.is_integer() and abs(number) < 1e15:
        return int(number)
    return float(f"{number:.{_MOST_DIGITS}g}") if len(value) > _MOST_DIGITS else number
