"""What a unit may enter: what the type of each column allows, with a word of help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from camket.forms.columns import Column
from camket.records.values import describe_span
from camket.settings.fields import Field
from camket.statuses import DECIDED, short_label

# The labels stand in the rule itself, not on another sheet: they survive whatever is deleted.
STATUS_LABELS = tuple(short_label(status) for status in DECIDED["cut_off"])
# Excel asks for both ends of a span.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2999, 12, 31)


def check_entries(sheet: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
    """Adds the rules to the rows from `first` to `last`."""
    for number, column in enumerate(columns):
        rule = _RULES.get(column.field.type)
        if column.answer and rule:
            help_ = {"input_title": column.field.label, "input_message": column.field.help}
            sheet.data_validation(
                first, number, last, number, rule(column.field) | (help_ if column.field.help else {})
            )


def list_choices(field: Field) -> tuple[str, ...]:
    """The words that a field of choices offers."""
    return STATUS_LABELS if field.choices == "cut_off_statuses" else tuple(field.choices)


def _choose(field: Field) -> dict[str, Any]:
    choices = list_choices(field)
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Mục không có trong danh sách",
        "error_message": "Hãy chọn một trong: " + ", ".join(choices)[:200] + ".",
    }


def _percent(_: Field) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "error_title": "Tỷ lệ từ 0 đến 100",
        "error_message": "Ghi một số từ 0 đến 100, không kèm chữ.",
    }


def _day(field: Field) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": field.earliest or _FIRST_DAY,
        "maximum": field.latest or _LAST_DAY,
        "error_title": "Ngày không dùng được",
        "error_message": f"Ghi {describe_span(field)}, đủ ngày, tháng, năm.",
    }


def _integer(_: Field) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Không phải số nguyên",
        "error_message": "Ghi một số nguyên, không kèm chữ.",
    }


_RULES: dict[str, Callable[[Field], dict[str, Any]]] = {
    "choice": _choose,
    "percent": _percent,
    "day": _day,
    "integer": _integer,
}
