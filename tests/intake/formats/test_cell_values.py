"""Cell styles of a workbook."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from camket.intake.formats.cell_values import CellStyle, format_number, format_value, parse_style, read_styles

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("number_format", "style"),
    [
        ("General", CellStyle()),
        ("", CellStyle()),
        ("0", CellStyle()),
        ("#,##0.00", CellStyle()),
        ("0%", CellStyle(percent=True)),
        ("0.00%;[Red]-0.00%", CellStyle(percent=True)),
        ('0"%"', CellStyle()),
        (r"0\%", CellStyle()),
        ('"ngày" 0', CellStyle()),
        ("d/m/yyyy", CellStyle(moment=True)),
        ('"ngày" dd "tháng" mm', CellStyle(moment=True)),
        ("[h]:mm", CellStyle(moment=True, duration=True)),
        ("[Red]0", CellStyle()),
        ("@", CellStyle()),
    ],
)
def test_a_number_format_says_whether_a_number_is_a_percentage_or_a_date(number_format, style):
    assert parse_style(number_format, "Arial") == style


@pytest.mark.parametrize(
    ("font", "kept"), [(".VnTime", ".VnTime"), ("VNI-Times", "VNI-Times"), ("Arial", "")]
)
def test_only_the_name_of_an_old_font_is_kept(font, kept):
    assert parse_style("General", font).font == kept


def test_the_styles_of_a_workbook_are_named_by_their_numbers_where_they_change_something():
    root = etree.fromstring(
        f"<styleSheet {MAIN}><numFmts><numFmt numFmtId='164' formatCode='0.0%'/><numFmt numFmtId='165'/></numFmts>"
        "<fonts><font><name val='Arial'/></font><font><name val='.VnTimeH'/></font><font/></fonts>"
        "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
        "<cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='14' fontId='1'/><xf numFmtId='9' fontId='99'/>"
        "<xf numFmtId='165' fontId='2'/><xf numFmtId='9999'/></cellXfs></styleSheet>"
    )
    assert read_styles(root) == {
        "1": CellStyle(percent=True),
        "2": CellStyle(moment=True, font=".VnTimeH"),
        "3": CellStyle(percent=True),
    }


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
