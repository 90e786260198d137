"""Old Excel workbooks (.xls): values, merges, hidden rows, errors."""

import contextlib
import struct
from pathlib import Path

import pytest

from camket.intake.formats import limits
from camket.intake.formats.excel_97 import read_spreadsheet
from camket.intake.formats.limits import Refusal

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.mark.parametrize("name", ["bao-cao.xls", "bao-cao-tcvn3.xls"])
def test_an_old_workbook_that_libreoffice_saved_is_read_with_its_merges_and_its_font(name):
    (sheet,) = read_spreadsheet((SAMPLES / name).read_bytes()).sheets
    assert len(sheet.rows) == 13
    assert sheet.rows[1][5].place == "'Biểu 1'!A2:F2"
    assert sheet.rows[4][0].place == "'Biểu 1'!A4:A5"
    assert (sheet.rows[5][0].text, sheet.rows[6][2].text) == ("1", "100%")
    assert sheet.skipped == ("hàng ẩn 11, 12",)
    assert (sheet.fonts.get("'Biểu 1'!B6") == ".VnTime") == ("tcvn3" in name)


def record(kind, data=b""):
    return struct.pack("<HH", kind, len(data)) + data


def workbook(*sheets, before=b""):
    """A workbook stream of old Excel: the globals, then each sheet's records; `before` stands in the globals."""
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    style = record(0xE0, struct.pack("<HHHBBBBIIH", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0))
    globals_, bodies = record(0x809, BOF + b"\x05\x00" + BOF_REST) + before + font + style, []
    names = [f"S{number}".encode() for number in range(len(sheets))]
    offset = len(globals_) + sum(4 + 8 + len(name) for name in names) + 4
    for name, cells in zip(names, sheets, strict=True):
        globals_ += record(0x85, struct.pack("<IHBB", offset, 0, len(name), 0) + name)
        bodies.append(record(0x809, BOF + b"\x10\x00" + BOF_REST) + cells + record(0x0A))
        offset += len(bodies[-1])
    return globals_ + record(0x0A) + b"".join(bodies)


def number(row, column, value):
    return record(0x203, struct.pack("<HHHd", row, column, 0, value))


def many(row, columns):
    """A row of equal numbers in one record."""
    return record(
        0xBD, struct.pack("<HH", row, 0) + struct.pack("<Hi", 0, 6) * columns + struct.pack("<H", columns - 1)
    )


BOF, BOF_REST = struct.pack("<H", 0x600), struct.pack("<HHII", 0x0DBB, 0x07CC, 0x41, 6)


def test_numbers_and_merged_ranges_of_an_old_workbook_are_read():
    merged = record(0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 0))
    (sheet,) = read_spreadsheet(workbook(number(0, 0, 80.5) + number(1, 1, 7) + merged)).sheets
    assert [[(cell.shown, cell.place) for cell in row] for row in sheet.rows] == [
        [("80,5", "S0!A1:A2"), ("", "S0!B1")],
        [("80,5", "S0!A1:A2"), ("7", "S0!B2")],
    ]


def test_a_workbook_with_a_password_is_refused_with_how_to_remove_it():
    password = record(0x2F, struct.pack("<HHH", 0, 0x1234, 0x5678))
    with pytest.raises(Refusal) as caught:
        read_spreadsheet(workbook(number(0, 0, 1), before=password))
    assert caught.value.found == "tệp có đặt mật khẩu"
    assert "bỏ mật khẩu" in caught.value.remedy


def test_a_workbook_that_would_take_too_long_to_read_is_refused():
    with pytest.raises(Refusal, match=r"\.xls lớn 15 MB"):
        read_spreadsheet(bytes(limits.LARGEST_SPREADSHEET + 1))


def test_the_cells_of_all_sheets_count_together(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 1_000)
    sheet = b"".join(many(row, 100) for row in range(6))
    assert len(read_spreadsheet(workbook(sheet)).sheets[0].rows) == 6
    with pytest.raises(Refusal, match="hơn 1000 ô"):
        read_spreadsheet(workbook(sheet, sheet))


@pytest.mark.parametrize("length", range(0, 300, 7))
def test_a_truncated_workbook_is_read_or_refused_and_does_not_hang(length):
    whole = workbook(number(0, 0, 1) + many(1, 5))
    sheets = ()
    with contextlib.suppress(Exception):  # `files.py` turns whatever a reader raises into one refusal
        sheets = read_spreadsheet(whole[:length]).sheets
    assert all(len(sheet.rows) <= 2 for sheet in sheets)
