"""What may be entered in the review workbook: answers from a list, a day, and what an answer still lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from camket.dates import print_date
from camket.figures.questions import Question
from camket.inputs.period import Period, decision_days
from camket.outputs.review_columns import ANSWERS, COLUMNS
from camket.statuses import BASES, DECIDED, short_label

_AT = {column.name: number for number, column in enumerate(COLUMNS)}
_STOPPED = short_label("stopped")


def check_entries(
    sheet: Worksheet, missing: Format, questions: Sequence[Question], period: Period, first: int
) -> None:
    """Adds the rules to the rows of the questions, of which the first stands in row `first` (from 0).

    `missing` is how a cell looks that a begun row still lacks.
    """
    last = first + len(questions) - 1
    for basis in BASES:
        rows = [row for row, each in enumerate(questions, start=first) if each.basis == basis]
        if rows:
            cells = [[row, _AT["answer"], row, _AT["answer"]] for row in rows]
            labels = [short_label(status) for status in DECIDED[basis]]
            sheet.data_validation(*cells[0], _list_of(labels) | {"other_cells": cells[1:]})
    sheet.data_validation(first, _AT["decided_on"], last, _AT["decided_on"], _day_of(period))
    for name in ("reason", "decided_by"):
        sheet.data_validation(first, _AT[name], last, _AT[name], _TEXT)
    _show_missing(sheet, missing, first, last)


def _list_of(labels: list[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": labels,
        "input_title": "Trả lời",
        "input_message": "Chọn một mục. Chưa trả lời thì để trống.",
        # Excel does not move these lists when rows are sorted: what it takes amiss may still be right.
        "error_type": "warning",
        "error_title": "Mục không có trong danh sách",
        "error_message": "Các mục của dòng này: " + ", ".join(labels) + ".",
    }


def _day_of(period: Period) -> dict[str, Any]:
    begin, end = decision_days(period)
    says = f"Một ngày từ {print_date(begin)} đến ngày ban hành báo cáo {print_date(end)}."
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": begin,
        "maximum": max(begin, end),
        "input_title": "Ngày quyết định",
        "input_message": says,
        "error_title": "Ngày không dùng được",
        "error_message": says,
    }


_TEXT = {
    "validate": "length",
    "criteria": ">",
    "value": 2,
    "error_title": "Bắt buộc ghi",
    "error_message": "Trả lời thì phải ghi lý do và người quyết định.",
}


def _show_missing(sheet: Worksheet, missing: Format, first: int, last: int) -> None:
    """A begun row shows what it still lacks."""

    def cell(name: str) -> str:
        return str(xl_rowcol_to_cell(first, _AT[name], col_abs=True))

    begun = "+".join(f"LEN({cell(name)})" for name in ANSWERS)
    for name in ANSWERS:
        rule = (
            f'AND(LEN({cell(name)})=0,{cell("answer")}="{_STOPPED}")'
            if name == "document"
            else f"AND(LEN({cell(name)})=0,{begun}>0)"
        )
        sheet.conditional_format(
            first, _AT[name], last, _AT[name], {"type": "formula", "criteria": "=" + rule, "format": missing}
        )
