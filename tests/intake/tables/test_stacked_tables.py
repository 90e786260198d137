"""Two tables below each other in one sheet: no row of the second one is read under the columns of the first."""

import pytest

from camket.intake.formats.sheet import Cell, Sheet
from camket.intake.tables.sheet_tables import read_tables

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Chỉ tiêu", "Kết quả", "Ước cả năm"]
FIRST = ["1", "Mở lớp", "05 lớp", "Đã mở 02 lớp", "Đạt"]


def tables_of(*sheets):
    """The tables of sheets, each given by its name and its rows."""
    width = max(len(row) for _, rows in sheets for row in rows)
    return read_tables(
        [
            Sheet(
                name,
                tuple(
                    tuple(
                        Cell(text or None, text, f"{name}!{'ABCDEFG'[column]}{number}")
                        for column, text in enumerate([*row, *[""] * (width - len(row))])
                    )
                    for number, row in enumerate(rows, start=1)
                ),
            )
            for name, rows in sheets
        ],
        CONTENT,
    )


def read(*rows):
    """What each record of a sheet says (content, target, result) and the kinds of its rows."""
    (table,) = tables_of(("S", rows))
    said = [tuple(row.text(name) for name in ("content", "target", "result_text")) for row in table.records]
    return said, [row.kind for row in table.rows]


@pytest.mark.parametrize("between", [[], [[]], [["Bảng 2"]], [["", "", "GIÁM ĐỐC"], []]], ids=len)
@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (HEAD, ["2", "Xây kè", "01 kè", "Đang xây", ""]),
        (["TT", "Kết quả", "Nhiệm vụ", "Sản phẩm"], ["2", "Đang xây", "Xây kè", "01 kè"]),
        (["", "STT", "Nhiệm vụ", "Kết quả", "Chỉ tiêu"], ["", "2", "Xây kè", "Đang xây", "01 kè"]),
        (["Nhiệm vụ", "Chỉ tiêu", "Tiến độ thực hiện"], ["Xây kè", "01 kè", "Đang xây"]),
    ],
    ids=["the same", "other order", "shifted", "without numbers"],
)
def test_a_second_table_is_read_under_its_own_headings(heading, row, between):
    said, _ = read(HEAD, FIRST, *between, heading, row)
    assert said == [("Mở lớp", "05 lớp", "Đã mở 02 lớp"), ("Xây kè", "01 kè", "Đang xây")]


@pytest.mark.parametrize(
    "heading",
    [
        ["STT", "Tên gọi", "Kết quả", "Ghi chú"],
        ["STT", "Nguồn vốn", "Giải ngân (tỷ đồng)"],
        ["STT", "Nguồn vốn", "Chỉ tiêu", "Kết quả"],
        ["STT", "Ước cả năm", "Đã làm"],
        ["Việc đã làm", "Kết quả", "Chỉ tiêu"],
        ["Số TT", "Lĩnh vực", "Số nội dung năm 2022"],
    ],
)
def test_rows_under_headings_without_a_content_are_not_read(heading):
    said, kinds = read(
        HEAD, FIRST, [], heading, ["1", "Xây kè", "Đã xong", "x"], [], ["2", "Sửa cầu", "Chưa"]
    )
    assert said == [("Mở lớp", "05 lớp", "Đã mở 02 lớp")]
    assert kinds == ["header", "record", "empty", "unread", "unread", "empty", "unread"]


def test_a_third_table_with_headings_that_are_known_is_read_again():
    said, kinds = read(
        HEAD, FIRST, ["STT", "Nguồn vốn", "Giải ngân"], ["1", "Tỉnh", "50"], HEAD, ["2", "Xây kè"]
    )
    assert said == [("Mở lớp", "05 lớp", "Đã mở 02 lớp"), ("Xây kè", "", "")]
    assert kinds == ["header", "record", "unread", "unread", "header", "record"]


@pytest.mark.parametrize(
    "repeated", [["STT", "Tên gọi", *HEAD[2:]], ["TT", "Việc", "Chỉ tiêu năm", "Kết quả", "Ước"]]
)
def test_a_heading_repeated_in_other_words_at_the_same_places_changes_nothing(repeated):
    said, kinds = read(HEAD, FIRST, repeated, ["2", "Xây kè", "01 kè", "Đang xây"])
    assert said == [("Mở lớp", "05 lớp", "Đã mở 02 lớp"), ("Xây kè", "01 kè", "Đang xây")]
    assert kinds == ["header", "record", "header", "record"]


@pytest.mark.parametrize(
    "row",
    [
        ["2", "Nhiệm vụ khác", "Chỉ tiêu", "Kết quả", "Đạt"],
        ["", "Kết quả 05 lớp", "Chỉ tiêu", "Kết quả"],
        ["", "Mục tiêu chung của ngành trong năm", "", "Tiến độ đảm bảo", ""],
    ],
)
def test_a_row_that_counts_or_reports_is_no_heading(row):
    _, kinds = read(HEAD, FIRST, row)
    assert kinds == ["header", "record", "record"]


def test_a_word_table_with_other_headings_does_not_go_on_with_the_one_above():
    other = ["STT", "Tên gọi", "Kết quả", "Hạn", "Ước"]
    found = tables_of(
        ("table 1", [HEAD, FIRST]),
        ("table 2", [other, ["2", "Xây kè", "Đang xây", "2022", "Đạt"]]),
        ("table 3", [["3", "Sửa cầu", "Đã sửa", "2022", "Đạt"]]),
    )
    assert [(table.sheet.name, len(table.records)) for table in found] == [("table 1", 1)]
