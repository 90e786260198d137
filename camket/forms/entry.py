"""What a unit may enter: what the type of each column allows, with a word of help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from camket.forms.columns import Column
from camket.records.values import describe_span
from camket.settings.fields import Field
from camket.settings.scheme import Scheme

# Excel asks for both ends of a span.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2999, 12, 31)


def list_labels(scheme: Scheme) -> list[str]:
    """What a unit may choose of its own commitment at the cut-off."""
    return [scheme.short(status) for status in scheme.decided("cut_off")]


def check_entries(sheet: Worksheet, columns: Sequence[Column], first: int, last: int, scheme: Scheme) -> None:
    """Adds the rules to the rows from `first` to `last`."""
    for number, column in enumerate(columns):
        rule = _RULES.get(column.field.type)
        if column.answer and rule:
            help_ = {"input_title": column.field.label, "input_message": column.field.help}
            sheet.data_validation(
                first, number, last, number, rule(column.field, scheme) | (help_ if column.field.help else {})
            )


def list_choices(field: Field, scheme: Scheme) -> tuple[str, ...]:
    """The words that a field of choices offers."""
    if field.choices == "cut_off_statuses":
        return tuple(scheme.short(status) for status in scheme.decided("cut_off"))
    return tuple(field.choices)


def _choose(field: Field, scheme: Scheme) -> dict[str, Any]:
    # The labels stand in the rule itself, not on another sheet: they survive whatever is deleted.
    choices = list_choices(field, scheme)
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Mục không có trong danh sách",
        "error_message": "Hãy chọn một trong: " + ", ".join(choices)[:200] + ".",
    }


def _percent(_: Field, __: Scheme) -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "error_title": "Tỷ lệ từ 0 đến 100",
        "error_message": "Ghi một số từ 0 đến 100, không kèm chữ.",
    }


def _day(field: Field, _: Scheme) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": field.earliest or _FIRST_DAY,
        "maximum": field.latest or _LAST_DAY,
        "error_title": "Ngày không dùng được",
        "error_message": f"Ghi {describe_span(field)}, đủ ngày, tháng, năm.",
    }


def _integer(_: Field, __: Scheme) -> dict[str, Any]:
    return {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Không phải số nguyên",
        "error_message": "Ghi một số nguyên, không kèm chữ.",
    }


_RULES: dict[str, Callable[[Field, Scheme], dict[str, Any]]] = {
    "choice": _choose,
    "percent": _percent,
    "day": _day,
    "integer": _integer,
}
