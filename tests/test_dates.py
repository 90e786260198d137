"""Deadlines in prose and printed dates."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from camket.dates import format_date, format_long_date, read_deadline


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("30/11/2022", date(2022, 11, 30)),
        ("30.11.2022", date(2022, 11, 30)),
        ("30-11-2022", date(2022, 11, 30)),
        ("5/9/22", date(2022, 9, 5)),
        ("30 / 11 / 2022", date(2022, 11, 30)),
        ("trước ngày 30/11/2023;", date(2023, 11, 30)),
        ("ngày 5 tháng 9 năm 2023", date(2023, 9, 5)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_in_its_usual_spellings(text, last_day):
    assert read_deadline(text, year=2022) == last_day


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("Tháng 5", date(2022, 5, 31)),
        ("tháng 2/2024", date(2024, 2, 29)),
        ("Tháng 5 /2018", date(2018, 5, 31)),
        ("Tháng 3/ 2017", date(2017, 3, 31)),
        ("tháng 9 năm 2023", date(2023, 9, 30)),
        ("tháng 9-2023", date(2023, 9, 30)),
        ("T12/2022", date(2022, 12, 31)),
        ("thánh 12", date(2022, 12, 31)),
        ("Tháng 12//2026", date(2026, 12, 31)),
    ],
)
def test_a_month_ends_on_its_last_day_even_if_mistyped(text, last_day):
    assert read_deadline(text, year=2022) == last_day


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("Quý I", date(2022, 3, 31)),
        ("quý II/2023", date(2023, 6, 30)),
        ("QUÝ III năm 2022", date(2022, 9, 30)),
        ("Quý IV", date(2022, 12, 31)),
        ("quý 4/2022", date(2022, 12, 31)),
        ("năm 2023", date(2023, 12, 31)),
        ("Cả năm 2022", date(2022, 12, 31)),
        ("cuối năm 2021", date(2021, 12, 31)),
        ("trong năm", date(2022, 12, 31)),
        ("cuối năm", date(2022, 12, 31)),
    ],
)
def test_a_quarter_or_a_year_ends_on_its_last_day(text, last_day):
    assert read_deadline(text, year=2022) == last_day


def test_a_text_without_a_year_gets_the_year_of_the_period():
    assert read_deadline("trước 30/11", year=2022) == date(2022, 11, 30)
    assert read_deadline("trước 30/11", year=2023) == date(2023, 11, 30)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("từ 01/03 đến 30/06/2022", date(2022, 6, 30)),
        ("15/12/2021-15/02/2022", date(2022, 2, 15)),
        ("Từ tháng 2/2021 đến tháng 9/2022", date(2022, 9, 30)),
        ("tháng 1 đến tháng 12 năm 2022", date(2022, 12, 31)),
        ("Quý I đến tháng 9/2022", date(2022, 9, 30)),
        ("Từ năm 2021 đến năm 2023", date(2023, 12, 31)),
        ("Trong Quý I và trước ngày 30/4/2022", date(2022, 4, 30)),
        ("Từ tháng 3 đến tháng 11/2022 và thường xuyên", date(2022, 11, 30)),
    ],
)
def test_of_several_dates_the_latest_counts(text, last_day):
    assert read_deadline(text, year=2022) == last_day


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("Từ 25/12/2021 đến tháng 3/2022", date(2022, 3, 31)),
        ("Từ tháng 3/2021 đến năm 2022", date(2022, 12, 31)),
        ("Năm 2021 - 2022", date(2022, 12, 31)),
        ("Từ tháng 5/2022-12/2022", date(2022, 12, 31)),
        ("Tháng 4, 5/2022 và thường xuyên", date(2022, 5, 31)),
        ("Quý III và IV/2022", date(2022, 12, 31)),
    ],
)
def test_the_latest_date_counts_even_if_it_is_written_more_briefly(text, last_day):
    assert read_deadline(text, year=2022) == last_day


def test_a_year_with_a_thousands_separator_is_read():
    assert read_deadline("tháng 6/2.025", year=2022) == date(2025, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "", "Thường xuyên", "hằng tháng", "6 tháng", "12 tháng", "Tháng 13", "31/02/2022", "32/12/2022", "20/01/201",
        "31/12/20222", "thứ 25/63 tỉnh", "63/2026/QĐ-UBND", "1.234 tỷ đồng", "quý V",
    ],
)  # fmt: skip
def test_a_text_without_an_existing_date_has_no_deadline(text):
    assert read_deadline(text, year=2022) is None


@pytest.mark.parametrize("year", [1990, 2022, 2050])
@given(day=st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_printed_date_is_read_back_as_itself(year, day):
    assert read_deadline(f"trước {format_date(day)}", year=year) == day
    assert read_deadline(format_long_date(day), year=year) == day


@pytest.mark.parametrize("text", ["năm 0000", "tháng 12/0000", "quý 3/0000"])
def test_a_year_out_of_range_has_no_deadline(text):
    assert read_deadline(text, year=2022) is None


PIECES = [
    "0",
    "1",
    "3",
    "9",
    "12",
    "31",
    "99",
    "2022",
    "/",
    "-",
    ".",
    " ",
    "năm",
    "tháng",
    "ngày",
    "quý",
    "III",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_text_gives_a_date_or_none(pieces):
    text = "".join(pieces)
    assume("0000" not in text)
    found = read_deadline(text, year=2022)
    assert found is None or type(found) is date


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2022, 11, 9), "09/11/2022", "ngày 09 tháng 11 năm 2022"),
        (date(2022, 10, 30), "30/10/2022", "ngày 30 tháng 10 năm 2022"),
        (date(2023, 2, 1), "01/02/2023", "ngày 01 tháng 02 năm 2023"),
        (date(2023, 1, 31), "31/01/2023", "ngày 31 tháng 01 năm 2023"),
        (date(2023, 3, 5), "05/03/2023", "ngày 05 tháng 3 năm 2023"),
    ],
)
def test_dates_are_printed_in_the_form_of_decree_30_of_2020(day, short, long):
    assert format_date(day) == short
    assert format_long_date(day) == long
