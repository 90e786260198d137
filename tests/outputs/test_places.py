import pytest

from camket.outputs.places import place_in_vietnamese


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("Sheet1!E14", "Sheet1!E14"),
        ("table 2, row 14, column 5", "bảng 2, dòng 14, cột 5"),
        ("'table of rows'!E14", "'table of rows'!E14"),
        ("", ""),
    ],
)
def test_a_place_in_a_word_file_is_told_in_vietnamese(place, printed):
    assert place_in_vietnamese(place) == printed
