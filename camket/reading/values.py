"""Format values as an official would write them: numbers, percentages and dates."""

from __future__ import annotations

from datetime import date, datetime, time

from camket.dates import print_date


def format_value(value: object, percent: bool = False) -> str:
    """The text of a cell's value; with `percent` a fraction is shown as a percentage (0.8 → `80%`)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return format_number(value, percent)
    if isinstance(value, datetime | date):
        return print_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def format_number(value: float, percent: bool) -> str:
    """A number with a decimal comma, or as a percentage."""
    number = round(value * 100, 10) if percent else value
    if number % 1 == 0:  # false for NaN and infinity
        return f"{int(number)}%" if percent else str(int(number))
    shown = str(number).replace(".", ",")
    return shown + "%" if percent else shown
