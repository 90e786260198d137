"""What a cell is worth as a field of its type, and which cells are worth nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from camket.intake.formats.cell_values import format_value
from camket.intake.formats.sheet import Cell
from camket.intake.joining.field_values import describe_value, read_values, split_values
from camket.intake.joining.record import Record
from camket.intake.tables.table import Row
from camket.settings.fields import BUILT_IN, Field

PLACE = "Sheet1!G5"
COMPLETED = BUILT_IN["completed_on"].model_copy(
    update={"earliest": date(2021, 1, 1), "latest": date(2022, 11, 9)}
)
HOUSEHOLDS = Field(
    name="households", type="integer", label="Số hộ", source="reported", description="", headings=()
)
FUNDING = HOUSEHOLDS.model_copy(
    update={"name": "funding", "type": "choice", "choices": ("Trung ương", "Ngân sách Tỉnh")}
)


def read(field, value, problem=""):
    """The value of a cell, and what is wrong with it."""
    row = Row(5, "record", {field.name: Cell(value, format_value(value), PLACE, problem)})
    values, faults = read_values(row, [field])
    assert all(fault.cell.place == PLACE and fault.expected and fault.remedy for fault in faults)
    return values[field.name], [fault.found for fault in faults]


@pytest.mark.parametrize(
    "written",
    [
        datetime.combine(date(2022, 9, 30), time()), "30/9/2022", "30.09.2022", "30-9-22", "ngày 30/9/2022",
        "2022-09-30", "Ngày 30 tháng 9 năm 2022", "30/9/2.022",
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_ways_that_offices_write_it(written):
    assert read(COMPLETED, written) == (date(2022, 9, 30), [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/02/2022", "“31/02/2022” ở cột Ngày hoàn thành không phải là một ngày"),
        ("tháng 9", "“tháng 9” ở cột Ngày hoàn thành không phải là một ngày"),
        ("30/9", "“30/9” ở cột Ngày hoàn thành không phải là một ngày"),
        ("trước 30/9/2022", "“trước 30/9/2022” ở cột Ngày hoàn thành không phải là một ngày"),
        (44834, "“44834” ở cột Ngày hoàn thành không phải là một ngày"),
        ("10/11/2022", "10/11/2022 ở cột Ngày hoàn thành không thể đúng"),
        (date(2012, 9, 30), "30/09/2012 ở cột Ngày hoàn thành không thể đúng"),
    ],
)
def test_what_is_no_day_or_no_plausible_one_is_named_and_not_used(written, said):
    assert read(COMPLETED, written) == (None, [said])


@pytest.mark.parametrize("written", ["9/11/2022", "1/1/2021"])
def test_the_first_and_the_last_plausible_day_are_days(written):
    assert read(COMPLETED, written)[1] == []


def test_a_broken_cell_is_worth_nothing_and_is_no_second_problem():
    assert read(COMPLETED, "#REF!", "công thức lỗi") == (None, [])
    assert read(FUNDING, "#REF!", "công thức lỗi") == ("", [])


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        (HOUSEHOLDS, 12, 12), (HOUSEHOLDS, "1.250", 1250), (HOUSEHOLDS, None, None),
        (FUNDING, "NGÂN SÁCH TỈNH", "Ngân sách Tỉnh"), (FUNDING, None, ""),
        (BUILT_IN["progress_percent"], "80,5%", Decimal("80.5")),
        (BUILT_IN["self_assessment"], "Cơ bản xong", "Cơ bản xong"),
    ],
)  # fmt: skip
def test_a_cell_is_worth_what_its_type_makes_of_it(field, written, value):
    assert read(field, written) == (value, [])


@pytest.mark.parametrize(("field", "written"), [(HOUSEHOLDS, "12 hộ"), (HOUSEHOLDS, 1.5), (FUNDING, "ODA")])
def test_a_cell_that_is_not_of_its_type_is_worth_nothing_and_named(field, written):
    value, [said] = read(field, written)
    assert value in (None, "")
    assert format_value(written) in said


@pytest.mark.parametrize(
    ("value", "shown"),
    [(date(2022, 9, 30), "30/09/2022"), (Decimal("80.5"), "80,5%"), (0, "0"), ("Đạt", "Đạt"), (None, "")],
)
def test_a_value_is_shown_as_officials_write_it(value, shown):
    assert describe_value(value) == shown


def test_a_field_of_a_project_is_no_attribute_whatever_it_is_called():
    values = {"note": "Đạt", "raw": "x", "source": "y"}
    assert split_values(values, Record) == ({"note": "Đạt"}, {"raw": "x", "source": "y"})
