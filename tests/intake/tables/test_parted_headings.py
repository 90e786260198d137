"""A row whose cells hold their heading and, below it, the first row of data: the line between them was rubbed out."""

import pytest

from camket.intake.formats.sheet import Book, Cell, Sheet
from camket.intake.tables.account import account_for
from camket.intake.tables.headers import part_heading
from camket.intake.tables.sheet_tables import read_tables
from camket.settings.fields import BUILT_IN

NEEDED = frozenset({"content"})
MERGED = ("TT\n1", "Nội dung cam kết\nDựng 15 bến phà", "Kết quả thực hiện\nĐã dựng 09/15 bến", "Ghi chú")
BELOW = ("2", "Thả 40 phao tiêu", "Đã thả 40/40 phao", "")


def sheet_of(*rows):
    return Sheet(
        "S",
        tuple(
            tuple(
                Cell(text or None, text, f"S!{letter}{number}")
                for letter, text in zip("ABCD", texts, strict=True)
            )
            for number, texts in enumerate(rows, start=1)
        ),
    )


def records_of(*rows):
    [table] = read_tables([sheet_of(*rows)], NEEDED)
    return [
        (
            row.number,
            row.text("item_no"),
            row.text("content"),
            row.text("result_text"),
            row.cells["result_text"].problem,
        )
        for row in table.records
    ]


SECOND = (2, "2", "Thả 40 phao tiêu", "Đã thả 40/40 phao", "")


def test_the_row_below_the_headings_is_read_with_the_place_of_its_cells():
    assert records_of(MERGED, BELOW) == [(1, "1", "Dựng 15 bến phà", "Đã dựng 09/15 bến", ""), SECOND]
    [table] = read_tables([sheet_of(MERGED, BELOW)], NEEDED)
    assert table.records[0].cells["result_text"].place == "S!C1"


@pytest.mark.parametrize(
    ("heading", "result"),
    [
        ("Kết quả thực hiện lũy kế đến 30/10/2022\nĐã dựng 09/15 bến", "Đã dựng 09/15 bến"),
        ("Kết quả\nthực hiện\n(đến 30/10/2022)\nĐã dựng 09/15 bến\ncòn 06 bến", "thực hiện"),
        ("Kết quả thực hiện\nđến 30/10/2022\nĐã dựng 09/15 bến", "Đã dựng 09/15 bến"),
    ],
)
def test_what_belongs_to_the_heading_is_left_out(heading, result):
    [first, _] = records_of((MERGED[0], MERGED[1], heading, ""), BELOW)
    assert first[3].startswith(result)


def test_a_cell_that_does_not_show_where_its_heading_ends_is_asked_about():
    [first, _] = records_of(
        (MERGED[0], MERGED[1], "Kết quả thực hiện của đơn vị\nnăm nay\nĐã dựng 09/15 bến", ""), BELOW
    )
    assert first[4] == "ô gộp với tiêu đề cột: không rõ phần nào thuộc dòng này"


@pytest.mark.parametrize(
    "top",
    [
        ("TT", "Nội dung\ncam kết", "Kết quả\nthực hiện", "Ghi chú"),
        ("TT", "Nội dung cam kết\n(ghi như đã ký)", "Kết quả thực hiện\n(đến 30/10/2022)", "Ghi chú"),
    ],
)
def test_headings_of_several_lines_are_no_data(top):
    assert records_of(top, BELOW) == [SECOND]


@pytest.mark.parametrize("number", ["{}", "({})"])
def test_the_numbers_of_the_columns_below_their_headings_are_no_data(number):
    headings = ("TT", "Nội dung cam kết", "Kết quả thực hiện", "Ghi chú")
    top = [f"{heading}\n{number.format(at)}" for at, heading in enumerate(headings, start=1)]
    assert part_heading(sheet_of(top).rows[0], BUILT_IN) is None


def test_the_headings_and_the_data_of_such_a_row_are_accounted_for_as_read():
    sheet = sheet_of(MERGED, BELOW)
    account = account_for(Book((sheet,)), read_tables([sheet], NEEDED))
    assert {item.outcome for item in account if item.row == 1} == {"read"}
