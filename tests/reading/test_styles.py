"""Cell styles of a workbook."""

import pytest
from lxml import etree

from camket.reading.styles import CellStyle, parse_style, read_styles

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
