"""A sheet of cells: cleaned text, the row numbers people see, merged values counted once."""

import pytest

from camket.reading.sheet import Cell, Sheet, different_cells, print_place


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
    assert print_place(place) == said
