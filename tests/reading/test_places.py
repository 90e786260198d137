import pytest

from camket.reading.places import join_places


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
    assert join_places(places) == joined
