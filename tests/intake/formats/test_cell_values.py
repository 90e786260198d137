"""Cell styles of a workbook."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from camket.intake.formats.cell_values import (
    CellStyle,
    format_number,
    format_value,
    is_like_colour,
    parse_style,
    read_styles,
)
from camket.intake.formats.number_formats import parse_number_format

WHITE, DARK = "<color rgb='FFFFFFFF'/>", "<fgColor rgb='FF1F4E78'/>"
BLACK = "<fgColor rgb='FF000000'/>"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    ("number_format", "style"),
    [
        ("General", CellStyle()),
        ("", CellStyle()),
        ("0", CellStyle(decimals=0)),
        ("#,##0.00", CellStyle(decimals=2, thousands=parse_number_format("#,##0.00"))),
        ("0%", CellStyle(percent=True, decimals=0)),
        ("0.00%;[Red]-0.00%", CellStyle(percent=True, decimals=2)),
        *(
            (code, CellStyle(number_format=parse_number_format(code)))
            for code in ('0"%"', r"0\%", '"ngày" 0')
        ),
        ("d/m/yyyy", CellStyle(moment=True)),
        ('"ngày" dd "tháng" mm', CellStyle(moment=True)),
        ("[h]:mm", CellStyle(moment=True, duration=True)),
        ("[Red]0", CellStyle(decimals=0)),
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
        "1": CellStyle(percent=True, decimals=1),
        "2": CellStyle(moment=True, font=".VnTimeH"),
        "3": CellStyle(percent=True, decimals=0),
    }


@pytest.mark.parametrize(
    ("colour", "fill", "unseen"),
    [
        ("", "<patternFill/>", False),
        ("<color theme='1'/>", "<patternFill/>", False),
        ("<color rgb='FFFF0000'/>", "<patternFill patternType='none'/>", False),
        (WHITE, "<patternFill/>", True),
        ("<color theme='0'/>", "<patternFill patternType='none'/>", True),
        ("<color theme='0' tint='-0.5'/>", "<patternFill patternType='none'/>", False),
        (
            "<color indexed='9'/>",
            f"<patternFill patternType='solid'>{WHITE.replace('color', 'fgColor')}</patternFill>",
            True,
        ),
        (WHITE, f"<patternFill patternType='solid'>{DARK}</patternFill>", False),
        (DARK.replace("fgColor", "color"), f"<patternFill patternType='solid'>{DARK}</patternFill>", True),
        (WHITE, "<patternFill patternType='gray125'/>", False),
        ("<color theme='1'/>", "<patternFill patternType='solid'/>", True),
        ("", f"<patternFill patternType='solid'>{BLACK}</patternFill>", True),
        ("<color theme='1'/>", f"<patternFill patternType='solid'>{BLACK}</patternFill>", True),
        ("<color indexed='8'/>", f"<patternFill patternType='solid'>{BLACK}</patternFill>", True),
        (WHITE, f"<patternFill patternType='solid'>{BLACK}</patternFill>", False),
        (WHITE, "<gradientFill/>", False),
    ],
)
def test_a_text_of_the_colour_of_its_background_is_unseen(colour, fill, unseen):
    root = etree.fromstring(
        f"<styleSheet {MAIN}><fonts><font>{colour}</font></fonts><fills><fill>{fill}</fill></fills>"
        "<cellXfs><xf/></cellXfs></styleSheet>"
    )
    assert read_styles(root).get("0", CellStyle()).unseen == ("cùng màu với nền" if unseen else "")


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


@pytest.mark.parametrize(
    ("value", "percent", "decimals", "shown"),
    [
        (51.5, False, 0, "52"),
        (50.5, False, 0, "51"),
        (-51.5, False, 0, "-52"),
        (2.675, False, 2, "2,68"),
        (80.0, False, 2, "80"),
        (0.805, True, 0, "81%"),
        (0.8046, True, 1, "80,5%"),
        (0.99999999999999986, True, None, "100%"),
        (1e300, False, 2, f"1{'0' * 300}"),
        (float("inf"), False, 0, "inf"),
    ],
)
def test_a_number_is_rounded_half_up_to_the_decimals_of_its_cell(value, percent, decimals, shown):
    assert format_number(value, percent, decimals) == shown


@pytest.mark.parametrize(
    ("size", "unseen"),
    [("1", "cỡ quá nhỏ"), ("2.0", "cỡ quá nhỏ"), ("6", ""), ("14", ""), ("lớn", ""), (None, "")],
)
def test_a_text_in_a_tiny_font_is_unseen(size, unseen):
    node = "" if size is None else f"<sz val='{size}'/>"
    root = etree.fromstring(
        f"<styleSheet {MAIN}><fonts><font>{node}</font></fonts><cellXfs><xf fontId='0'/></cellXfs></styleSheet>"
    )
    assert read_styles(root).get("0", CellStyle()).unseen == unseen


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("FFFFFF", "ffffff", True),
        ("FFFFFF", "FEFAF7", True),
        ("FFFFFF", "F0FFFF", False),
        ("theme 4 0.2", "theme 4 0.2", True),
        ("theme 4 0.2", "FFFFFF", False),
        ("", "", False),
        ("", "FFFFFF", False),
    ],
)
def test_colours_that_nobody_tells_apart_are_alike(one, other, alike):
    assert is_like_colour(one, other) == alike


@pytest.mark.parametrize(
    ("border", "line", "crossed"),
    [
        ("diagonalUp='1'", "style='thin'", True),
        ("diagonalDown='true'", "style='medium'", True),
        ("diagonalUp='1' diagonalDown='1'", "style='thin'", True),
        ("diagonalUp='1'", "", False),
        ("diagonalUp='1'", "style='none'", False),
        ("diagonalUp='0'", "style='thin'", False),
        ("", "style='thin'", False),
    ],
)
def test_a_line_from_corner_to_corner_crosses_a_cell_out(border, line, crossed):
    root = etree.fromstring(
        f"<styleSheet {MAIN}><borders><border/><border {border}><diagonal {line}/></border></borders>"
        "<cellXfs><xf borderId='0'/><xf borderId='1'/></cellXfs></styleSheet>"
    )
    assert read_styles(root) == ({"1": CellStyle(crossed=True)} if crossed else {})
