from camket.inputs.units import Unit
from camket.outputs.listing import list_problems, warn_open
from camket.publishing.problem_list import group_by_unit
from camket.records.record import Rejected

SNV = Unit(code="SNV", name="Sở Nội vụ", group="department", order=1)


def problem(row, found, file="submissions/a.xlsx", kind="row", remedy="sửa"):
    return Rejected("SNV", file, "", "S", row, f"S!B{row}" if row else "", found, "cần", remedy, kind)


def lines(*problems):
    return list(list_problems(group_by_unit(problems, [SNV])))


def test_what_places_have_in_common_is_said_once_below_them():
    assert lines(problem(2, "một"), problem(3, "khác", remedy="sửa khác"), problem(4, "hai")) == [
        "Sở Nội vụ: 3 điểm cần sửa",
        "  submissions/a.xlsx",
        "    - S!B2: một",
        "    - S!B4: hai",
        "      cần:      cần",
        "      cách sửa: sửa",
        "    - S!B3: khác",
        "      cần:      cần",
        "      cách sửa: sửa khác",
        "",
    ]


def test_two_hundred_like_problems_take_little_more_than_two_hundred_lines():
    assert len(lines(*[problem(row, f"lỗi {row}") for row in range(1, 201)])) == 205


def test_a_file_unread_stands_alone_and_what_never_came_has_no_file():
    said = lines(problem(None, "tệp rỗng", kind="file"), problem(None, "chưa có dòng nào", "", "missing"))
    assert said[0] == "Sở Nội vụ: 1 điểm cần sửa; 1 điểm cần bổ sung"
    assert said[1:3] == ["  submissions/a.xlsx", "    - S: tệp rỗng"]
    assert "    - chưa có dòng nào" in said


def test_notices_stand_apart_and_rows_that_need_nothing_are_only_counted():
    said = lines(problem(2, "ẩn", kind="hidden"), problem(3, "trùng", kind="repeated"))
    assert said[0] == (
        "Sở Nội vụ: 1 chỗ có thể ẩn cam kết; 1 dòng trùng hoặc đã thay bằng lần gửi sau, không cần làm gì"
    )
    assert said[1] == "  submissions/a.xlsx (không được đọc)"
    assert not any("trùng" in line for line in said[1:])


def test_what_is_open_of_the_next_year_is_named_before_the_final_outputs_are_used(prepared_demonstration):
    next_year = prepared_demonstration.next_year
    [said] = warn_open(next_year)
    assert f"còn {len(next_year.asked)} nội dung đăng ký năm 2023 chưa được trả lời" in said
    assert all(screened.item.registration_id in said for screened in next_year.asked)
