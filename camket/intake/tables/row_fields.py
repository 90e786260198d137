"""Read one value for each field of a row, even if several columns hold its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from camket.dates import format_date
from camket.intake.formats.sheet import Cell, label_places
from camket.intake.formats.superscripts import without_note_signs
from camket.intake.tables.cell_notes import join_notes
from camket.intake.tables.columns import ALONE, CUMULATIVE, Columns, Part
from camket.intake.tables.options import is_untouched, read_options
from camket.intake.tables.proposals import is_no
from camket.intake.tables.row_kinds import is_blank
from camket.intake.tables.ticks import read_choice
from camket.settings.fields import BUILT_IN, Field, Fields
from camket.text import clean, fold

_ANSWERED = frozenset(
    field.name
    for field in BUILT_IN
    if (field.judged and field.type in ("text", "choice")) or field.name == "proposal"
)
_EXACT = frozenset({"key", "unit", "unit_code", "item_no"})
BARE_NUMBER = re.compile(r"[\d.,\s]+%?")
_MEASURED = re.compile(r"^\W*\d|\d\s?%")
_PERCENT = re.compile(r"\d\s?%")
_SERIAL_DIGITS = 5  # of a day from 1927 to 2173, as Excel counts days
_FIRST_DAY, _MOST_YEARS = date(2000, 1, 1), 50
_BARE_PERCENT = re.compile(r"(?!0|1$)\d[\d.,]*")


class Filled(NamedTuple):
    """A filled column of a row, and the words in it that a status is derived from."""

    part: Part
    cell: Cell
    words: str


def choose_current(field: str, parts: Sequence[Part], filled: Sequence[Filled]) -> list[Filled]:
    """The columns that a status is derived from: those without a period and the latest filled period.

    A period of an earlier year does not count. An estimate counts only from the newest period, because "Ước
    quý IV" is not an estimate of the year. Beside a column without a period only cumulative periods count.
    """
    periods = [part.period for part in parts if part.period and not part.silent]
    least = CUMULATIVE if any(not part.period and not part.silent for part in parts) else ALONE
    newest = max(periods, default=None)
    usable = [
        each.part.period
        for each in filled
        if newest and each.part.period and not each.part.silent and each.part.period.reach >= least
        if each.part.period == newest or (each.part.period.year == newest.year and field != "estimate_text")
    ]
    latest = max(usable, default=None)
    return [each for each in filled if not each.part.silent and each.part.period in (None, latest)]


def describe_ambiguity(
    field: str, parts: Sequence[Part], filled: Sequence[Filled], current: Sequence[Filled]
) -> str:
    """Describe in Vietnamese why the columns of a field are ambiguous together; empty if they are not.

    Ambiguous are two different values where one is expected, two percentages, and numbers of single months
    or quarters, which may or may not add up.
    """
    if field in ("self_assessment", "progress_percent"):
        # Points beside a word ("95", "Hoàn thành tốt") do not contradict it.
        values = [
            each for each in current if field == "progress_percent" or not BARE_NUMBER.fullmatch(each.words)
        ]
        if len({fold(each.words) for each in values}) > 1:
            return f"các cột {_names(values)} ghi khác nhau"
    if field not in ("result_text", "estimate_text"):
        return ""
    percent = [each for each in current if _PERCENT.search(each.words)]
    if len({each.words for each in percent}) > 1:
        return f"các cột {_names(percent)} cùng ghi tỷ lệ phần trăm, không rõ tỷ lệ nào là kết quả"
    alone = [each for each in current if each.part.period and each.part.period.reach == ALONE]
    measured = [each for each in alone if _MEASURED.search(each.words)]
    others = [
        each for each in filled if each.part.period and each not in current and _MEASURED.search(each.words)
    ]
    if measured and others:
        return f"các cột {_names([*others, *measured])} đều ghi số, không rõ số nào là lũy kế"
    if measured and any(part.period and part.period.reach == CUMULATIVE for part in parts):
        return f"chỉ cột {_names(measured)} ghi số, cột lũy kế để trống"
    return ""


def _names(filled: Sequence[Filled]) -> str:
    return ", ".join(f"“{each.part.heading or each.cell.place}”" for each in filled)


def read_row_fields(
    row: Sequence[Cell], columns: Columns, fields: Fields = BUILT_IN, *, is_1904: bool = False
) -> tuple[dict[str, Cell], dict[str, str]]:
    """The cell of each field of a row, and the words to derive a status from where they differ from its text.

    Complementary columns (`Khó khăn` and `Nguyên nhân`) are joined in reading order, each under its
    sub-heading. The sub-heading labels a value and never affects the status: "Lý do chưa hoàn thành" is not
    a statement about the commitment. Of several periods (`6 tháng`, `Lũy kế đến 15/10`) all are shown, and
    the latest filled one counts (`choose_current`). If the columns are ambiguous, the joined cell has a
    problem that names them (`describe_ambiguity`): no status is derived from it and a person is asked. Of a cell
    with options (`read_options`) only the marked one counts. A bare number in a column of days counts them from 1900,
    or from 1904.
    """
    row = _move_notes(_with_result_once(_with_content_once(row, columns), columns), columns)
    cells: dict[str, Cell] = {}
    judged_words: dict[str, str] = {}
    for field, parts in columns.items():
        read = [_read_part(field, row, part, fields, is_1904) for part in parts]
        if len(parts) == 1 and not (parts[0].statuses or parts[0].is_sub):
            cells[field], words = read[0]
        else:
            cells[field], words = _join(field, parts, read)
        if cells[field].problem:
            judged_words[field] = ""
        elif words != cells[field].text:
            judged_words[field] = words
    return cells, judged_words


def _with_content_once(row: Sequence[Cell], columns: Columns) -> Sequence[Cell]:
    """Blank the other columns that a merged content cell spans: the content is not its own result."""
    own = {column for part in columns.get("content", ()) for column in part.columns}
    place = next((row[column].place for column in own if row[column].text), "")
    if not any(cell.place == place for column, cell in enumerate(row) if column not in own):
        return row
    return [
        Cell(None, "", place) if cell.place == place and column not in own else cell
        for column, cell in enumerate(row)
    ]


def _with_result_once(row: Sequence[Cell], columns: Columns) -> Sequence[Cell]:
    """Blank the columns of the estimate that a merged result spans: what was reached is no estimate of the year."""
    results = {row[column].place for part in columns.get("result_text", ()) for column in part.columns}
    estimates = {column for part in columns.get("estimate_text", ()) for column in part.columns}
    if not any(row[column].text and row[column].place in results for column in estimates):
        return row
    return [
        Cell(None, "", cell.place) if column in estimates and cell.place in results else cell
        for column, cell in enumerate(row)
    ]


def _move_notes(row: Sequence[Cell], columns: Columns) -> Sequence[Cell]:
    """Let the notes on a number or on the name of a unit, which are read as keys, belong to the content."""
    if not any(cell.notes for cell in row):
        return row
    fields = {column: field for field, parts in columns.items() for part in parts for column in part.columns}
    content = next((column for column, field in fields.items() if field == "content"), None)
    exact = [column for column, cell in enumerate(row) if fields.get(column) in _EXACT and cell.notes]
    if content is None or not exact:
        return row
    moved = list(row)
    moved[content] = row[content]._replace(notes=join_notes([row[content], *(row[at] for at in exact)]))
    for column in exact:
        moved[column] = row[column]._replace(notes=())
    return moved


def _read_part(
    field: str, row: Sequence[Cell], part: Part, fields: Fields, is_1904: bool
) -> tuple[Cell, str]:
    """The cell of a part of a field, and the words in it to derive a status from."""
    if part.statuses:
        ticks = [row[column] for column in part.columns]
        if field == "proposal":
            ticks = [Cell(None, "", cell.place) if is_no(cell.text) else cell for cell in ticks]
        cell = read_choice(ticks, part.statuses)
        return cell, cell.text
    cell = row[part.columns[0]]
    if field in fields and not cell.problem and (serial := _serial_of(cell)):
        cell = _read_serial(
            cell, serial, fields[field], CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
        )
    if field == "progress_percent" and isinstance(cell.value, str):
        cell = cell._replace(value=without_note_signs(cell.value))
    if field in _ANSWERED and is_untouched(cell.shown):
        cell = cell._replace(value=None, shown="")
    answer = read_options(cell.shown, fields) if field in _ANSWERED and cell.shown else None
    if answer is None:
        return cell, without_note_signs(cell.text) if field in _ANSWERED else cell.text
    problem = cell.problem or answer.problem
    if answer.shown != cell.shown:
        cell = cell._replace(value=answer.shown, shown=answer.shown, original=cell.original or cell.shown)
    return cell._replace(problem=problem), without_note_signs(clean(answer.words))


def _serial_of(cell: Cell) -> int:
    """The number of a cell that may count days, else 0."""
    digits = cell.shown.replace(".", "") if isinstance(cell.value, int | float) else cell.shown
    return int(digits) if len(digits) == _SERIAL_DIGITS and digits.isdecimal() else 0


def _read_serial(cell: Cell, serial: int, field: Field, epoch: datetime) -> Cell:
    """The day that a bare number means in a column of days, as Excel counts them; asked about if it is implausible."""
    if not (field.holds_days or field.type == "day"):
        return cell
    day = from_excel(serial, epoch).date()
    first = field.earliest or _FIRST_DAY
    if first <= day <= (field.latest or first.replace(year=first.year + _MOST_YEARS)):
        return cell._replace(value=day, shown=format_date(day), original=cell.original or cell.shown)
    return cell._replace(problem=f"ô ghi số {cell.shown} ở cột {field.label}, không rõ là ngày nào")


def _join(field: str, parts: Sequence[Part], read: Sequence[tuple[Cell, str]]) -> tuple[Cell, str]:
    """The joined cell and the words in it to derive a status from."""
    filled: list[Filled] = []
    for part, (cell, said) in zip(parts, read, strict=True):
        is_new = all(cell.place != other.cell.place for other in filled)
        if is_new and (cell.problem or cell.notes or not is_blank(cell.text)):
            filled.append(Filled(part, cell, _words(field, part, said)))
    if not filled:
        main = next(cell for part, (cell, _) in zip(parts, read, strict=True) if part.is_main)
        return main, main.text
    current = choose_current(field, parts, filled)
    between = "; " if any(each.part.heading for each in filled) else " "
    words = between.join(dict.fromkeys(each.words for each in current))
    if len(filled) == 1 and current and _needs_no_label(field, filled[0]):
        return filled[0].cell, words
    problem = next((each.cell.problem for each in filled if each.cell.problem), "")
    problem = problem or describe_ambiguity(field, parts, filled, current)
    if field == "progress_percent" and not problem:
        notes = join_notes(each.cell for each in filled)
        return current[0].cell._replace(notes=notes), current[0].cell.text
    text = between.join(_labelled(each) for each in filled)
    place, notes = label_places(each.cell.place for each in filled), join_notes(each.cell for each in filled)
    return Cell(text, text, place, problem, notes=notes), words


def _words(field: str, part: Part, said: str) -> str:
    """The words of a cell, with the percent sign of its heading where they have none."""
    is_percent = field != "progress_percent" and "%" in part.heading and _BARE_PERCENT.fullmatch(said)
    return f"{said}%" if is_percent else said


def _needs_no_label(field: str, filled: Filled) -> bool:
    """Whether the only filled column needs no sub-heading: a percentage, a tick, words in the main column."""
    part, cell, _ = filled
    is_word = part.is_main and part.period is None and not BARE_NUMBER.fullmatch(cell.text)
    return field == "progress_percent" or bool(part.statuses) or is_word


def _labelled(each: Filled) -> str:
    return f"{each.part.heading}: {each.cell.text}" if each.part.heading else each.cell.text
