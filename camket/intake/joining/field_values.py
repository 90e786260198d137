"""Read the cells of a row as the values of fields: a text, a percentage, a day, a number, a choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from camket.dates import format_date, read_written_day
from camket.intake.formats.sheet import Cell
from camket.intake.tables.table import Row
from camket.numerals import format_percent, read_number, read_percent
from camket.settings.fields import BUILT_IN, Field
from camket.text import fold

# A text is never None: what was left out is empty.
Value = str | Decimal | date | int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a valid value of its field, in words that can be forwarded to the unit."""

    cell: Cell
    found: str
    expected: str
    remedy: str


def read_values(row: Row, wanted: Iterable[Field]) -> tuple[dict[str, Value], list[Fault]]:
    """The value of each field in a row, and the faulty cells. Broken cells are reported elsewhere."""
    values: dict[str, Value] = {}
    faults = []
    for field in wanted:
        cell = row.cells.get(field.name)
        empty = "" if field.type in ("text", "choice") else None
        is_free = field.type == "text" or field.others
        if cell is None or not cell.text or (cell.problem and not is_free):
            values[field.name] = empty
            continue
        read = _READERS[field.type](field, cell)
        if isinstance(read, Fault):
            values[field.name] = empty
            faults.append(read)
        else:
            values[field.name] = read
    return values, faults


def split_values(values: Mapping[str, Value], made: type) -> tuple[dict[str, Any], dict[str, Value]]:
    """Split values into those with an attribute of a dataclass, and the others."""
    attributes = {attribute.name for attribute in fields(made) if attribute.name in BUILT_IN}
    return (
        {name: value for name, value in values.items() if name in attributes},
        {name: value for name, value in values.items() if name not in attributes},
    )


def describe_value(value: Value) -> str:
    """A value as officials read it: `80,5%`, `30/09/2022`; empty if there is no value."""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_percent(value)
    return "" if value is None else str(value)


def _read_text(_: Field, cell: Cell) -> Value:
    return cell.text


def _read_percent(_: Field, cell: Cell) -> Value | Fault:
    percent = read_percent(cell.value, percent_format=cell.percent_format)
    if percent is not None and percent >= 0:
        return percent
    return Fault(
        cell,
        f"“{cell.text}” không phải là một tỷ lệ phần trăm",
        "một tỷ lệ rõ ràng, ví dụ 80% hoặc 80,5% (số từ 0 đến 1 thì ghi kèm dấu %)",
        "ghi lại tỷ lệ, hoặc để trống",
    )


def _read_day(field: Field, cell: Cell) -> Value | Fault:
    value = cell.value
    day = value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None
    day = day or read_written_day(cell.text)
    if day is None:
        return Fault(
            cell,
            f"“{cell.text}” ở cột {field.label} không phải là một ngày",
            "một ngày có thật, đủ ngày, tháng, năm, ví dụ 30/9/2022",
            "ghi lại ngày, hoặc để trống",
        )
    if (field.earliest and day < field.earliest) or (field.latest and day > field.latest):
        return Fault(
            cell,
            f"{format_date(day)} ở cột {field.label} không thể đúng",
            describe_span(field),
            "ghi lại ngày, hoặc để trống",
        )
    return day


def describe_span(field: Field) -> str:
    """Describe the range of plausible days of a field: `một ngày từ 01/01/2021 đến 09/11/2022`."""
    begin = f" từ {format_date(field.earliest)}" if field.earliest else ""
    end = f" đến {format_date(field.latest)}" if field.latest else ""
    return f"một ngày{begin}{end}"


def _read_integer(field: Field, cell: Cell) -> Value | Fault:
    number = read_number(cell.text)
    if number is not None and number == number.to_integral_value():
        return int(number)
    return Fault(
        cell,
        f"“{cell.text}” ở cột {field.label} không phải là một số nguyên",
        "một số nguyên, ví dụ 12",
        "ghi lại số, hoặc để trống",
    )


def _read_choice(field: Field, cell: Cell) -> Value | Fault:
    if field.others:
        return cell.text
    chosen = next((choice for choice in field.choices if fold(choice) == fold(cell.text)), None)
    if chosen is not None:
        return chosen
    return Fault(
        cell,
        f"“{cell.text}” ở cột {field.label} không có trong danh sách",
        "một trong: " + ", ".join(field.choices),
        "chọn lại một mục, hoặc để trống",
    )


_READERS = {
    "text": _read_text,
    "percent": _read_percent,
    "day": _read_day,
    "integer": _read_integer,
    "choice": _read_choice,
}
