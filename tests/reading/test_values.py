"""Values are formatted as an official would write them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.reading.values import format_number, format_value


@pytest.mark.parametrize(
    ("value", "percent", "shown"),
    [
        (None, False, ""),
        ("80 %", False, "80 %"),
        (True, False, "TRUE"),
        (False, True, "FALSE"),
        (80, False, "80"),
        (80.0, False, "80"),
        (1234.5, False, "1234,5"),
        (-0.5, False, "-0,5"),
        (0.8, True, "80%"),
        (0.805, True, "80,5%"),
        (0.29, True, "29%"),
        (1.1, True, "110%"),
        (0.07, True, "7%"),
        (0, True, "0%"),
        (1e15, False, "1000000000000000"),
        (1e-7, False, "1e-07"),
        (float("inf"), False, "inf"),
        (float("nan"), True, "nan%"),
        (datetime(2022, 10, 30, 8, 30), False, "30/10/2022"),  # noqa: DTZ001 - a cell has no time zone
        (date(2022, 1, 5), False, "05/01/2022"),
        (time(8, 30), False, "08:30"),
    ],
)
def test_a_value_is_shown_as_an_official_would_write_it(value, percent, shown):
    assert format_value(value, percent) == shown


@given(st.integers(-(10**14), 10**14), st.booleans())
def test_a_whole_number_is_shown_without_a_comma(number, percent):
    assert format_number(float(number), percent) == format_number(number, percent)
    assert "," not in format_number(number, percent)


@given(st.integers(-10_000, 10_000))
def test_a_two_digit_percentage_shows_no_floating_point_residue(hundredths):
    assert format_number(hundredths / 100, percent=True) == f"{hundredths}%"
