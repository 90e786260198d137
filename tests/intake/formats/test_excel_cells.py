"""One cell of a workbook: what is stored, what Excel shows, and what is wrong with it."""

from datetime import date, datetime
from xml.etree.ElementTree import fromstring

import pytest
from lxml import etree
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from camket.intake.formats.cell_values import CellStyle, parse_style, read_styles
from camket.intake.formats.excel_cells import Shared, Stored, convert_number, read_cell
from camket.intake.formats.excel_strings import Run, Strings, read_strings
from camket.numerals import read_percent

STRINGS = Strings(("không", "một", "cũ mới"), {2: (Run("cũ ", True), Run("mới", False))})
PLAIN = CellStyle()


def cell_of(kind, value, style=PLAIN, *, formula=False, inline=None, epoch=CALENDAR_WINDOWS_1900):
    node = None if inline is None else fromstring(f"<is>{inline}</is>")
    return read_cell(Stored(kind, value, formula, node), "S!A1", style, Shared(STRINGS, {}, epoch))


@pytest.mark.parametrize(
    ("kind", "value", "result"),
    [
        ("", "80", 80),
        ("n", "8E1", 80),
        ("", "0.5", 0.5),
        ("s", "1", "một"),
        ("str", "a_x000D_b", "a\rb"),
        ("b", "1", True),
        ("b", "true", True),
        ("b", "0", False),
        ("b", "false", False),
        ("d", "2022-10-30", datetime(2022, 10, 30)),  # noqa: DTZ001 - a cell has no time zone
    ],
)
def test_a_value_is_read_by_its_type(kind, value, result):
    cell = cell_of(kind, value)
    assert (cell.value, type(cell.value), cell.problem) == (result, type(result), "")


@pytest.mark.parametrize("value", ['=DISPIMG("ID_1",1)', '_xlfn.DISPIMG("ID_1",1)'])
def test_a_picture_in_a_cell_of_wps_is_a_problem_and_no_text(value):
    cell = cell_of("str", value, formula=True)
    assert (cell.text, cell.problem) == ("", "ô chỉ có hình ảnh, không đọc được chữ trong hình")


@pytest.mark.parametrize(
    ("code", "fill", "kind", "value", "unseen"),
    [
        ("[White]@", "", "str", "Đạt", True),
        ("General;General;General;[White]@", "", "str", "Đạt", True),
        ("General;General;General;[White]@", "", "", "5", False),
        ("[Color2]0;0", "", "", "5", True),
        ("[Color2]0;0", "", "", "-5", False),
        ("[White]dd/mm/yyyy", "", "", "44700", True),
        ("[Red]@", "", "str", "Đạt", False),
        ("[White]@", "<fgColor rgb='FF000080'/>", "str", "Đạt", False),
    ],
)
def test_a_text_that_its_number_format_writes_in_white_is_unseen(code, fill, kind, value, unseen):
    pattern = f"<patternFill patternType='solid'>{fill}</patternFill>" if fill else "<patternFill/>"
    root = etree.fromstring(
        f"<styleSheet><numFmts><numFmt numFmtId='164' formatCode='{code}'/></numFmts>"
        f"<fonts><font/></fonts><fills><fill>{pattern}</fill></fills>"
        "<cellXfs><xf numFmtId='164'/></cellXfs></styleSheet>"
    )
    cell = cell_of(kind, value, read_styles(root).get("0", PLAIN))
    assert ("cùng màu với nền" in cell.problem) is unseen


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("s", "-1", "không có chuỗi ký tự số -1"),
        ("s", "3", "không có chuỗi ký tự số 3"),
        ("s", "x", "không có chuỗi ký tự số x"),
        ("s", "", "không có chuỗi ký tự số"),
        ("b", "maybe", "“maybe”"),
        ("", "12a", "“12a”"),
        ("e", "#REF!", "ô báo lỗi #REF!"),
    ],
)
def test_a_damaged_cell_is_a_problem_and_holds_no_other_value(kind, value, problem):
    cell = cell_of(kind, value)
    assert cell.value is None
    assert problem in cell.problem


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("99.999999999999986", 100),
        ("0.99999999999999989", 1),
        ("99.99999999", 99.99999999),
        ("123456789012345678", 123456789012346000),
        ("80.0", 80.0),
        ("1E+20", 1e20),
    ],
)
def test_a_number_has_at_most_the_15_digits_that_excel_shows(value, number):
    assert convert_number(value) == number


def test_a_computed_share_a_hair_under_its_whole_is_the_whole():
    assert read_percent(cell_of("", "99.999999999999986").value) == 100
    cell = cell_of("", "0.99999999999999989", parse_style("0%", ""))
    assert read_percent(cell.value, percent_format=True) == 100


def test_the_text_is_rounded_to_the_decimals_of_the_cell_and_the_value_is_kept():
    cell = cell_of("", "0.8046", parse_style("0%", ""))
    assert (cell.value, cell.shown, cell.percent_format) == (0.8046, "80%", True)


@pytest.mark.parametrize(
    ("kind", "value", "code", "shown"),
    [
        ("", "15", '0" tiêu chí"', "15 tiêu chí"),
        ("", "0.8", '"Đạt "0%', "Đạt 80%"),
        ("", "50000", "#,##0", "50.000"),
        ("", "50000", "#.##0", "50.000"),
        ("", "1234.5", "#.##0", "1234,5"),
        ("", "-1234567.891", "#,##0.00", "-1.234.567,89"),
        ("", "-1234", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "-1.234"),
        ("", "50000", '#,##0" hộ"', "50.000 hộ"),
        ("", "50000", "#,##0,", "50"),
        ("", "12", "#,##0%", "1.200%"),
        ("", "50000", "0", "50000"),
        ("", "999", "#,##0", "999"),
        ("", "1", '[=1]"Đạt";"Không"', "Đạt"),
        ("s", "1", '@" xã"', "một xã"),
        ("str", "một", "0;0;0", "một"),
    ],
)
def test_a_cell_shows_the_words_of_its_number_format_and_keeps_its_value(kind, value, code, shown):
    cell = cell_of(kind, value, parse_style(code, ""))
    assert (cell.shown, cell.problem) == (shown, "")
    assert cell.value == ("một" if kind else float(value))


@pytest.mark.parametrize("code", ["0;-0;;@", "#,##0;-#,##0;", "0.0%;-0.0%;"])
def test_a_zero_that_its_number_format_hides_keeps_its_value_and_is_a_problem(code):
    cell = cell_of("", "0", parse_style(code, ""))
    assert cell.value == 0
    assert f"bị ẩn bằng định dạng số “{code}”" in cell.problem
    assert cell_of("", "7", parse_style(code, "")).problem == ""


@pytest.mark.parametrize(("kind", "value"), [("", "80"), ("s", "1"), ("str", "một")])
def test_a_content_that_its_format_hides_is_named_and_not_read(kind, value):
    cell = cell_of(kind, value, parse_style(";;;", ""))
    assert (cell.value, cell.shown) == (None, "")
    assert f"“{'80' if not kind else 'một'}” bị ẩn bằng định dạng số “;;;”" in cell.problem


def test_a_number_whose_format_cannot_be_followed_is_a_doubt():
    cell = cell_of("", "5", parse_style('0" xã "0" hộ"', ""))
    assert (cell.value, cell.shown) == (5, "5")
    assert "không cho biết rõ Excel hiển thị giá trị nào" in cell.problem


@pytest.mark.parametrize(
    ("kind", "value", "inline", "struck", "said"),
    [
        ("s", "2", None, False, "“cũ”"),
        ("s", "2", None, True, "“cũ”"),
        ("s", "1", None, True, "ô bị gạch bỏ"),
        ("", "5", None, True, "ô bị gạch bỏ"),
        ("inlineStr", "", "<r><t>a </t></r><r><rPr><strike/></rPr><t>bỏ</t></r>", False, "“bỏ”"),
        ("inlineStr", "", "<r><rPr><b/></rPr><t>a</t></r>", True, ""),
        ("inlineStr", "", "<t>a</t>", True, "ô bị gạch bỏ"),
    ],
)
def test_struck_words_are_a_problem_of_the_cell_and_its_text_is_kept(kind, value, inline, struck, said):
    cell = cell_of(kind, value, CellStyle(struck=struck), inline=inline)
    assert cell.shown
    assert said in cell.problem if said else not cell.problem


@pytest.mark.parametrize(
    ("kind", "value", "inline", "said"),
    [
        ("s", "1", None, "ô bị gạch bỏ"),
        ("s", "2", None, "ô bị gạch bỏ"),
        ("", "5", None, "ô bị gạch bỏ"),
        ("inlineStr", "", "<t>a</t>", "ô bị gạch bỏ"),
        ("e", "#REF!", None, "ô bị gạch bỏ, không rõ có còn được tính hay không; ô báo lỗi"),
        ("inlineStr", "", "<t> </t>", ""),
    ],
)
def test_a_cell_that_a_diagonal_border_crosses_out_is_struck_as_a_whole(kind, value, inline, said):
    cell = cell_of(kind, value, CellStyle(crossed=True), inline=inline)
    assert cell.shown
    assert cell.problem.startswith(said) if said else not cell.problem


def test_a_text_of_the_colour_of_its_background_is_a_problem_and_is_kept():
    cell = cell_of("s", "1", CellStyle(unseen="cùng màu với nền"))
    assert cell.shown == "một"
    assert "cùng màu với nền “một”" in cell.problem


@pytest.mark.parametrize(("background", "text"), [("", "Đạt"), ("0000FF", "Đạt 0%")])
@pytest.mark.parametrize("kind", ["s", "inlineStr"])
def test_words_of_the_colour_of_the_background_are_named_and_not_read(kind, background, text):
    runs = '<r><t>Đạt</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t xml:space="preserve"> 0%</t></r>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    known = read_strings(f'<sst xmlns="{space}"><si>{runs}</si></sst>'.encode())
    node = fromstring(f"<is>{runs}</is>") if kind == "inlineStr" else None
    shared = Shared(known, {}, CALENDAR_WINDOWS_1900, backgrounds={"3": background} if background else {})
    cell = read_cell(Stored(kind, "0", False, node, "3"), "S!A1", PLAIN, shared)
    assert cell.text == text
    assert ("cùng màu với nền “0%”, không được đọc" in cell.problem) == (text == "Đạt")


@pytest.mark.parametrize(
    ("epoch", "day"), [(CALENDAR_WINDOWS_1900, date(2022, 1, 5)), (CALENDAR_MAC_1904, date(2026, 1, 6))]
)
def test_a_date_is_counted_from_the_first_day_of_its_workbook(epoch, day):
    assert cell_of("", "44566", parse_style("d/m/yyyy", ""), epoch=epoch).value.date() == day


def test_a_formula_without_a_value_is_a_problem_and_one_with_an_empty_text_is_not():
    assert cell_of("", "", formula=True).problem == "công thức chưa có giá trị tính sẵn"
    assert cell_of("str", "", formula=True).problem == ""


@pytest.mark.parametrize(
    ("code", "serial", "shown"),
    [
        ("[<44000]0;dd/mm/yyyy", 44834, "30/09/2022"),
        ("[<44000]0;dd/mm/yyyy", 2022, "2022"),
        ("[>=44000]dd/mm/yyyy;General", 2022, "2022"),
        ("[>=44000]dd/mm/yyyy;General", 44834, "30/09/2022"),
        ('[=0]"chưa có";dd/mm/yyyy', 0, "chưa có"),
        ('[=0]"chưa có";dd/mm/yyyy', 44834, "30/09/2022"),
        ('[<44800]"trước hạn";[>=44900]"quá hạn";dd/mm/yyyy', 44910, "quá hạn"),
    ],
)
def test_the_section_that_applies_says_whether_a_number_is_a_day(code, serial, shown):
    cell = cell_of("", str(serial), parse_style(code, ""))
    assert (cell.shown, cell.problem) == (shown, "")


def test_a_condition_asks_for_the_number_as_the_workbook_counts_it():
    style = parse_style('[<43000]"trước hạn";dd/mm/yyyy', "")
    assert cell_of("", "43372", style, epoch=CALENDAR_MAC_1904).shown == "30/09/2022"
    assert cell_of("", "42000", style, epoch=CALENDAR_MAC_1904).shown == "trước hạn"
