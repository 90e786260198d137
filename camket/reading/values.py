"""What a value shows: numbers, percentages and dates as an official would write them."""

from __future__ import annotations

from datetime import date, datetime, time

from camket.dates import print_date


def show(value: object, percent: bool = False) -> str:
    """The text of a cell's value; `percent` says that a fraction is shown as percent (0.8 → `80%`)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = round(value * 100, 10) if percent else value
        whole = int(number) if float(number).is_integer() else number
        return str(whole).replace(".", ",") + ("%" if percent else "")
    if isinstance(value, datetime | date):
        return print_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)
