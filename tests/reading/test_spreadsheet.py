"""Old Excel workbooks (.xls): values, merges, hidden rows, errors."""

from pathlib import Path

import pytest

from camket.reading.spreadsheet import read_spreadsheet

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "buudien_B0205_vntime_fonts.xls"


@pytest.mark.skipif(not REAL.exists(), reason="the real files (../shared/real) are not here")
def test_a_real_old_workbook_is_read_with_its_merges():
    (sheet,) = read_spreadsheet(REAL.read_bytes()).sheets
    assert len(sheet.rows) == 622
    assert sheet.rows[8][0].place == "Sheet1!A8:A10"
    assert sheet.rows[10][3].text == "1"
