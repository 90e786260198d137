"""A day is read as its cell shows it, with the words of its format and without the parts that it leaves out."""

import io
from datetime import datetime, time, timedelta

import openpyxl
import pytest

from camket.intake.formats.date_formats import format_moment, leaves_days, read_shown_moment
from camket.intake.formats.excel import read_workbook
from camket.intake.formats.number_formats import parse_number_format

DAY, SERIAL = datetime(2022, 8, 5), 44778  # noqa: DTZ001 - a cell has no time zone

FORMATS = [
    ("dd/mm/yyyy", ""),
    ("d-mmm-yy", ""),
    ("[$-42A]dddd, dd mmmm yyyy;@", ""),
    ("dd/mm", ""),
    ("d/m/yyyy h:mm", ""),
    ("h:mm", ""),
    ("[h]:mm", ""),
    ("mm:ss", ""),
    ('"ngày" dd "tháng" mm "năm" yyyy', ""),
    ('"Dự kiến "dd/mm/yyyy', "Dự kiến 05/08/2022"),
    ('d/m/yyyy" (quá hạn)"', "5/8/2022 (quá hạn)"),
    ("mm/yyyy", "08/2022"),
    ("m/yy", "8/2022"),
    ("yyyy", "2022"),
    ('"tháng "m"/"yyyy', "tháng 8/2022"),
    ('"Quý III/"yyyy', "Quý III/2022"),
    ('d" tiêu chí"', "5 tiêu chí"),
    ('[<44000]"đã xong";"hẹn "dd/mm/yyyy', "hẹn 05/08/2022"),
    ('dddd" tuần sau"', None),
    ('"chốt lúc "hh:mm" hằng "dd', None),
]


@pytest.mark.parametrize(("code", "shown"), FORMATS)
def test_a_day_is_shown_with_the_words_of_its_format_and_without_what_it_leaves_out(code, shown):
    assert format_moment(DAY, SERIAL, parse_number_format(code)) == shown
    assert leaves_days(parse_number_format(code)) == (shown == "")


@pytest.mark.parametrize("moment", [time(8, 30), timedelta(hours=30)])
def test_a_time_is_left_as_it_is(moment):
    assert format_moment(moment, 0.3, parse_number_format('yyyy" hết"')) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("05/08/2022", ""),
        ("8/5/22", ""),
        ("2022-08-05", ""),
        ("5 Aug 2022", ""),
        ("Friday, August 5, 2022", ""),
        ("Thứ sáu, ngày 05 tháng 08 năm 2022", ""),
        ("05/08", ""),
        ("05/08/2022 10:30", ""),
        ("", ""),
        ("08/2022", "08/2022"),
        ("8/22", "08/2022"),
        ("Aug 2022", "08/2022"),
        ("2022", "2022"),
        ("Dự kiến 05/08/2022", "Dự kiến 05/08/2022"),
        ("Quý III/2022", "Quý III/2022"),
    ],
)
def test_a_day_is_what_libreoffice_shows_of_it(text, shown):
    assert read_shown_moment(DAY, text) == shown


def test_a_day_of_a_workbook_is_a_text_where_its_format_makes_one_of_it():
    book = openpyxl.Workbook()
    for row, (value, code) in enumerate(
        [(DAY, "dd/mm/yyyy"), (DAY, "mm/yyyy"), (1, 'd" tiêu chí"'), (DAY, 'dddd" sau"'), (DAY, "d/m;;;")],
        start=1,
    ):
        book.active.cell(row, 1, value).number_format = code
    made = io.BytesIO()
    book.save(made)
    cells = [row[0] for row in read_workbook(made.getvalue()).sheets[0].rows]
    assert [(cell.value, cell.shown) for cell in cells] == [
        (DAY, "05/08/2022"),
        ("08/2022", "08/2022"),
        ("1 tiêu chí", "1 tiêu chí"),
        (DAY, "05/08/2022"),
        (DAY, "05/08/2022"),
    ]
    assert [bool(cell.problem) for cell in cells] == [False, False, False, True, False]
