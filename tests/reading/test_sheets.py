"""Sheets that are left out: hidden, or marked as dropped by their name."""

import pytest

from camket.reading.sheets import HIDDEN, OBSOLETE, left_out


@pytest.mark.parametrize(
    "name",
    [
        "PL01 - Bỏ", "PL01-bỏ", "PL01 (bỏ)", "BỎ", "Phụ lục_Hủy", "Phụ lục huỷ", "Sheet1 không dùng",
        "Sheet1 – ko dùng", "old (obsolete)", "PL01 - Bo\u0309", "PL01\u00a0bỏ",
    ],
)  # fmt: skip
def test_a_sheet_marked_as_dropped_by_its_name_is_left_out(name):
    assert left_out(name, hidden=False) == OBSOLETE


@pytest.mark.parametrize(
    "name", ["Sheet1", "Bỏ phiếu", "Dabỏ", "Hủy bỏ đăng ký", "Không dùng vốn", "", "Biểu 1"]
)
def test_other_sheets_are_read(name):
    assert left_out(name, hidden=False) == ""


def test_a_hidden_sheet_is_left_out_whatever_its_name():
    assert left_out("Biểu 1", hidden=True) == left_out("PL01 - Bỏ", hidden=True) == HIDDEN
