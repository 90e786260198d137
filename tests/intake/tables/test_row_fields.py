"""Results split over several columns: all are shown with their places, and the right part decides."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.intake.formats.excel import read_workbook
from camket.intake.formats.sheet import Book, Cell, Sheet
from camket.intake.tables.account import account_for
from camket.intake.tables.columns import Part
from camket.intake.tables.row_fields import read_row_fields
from camket.intake.tables.sheet_tables import read_table, read_tables

CONTENT = frozenset({"content"})
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


def read(field, headings, *cells, group=None):
    """The displayed text of a field, the words that decide, its place and its problem."""
    width = len(headings)
    if group:
        last = "CDEFGHI"[width - 1]
        rows = [["STT", "Nội dung", group], [None, None, *headings], [1, WORK, *cells]]
        table = table_of(*rows, merged=["A1:A2", "B1:B2", f"C1:{last}1"])
    else:
        table = table_of(["STT", "Nội dung", *headings], [1, WORK, *cells])
    (record,) = table.records
    cell = record.cells[field]
    return cell.text, record.judged_words.get(field, cell.text), cell.place, cell.problem


PERIODS = ["6 tháng", "9 tháng", "Lũy kế đến 15/10"]


@pytest.mark.parametrize("group", ["Kết quả thực hiện", "Tình hình, kết quả thực hiện"])
def test_all_periods_are_shown_and_the_cumulative_one_decides(group):
    assert read("result_text", PERIODS, "Chưa triển khai", "Đang làm", "Hoàn thành", group=group) == (
        "6 tháng: Chưa triển khai; 9 tháng: Đang làm; Lũy kế đến 15/10: Hoàn thành",
        "Hoàn thành",
        "S!C3:E3",
        "",
    )


@pytest.mark.parametrize(
    ("cells", "shown", "place"),
    [
        (["Chưa triển khai", "Đạt 50%"], "6 tháng: Chưa triển khai; 9 tháng: Đạt 50%", "S!C3:D3"),
        ([None, "Đạt 50%"], "9 tháng: Đạt 50%", "S!D3"),
        (["Chưa triển khai", "Đạt 50%", "………"], "6 tháng: Chưa triển khai; 9 tháng: Đạt 50%", "S!C3:D3"),
    ],
)
def test_an_empty_latest_period_leaves_the_decision_to_the_latest_filled_one(cells, shown, place):
    assert read("result_text", PERIODS, *cells, group="Kết quả thực hiện") == (shown, "Đạt 50%", place, "")


def test_places_that_are_not_adjacent_are_listed():
    place = read("result_text", PERIODS, "a b", None, "c d", group="Kết quả thực hiện")[2]
    assert place == "S!C3; S!E3"


def test_periods_are_ordered_by_date_and_not_by_column():
    _, judged, _, _ = read(
        "result_text",
        ["Lũy kế đến 15/10", "Tháng 9", "Tháng 8"],
        "Hoàn thành",
        "Đang làm",
        "Chưa làm",
        group="Kết quả",
    )
    assert judged == "Hoàn thành"


def test_a_result_of_an_earlier_year_is_shown_and_never_decides():
    headings = ["Kết quả năm 2021", "Kết quả năm 2022"]
    assert read("result_text", headings, "Đạt 95%", "Đạt 80%")[1] == "Đạt 80%"
    assert read("result_text", headings, "Hoàn thành", None) == (
        "Kết quả năm 2021: Hoàn thành",
        "",
        "S!C2",
        "",
    )
    assert read("result_text", ["Kết quả năm trước", "Kết quả thực hiện"], "Hoàn thành", None)[1] == ""


def test_beside_an_undated_result_only_cumulative_periods_count():
    headings = ["Kết quả 6 tháng", "Kết quả thực hiện", "Lũy kế đến 15/10"]
    assert read("result_text", headings, "Chưa làm", "Đang thi công", "Đạt 80%") == (
        "Kết quả 6 tháng: Chưa làm; Kết quả thực hiện: Đang thi công; Lũy kế đến 15/10: Đạt 80%",
        "Đang thi công; Đạt 80%",
        "S!C2:E2",
        "",
    )


def test_numbers_of_quarters_that_may_or_may_not_add_up_are_asked_about_and_words_are_not():
    quarters = ["Quý I", "Quý II", "Quý III"]
    problem = read("result_text", quarters, "30%", "30%", "40%", group="Kết quả")[3]
    assert problem == "các cột “Quý I”, “Quý II”, “Quý III” đều ghi số, không rõ số nào là lũy kế"
    words = read("result_text", quarters, "Ban hành kế hoạch", "Đang làm", "Đã nghiệm thu", group="Kết quả")
    assert words[1:] == ("Đã nghiệm thu", "S!C3:E3", "")


def test_a_number_of_a_month_beside_an_empty_cumulative_column_is_asked_about():
    headings = ["Trong tháng", "Lũy kế đến 15/10"]
    assert read("result_text", headings, "5%", "80%") == (
        "Trong tháng: 5%; Lũy kế đến 15/10: 80%",
        "80%",
        "S!C2:D2",
        "",
    )
    assert read("result_text", headings, "5%", None)[3] == "chỉ cột “Trong tháng” ghi số, cột lũy kế để trống"


def test_only_the_estimate_of_the_whole_year_counts():
    headings = ["Ước quý IV", "Ước cả năm"]
    assert read("estimate_text", headings, "chưa hoàn thành", "Hoàn thành")[1] == "Hoàn thành"
    assert read("estimate_text", headings, "chưa hoàn thành", None)[:2] == ("Ước quý IV: chưa hoàn thành", "")


def test_remarks_are_joined_under_their_headings_which_do_not_count_as_statements():
    headings = ["Khó khăn, vướng mắc", "Lý do chưa hoàn thành", "Ghi chú"]
    assert read("note", headings, "Thiếu vốn", "Do mưa", "CV số 5") == (
        "Khó khăn, vướng mắc: Thiếu vốn; Lý do chưa hoàn thành: Do mưa; Ghi chú: CV số 5",
        "Thiếu vốn; Do mưa; CV số 5",
        "S!C2:E2",
        "",
    )
    assert read("note", headings, None, "Do mưa", None)[:2] == ("Lý do chưa hoàn thành: Do mưa", "Do mưa")


def test_a_main_column_that_alone_is_filled_needs_no_heading():
    assert read("note", ["Ghi chú", "Lý do"], "CV số 5", None)[:2] == ("CV số 5", "CV số 5")
    assert read("note", ["Ghi chú", "Ghi chú"], "một", "hai")[0] == "Ghi chú: một; Ghi chú: hai"


def test_a_bare_number_is_shown_under_its_sub_heading():
    headings = ["Số lượng", "Tỷ lệ (%)"]
    table = table_of(
        ["STT", "Nội dung", "Kết quả thực hiện", None, "Ước cả năm", None],
        [None, None, *headings, *headings],
        [1, WORK, 5, 50, 10, 100],
        [2, WORK, "03 xã", None, None, None],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    first, second = table.records
    assert (first.text("result_text"), first.text("progress_percent")) == ("Số lượng: 5", "50")
    assert (first.text("estimate_text"), first.judged_words["estimate_text"]) == (
        "Số lượng: 10; Tỷ lệ (%): 100",
        "10; 100%",
    )
    assert (second.text("result_text"), second.judged_words) == ("03 xã", {})


def test_two_columns_under_one_heading_are_one_text():
    table = table_of(
        ["STT", "Nội dung cam kết", None, "Kết quả thực hiện", None],
        [1, "-", WORK, "Đạt", "90%"],
        [2, None, WORK, "Đạt 80%"],
        merged=["B1:C1", "D1:E1", "D3:E3"],
    )
    first, second = table.records
    assert (first.text("content"), first.text("result_text"), first.judged_words) == (WORK, "Đạt 90%", {})
    assert first.cells["result_text"].place == "S!D2:E2"
    assert (second.text("result_text"), second.cells["result_text"].place) == ("Đạt 80%", "S!D3:E3")


def test_percentages_of_earlier_periods_are_shown_with_the_result_and_never_counted():
    table = table_of(
        ["STT", "Nội dung", "Kết quả thực hiện", None, None, None],
        [None, None, "6 tháng", None, "Lũy kế đến 15/10", None],
        [None, None, "Kết quả", "Tỷ lệ", "Kết quả", "Tỷ lệ"],
        [1, WORK, "Đang làm", "50%", "Đã nghiệm thu", "95%"],
        [2, WORK, "Đang làm", "50%", None, None],
        merged=["A1:A3", "B1:B3", "C1:F1", "C2:D2", "E2:F2"],
    )
    first, second = table.records
    assert (first.text("progress_percent"), second.text("progress_percent")) == ("95%", "")
    assert first.text("result_text") == (
        "6 tháng, Kết quả: Đang làm; 6 tháng, Tỷ lệ: 50%; Lũy kế đến 15/10, Kết quả: Đã nghiệm thu"
    )
    assert (first.judged_words, second.judged_words) == (
        {"result_text": "Đã nghiệm thu"},
        {"result_text": "Đang làm"},
    )


def test_two_different_percentages_are_asked_about_but_not_one_of_last_year():
    headings = ["Tỷ lệ giải ngân (%)", "Tỷ lệ (%)"]
    assert (
        read("progress_percent", headings, 103, 95)[3]
        == "các cột “Tỷ lệ giải ngân (%)”, “Tỷ lệ (%)” ghi khác nhau"
    )
    assert read("progress_percent", headings, 95, 95)[0] == "95"
    assert read("progress_percent", ["Tỷ lệ so với cùng kỳ", "Tỷ lệ (%)"], 103, 95)[0] == "95"


def test_two_percentages_in_columns_of_the_result_are_asked_about():
    headings = ["Kết quả thực hiện", "Tình hình thực hiện"]
    problem = read("result_text", headings, "Giải ngân 100%", "Khối lượng 60%")[3]
    assert problem == (
        "các cột “Kết quả thực hiện”, “Tình hình thực hiện” cùng ghi tỷ lệ phần trăm, không rõ tỷ lệ nào là kết quả"
    )


def test_two_different_self_assessments_are_asked_about():
    headings = ["Tự đánh giá", "Đánh giá"]
    assert "ghi khác nhau" in read("self_assessment", headings, "Hoàn thành", "Không hoàn thành")[3]
    assert read("self_assessment", headings, "Hoàn thành", "hoàn thành")[3] == ""
    assert read("self_assessment", ["Điểm", "Xếp loại"], 95, "Hoàn thành tốt", group="Tự đánh giá")[3] == ""


def test_a_problem_of_one_column_is_a_problem_of_the_field():
    assert read("note", ["Khó khăn", "Ghi chú"], "#REF!", "CV số 5") == (
        "Khó khăn: #REF!; Ghi chú: CV số 5",
        "",
        "S!C2:D2",
        "ô báo lỗi #REF!",
    )


HEADINGS = st.lists(
    st.sampled_from([
        "Kết quả thực hiện", "6 tháng", "Quý III", "Lũy kế đến 15/10", "Kết quả năm 2021", "Tỷ lệ (%)", "Tỷ lệ 6 tháng",
        "Ước cả năm", "Ước quý IV", "Ghi chú", "Nguyên nhân", "Tự đánh giá", "Đánh giá", "Hoàn thành",
        "Không hoàn thành", "Số lượng", "Kết quả thẩm định", "Phòng phụ trách",
    ]),
    min_size=1, max_size=7,
)  # fmt: skip
SAID = st.sampled_from(["", "", "x", "Đạt 80%", "40%", "5", "Đang làm", "Hoàn thành", "………", "chưa", "0"])


@given(HEADINGS, st.sampled_from(["", "Kết quả thực hiện", "Ước cả năm"]), st.data())
def test_no_word_of_any_column_is_lost(headings, group, data):
    said = data.draw(st.lists(SAID, min_size=len(headings), max_size=len(headings)))
    rows = [["STT", "Nội dung cam kết", *headings], ["1", WORK, *said]]
    if group:
        rows.insert(0, ["", "", group, *[""] * (len(headings) - 1)])
    grid = tuple(
        tuple(Cell(text or None, text, f"S!{'ABCDEFGHI'[column]}{number}") for column, text in enumerate(row))
        for number, row in enumerate(rows, start=1)
    )
    table = read_table(Sheet("S", grid), CONTENT)
    (record,) = table.records
    shown = " ".join(cell.text for cell in record.cells.values())
    named = {item.heading for item in account_for(Book((table.sheet,)), [table]) if item.outcome == "named"}
    for heading, text in zip(headings, said, strict=True):
        is_open = text in ("", "………", "0", "x", "Hoàn thành")
        assert is_open or text in shown or any(f"“{heading}”" in each for each in named)


@pytest.mark.parametrize(
    ("shown", "text", "asked"),
    [
        ("44834", "30/09/2022", False),
        ("36525", "36525", True),
        ("99999", "99999", True),
        ("448", "448", False),
        ("30/9/2022", "30/9/2022", False),
    ],
)
def test_a_bare_number_in_a_column_of_days_is_the_day_or_asked_about(shown, text, asked):
    cell = Cell(shown, shown, "S!A2")
    cells, _ = read_row_fields([cell], {"deadline": (Part((0,), "Thời hạn", is_main=True),)})
    assert (cells["deadline"].text, bool(cells["deadline"].problem)) == (text, asked)


@pytest.mark.parametrize(
    ("is_1904", "value", "shown"),
    [(False, 44834, "44834"), (False, 44834, "44.834"), (True, 43372, "43372"), (True, 43372, "43.372")],
)
def test_a_bare_number_counts_days_as_its_workbook_does(is_1904, value, shown):
    cell = Cell(value, shown, "S!A2")
    columns = {"deadline": (Part((0,), "Thời hạn", is_main=True),)}
    cells, _ = read_row_fields([cell], columns, is_1904=is_1904)
    assert cells["deadline"].text == "30/09/2022"


def test_a_bare_number_that_is_no_deadline_stays_a_number():
    cell = Cell(44834, "44834", "S!A2")
    cells, _ = read_row_fields([cell], {"target": (Part((0,), "Chỉ tiêu", is_main=True),)})
    assert cells["target"] is cell
