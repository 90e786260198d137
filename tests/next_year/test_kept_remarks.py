"""A remark beside a table that says which rows stay or change is read, and any other stays among what was not read."""

import pytest

from camket.next_year.kept_remarks import read_kept
from lists_sent import make_folder, proposals, read, send_document

FAIR, STAGE, TEMPLE = "Tổ chức hội chợ sách", "Sửa chữa nhà hát", "Trùng tu đình làng"
TABLE = [
    ["TT", "Nội dung cam kết", "Chỉ tiêu", "Đề xuất"],
    ["1", FAIR, "02 hội chợ", ""],
    ["2", STAGE, "01 nhà hát", ""],
    ["3", TEMPLE, "05 đình", "Điều chỉnh"],
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Nội dung số 1, số 2 giữ nguyên, nội dung số 3 điều chỉnh chỉ tiêu.",
            {1: "keep", 2: "keep", 3: "change"},
        ),
        (
            "Các nội dung 1 và 2 giữ nguyên như năm 2022; nội dung 3 điều chỉnh",
            {1: "keep", 2: "keep", 3: "change"},
        ),
        ("Nội dung số 4 không đăng ký", None),
        ("Nội dung số 1 giữ nguyên. Nội dung số 4 không đăng ký", None),
        ("Nội dung số 1 giữ nguyên. Nội dung số 1 điều chỉnh", None),
        ("Các nội dung còn lại giữ nguyên", None),
        ("Kính gửi Sở Kế hoạch và Đầu tư", None),
    ],
)
def test_a_remark_says_of_numbered_rows_that_they_stay_or_change_and_nothing_else(text, said):
    assert read_kept(text) == said


def send_and_read(tmp_path, *remarks):
    folder = make_folder(tmp_path)
    send_document(folder, "SỞ VĂN HÓA", "ĐĂNG KÝ NỘI DUNG CAM KẾT NĂM 2023", TABLE, *remarks)
    return read(folder)


def test_the_rows_take_what_the_remark_says_and_it_is_no_longer_named_as_unread(tmp_path):
    registered = send_and_read(tmp_path, "Nội dung số 1, số 2 giữ nguyên, nội dung số 3 điều chỉnh chỉ tiêu.")
    assert proposals(registered) == {FAIR: "keep", STAGE: "keep", TEMPLE: "change"}
    assert registered.rejected == ()


def test_what_stands_beside_such_a_remark_is_still_named(tmp_path):
    registered = send_and_read(tmp_path, "Nội dung số 1 giữ nguyên.", "Các nội dung còn lại giữ nguyên.")
    assert proposals(registered)[FAIR] == "keep"
    [left] = registered.rejected
    assert registered.keeping == {"SVH"}
    assert "còn lại" in left.found
    assert "số 1" not in left.found


@pytest.mark.parametrize("remark", ["Nội dung số 3 giữ nguyên.", "Nội dung số 8 giữ nguyên."])
def test_a_remark_that_a_row_speaks_against_or_that_names_no_row_is_left(tmp_path, remark):
    registered = send_and_read(tmp_path, remark)
    assert proposals(registered) == {FAIR: "", STAGE: "", TEMPLE: "change"}
    assert [each.kind for each in registered.rejected] == ["unread"]
