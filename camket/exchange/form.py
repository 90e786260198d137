"""Write the workbook that a unit fills in: signed texts locked, answers open, a hidden key in each row."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from xlsxwriter.worksheet import Worksheet

from camket.dates import format_date
from camket.exchange.entry_rules import field_rule
from camket.intake.joining.field_values import describe_value
from camket.intake.joining.record import Commitment
from camket.judging.earlier_results import EarlierResult
from camket.publishing.report.content import load_report_wording
from camket.publishing.workbooks.book import Book, set_page, write_guide
from camket.publishing.workbooks.cell_styles import BOXED, CENTRED, NUMBER, Style, answer_style
from camket.publishing.workbooks.cell_text import fit_height, write_text
from camket.settings.fields import BUILT_IN, Field, Fields, label_of
from camket.settings.period import Period
from camket.settings.units import Unit, label_item

SHEET = "Bieu mau"
LAST_RESULT = "last_result"
_HEADER_HEIGHT = 52  # points
_MARGIN = 0.4  # inches
_SIGNED_BY = 3  # columns
_LEAST_LINES = 3  # lines, for a short answer by hand
_MAY_BE_CHANGED = ("format_rows", "format_columns", "sort", "autofilter")
_TITLE: Style = {**CENTRED, "bold": True}
_SLANTED: Style = {**CENTRED, "italic": True}
_HEADER: Style = {**_TITLE, "border": 1}
# What the unit writes below and above the table.
_OPEN_LINE: Style = {**_SLANTED, "locked": False}
_OPEN_TITLE: Style = {**_TITLE, "locked": False}


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column with the field that its reader finds in it."""

    field: Field
    heading: str
    width: float
    answer: bool
    hidden: bool


def form_columns(fields: Fields, *, with_last: bool = False) -> tuple[FormColumn, ...]:
    """The columns from left to right, of the dictionary as it is in the form's period.

    The key is between visible columns, so that copying the table copies it too. The last result of the year has a
    column where there is one.
    """
    columns = [
        FormColumn(
            field,
            f"{field.label} {field.form.adds}".strip(),
            field.form.width,
            field in fields.asked,
            field.form.hidden,
        )
        for field in fields
        if field.form and (with_last or field.name != LAST_RESULT)
    ]
    hidden = [column for column in columns if column.hidden]
    first, *others = [column for column in columns if not column.hidden]
    return (first, *hidden, *others)


def write_form(
    unit: Unit,
    commitments: Sequence[Commitment],
    period: Period,
    fields: Fields = BUILT_IN,
    earlier: Mapping[str, EarlierResult] = MappingProxyType({}),
) -> bytes:
    """The form of one unit with the columns of its project, the same bytes each time.

    `earlier` has the results of the last period of the year by record, which are printed beside the new ones.
    """
    fields = fields.within(period)
    book = Book(_describe_title(period), period.cut_off, author=period.report.agency)
    columns = form_columns(fields, with_last=bool(earlier))
    sheet = book.add_sheet(SHEET)
    book.let_grow(sheet)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
    top = _write_letterhead(book, sheet, unit, period, len(columns) - 1)
    _write_header(book, sheet, columns, top)
    first = top + 1
    for row, commitment in enumerate(commitments, start=first):
        said = _describe_last(earlier.get(commitment.record_id), period)
        _write_row(book, sheet, columns, row, commitment, said)
    last = first + len(commitments) - 1
    for number, column in enumerate(columns):
        rule = field_rule(column.field, period.scheme) if column.answer else None
        if rule:
            sheet.data_validation(first, number, last, number, rule)
    _write_signature(book, sheet, columns, last + 2, period.year)
    _set_page(sheet, top, first)
    _write_guide(book, period, fields)
    return book.to_bytes()


@cache
def _load_wording() -> dict[str, Any]:
    return tomllib.loads(files("camket.exchange").joinpath("form_wording.toml").read_text("utf-8"))


def _describe_title(period: Period) -> str:
    return str(_load_wording()["head"]["title"]).format(title=period.title.upper(), year=period.year)


def _write_letterhead(book: Book, sheet: Worksheet, unit: Unit, period: Period, last: int) -> int:
    """Write agency, motto and title; return the row of the header."""
    words, national = _load_wording()["head"], load_report_wording()["head"]
    district = unit.own_name.removeprefix("UBND ")
    above = words["committee"] if district != unit.own_name else period.report.superior
    middle = last // 2 - 1
    _merge(book, sheet, 0, 0, middle, above.upper(), CENTRED)
    _merge(book, sheet, 0, middle + 1, last, national["nation"], _TITLE)
    _merge(book, sheet, 1, 0, middle, district.upper(), _TITLE)
    _merge(book, sheet, 1, middle + 1, last, national["motto"], _TITLE)
    span = words["span"].format(cut_off=format_date(period.cut_off), year=period.year)
    lines = [
        (_describe_title(period), _TITLE),
        (span, _SLANTED),
        (words["report"].format(unit=unit.name), _OPEN_LINE),
    ]
    if period.notice:
        lines.append((period.notice, _SLANTED))
    for row, (text, style) in enumerate(lines, start=3):
        _merge(book, sheet, row, 0, last, text, style)
    if period.notice:
        sheet.set_row(2 + len(lines), 32)
    return 4 + len(lines)


def _write_header(book: Book, sheet: Worksheet, columns: Sequence[FormColumn], top: int) -> None:
    for number, column in enumerate(columns):
        write_text(sheet, top, number, column.heading, book.cell_format(_HEADER))
    sheet.set_row(top, _HEADER_HEIGHT)


def _write_row(
    book: Book,
    sheet: Worksheet,
    columns: Sequence[FormColumn],
    row: int,
    commitment: Commitment,
    last: str,
) -> None:
    texts = {
        column.field.name: commitment.record_id
        if column.hidden
        else describe_value(commitment.value(column.field.name))
        for column in columns
        if not column.answer and column.field.name != "item_no"
    }
    texts[LAST_RESULT] = last
    said = [(text, each.width) for each in columns if (text := texts.get(each.field.name))]
    sheet.set_row(row, fit_height(said, least=_LEAST_LINES))
    for number, column in enumerate(columns):
        if column.answer:
            sheet.write_blank(row, number, None, book.cell_format(answer_style(column.field.type)))
        elif column.field.name == "item_no":
            _write_number(book, sheet, row, number, commitment)
        else:
            write_text(sheet, row, number, texts[column.field.name], book.cell_format(BOXED))


def _describe_last(last: EarlierResult | None, period: Period) -> str:
    if last is None:
        return ""
    said = last.said or last.evidence
    return f"{period.scheme.short(last.status)} (đến {format_date(last.cut_off)})" + (
        f": {said}" if said else ""
    )


def _write_number(book: Book, sheet: Worksheet, row: int, column: int, commitment: Commitment) -> None:
    """The item number; one that another unit signed has that unit's code beside it."""
    label = label_item(commitment.item_no, commitment.record_id, commitment.unit.code)
    if commitment.signed_by:
        write_text(sheet, row, column, label, book.cell_format(NUMBER))
    else:
        sheet.write_number(row, column, commitment.item_no, book.cell_format(NUMBER))


def _write_signature(
    book: Book, sheet: Worksheet, columns: Sequence[FormColumn], row: int, year: int
) -> None:
    fields = [column.field.name for column in columns]
    left = (fields.index("content"), fields.index("target"))
    right = (len(columns) - _SIGNED_BY, len(columns) - 1)
    words = _load_wording()["foot"]
    _merge(book, sheet, row, *right, words["day"].format(year=year), _OPEN_LINE)
    for offset, (writer, head, style) in enumerate(
        zip(words["writer"], words["head"], (_OPEN_TITLE, _OPEN_LINE), strict=True), start=1
    ):
        _merge(book, sheet, row + offset, *left, writer, style)
        _merge(book, sheet, row + offset, *right, head, style)


def _merge(book: Book, sheet: Worksheet, row: int, first: int, last: int, text: str, style: Style) -> None:
    write_text(sheet, row, first, text, book.cell_format(style), last)


def _set_page(sheet: Worksheet, top: int, first: int) -> None:
    margins = (_MARGIN, _MARGIN, _MARGIN, 0.6)
    set_page(sheet, margins, header_rows=(top, first - 1), frozen=3, footer=_load_wording()["foot"]["page"])
    sheet.protect("", dict.fromkeys(_MAY_BE_CHANGED, True))


def _write_guide(book: Book, period: Period, fields: Fields) -> None:
    """Adds the guide sheet, locked as the form is; `fields` are those of the period."""
    steps = (*_list_steps(period, fields), ("", ""), *list_statuses(period))
    sheet = write_guide(book, _load_wording()["guide"]["title"], steps)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _list_steps(period: Period, fields: Fields) -> Iterator[tuple[str, str]]:
    words = _load_wording()["guide"]
    helps = [(field.label, field.help) for field in fields.asked if field.help]
    filled = {"note": fields.label("note"), "agency": period.report.agency}
    before, after = (
        [(title, says.format(**filled)) for title, says in words[place]] for place in ("before", "after")
    )
    for number, (title, says) in enumerate((*before, *helps, *after), start=1):
        yield f"{number}. {title}", says


def list_statuses(period: Period) -> Iterator[tuple[str, str]]:
    """The statuses at the cut-off with what each means, as a guide explains them."""
    scheme = period.scheme
    for status in scheme.statuses:
        if "cut_off" in status.bases:
            label = scheme.label(status.code, period.superior_in_text)
            advice = f": {status.advice.format(note=label_of('note'))}" if status.advice else "."
            yield status.short, f"{label[0].upper()}{label[1:]}{advice}"
