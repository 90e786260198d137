"""A sheet of cells: cleaned text, the row numbers people see, merged values counted once."""

import pytest

from camket.intake.formats.sheet import (
    HIDDEN,
    OBSOLETE,
    Cell,
    Sheet,
    describe_left_out,
    different_cells,
    label_place,
    label_places,
)


@pytest.mark.parametrize(
    ("places", "joined"),
    [
        (["Sheet1!E14"], "Sheet1!E14"),
        (["Sheet1!E14", "Sheet1!F14"], "Sheet1!E14:F14"),
        (["'PL 01'!Z3", "'PL 01'!AA3", "'PL 01'!AB3"], "'PL 01'!Z3:AB3"),
        (["Sheet1!E14", "Sheet1!H14"], "Sheet1!E14; Sheet1!H14"),
        (["Sheet1!C2", "Sheet1!D2", "Sheet1!F2"], "Sheet1!C2:D2; Sheet1!F2"),
        (["Sheet1!E14:E16", "Sheet1!F14"], "Sheet1!E14:E16; Sheet1!F14"),
        (["Sheet1!E14", "Sheet1!E14"], "Sheet1!E14"),
        (["table 2, row 14, column 5", "table 2, row 14, column 6"], "table 2, row 14, columns 5-6"),
        (["table 2, row 14, column 5", "table 2, row 14, column 8"],
         "table 2, row 14, column 5; table 2, row 14, column 8"),
        ([], ""),
    ],
)  # fmt: skip
def test_adjacent_cells_become_a_range_and_others_a_list(places, joined):
    assert label_places(places) == joined


@pytest.mark.parametrize(
    ("shown", "text"),
    [(" Hoàn \u00a0thành\n", "Hoàn thành"), ("Ho\u0061\u0300n", "Hoàn"), ("\u200b", ""), ("", "")],
)
def test_the_text_of_a_cell_is_its_displayed_text_cleaned(shown, text):
    assert Cell(shown, shown, "S!A1").text == text


def test_a_cell_keeps_its_value_and_its_displayed_text():
    cell = Cell(0.8, "80%", "S!A1", percent_format=True)
    assert (cell.value, cell.text) == (0.8, "80%")


def test_rows_are_numbered_as_people_see_them():
    sheet = Sheet("S", ((Cell("a", "a", "S!A5"),), (Cell("b", "b", "S!A6"),)), first_row=5)
    assert [(number, row[0].text) for number, row in sheet.numbered()] == [(5, "a"), (6, "b")]


def test_a_merged_value_counts_once_and_equal_values_of_two_cells_count_twice():
    merged = Cell("a", "a", "S!A1:B1")
    row = (merged, merged, Cell("a", "a", "S!C1"), Cell("a", "a", "S!D1"))
    assert [cell.place for cell in different_cells(row)] == ["S!A1:B1", "S!C1", "S!D1"]


def test_empty_cells_do_not_count_unless_they_have_a_problem():
    broken = Cell(None, "", "S!C1", problem="công thức chưa có giá trị tính sẵn")
    assert different_cells((Cell(None, "", "S!A1"), Cell(" ", " ", "S!B1"), broken)) == [broken]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("table 2, row 14, column 5", "bảng 2, dòng 14, cột 5"),
        ("table 1, rows 3-4, columns 1-2", "bảng 1, dòng 3-4, cột 1-2"),
        ("Sheet1!E14", "Sheet1!E14"),
        ("'table'!A1", "'table'!A1"),
    ],
)
def test_a_place_is_printed_as_people_name_it(place, said):
    assert label_place(place) == said


@pytest.mark.parametrize(
    "name",
    [
        "PL01 - Bỏ", "PL01-bỏ", "PL01 (bỏ)", "BỎ", "Phụ lục_Hủy", "Phụ lục huỷ", "Sheet1 không dùng",
        "Sheet1 – ko dùng", "old (obsolete)", "PL01 - Bo\u0309", "PL01\u00a0bỏ",
    ],
)  # fmt: skip
def test_a_sheet_marked_as_dropped_by_its_name_is_left_out(name):
    assert describe_left_out(name, hidden=False) == OBSOLETE


@pytest.mark.parametrize(
    "name", ["Sheet1", "Bỏ phiếu", "Dabỏ", "Hủy bỏ đăng ký", "Không dùng vốn", "", "Biểu 1"]
)
def test_other_sheets_are_read(name):
    assert describe_left_out(name, hidden=False) == ""


def test_a_hidden_sheet_is_left_out_whatever_its_name():
    assert describe_left_out("Biểu 1", hidden=True) == describe_left_out("PL01 - Bỏ", hidden=True) == HIDDEN
