"""Two tables side by side in one sheet are both read, each with its own letterhead."""

import io

import openpyxl

from camket.intake.formats.excel import read_workbook
from camket.intake.tables.sheet_tables import read_tables

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện"]


def tables_of(*rows, merged=()):
    book = openpyxl.Workbook()
    book.active.title = "S"
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return read_tables(read_workbook(buffer.getvalue()).sheets, CONTENT)


def contents(tables):
    return [[(row.text("content"), row.cells["content"].place) for row in table.records] for table in tables]


def test_each_table_is_read_with_the_letterhead_above_it():
    tables = tables_of(
        ["SỞ NỘI VỤ", None, None, None, "SỞ TÀI CHÍNH"],
        [*HEAD, None, "TT", *HEAD[1:]],
        [1, "Giải ngân", "Đạt", None, 1, "Thu ngân sách", "Đạt"],
        [2, "Nâng hạng", "Đạt"],
    )
    assert [table.letterhead for table in tables] == [("SỞ NỘI VỤ",), ("SỞ TÀI CHÍNH",)]
    assert contents(tables) == [[("Giải ngân", "S!B3"), ("Nâng hạng", "S!B4")], [("Thu ngân sách", "S!F3")]]
    assert [[row.number for row in table.rows] for table in tables] == [[1, 2, 3, 4], [1, 2, 3, 4]]


def test_a_list_continued_in_the_next_columns_shares_the_letterhead_of_the_first():
    tables = tables_of(
        ["BÁO CÁO CỦA SỞ NỘI VỤ"], [*HEAD, *HEAD], [1, "Giải ngân", "Đạt", 2, "Thu ngân sách", "Đạt"]
    )
    assert [table.letterhead for table in tables] == [("BÁO CÁO CỦA SỞ NỘI VỤ",)] * 2
    assert contents(tables) == [[("Giải ngân", "S!B3")], [("Thu ngân sách", "S!E3")]]


def test_two_row_headers_are_split_too():
    second = [None, None, "Lũy kế", "Ước cả năm"]
    head = ["STT", "Nội dung", "Kết quả", None]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2", "G1:H1"]
    tables = tables_of(
        [*head, *head], [*second, *second], [1, "a b", "c", "d", 1, "e f", "g", "h"], merged=merged
    )
    assert [table.records[0].text("estimate_text") for table in tables] == ["d", "h"]


def test_two_columns_of_numbers_do_not_split_a_table():
    (table,) = tables_of(
        ["TT", "Mục tiêu", "TT", "Nhiệm vụ", "Kết quả"], [1, "Tăng thu", 1, "Thu thuế", "Đạt"]
    )
    (record,) = table.records
    assert (record.text("target"), record.text("content")) == ("Tăng thu", "Thu thuế")


def test_tables_that_share_the_column_of_numbers_are_read_each_for_itself():
    tables = tables_of(
        [None, "SỞ NỘI VỤ", None, "SỞ TÀI CHÍNH"],
        ["STT", *HEAD[1:], *HEAD[1:]],
        [1, "Nâng hạng", "Đạt", "Thu thuế", "Chưa đạt"],
        [2, None, None, "Chi đúng", "Đạt"],
    )
    assert [table.letterhead for table in tables] == [("SỞ NỘI VỤ",), ("SỞ TÀI CHÍNH",)]
    assert contents(tables) == [[("Nâng hạng", "S!B3")], [("Thu thuế", "S!D3"), ("Chi đúng", "S!D4")]]
    assert [row.text("result_text") for row in tables[1].records] == ["Chưa đạt", "Đạt"]
    assert [row.text("item_no") for row in tables[1].records] == ["1", "2"]


def test_tables_side_by_side_may_report_in_other_columns():
    tables = tables_of(
        [*HEAD, "Ước cả năm", None, "STT", "Ước cả năm", "Nội dung"],
        [1, "Nâng hạng", "Đang làm", "Đạt", None, 1, "Không đạt", "Thu thuế"],
    )
    assert contents(tables) == [[("Nâng hạng", "S!B2")], [("Thu thuế", "S!H2")]]
    assert [table.records[0].text("estimate_text") for table in tables] == ["Đạt", "Không đạt"]
