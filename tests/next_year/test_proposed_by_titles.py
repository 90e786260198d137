"""A title says what becomes of the items below it: above a table, within one, or as the name of a sheet."""

import pytest

from lists_sent import TOP, make_folder, proposals, read, send_book, send_document

HEADER = ["TT", "Nội dung", "Chỉ tiêu", "Thời hạn"]
FAIR = ["1", "Tổ chức hội chợ sách", "02 hội chợ", "30/6/2023"]
STAGE = ["2", "Sửa chữa nhà hát", "01 nhà hát", "31/12/2023"]
TRAIN = ["1", "Bồi dưỡng hướng dẫn viên", "50 người", "31/12/2023"]


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


@pytest.mark.parametrize(
    ("title", "proposal"),
    [
        ("1) Các nội dung giữ như cũ", "keep"),
        ("B. NỘI DUNG ĐỀ NGHỊ ĐIỀU CHỈNH", "change"),
        ("Phần III: Nội dung đăng ký mới", "add"),
        ("- Nội dung Sở xin rút khỏi danh mục (đã xong)", "drop"),
    ],
)
def test_a_paragraph_above_a_table_says_what_becomes_of_its_rows(folder, title, proposal):
    send_document(folder, *TOP, title, [HEADER, FAIR, STAGE])
    assert proposals(read(folder)) == {FAIR[1]: proposal, STAGE[1]: proposal}


def test_a_title_holds_over_the_headings_below_it_until_the_next_of_its_kind(folder):
    send_document(
        folder, *TOP, "I. Nội dung tiếp tục thực hiện", "1. Lĩnh vực du lịch", [HEADER, TRAIN], "2. Lĩnh vực văn hóa",
        [HEADER, FAIR], "II. Nội dung thôi đăng ký", [["TT", "Nội dung", "Lý do"], ["1", STAGE[1], "Đã bàn giao"]],
    )  # fmt: skip
    registered = read(folder)
    assert proposals(registered) == {TRAIN[1]: "keep", FAIR[1]: "keep", STAGE[1]: "drop"}
    assert registered.rejected == registered.notes == ()


def test_another_list_in_a_document_is_under_no_title_of_the_list_above(folder):
    send_document(
        folder,
        *TOP,
        "II. Nội dung không đăng ký lại",
        [HEADER, FAIR],
        "Phụ lục đăng ký năm 2023",
        [HEADER, STAGE],
    )
    assert proposals(read(folder)) == {STAGE[1]: "", FAIR[1]: "drop"}


def test_titles_above_the_tables_of_a_sheet_count_for_each_of_them(folder):
    rows = [
        TOP, ["I. Nội dung giữ nguyên"], HEADER, FAIR, [], ["II. Nội dung xin thôi"], HEADER, STAGE,
        [], ["Biểu số 2"], ["STT", *HEADER[1:]], TRAIN,
    ]  # fmt: skip
    send_book(folder, {"Biểu": rows})
    assert proposals(read(folder)) == {FAIR[1]: "keep", TRAIN[1]: "", STAGE[1]: "drop"}


@pytest.mark.parametrize(
    ("name", "proposal"),
    [("Giữ nguyên", "keep"), ("Xin rút", "drop"), ("2. Bổ sung mới", "add"), ("Biểu 1", "")],
)
def test_the_name_of_a_sheet_may_be_the_title(folder, name, proposal):
    send_book(folder, {name: [TOP, HEADER, FAIR]})
    assert proposals(read(folder)) == {FAIR[1]: proposal}


@pytest.mark.parametrize("mark", ["", "*", "-", "a)", "+"])
def test_a_row_with_only_such_words_is_a_title_whatever_stands_for_its_number(folder, mark):
    titles = [[mark, "Các nội dung kế thừa", "", ""], [mark, "Nội dung đưa ra khỏi danh mục", "", ""]]
    send_book(folder, {"Biểu": [TOP, HEADER, titles[0], FAIR, titles[1], TRAIN]})
    registered = read(folder)
    assert proposals(registered) == {FAIR[1]: "keep", TRAIN[1]: "drop"}
    assert registered.rejected == ()


def test_a_numbered_title_is_one_where_the_numbers_begin_anew_below_it(folder):
    rows = [
        ["1", "Nội dung bổ sung", "", ""],
        FAIR,
        ["2", "Nội dung này không đăng ký", "", ""],
        ["3", *STAGE[1:]],
    ]
    send_book(folder, {"Biểu": [TOP, HEADER, *rows]})
    assert proposals(read(folder)) == {
        FAIR[1]: "add", STAGE[1]: "add", "Nội dung này không đăng ký": "drop"
    }  # fmt: skip


@pytest.mark.parametrize(
    "content", ["Nội dung điều chỉnh địa giới hành chính", "Bổ sung cây xanh", "Tiếp tục trồng rừng"]
)
def test_a_content_that_says_more_is_an_item(folder, content):
    send_book(folder, {"Biểu": [TOP, HEADER, ["", content, "", ""], FAIR]})
    assert proposals(read(folder)) == {content: "", FAIR[1]: ""}


def test_the_title_of_the_whole_list_proposes_nothing(folder):
    send_book(folder, {"Biểu": [TOP, ["ĐĂNG KÝ ĐIỀU CHỈNH NỘI DUNG CAM KẾT NĂM 2023"], HEADER, FAIR]})
    assert proposals(read(folder)) == {FAIR[1]: ""}
