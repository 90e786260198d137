"""Header words determine the field of each column, whatever their case, diacritics and punctuation."""

import pytest

from camket.intake.formats.sheet import Cell
from camket.intake.tables.headers import find_header, is_column_index
from camket.settings.fields import BUILT_IN
from camket.text import fold_heading

CONTENT = frozenset({"content"})


def rows_of(*rows, merged=()):
    """Rows of cells; `merged` are ranges (top, left, bottom, right) from 1, as a reader gives them."""
    cells = {
        (row, column): Cell(text, text, f"S!R{row}C{column}")
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
    }
    for top, left, bottom, right in merged:
        whole = cells[top, left]._replace(place=f"S!R{top}C{left}:R{bottom}C{right}")
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells[row, column] = whole
    return [
        tuple(cells[row, column] for column in range(1, len(rows[0]) + 1)) for row in range(1, len(rows) + 1)
    ]


def header_of(rows, needed=CONTENT):
    """The height of the header and the columns of each field: one as a number, several as a list."""
    header = find_header(rows, needed)
    columns = {
        field: [column for part in parts for column in part.columns]
        for field, parts in header.columns.items()
    }
    return header.height, {field: each[0] if len(each) == 1 else each for field, each in columns.items()}


def columns_of(*heading, needed=CONTENT):
    height, columns = header_of(rows_of(heading), needed)
    assert height == 1
    return columns


@pytest.mark.parametrize(
    ("field", "words"), [(field.name, words) for field in BUILT_IN for words in field.headings]
)
def test_every_wording_in_the_data_file_is_read_as_its_field(field, words):
    beside = "STT" if field != "item_no" else "Ghi chú"
    columns = columns_of(
        "Nội dung cam kết" if field != "content" else "Thời hạn", beside, words, needed=frozenset()
    )
    assert columns[field] == 2


def test_no_wording_in_the_data_file_names_two_fields():
    fields = {}
    for field in BUILT_IN:
        for words in field.headings:
            fields.setdefault(fold_heading(words), set()).add(field.name)
    assert {words: said for words, said in fields.items() if len(said) > 1} == {}


@pytest.mark.parametrize(
    "spelling",
    ["KẾT QUẢ THỰC HIỆN", "kết  quả\nthực hiện", "Kết quả thực hiện:", "Ket qua thuc hien"],
)
def test_case_line_breaks_signs_and_missing_marks_do_not_count(spelling):
    assert columns_of("STT", "Nội dung", spelling)["result_text"] == 2


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Lũy kế đến ngày 30/10/2022", "result_text"),
        ("Ước thực hiện cả năm 2022", "estimate_text"),
        ("Nội dung cam kết với Chủ tịch UBND Tỉnh", "content"),
        ("Thời hạn hoàn thành theo cam kết", "deadline"),
        ("Ghi chú (nêu rõ lý do)", "note"),
        ("Hoàn thành (%)", "progress_percent"),
    ],
)
def test_a_heading_that_says_more_is_read_by_its_beginning(heading, field):
    content = "Nội dung" if field != "content" else "Chỉ tiêu"
    assert columns_of("STT", content, heading, needed=frozenset())[field] == 2


def test_each_field_goes_to_the_column_that_says_it_best():
    assert columns_of("TT", "Nhiệm vụ", "Tiến độ", "Tiến độ hoàn thành", "%", "Tỷ lệ (%)") == {
        "item_no": 0, "content": 1, "result_text": 2, "deadline": 3, "progress_percent": 5,
    }  # fmt: skip


def test_two_columns_of_the_same_text_field_are_both_read():
    assert columns_of("STT", "Nội dung", "Ghi chú", "Ghi chú")["note"] == [2, 3]


def test_of_two_columns_of_an_identifying_field_the_better_match_is_read():
    header = find_header(rows_of(["STT", "Nội dung", "Đơn vị phối hợp", "Đơn vị chủ trì"]), CONTENT)
    assert header.columns["unit"][0].columns == (3,)


def test_the_appraiser_and_the_appraisal_are_two_columns():
    columns = columns_of("STT", "Nội dung", "Đơn vị", "Cơ quan thẩm định", "Kết quả thẩm định", "Kết quả")
    assert (columns["unit"], columns["appraiser"], columns["appraisal"], columns["result_text"]) == (
        2,
        3,
        4,
        5,
    )


def test_a_short_word_with_other_diacritics_is_another_word():
    assert columns_of("TT", "Tên nhiệm vụ", "Mức")["item_no"] == 0
    assert columns_of("Mục", "Tên nhiệm vụ", "Mức")["item_no"] == 0


def test_a_header_with_merged_groups_gives_each_column_the_words_below_the_group():
    rows = rows_of(
        ["STT", "Nội dung", "Kết quả thực hiện", "", "Ghi chú"],
        ["", "", "Lũy kế đến 30/10", "Ước cả năm", ""],
        ["1", "a", "b", "c", "d"],
        merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)],
    )
    assert header_of(rows) == (
        2,
        {"item_no": 0, "content": 1, "result_text": 2, "estimate_text": 3, "note": 4},
    )


def test_a_second_row_of_headings_below_unmerged_cells_belongs_to_the_header():
    rows = rows_of(
        ["STT", "Nội dung", "Kết quả", "", ""],
        ["", "", "Lũy kế", "Ước cả năm", "Ghi chú"],
        ["1", "a", "b", "c", "d"],
    )
    assert header_of(rows) == (
        2,
        {"item_no": 0, "content": 1, "result_text": 2, "estimate_text": 3, "note": 4},
    )


@pytest.mark.parametrize("height", [1, 2, 3, 4])
def test_a_header_may_be_up_to_four_merged_rows_high(height):
    data = [[str(number), f"nội dung {number}", "đạt"] for number in range(1, 6)]
    heading = [["STT", "Nội dung", "Kết quả"], *[["", "", ""]] * (height - 1)]
    merged = [(1, column, height, column) for column in (1, 2, 3)]
    assert find_header(rows_of(*heading, *data, merged=merged), CONTENT).height == height


def test_rows_below_the_header_are_not_part_of_it():
    rows = rows_of(["STT", "Nội dung", "Kết quả"], ["1", "Nội dung một", "Kết quả tốt"])
    assert find_header(rows, CONTENT).height == 1


def test_a_row_with_a_bare_number_is_data():
    assert find_header(rows_of(["1", "Nội dung", "Kết quả"]), CONTENT) is None
    assert find_header(rows_of(["1.", "Nội dung", "Kết quả"]), CONTENT) is None
    assert find_header(rows_of(["STT", "Nội dung", "Kết quả"]), CONTENT) is not None


@pytest.mark.parametrize(
    "row",
    [
        ["", "", ""],
        ["Nội dung", "", ""],
        ["BÁO CÁO KẾT QUẢ THỰC HIỆN CAM KẾT", "", ""],
        ["Nội dung", "Nội dung cam kết", ""],
        ["Nội dung", "Kết quả", "x", "y", "z"],
        ["Nội dung " + "rất dài " * 20, "Kết quả", ""],
        ["Sở Nội vụ", "Hoàn thành", "Tốt"],
    ],
)
def test_a_row_that_does_not_mostly_name_different_fields_is_no_header(row):
    assert find_header(rows_of(row), frozenset()) is None


def test_a_header_without_a_needed_field_is_not_a_header():
    rows = rows_of(["STT", "Đơn vị", "Ghi chú"])
    assert find_header(rows, CONTENT) is None
    assert header_of(rows, frozenset({"unit"})) == (1, {"item_no": 0, "unit": 1, "note": 2})


@pytest.mark.parametrize(
    ("group", "leaf", "field"),
    [
        ("Ước cả năm", "Kết quả", "estimate_text"),
        ("Ước cả năm", "Tỷ lệ (%)", "estimate_text"),
        ("Kết quả thẩm định", "Tỷ lệ", "appraisal"),
        ("Chỉ tiêu cam kết", "Tỷ lệ", "target"),
        ("Lũy kế đến 30/10", "Tỷ lệ (%)", "progress_percent"),
        ("Kết quả thực hiện", "Ước cả năm", "estimate_text"),
        ("Kết quả thực hiện", "Kế hoạch", "target"),
        ("Kết quả thực hiện", "Số lượng", "result_text"),
    ],
)
def test_a_heading_under_a_group_combines_both_meanings(group, leaf, field):
    rows = rows_of(
        ["STT", "Nội dung", group, ""],
        ["", "", leaf, "Abc"],
        merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)],
    )
    _, columns = header_of(rows)
    read = columns.get(field)
    assert 2 in (read if isinstance(read, list) else [read])


def test_an_unmerged_group_extends_to_the_next_heading_of_its_row():
    rows = rows_of(
        ["STT", "Nội dung", "Lũy kế đến 30/10", "", "Ước cả năm", ""],
        ["", "", "Kết quả", "Tỷ lệ", "Kết quả", "Tỷ lệ"],
    )
    assert header_of(rows) == (
        2,
        {"item_no": 0, "content": 1, "result_text": 2, "progress_percent": 3, "estimate_text": [4, 5]},
    )


def test_a_row_of_groups_alone_above_the_headings_belongs_to_the_header():
    rows = rows_of(
        ["", "", "Đến 15/10", "", "Ước cả năm", ""],
        ["STT", "Nội dung", "Hoàn thành", "Đang thực hiện", "Hoàn thành", "Không hoàn thành"],
        ["1", "Giải ngân", "x", "", "x", ""],
    )
    assert header_of(rows) == (
        2,
        {"item_no": 0, "content": 1, "self_assessment": [2, 3], "estimate_text": [4, 5]},
    )


@pytest.mark.parametrize("title", ["KẾT QUẢ THỰC HIỆN CAM KẾT", "Đơn vị: Sở Nội vụ"])
def test_a_title_right_above_the_headings_is_not_a_group_row(title):
    rows = rows_of([title, title, title], ["STT", "Nội dung", "Kết quả"], merged=[(1, 1, 1, 3)])
    assert find_header(rows, CONTENT) is None
    rows = rows_of(["", "", title], ["STT", "Đơn vị", "Nội dung"])
    assert find_header(rows, CONTENT) is None


@pytest.mark.parametrize(
    "second",
    [
        ["", "", "6 tháng", "9 tháng", "Lũy kế đến 15/10"],
        ["", "", "Số lượng", "Tỷ lệ", "Minh chứng"],
        ["", "", "Hoàn thành", "Đang thực hiện", "Không hoàn thành"],
    ],
)
def test_sub_headings_below_an_unmerged_group_belong_to_the_header(second):
    rows = rows_of(["STT", "Nội dung", "Kết quả thực hiện", "", ""], second, ["1", "Giải ngân", "", "", "x"])
    assert find_header(rows, CONTENT).height == 2


@pytest.mark.parametrize(
    "first",
    [
        ["", "Hoàn thành hệ thống một cửa", "Đang thực hiện"],
        ["", "Hoàn thành trường chuẩn", "Hoàn thành"],
        ["", "", "Đang thực hiện"],
    ],
)
def test_a_first_data_row_that_begins_like_a_status_is_not_a_header(first):
    assert find_header(rows_of(["STT", "Nội dung", "Kết quả"], first), CONTENT).height == 1


def test_a_year_over_a_column_does_not_make_the_row_data():
    assert columns_of("STT", "Nội dung", "Kết quả", "2021")["result_text"] == 2


def test_the_first_data_row_is_not_a_header_even_with_a_cell_merged_into_the_header():
    rows = rows_of(["STT", "Nội dung cam kết", "Ghi chú"], ["1", "Giải ngân", ""], merged=[(1, 3, 2, 3)])
    assert find_header(rows, CONTENT).height == 1


def row_of(*texts):
    return [Cell(text or None, text, f"S!R1C{column}") for column, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "2", "3", "4", "5"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["[1]", "[2]", "[3]"],
        ["1.", "2.", "3."],
        ["-1", "-2", "-3"],  # "(1)" as Excel takes it
        ["A", "B", "1", "2", "3=2/1"],
        ["(A)", "(B)", "(1)", "(2)", "(3)=(2)/(1)", "(4)"],
        ["A", "B", "C", "1", "2"],
        ["A", "B", "C", "D", "Đ", "E"],
        ["a", "b", "c", "d", "đ", "e", "g"],
        ["a", "b", "c", "d", "e", "g"],
        ["1", "2", "3", "4=3/2*100", "5"],
        ["1", "2", "3", "4 = 3/2 x 100%"],
        ["1", "2", "3", "(4) = (3):(2)"],
        ["I", "II", "III", "IV"],
        ["Cột 1", "Cột 2", "Cột 3"],
        ["", "1", "2", "3"],
        ["(1)", "", "(2)", "(3)"],
        ["(1)", "(2)", "", "(4)"],
        ["1", "2", "3a", "4"],
    ],
)
def test_cells_that_number_the_columns_are_an_index_row(texts):
    assert is_column_index(row_of(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ["1", "5", "10"],
        ["1", "2", "30", "40"],
        ["2", "3", "1"],
        ["1", "1", "1"],
        ["1", "Giải ngân", "3"],
        ["1", "x", "v"],
        ["A", "Sở"],
        ["1"],
        ["A", "", ""],
        ["", ""],
        ["5", "6", "7"],
        ["2022", "2023"],
    ],
)
def test_numbers_out_of_sequence_are_data(texts):
    assert not is_column_index(row_of(*texts))


def test_a_merged_cell_counts_once():
    first, second, third = row_of("1", "2", "3")
    wide = second._replace(place="S!R1C2:C3")
    assert is_column_index([first, wide, wide, third])
