"""Excel workbooks: every visible cell with its value, its style and its place."""

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from camket.intake.formats.excel import read_workbook
from camket.intake.formats.grid import quote_sheet_name
from camket.numerals import read_percent


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet_of(fill, title="Sheet1"):
    """The only sheet of a workbook that `fill` wrote, read back."""
    book = openpyxl.Workbook()
    book.active.title = title
    fill(book.active)
    (sheet,) = read_workbook(saved(book)).sheets
    return sheet


def cell_of(value, number_format="General"):
    def fill(page):
        page["B2"] = value
        page["B2"].number_format = number_format

    return sheet_of(fill).rows[1][1]


def cached(formula, value):
    """A cell as Excel saves it: a formula with its computed value."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("Sheet1")
        page.write("A1", "STT")
        page.write_formula("B2", formula, None, value)
    return read_workbook(buffer.getvalue()).sheets[0].rows[1][1]


def rewritten(content, part, change):
    """The same package with one part replaced, as another program might write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


def grid(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        ("Đạt 90%", "General", "Đạt 90%"),
        (80, "General", "80"),
        (80.0, "0.00", "80"),
        (51.5, "General", "51,5"),
        (-3, "General", "-3"),
        (0, "General", "0"),
        (0.8, "0%", "80%"),
        (0.805, "0.0%", "80,5%"),
        (0.29, "0%", "29%"),
        (1, "0%", "100%"),
        ("80%", "0%", "80%"),
        (True, "General", "TRUE"),
        (datetime(2022, 10, 30), "dd/mm/yyyy", "30/10/2022"),  # noqa: DTZ001 - a cell has no time zone
        (date(2022, 1, 5), "d-m-yy", "05/01/2022"),
        (time(8, 30), "h:mm", "08:30"),
        (None, "General", ""),
    ],
)
def test_a_cell_shows_its_value_as_an_official_would_write_it(value, number_format, shown):
    # B2 alone would be left out where it is empty.
    def fill(page):
        page["A1"], page["B2"] = "x", value
        page["B2"].number_format = number_format
        page["C3"] = "x"

    assert sheet_of(fill).rows[1][1].shown == shown


@pytest.mark.parametrize(
    ("value", "number_format", "percent_format"),
    [
        (0.8, "0%", True),
        (0.8, "0.00%", True),
        (0.8, "General", False),
        (80, "0", False),
        ("80%", "0%", False),
    ],
)
def test_only_a_number_shown_as_percent_is_marked_as_a_fraction(value, number_format, percent_format):
    cell = cell_of(value, number_format)
    assert (cell.value, cell.percent_format) == (value, percent_format)


@pytest.mark.parametrize("number_format", ['0"%"', r"0\%"])
def test_a_literal_percent_sign_does_not_multiply_by_a_hundred(number_format):
    cell = cell_of(80, number_format)
    assert read_percent(cell.value, percent_format=cell.percent_format) == 80


def test_every_cell_has_its_place_as_excel_names_it():
    sheet = sheet_of(lambda page: page.append(["a", "b"]) or page.append(["c", None]))
    assert [[cell.place for cell in row] for row in sheet.rows] == [
        ["Sheet1!A1", "Sheet1!B1"],
        ["Sheet1!A2", "Sheet1!B2"],
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sheet1", "Sheet1"),
        ("PL_01", "PL_01"),
        ("Phụ lục 1", "'Phụ lục 1'"),
        (" PL02b- Cũ", "' PL02b- Cũ'"),
        ("2022", "'2022'"),
        ("Sở 'A'", "'Sở ''A'''"),
    ],
)
def test_a_sheet_name_is_quoted_in_places_where_excel_would_quote_it(title, name):
    assert quote_sheet_name(title) == name
    sheet = sheet_of(lambda page: page.append(["a", "b"]), title)
    assert sheet.name == name
    assert sheet.rows[0][1].place == f"{name}!B1"


def test_a_merged_value_stands_in_every_cell_it_spans_with_the_whole_range_as_its_place():
    def fill(page):
        page.append(["Nội dung", "Kết quả", None, "Ghi chú"])
        page.append([None, "Lũy kế", "Ước", None])
        page.merge_cells("A1:A2")
        page.merge_cells("B1:C1")

    sheet = sheet_of(fill)
    assert grid(sheet) == [["Nội dung", "Kết quả", "Kết quả", "Ghi chú"], ["Nội dung", "Lũy kế", "Ước", ""]]
    assert [[cell.place for cell in row] for row in sheet.rows] == [
        ["Sheet1!A1:A2", "Sheet1!B1:C1", "Sheet1!B1:C1", "Sheet1!D1"],
        ["Sheet1!A1:A2", "Sheet1!B2", "Sheet1!C2", "Sheet1!D2"],
    ]


def test_a_merged_percentage_and_a_merged_problem_stand_in_every_cell_too():
    def fill(page):
        page["A1"], page["A1"].number_format = 0.8, "0%"
        page["B1"] = "=1/4"
        page.merge_cells("A1:A2")
        page.merge_cells("B1:B2")

    first, second = sheet_of(fill).rows
    assert first == second
    assert (second[0].shown, second[0].percent_format) == ("80%", True)
    assert second[1].problem


@pytest.mark.parametrize(
    ("rows", "named"), [((3,), "hàng ẩn 3"), ((2, 3), "hàng ẩn 2, 3"), ((4, 2), "hàng ẩn 2, 4")]
)
def test_hidden_rows_are_read_as_empty_and_named(rows, named):
    def fill(page):
        for number in range(1, 5):
            page.append([number, f"nội dung {number}"])
        for number in rows:
            page.row_dimensions[number].hidden = True

    sheet = sheet_of(fill)
    assert sheet.skipped == (named,)
    assert [bool(row[1].text) for row in sheet.rows] == [number not in rows for number in range(1, 5)]
    assert [row[1].place for row in sheet.rows] == [f"Sheet1!B{number}" for number in range(1, 5)]


def test_hidden_columns_are_read_as_empty_and_named():
    def fill(page):
        page.append(["a", "b", "c", "d"])
        page.column_dimensions["B"].hidden = True
        page.column_dimensions.group("C", "D", hidden=True)

    sheet = sheet_of(fill)
    assert grid(sheet) == [["a", "", "", ""]]
    assert sheet.skipped == ("cột ẩn B, C, D",)


def test_the_hidden_column_of_keys_is_read_and_its_neighbours_are_not():
    def fill(page):
        page.append(["STT", "camket_key", "Ghi chú"])
        page.append([1, "SNV-01", "nháp"])
        page.column_dimensions["B"].hidden = True
        page.column_dimensions["C"].hidden = True

    sheet = sheet_of(fill)
    assert grid(sheet) == [["STT", "camket_key", ""], ["1", "SNV-01", ""]]
    assert sheet.skipped == ("cột ẩn C",)


def test_rows_that_a_filter_has_hidden_are_named_beside_hidden_columns():
    def fill(page):
        page.append(["STT", "Nội dung"])
        page.append([1, "a"])
        page.auto_filter.ref = "A1:B2"
        page.row_dimensions[2].hidden = True
        page.column_dimensions["A"].hidden = True

    assert sheet_of(fill).skipped == ("hàng ẩn 2", "cột ẩn A")


def test_a_sheet_without_hidden_content_skips_nothing():
    assert sheet_of(lambda page: page.append(["a", "b"])).skipped == ()


def test_hidden_sheets_empty_sheets_and_charts_are_not_read_as_sheets():
    book = openpyxl.Workbook()
    book.active.title = "Một"
    book["Một"].append(["a", "b"])
    for title, state in (("Ẩn", "hidden"), ("Rất ẩn", "veryHidden"), ("Hai", "visible")):
        page = book.create_sheet(title)
        page.append(["a", "b"])
        page.sheet_state = state
    book.create_sheet("Trống")
    book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    assert [sheet.name for sheet in read_workbook(saved(book)).sheets] == ["Một", "Hai"]


def test_rows_above_the_first_filled_one_are_kept_so_that_numbers_agree_with_excel():
    sheet = sheet_of(lambda page: page.cell(4, 2, "a"))
    assert sheet.first_row == 1
    assert [number for number, row in sheet.numbered() if any(cell.text for cell in row)] == [4]


def test_formatted_empty_rows_at_the_end_are_dropped():
    def fill(page):
        page.append(["STT", "Nội dung"])
        page["B500"].font = Font(bold=True)

    assert len(sheet_of(fill).rows) == 1


def test_a_formula_is_read_as_the_value_excel_has_computed():
    cell = cached("=40+40", 80)
    assert (cell.value, cell.shown, cell.problem) == (80, "80", "")


def test_a_formula_without_a_computed_value_is_a_problem_and_not_an_empty_cell():
    cell = cell_of("=SUM(A1:A9)")
    assert (cell.value, cell.shown, cell.problem) == (None, "", "công thức chưa có giá trị tính sẵn")
    assert cell.place == "Sheet1!B2"


def test_an_empty_cell_beside_a_formula_is_not_a_problem():
    sheet = sheet_of(lambda page: page.append(["=1+1", None, "x"]))
    assert [bool(cell.problem) for cell in sheet.rows[0]] == [True, False, False]


@pytest.mark.parametrize("code", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?"])
def test_an_error_cell_is_a_problem_that_quotes_the_error(code):
    for cell in (cell_of(code), cached("=A9/B9", code)):
        assert (cell.value, cell.shown, cell.problem) == (None, code, f"ô báo lỗi {code}")


@pytest.mark.parametrize("value", ["Đã hoàn thành", 5, 0.5, date(2022, 10, 1), True])
def test_a_cell_that_is_struck_out_is_read_and_is_a_problem(value):
    def fill(page):
        page["A1"], page["B1"] = value, value
        page["A1"].font = Font(strike=True)

    [struck, plain] = sheet_of(fill).rows[0]
    assert (struck.text, plain.problem) == (plain.text, "")
    assert struck.problem == "ô bị gạch bỏ, không rõ có còn được tính hay không"


def test_a_macro_workbook_is_read_like_any_other():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    content = rewritten(
        saved(book),
        "[Content_Types].xml",
        lambda part: part.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )
    assert grid(read_workbook(content).sheets[0]) == [["a", "b"]]


VALIDATION = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", lambda part: part.replace(b"</worksheet>", VALIDATION)),
        ("xl/styles.xml", lambda part: re.sub(rb"<cellStyles.*?</cellStyles>", b"", part)),
    ],
    ids=["drop-down lists of Excel 2010", "no default style"],
)
def test_content_that_openpyxl_cannot_keep_gives_no_warning(part, change):
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    content = rewritten(saved(book), part, change)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        (sheet,) = read_workbook(content).sheets
    assert grid(sheet) == [["a", "b"]]
    assert [str(warning.message) for warning in heard] == []


def test_every_text_that_libreoffice_has_saved_is_read_but_for_the_hidden_rows_which_are_named():
    content = (Path(__file__).parents[1] / "samples" / "bao-cao.xlsx").read_bytes()
    [sheet] = read_workbook(content).sheets
    assert sheet.skipped == ("hàng ẩn 11, 12",)
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    for number, (row, values) in enumerate(zip(sheet.rows, page.values, strict=True), start=1):
        texts = {value for value in values if isinstance(value, str)}
        assert texts - {cell.shown for cell in row} == (texts if number in (11, 12) else set())


def test_the_whole_of_a_sheet_has_its_hidden_rows_and_columns_too():
    book = openpyxl.Workbook()
    page = book.active
    page.append(["STT", "Nội dung"])
    page.append([1, "Một"])
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    [usual] = read_workbook(saved(book)).sheets
    [whole] = read_workbook(saved(book), whole=True).sheets
    assert [[cell.shown for cell in row] for row in whole.rows] == [["STT", "Nội dung"], ["1", "Một"]]
    assert whole.skipped == ()
    assert not any(cell.shown == "Một" for row in usual.rows for cell in row)
    assert usual.skipped
