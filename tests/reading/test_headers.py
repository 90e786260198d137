"""Which column holds what: told by the words of the header, whatever their case, marks and signs."""

import tomllib
from importlib.resources import files

import pytest

from camket.reading.headers import find_header, is_row_of, is_signed_for, is_total
from camket.reading.sheet import Cell
from camket.text import fold

CONTENT = frozenset({"content"})
WORDS = tomllib.loads(files("camket.reading").joinpath("headers.toml").read_text("utf-8"))


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


def columns_of(*heading, needed=CONTENT):
    height, columns = find_header(rows_of(heading), needed)
    assert height == 1
    return columns


@pytest.mark.parametrize(
    ("field", "words"), [(field, words) for field, synonyms in WORDS["fields"].items() for words in synonyms]
)
def test_every_wording_in_the_data_file_is_read_as_its_field(field, words):
    beside = "STT" if field != "item_no" else "Ghi chú"
    columns = columns_of(
        "Nội dung cam kết" if field != "content" else "Thời hạn", beside, words, needed=frozenset()
    )
    assert columns[field] == 2


def test_no_wording_in_the_data_file_stands_for_two_fields():
    fields = {}
    for field, synonyms in WORDS["fields"].items():
        for words in synonyms:
            fields.setdefault(fold(words.replace("%", " phan tram ")), set()).add(field)
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


def test_of_two_columns_that_say_the_same_the_first_is_taken():
    assert columns_of("STT", "Nội dung", "Ghi chú", "Ghi chú")["note"] == 2


def test_who_appraises_and_what_they_found_are_two_columns():
    columns = columns_of("STT", "Nội dung", "Đơn vị", "Cơ quan thẩm định", "Kết quả thẩm định", "Kết quả")
    assert (columns["unit"], columns["appraiser"], columns["appraisal"], columns["result_text"]) == (
        2,
        3,
        4,
        5,
    )


def test_a_short_word_with_other_marks_is_another_word():
    assert columns_of("TT", "Tên nhiệm vụ", "Mức")["item_no"] == 0
    assert columns_of("Mục", "Tên nhiệm vụ", "Mức")["item_no"] == 0


def test_a_header_with_merged_groups_gives_each_column_the_words_below_the_group():
    rows = rows_of(
        ["STT", "Nội dung", "Kết quả thực hiện", "", "Ghi chú"],
        ["", "", "Lũy kế đến 30/10", "Ước cả năm", ""],
        ["1", "a", "b", "c", "d"],
        merged=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)],
    )
    assert find_header(rows, CONTENT) == (
        2,
        {"item_no": 0, "content": 1, "result_text": 2, "estimate_text": 3, "note": 4},
    )


def test_a_second_row_of_headings_below_unmerged_cells_belongs_to_the_header():
    rows = rows_of(
        ["STT", "Nội dung", "Kết quả", "", ""],
        ["", "", "Lũy kế", "Ước cả năm", "Ghi chú"],
        ["1", "a", "b", "c", "d"],
    )
    assert find_header(rows, CONTENT) == (
        2,
        {"item_no": 0, "content": 1, "result_text": 2, "estimate_text": 3, "note": 4},
    )


@pytest.mark.parametrize("height", [1, 2, 3, 4])
def test_a_header_may_be_up_to_four_merged_rows_high(height):
    data = [[str(number), f"nội dung {number}", "đạt"] for number in range(1, 6)]
    heading = [["STT", "Nội dung", "Kết quả"], *[["", "", ""]] * (height - 1)]
    merged = [(1, column, height, column) for column in (1, 2, 3)]
    assert find_header(rows_of(*heading, *data, merged=merged), CONTENT)[0] == height


def test_rows_below_the_header_are_not_part_of_it():
    rows = rows_of(["STT", "Nội dung", "Kết quả"], ["1", "Nội dung một", "Kết quả tốt"])
    assert find_header(rows, CONTENT)[0] == 1


def test_a_bare_number_in_a_row_means_data():
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


def test_a_header_that_lacks_a_needed_field_is_none():
    rows = rows_of(["STT", "Đơn vị", "Ghi chú"])
    assert find_header(rows, CONTENT) is None
    assert find_header(rows, frozenset({"unit"})) == (1, {"item_no": 0, "unit": 1, "note": 2})


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Tổng cộng: 12 nội dung", True),
        ("Tổng cộng", True),
        ("TỔNG SỐ", True),
        ("Tổng", True),
        ("Cộng", True),
        ("Tổng số nội dung cam kết: 12, trong đó", True),
        ("Tổng cộng toàn huyện", True),
        ("Tổng thu ngân sách", False),
        ("Tổng thu ngân sách 12", False),
        ("Tổng số hộ nghèo", False),
        ("Tổng sản lượng", False),
        ("Tổng kết mô hình", False),
        ("Cộng đồng", False),
        ("Công an Tỉnh", False),
        ("Công an", False),
        ("Nội dung", False),
        ("12", False),
        ("", False),
    ],
)
def test_a_total_says_total_and_nothing_of_its_own(text, total):
    assert is_total(text) is total


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("footer", "GIÁM ĐỐC", True),
        ("footer", "Người lập biểu", True),
        ("footer", "Phó Chủ tịch", True),
        ("footer", "Ban Giám đốc họp", False),
        ("footer", "TMĐT phát triển", False),
        ("receivers", "Nơi nhận:", True),
        ("receivers", "Nơi nhận hồ sơ", True),
        ("receivers", "Nơi ở", False),
        ("guidance", "Ghi chú: ô trống là chưa có", True),
        ("guidance", "Ghi", False),
        ("guidance", "", False),
    ],
)
def test_a_row_is_of_a_kind_where_it_begins_with_whole_words_of_the_kind(kind, text, said):
    assert is_row_of(kind, text) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("KT. GIÁM ĐỐC", True),
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("KT-XH", False),
        ("Tm. rừng", False),
        ("TMĐT", False),
    ],
)
def test_a_signature_block_begins_with_the_capital_letters_that_sign_for_another(text, said):
    assert is_signed_for(text) is said


def test_the_first_row_of_data_is_no_header_even_where_a_cell_of_it_is_merged_with_the_headers():
    rows = rows_of(["STT", "Nội dung cam kết", "Ghi chú"], ["1", "Giải ngân", ""], merged=[(1, 3, 2, 3)])
    assert find_header(rows, CONTENT)[0] == 1
