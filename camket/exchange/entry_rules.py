"""What may be entered into a cell, as XlsxWriter's data validation: by the field of a form, or a list, or a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from camket.intake.joining.field_values import describe_span
from camket.settings.fields import Field
from camket.settings.scheme import Scheme

EntryRule = dict[str, Any]

# Excel requires both ends of a range of dates.
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2999, 12, 31)
# Signs of a message; Excel takes no longer one.
_LONGEST = 255


def field_rule(field: Field, scheme: Scheme) -> EntryRule | None:
    """The rule of a field with its help, or None where anything may be entered."""
    make = _RULES.get(field.type)
    if make is None:
        return None
    help_ = {"input_title": field.label, "input_message": field.help} if field.help else {}
    return make(field, scheme) | help_


def list_choices(field: Field, scheme: Scheme) -> tuple[str, ...]:
    """The words that a field of choices offers."""
    if field.choices == "cut_off_statuses":
        return tuple(scheme.short(status) for status in scheme.decided("cut_off"))
    return tuple(field.choices)


def list_rule(choices: Sequence[str], says: str) -> EntryRule:
    """One of the `choices`, which the message lists after what it `says`.

    The rule itself contains the choices, so deleting another sheet cannot break it.
    """
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "Mục không có trong danh sách",
        "error_message": f"{says}{', '.join(choices)}"[: _LONGEST - 1] + ".",
    }


def day_rule(first: date, last: date, says: str) -> EntryRule:
    """A day from the `first` to the `last`, with the message."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": first,
        "maximum": max(first, last),
        "error_title": "Ngày không dùng được",
        "error_message": says,
    }


def _choose(field: Field, scheme: Scheme) -> EntryRule:
    return list_rule(list_choices(field, scheme), "Hãy chọn một trong: ")


def _percent(_: Field, __: Scheme) -> EntryRule:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "error_title": "Tỷ lệ từ 0 đến 100",
        "error_message": "Ghi một số từ 0 đến 100, không kèm chữ.",
    }


def _day(field: Field, _: Scheme) -> EntryRule:
    says = f"Ghi {describe_span(field)}, đủ ngày, tháng, năm."
    return day_rule(field.earliest or _FIRST_DAY, field.latest or _LAST_DAY, says)


def _integer(_: Field, __: Scheme) -> EntryRule:
    return {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Không phải số nguyên",
        "error_message": "Ghi một số nguyên, không kèm chữ.",
    }


_RULES: dict[str, Callable[[Field, Scheme], EntryRule]] = {
    "choice": _choose,
    "percent": _percent,
    "day": _day,
    "integer": _integer,
}
