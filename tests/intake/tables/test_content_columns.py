"""Columns of new headings, told by what stands in them; a heading that is known keeps its word."""

import pytest

from camket.intake.formats.sheet import Cell
from camket.intake.tables.content_columns import recognise_columns
from camket.intake.tables.headers import find_header
from camket.settings.fields import BUILT_IN

YEARS = BUILT_IN.found_in("registrations")


def cells(row, texts):
    return tuple(Cell(text, text, f"{'ABCDEFGH'[place]}{row}") for place, text in enumerate(texts))


def recognise(headings, *rows, kind="registrations"):
    """The field of each heading, or nothing."""
    sheet = [cells(number, row) for number, row in enumerate((headings, *rows), start=1)]
    header = find_header(sheet, frozenset(), BUILT_IN.found_in(kind))
    found = {
        column: name for name, parts in header.columns.items() for part in parts for column in part.columns
    }
    return [found.get(place, "") for place in range(len(headings))]


WORKS = ["Mở lớp kỹ năng số", "Xây cầu nông thôn", "Tổ chức hội chợ"]


def beside(*texts):
    return [
        [str(number), work, text]
        for number, (work, text) in enumerate(zip(WORKS, texts, strict=False), start=1)
    ]


@pytest.mark.parametrize("kind", ["registrations", "programme"])
@pytest.mark.parametrize(
    ("heading", "texts", "field"),
    [
        ("Ý định của địa phương", ["Giữ nguyên", "Thôi, do hết vốn", "Bổ sung"], "proposal"),
        ("Xong khi nào", ["Quý III/2023", "31/12/2023", "Hằng năm"], "deadline"),
        ("Xong khi nào", ["trong năm", "Cả năm", "Cuối quý II"], "deadline"),
        ("Con số hướng tới", ["12 lớp", "03 cầu", "Đạt chuẩn"], "target"),
        ("Con số hướng tới", ["12 lớp/năm", "4 lần trong năm", "02 hội chợ (Quý II)"], "target"),
        ("Con số hướng tới", ["95%", "5/9 xã", "đạt 7/9 tiêu chí"], "target"),
        ("Con số hướng tới", ["12", "500ha", "1.200"], "target"),
        ("Con số hướng tới", ["", "", "02 hội chợ"], "target"),
        ("Con số hướng tới", ["", "", ""], ""),
        ("Kết thúc bằng", ["Đạt chuẩn", "Thông xe", "02 hội chợ"], "target"),
        ("Kết thúc bằng", ["Đạt chuẩn", "Thông xe", "Khai mạc"], ""),
        ("Cơ sở", ["Nghị quyết 12/NQ-HĐND", "Kế hoạch 45", "Quyết định số 320"], ""),
        ("Gọi ai", ["Ông An 0909123456", "Bà Ba 0908000111", "Ông Tư 0907000222"], ""),
        ("Trùng chương trình khác", ["Không", "Không", "Có"], ""),
        ("Lý do điều chỉnh", ["Nguồn thu năm 2023 giảm", "", "Tách thành 02 nội dung"], "note"),
        ("Làm thế nào", [f"{work}, phối hợp các xã" for work in WORKS], ""),
    ],
    ids=["proposals", "days", "parts of the year", "numbers", "numbers of a year", "shares", "bare and glued",
         "one of one", "empty", "one of three", "one that counts is missing", "documents", "telephones", "answers",
         "reasons", "prose"],
)  # fmt: skip
def test_a_column_of_a_new_heading_is_what_most_of_its_cells_say(kind, heading, texts, field):
    assert recognise(["TT", "Nội dung đăng ký", heading], *beside(*texts), kind=kind)[2] == field


@pytest.mark.parametrize(
    ("kind", "field"), [("submissions", ""), ("register", "target"), ("registrations", "target")]
)
def test_what_a_unit_reports_stays_as_its_headings_say(kind, field):
    headings = ["TT", "Nội dung cam kết", "Con số hướng tới"]
    assert recognise(headings, *beside("12 lớp", "03 cầu"), kind=kind)[2] == field


@pytest.mark.parametrize(
    ("headings", "one", "other", "fields"),
    [
        (["Mức 2022", "Mức 2023"], "12 lớp", "15 lớp", ["", "target"]),
        (["Mức 2023", "Mức 2022"], "15 lớp", "12 lớp", ["target", ""]),
        (["Mức 2023", "Mức giai đoạn 2021-2025"], "15 lớp", "60 lớp", ["target", ""]),
        (["Kỳ trước", "Kỳ này"], "12 lớp", "15 lớp", ["", "target"]),
        (["Kinh phí (triệu đồng)", "Số cần đạt"], "500", "15 lớp", ["", "target"]),
        (["Dự kiến", "Phấn đấu thêm"], "15 lớp", "02 lớp", ["target", ""]),
        (["Chỉ tiêu", "Con số hướng tới"], "15 lớp", "60 lớp", ["target", ""]),
        (["Chỉ tiêu", "Con số hướng tới"], "", "60 lớp", ["target", ""]),
        (["Con số hướng tới", "Ghi chú"], "15 lớp", "02 lớp tại huyện", ["target", "note"]),
        (["Xong khi nào", "Con số hướng tới"], "Quý III", "15 lớp", ["deadline", "target"]),
        (["Thời hạn", "Ghi chú"], "Quý III", "15 lớp theo kế hoạch", ["deadline", "note"]),
        (["Chỉ tiêu", "Ghi chú"], "15 lớp", "Giữ nguyên", ["target", "proposal"]),
    ],
)  # fmt: skip
def test_of_two_columns_the_one_of_the_year_is_the_target_and_a_known_heading_keeps_its_word(
    headings, one, other, fields
):
    rows = [[str(number), work, one, other] for number, work in enumerate(WORKS, start=1)]
    assert recognise(["TT", "Nội dung đăng ký", *headings], *rows)[2:] == fields


def test_the_content_may_stand_under_a_new_heading_beside_the_numbers():
    header = ["TT", "Việc sẽ làm", "Chỉ tiêu"]
    assert recognise(header, *beside("12 lớp", "03 cầu"))[1] == "content"
    assert recognise(header, ["1", "Có", "12 lớp"], ["2", "Không", "03 cầu"])[1] == ""


def test_without_a_content_nothing_is_told_by_what_stands_there():
    rows = [cells(2, ["Quý III", "12 lớp"])]
    assert recognise_columns({}, ["Xong khi nào", "Con số hướng tới"], rows, YEARS) == {}


@pytest.mark.parametrize(
    "heading",
    ["Vốn đối ứng", "Dự toán", "Ngân sách cấp", "Đã thực hiện", "Cùng kỳ", "Năm trước", "Trọng số", "Số tiền",
     "Đến năm 2030", "Điện thoại liên hệ"],
)  # fmt: skip
def test_a_heading_that_says_what_else_counts_is_no_target(heading):
    assert recognise(["TT", "Nội dung đăng ký", heading], *beside("12", "03", "05"))[2] == ""


def test_a_word_of_such_a_heading_counts_as_a_whole():
    assert (
        recognise(["TT", "Nội dung đăng ký", "Nước sạch"], *beside("12 hộ", "03 hộ", "05 hộ"))[2] == "target"
    )
