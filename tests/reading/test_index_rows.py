"""The row that numbers the columns, in every notation, is distinguished from data."""

import pytest

from camket.reading.index_rows import is_column_index
from camket.reading.sheet import Cell


def row_of(*texts):
    return [Cell(text or None, text, f"S!R1C{column}") for column, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "2", "3", "4", "5"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["[1]", "[2]", "[3]"],
        ["1.", "2.", "3."],
        ["-1", "-2", "-3"],  # "(1)" as Excel takes it
        ["A", "B", "1", "2", "3=2/1"],
        ["(A)", "(B)", "(1)", "(2)", "(3)=(2)/(1)", "(4)"],
        ["A", "B", "C", "1", "2"],
        ["A", "B", "C", "D", "Đ", "E"],
        ["a", "b", "c", "d", "đ", "e", "g"],
        ["a", "b", "c", "d", "e", "g"],
        ["1", "2", "3", "4=3/2*100", "5"],
        ["1", "2", "3", "4 = 3/2 x 100%"],
        ["1", "2", "3", "(4) = (3):(2)"],
        ["I", "II", "III", "IV"],
        ["Cột 1", "Cột 2", "Cột 3"],
        ["", "1", "2", "3"],
        ["(1)", "", "(2)", "(3)"],
        ["(1)", "(2)", "", "(4)"],
        ["1", "2", "3a", "4"],
    ],
)
def test_cells_that_number_the_columns_are_an_index_row(texts):
    assert is_column_index(row_of(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "5", "10"],
        ["1", "2", "30", "40"],
        ["2", "3", "1"],
        ["1", "1", "1"],
        ["1", "Giải ngân", "3"],
        ["1", "x", "v"],
        ["A", "Sở"],
        ["1"],
        ["A", "", ""],
        ["", ""],
        ["5", "6", "7"],
        ["2022", "2023"],
    ],
)
def test_numbers_out_of_sequence_are_data(texts):
    assert not is_column_index(row_of(*texts))


def test_a_merged_cell_counts_once():
    first, second, third = row_of("1", "2", "3")
    wide = second._replace(place="S!R1C2:C3")
    assert is_column_index([first, wide, wide, third])
