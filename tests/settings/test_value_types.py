"""Typed values of settings."""

from datetime import date

import pytest

from camket.settings.value_types import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-11-02", date(2022, 11, 2)),
        ("02/11/2022", date(2022, 11, 2)),
        ("2/11/2022", date(2022, 11, 2)),
        ("2022-W44-3", None),
        ("20221102", None),
        ("2022-11-31", None),
        ("31/11/2022", None),
    ],
)
def test_a_day_is_typed_in_one_of_two_ways(text, day):
    assert read_day(text) == day
