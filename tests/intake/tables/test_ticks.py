"""Statuses read from tick boxes in real form layouts; doubtful marks are never guessed."""

import io

import docx
import openpyxl
import pytest

from camket.intake.formats.excel import read_workbook
from camket.intake.formats.sheet import Cell
from camket.intake.formats.word import read_document
from camket.intake.tables.sheet_tables import read_tables
from camket.intake.tables.ticks import read_choice
from camket.judging.judge import judge_text
from camket.judging.promise import as_answer, read_promise

CONTENT = frozenset({"content"})
FIVE = [
    "Chưa hoàn thành, đang thực hiện",
    "Hoàn thành",
    "Không hoàn thành",
    "Đang chờ thẩm định",
    "Được cho dừng",
]
STATES = ["running", "done", "failed", "waiting", "stopped"]
WORK = "Giải ngân vốn đầu tư công"


def table_of(*rows, merged=()):
    book = openpyxl.Workbook()
    book.active.title = "S"
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    (table,) = read_tables(read_workbook(buffer.getvalue()).sheets, CONTENT)
    return table


def five(*rows, group="Tự đánh giá"):
    """Five status columns under a merged group, as in most forms."""
    return table_of(
        ["STT", "Nội dung cam kết", group, *[None] * 4, "Ghi chú"],
        [None, None, *FIVE, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        *rows,
        merged=["A1:A2", "B1:B2", "C1:G1", "H1:H2"],
    )


def ticked(column, mark="x"):
    return [1, WORK, *[None] * column, mark]


@pytest.mark.parametrize("column", range(5))
def test_a_ticked_column_is_the_self_assessment_in_the_words_of_its_heading(column):
    (record,) = five(ticked(column)).records
    cell = record.cells["self_assessment"]
    assert (cell.text, cell.place, cell.problem) == (FIVE[column], f"S!{'CDEFG'[column]}4", "")


@pytest.mark.parametrize("column", range(5))
def test_each_state_is_read_from_the_heading_of_its_column(column):
    (record,) = five(ticked(column)).records
    findings = judge_text(record.text("self_assessment"), as_answer(read_promise(""))).findings
    assert findings[0].concludes == STATES[column]


@pytest.mark.parametrize(
    "mark",
    [
        "x",
        "X",
        "x ",
        " X",
        "(x)",
        "[x]",
        "✓",
        "✔",
        "√",
        "v",
        "V",
        1,
        "1",
        "☑",
        "☒",
        "×",
        "*",
        "ü",
        True,
        "Hoàn thành",
    ],
)
def test_a_mark_of_any_kind_is_a_tick(mark):
    (record,) = five(ticked(1, mark)).records
    assert record.text("self_assessment") == "Hoàn thành"
    assert record.cells["self_assessment"].problem == ""


def test_a_row_without_ticks_is_an_empty_answer_and_open_boxes_are_not_ticks():
    table = five([1, WORK], [2, WORK, "☐", "☑", "☐", "□", 0], [3, WORK, "…", "-", "", False, "x"])
    assert [row.text("self_assessment") for row in table.records] == ["", "Hoàn thành", "Được cho dừng"]


def test_two_ticks_in_a_row_are_a_problem_that_names_both_cells_and_columns():
    (record,) = five([1, WORK, "x", "x"]).records
    cell = record.cells["self_assessment"]
    assert cell.place == "S!C4:D4"
    assert cell.problem == "đánh dấu ở 2 cột cùng lúc: “Chưa hoàn thành, đang thực hiện”, “Hoàn thành”"
    assert record.judged_words == {"self_assessment": ""}
    (record,) = five([1, WORK, None, "x", None, None, "x"]).records
    assert record.cells["self_assessment"].place == "S!D4; S!G4"


def test_a_tick_merged_over_two_columns_is_a_problem():
    table = table_of(["STT", "Nội dung", *FIVE], [1, WORK, "x"], merged=["C2:D2"])
    cell = table.records[0].cells["self_assessment"]
    assert cell.place == "S!C2:D2"
    assert "trộn qua các cột “Chưa hoàn thành, đang thực hiện”, “Hoàn thành”" in cell.problem


@pytest.mark.parametrize("prose", ["QĐ số 12/QĐ-UBND", "chưa", "không", "50%", "15/9/2022", "3"])
def test_prose_in_a_column_of_ticks_is_kept_and_asked_about(prose):
    (record,) = five(ticked(1, prose)).records
    cell = record.cells["self_assessment"]
    assert (cell.text, cell.place) == (f"Hoàn thành: {prose}", "S!D4")
    assert cell.problem == f"cột “Hoàn thành” để đánh dấu nhưng ghi “{prose}”"


def test_an_error_in_a_column_of_ticks_is_the_problem_it_is():
    broken = Cell(None, "#REF!", "S!D4", "ô báo lỗi #REF!")
    empty = [Cell(None, "", f"S!{letter}4") for letter in "CEFG"]
    assert read_choice([empty[0], broken, *empty[1:]], FIVE).problem == "ô báo lỗi #REF!"


def test_the_same_statuses_twice_are_the_cut_off_and_the_estimate():
    table = table_of(
        ["STT", "Nội dung", "Kết quả đến 15/10", *[None] * 4, "Ước cả năm 2022", *[None] * 4],
        [None, None, *FIVE, *FIVE],
        [1, WORK, "x", None, None, None, None, None, "x"],
        [2, WORK, None, None, "x", None, None, None, None, "x"],
        merged=["A1:A2", "B1:B2", "C1:G1", "H1:L1"],
    )
    assert [(row.text("self_assessment"), row.text("estimate_text")) for row in table.records] == [
        (FIVE[0], FIVE[1]),
        (FIVE[2], FIVE[2]),
    ]
    assert table.records[0].cells["estimate_text"].place == "S!I3"


@pytest.mark.parametrize("merged", [(), ["C1:E1", "F1:G1"]])
def test_unmerged_groups_separate_the_two_choices(merged):
    table = table_of(
        ["STT", "Nội dung", "Lũy kế đến 30/10", None, None, "Ước cả năm", None],
        [None, None, "Hoàn thành", "Đang thực hiện", "Không hoàn thành", "Hoàn thành", "Không hoàn thành"],
        [1, WORK, None, "X", None, "X"],
        merged=merged,
    )
    assert table.records[0].text("self_assessment") == "Đang thực hiện"
    assert table.records[0].text("estimate_text") == "Hoàn thành"


@pytest.mark.parametrize(
    ("headings", "column", "said"),
    [
        (["Hoàn thành", "Đang thực hiện", "Không hoàn thành"], 1, "Đang thực hiện"),
        (["HT", "Chưa HT", "KHT"], 1, "Chưa HT"),
        (["Đã hoàn thành", "Đang triển khai", "Chưa thực hiện"], 2, "Chưa thực hiện"),
        (["Đạt", "Không đạt"], 1, "Không đạt"),
        (["Tự đánh giá: Hoàn thành", "Tự đánh giá: Không hoàn thành"], 0, "Hoàn thành"),
        (["Được UBND Tỉnh cho dừng thực hiện", "Hoàn thành"], 0, "Được UBND Tỉnh cho dừng thực hiện"),
        (["a) Chưa hoàn thành", "b) Hoàn thành", "đ) Dừng thực hiện"], 2, "Dừng thực hiện"),
    ],
)
def test_a_one_row_header_is_enough(headings, column, said):
    marks = [None] * len(headings)
    marks[column] = "x"
    table = table_of(["TT", "Nội dung", *headings], [1, WORK, *marks])
    assert table.records[0].text("self_assessment") == said


def test_a_status_over_two_columns_is_combined_with_the_headings_below_it():
    table = table_of(
        ["TT", "Nội dung", "Kết quả", None, None, None, None],
        [None, None, "Đã hoàn thành", None, "Chưa hoàn thành", None, "Không hoàn thành"],
        [None, None, "Đúng hạn", "Quá hạn", "Đang thực hiện", "Đang chờ thẩm định", None],
        [1, WORK, None, "x"],
        [2, WORK, None, None, None, "x"],
        [3, WORK, None, None, None, None, "x"],
        merged=["A1:A3", "B1:B3", "C1:G1", "C2:D2", "E2:F2", "G2:G3"],
    )
    assert [row.text("self_assessment") for row in table.records] == [
        "Đã hoàn thành quá hạn",
        "Đang chờ thẩm định",
        "Không hoàn thành",
    ]


def test_ticks_of_the_appraising_body_are_the_appraisal():
    table = table_of(
        ["TT", "Nội dung", "Đơn vị tự đánh giá", None, "Cơ quan thẩm định đánh giá", None],
        [None, None, "Hoàn thành", "Chưa hoàn thành", "Hoàn thành", "Chưa hoàn thành"],
        [1, WORK, "x", None, None, "x"],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    (record,) = table.records
    assert (record.text("self_assessment"), record.text("appraisal")) == ("Hoàn thành", "Chưa hoàn thành")


def test_ticks_beside_words_leave_the_words_to_the_result():
    table = table_of(
        ["TT", "Nội dung", "Kết quả thực hiện", "Mức độ hoàn thành", None],
        [None, None, None, "Hoàn thành", "Không hoàn thành"],
        [1, WORK, "Giải ngân 100%", "x"],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    (record,) = table.records
    assert (record.text("result_text"), record.text("self_assessment")) == ("Giải ngân 100%", "Hoàn thành")


@pytest.mark.parametrize(
    "headings", [["Bắt đầu", "Hoàn thành"], ["Hoàn thành (%)", "Không hoàn thành (%)"], ["Hoàn thành"]]
)
def test_columns_for_a_date_or_a_number_and_single_columns_are_not_a_choice(headings):
    table = table_of(["TT", "Nội dung", "Ghi chú", *headings], [1, WORK, "", "12/2022"])
    assert "self_assessment" not in table.fields


def test_counts_in_section_and_total_rows_are_not_ticks():
    table = table_of(
        ["STT", "Nội dung", "Hoàn thành", "Đang thực hiện", "Không hoàn thành"],
        ["I", "Lĩnh vực kinh tế", 2, 1, 0],
        [1, WORK, "x"],
        ["II", "Lĩnh vực xã hội", 1],
        ["Tổng cộng", None, 3, 1],
    )
    assert [row.kind for row in table.rows] == ["header", "section", "record", "section", "total"]
    assert table.rows[2].section == "I Lĩnh vực kinh tế"


def test_a_lone_1_ticks_a_row_with_a_roman_number_if_all_rows_have_one():
    table = table_of(
        ["STT", "Nội dung", "Hoàn thành", "Không hoàn thành"], ["I", WORK, 1], ["II", WORK, None, 1]
    )
    assert [row.text("self_assessment") for row in table.records] == ["Hoàn thành", "Không hoàn thành"]


def test_ticks_are_read_from_a_word_table_too():
    document = docx.Document()
    rows = [["STT", "Nội dung", *FIVE], ["1", WORK, "", "X", "", "", ""]]
    table = document.add_table(len(rows), 7)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    (read,) = read_tables(read_document(buffer.getvalue()).sheets, CONTENT)
    cell = read.records[0].cells["self_assessment"]
    assert (cell.text, cell.place) == ("Hoàn thành", "table 1, row 2, column 4")


def test_a_zero_that_the_sheet_hides_is_an_open_box_and_one_of_a_number_is_asked_about():
    hidden = Cell(0, "0", "S!C3", "ô có chữ bị ẩn")
    assert read_choice([hidden, Cell(1, "1", "S!D3")], ["Hoàn thành", "Không hoàn thành"])[:4] == (
        "Không hoàn thành", "Không hoàn thành", "S!D3", "",
    )  # fmt: skip
    assert read_choice([hidden._replace(value="0"), Cell(None, "", "S!D3")], ["Hoàn thành", "Hỏng"]).problem
