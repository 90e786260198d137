"""A column may ask for each item of this year whether it is registered again."""

import pytest

from lists_sent import TOP, make_folder, proposals, read, send_book

FAIR, STAGE = "Tổ chức hội chợ sách", "Sửa chữa nhà hát"


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path)


def send(folder, heading, first, second, target="01 nhà hát"):
    header = ["TT", "Nội dung cam kết", heading, "Chỉ tiêu", "Lý do"]
    rows = [[1, FAIR, first, "02 hội chợ", "Nhân dân mong đợi"], [2, STAGE, second, target, ""]]
    send_book(folder, {"Biểu": [TOP, header, *rows]})


@pytest.mark.parametrize(
    "heading",
    ["Có đăng ký lại không?", "Tiếp tục đăng ký (Có/Không)", "Đăng ký năm 2023", "Đăng ký (có hoặc không)"],
)
@pytest.mark.parametrize("yes", ["Có", "x", "Có đăng ký"])
@pytest.mark.parametrize("no", ["Không", "ko", "Không đăng ký"])
def test_no_gives_the_item_up_and_yes_does_not_say_that_it_stays_as_it_is(folder, heading, yes, no):
    send(folder, heading, yes, no)
    assert proposals(read(folder)) == {FAIR: "", STAGE: "drop"}


@pytest.mark.parametrize("heading", ["Đề nghị thôi đăng ký", "Không đăng ký lại (Có/Không)"])
def test_where_the_column_asks_what_is_given_up_yes_gives_it_up(folder, heading):
    send(folder, heading, "Không", "Có")
    assert proposals(read(folder)) == {FAIR: "", STAGE: "drop"}


def test_a_row_without_an_answer_and_without_a_target_is_asked_about(folder):
    send(folder, "Đăng ký lại", "x", "", target="")
    registered = read(folder)
    assert proposals(registered) == {FAIR: ""}
    assert ["không rõ có đăng ký lại không" in each.found for each in registered.rejected] == [True]


def test_a_row_without_an_answer_goes_on_where_it_has_a_target(folder):
    send(folder, "Đăng ký lại", "x", "")
    assert proposals(read(folder)) == {FAIR: "", STAGE: ""}


def test_yes_and_no_stand_in_columns_of_proposals_too(folder):
    header = ["TT", "Nội dung", "Giữ nguyên", "Điều chỉnh", "Thôi", "Chỉ tiêu"]
    rows = [[1, FAIR, "Không", "Có", "Không", "02 hội chợ"], [2, STAGE, "Không", "Không", "Có", ""]]
    send_book(folder, {"Biểu": [TOP, header, *rows]})
    assert proposals(read(folder)) == {FAIR: "change", STAGE: "drop"}
