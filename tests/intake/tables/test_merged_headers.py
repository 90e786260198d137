"""A heading that is merged into the first data row takes nothing of that row with it."""

import tempfile
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from camket.intake.formats.books import read_book
from camket.intake.tables.sheet_tables import read_tables

CONTENT = frozenset({"content"})
HEAD = ["STT", "Nội dung cam kết", "Kết quả thực hiện", "Ước cả năm", "Ghi chú"]
FIRST = [1, "Xây dựng 02 cầu dân sinh", "Đã thông xe 02/02 cầu", "Hoàn thành", None]
SECOND = [2, "Trồng 5 ha rừng", "Đã trồng 3/5 ha", "Hoàn thành", "Thiếu cây giống"]


def saved_and_read(file, name):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        file.save(path)
        return read_book(path, name)[0].sheets


def from_excel(rows, merged):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    return saved_and_read(book, "bieu.xlsx")


def from_word(rows, merged):
    document = docx.Document()
    grid = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            grid.cell(number, column).text = "" if value is None else str(value)
    for area in merged:
        left, top, right, bottom = range_boundaries(area)
        grid.cell(top - 1, left - 1).merge(grid.cell(bottom - 1, right - 1))
    return saved_and_read(document, "bieu.docx")


def without(row, *columns):
    return [None if column in columns else value for column, value in enumerate(row)]


@pytest.mark.parametrize("read", [from_excel, from_word])
@pytest.mark.parametrize(
    ("rows", "merged", "results"),
    [
        ([HEAD, without(FIRST, 0), SECOND], ["A1:A2"], 2),
        ([HEAD, FIRST, SECOND], ["E1:E2"], 2),
        ([HEAD[1:], FIRST[1:], SECOND[1:]], ["D1:D2"], 2),
        ([HEAD, ["NV1", *FIRST[1:]], ["NV2", *SECOND[1:]]], ["E1:E2"], 2),
        ([HEAD, without(FIRST, 2), SECOND], ["C1:C2"], 1),
        (
            [
                ["STT", "Nội dung cam kết", "Đơn vị báo cáo", None, "Ghi chú"],
                [None, None, "Kết quả thực hiện", "Ước cả năm", None],
                without(FIRST, 0),
                SECOND,
            ],
            ["A1:A3", "B1:B2", "C1:D1", "E1:E3"],
            2,
        ),
    ],
)
def test_a_data_row_with_a_heading_merged_into_it_is_a_record(read, rows, merged, results):
    (table,) = read_tables(read(rows, merged), CONTENT)
    first, second = table.records
    assert (first.text("content"), second.text("content")) == (FIRST[1], SECOND[1])
    assert [row.text("result_text") for row in table.records if row.text("result_text")] == [
        row[2] for row in (FIRST, SECOND)[-results:]
    ]
    assert first.text("note") == ""
    assert first.text("estimate_text") == "Hoàn thành"


@pytest.mark.parametrize(
    ("below", "merged"),
    [
        ([None, None, "(số liệu, văn bản)", "(đạt hay không)", None], []),
        ([None, None, "đến 30/10/2022", "cả năm 2022", None], ["A1:A2", "B1:B2", "E1:E2"]),
        ([None, None, "Số lượng", "Tỷ lệ", None], ["A1:A2", "B1:B2", "E1:E2"]),
    ],
)
def test_a_row_of_sub_headings_stays_in_the_header(below, merged):
    (table,) = read_tables(from_excel([HEAD, below, FIRST, SECOND], merged), CONTENT)
    assert next(row.kind for row in table.rows) == "header"
    assert [row.text("content") for row in table.records] == [FIRST[1], SECOND[1]]


def test_any_short_words_may_stand_below_a_group():
    rows = [
        ["STT", "Nội dung cam kết", "Kết quả thực hiện", None, "Ghi chú"],
        [None, None, "Lũy kế", "Cơ quan xác nhận", None],
        FIRST,
    ]
    (table,) = read_tables(from_excel(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]), CONTENT)
    assert [row.kind for row in table.rows] == ["header", "header", "record"]


@pytest.mark.parametrize(
    "row",
    [
        [None, None, "Kết quả đạt 98%, Quyết định số 4/QĐ-SNN", "Ước hoàn thành", None],
        [None, "Nội dung: trồng 5 ha rừng", "Kết quả: đã trồng 3/5 ha", "Ước cả năm hoàn thành", None],
    ],
)
def test_a_row_that_begins_with_heading_words_and_reports_is_data(row):
    (table,) = read_tables(from_excel([HEAD, row, SECOND], []), CONTENT)
    assert [row.kind for row in table.rows] == ["header", "record", "record"]


def test_a_merged_heading_that_says_more_than_a_heading_is_asked_about():
    head = [*HEAD[:2], "Kết quả thực hiện\nĐã thông xe 01/02 cầu", *HEAD[3:]]
    (table,) = read_tables(from_excel([head, without(FIRST, 2), SECOND], ["C1:C2"]), CONTENT)
    assert "ô gộp với tiêu đề cột" in table.records[0].cells["result_text"].problem


def test_a_number_that_was_merged_into_its_heading_is_still_the_number():
    head = ["STT\n1", *HEAD[1:]]
    (table,) = read_tables(from_excel([head, without(FIRST, 0), SECOND], ["A1:A2"]), CONTENT)
    assert [row.text("item_no") for row in table.records] == ["1", "2"]


def further(**texts):
    return [texts.get(name) for name in ("item_no", "content", "result", "estimate", "note")]


@pytest.mark.parametrize("read", [from_excel, from_word])
@pytest.mark.parametrize(
    "rows",
    [
        [further(result="phần đường dẫn còn dở")],
        [HEAD, further(result="phần đường dẫn còn dở")],
        [further(item_no="1 (tiếp)", result="phần đường dẫn còn dở")],
        [HEAD, further(item_no="1 (tiếp theo)", result="phần đường dẫn còn dở")],
        [further(item_no=1, content="(tiếp)", result="phần đường dẫn còn dở")],
        [further(item_no=1, result="phần đường dẫn còn dở")],
        [further(item_no="(Tiếp theo trang trước)"), HEAD, further(result="phần đường dẫn còn dở")],
    ],
)
def test_a_row_that_only_goes_on_belongs_to_the_record_above_and_is_asked_about(read, rows):
    (table,) = read_tables(read([HEAD, FIRST, *rows, SECOND], []), CONTENT)
    first, second = table.records
    assert first.text("result_text") == "Đã thông xe 02/02 cầu phần đường dẫn còn dở"
    assert "dòng dưới ghi thêm" in first.cells["result_text"].problem
    assert second.cells["result_text"].problem == ""


def test_a_number_of_another_item_continues_nothing():
    rows = [HEAD, FIRST, further(item_no="3 (tiếp)", result="còn dở"), SECOND]
    (table,) = read_tables(from_excel(rows, []), CONTENT)
    assert table.records[0].text("result_text") == "Đã thông xe 02/02 cầu"
    assert [row.kind for row in table.rows] == ["header", "record", "record", "record"]


def test_a_row_below_the_name_of_another_body_continues_nothing():
    rows = [HEAD, FIRST, further(item_no="SỞ XÂY DỰNG"), HEAD, further(result="còn dở")]
    (table,) = read_tables(from_excel(rows, []), CONTENT)
    assert table.records[0].text("result_text") == "Đã thông xe 02/02 cầu"


GROUPED = [
    ["STT", "Nội dung cam kết", "Đã ký", None, "Tình hình thực hiện", None, "Ghi chú"],
    [None, None, None, None, "Đến ngày 30/10/2022", None, None],
    [None, None, "Chỉ tiêu", "Thời hạn", "Nội dung thực hiện", "Ước cả năm", None],
]
ITEM = [1, "Xây dựng 02 cầu dân sinh", "02 cầu", "30/9/2022", "Đã thông xe 02/02 cầu", "Hoàn thành", None]


@pytest.mark.parametrize("read", [from_excel, from_word])
@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        (GROUPED, ["A1:A3", "B1:B3", "C1:D2", "E1:F1", "E2:F2", "G1:G3"]),
        ([*GROUPED, ["A", "B", 1, 2, 3, 4, 5]], ["A1:A3", "B1:B3", "C1:D2", "E1:F1", "E2:F2", "G1:G3"]),
        ([GROUPED[0], GROUPED[2]], ["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"]),
        ([*GROUPED, [None] * 7], ["A1:A4", "B1:B4", "C1:D2", "C3:C4", "D3:D4", "E1:F1", "E2:F2", "E3:E4", "F3:F4", "G1:G4"]),  # noqa: E501
        ([GROUPED[0], GROUPED[2]], []),
    ],
)  # fmt: skip
def test_a_content_below_a_group_of_results_is_a_result_and_no_other_column_is_lost(read, rows, merged):
    (table,) = read_tables(read([*rows, ITEM], merged), CONTENT)
    (record,) = table.records
    assert record.text("content") == ITEM[1]
    assert (record.text("target"), record.text("deadline")) == ("02 cầu", "30/9/2022")
    assert ITEM[4] in record.text("result_text")
    assert record.text("estimate_text") == "Hoàn thành"


def test_a_content_below_a_title_of_results_stays_the_content():
    title = [None, "Kết quả thực hiện", None, None, None]
    (table,) = read_tables(from_excel([title, HEAD, FIRST, SECOND], ["B1:C1"]), CONTENT)
    assert [row.text("content") for row in table.records] == [FIRST[1], SECOND[1]]
