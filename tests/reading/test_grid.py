from __future__ import annotations

from camket.reading.grid import lay_out
from camket.reading.sheet import KEY_HEADING, Cell


def sheet_of(rows, **hidden):
    filled = {
        number: {column: Cell(text, text, f"S!{column}") for column, text in enumerate(row, start=1)}
        for number, row in enumerate(rows, start=1)
    }
    return lay_out("S", filled, **hidden)


def test_a_hidden_column_is_left_out_and_named():
    sheet = sheet_of([["STT", "bí mật"], ["1", "x"]], hidden_columns=[2])
    assert [row[1].shown for row in sheet.rows] == ["", ""]
    assert sheet.skipped == ("cột ẩn B",)


def test_the_hidden_column_of_record_ids_is_read():
    sheet = sheet_of([["STT", KEY_HEADING], ["1", "SNV-01"]], hidden_columns=[2])
    assert [row[1].shown for row in sheet.rows] == [KEY_HEADING, "SNV-01"]
    assert sheet.skipped == ()


def test_a_hidden_row_is_left_out_and_named():
    sheet = sheet_of([["STT"], ["1"], ["2"]], hidden_rows=[2])
    assert [row[0].shown for row in sheet.rows] == ["STT", "", "2"]
    assert sheet.skipped == ("hàng ẩn 2",)
