from __future__ import annotations

import openpyxl
import pytest

from camket.cli.terminal import list_problems, list_review, warn_open
from camket.intake.joining.record import Rejected
from camket.pipeline import prepare_period
from camket.publishing.workbooks.problems import group_by_unit
from camket.settings.project import open_folder
from camket.settings.units import Unit

PERIOD = "2022-10"


def submit(project, unit, row, **cells):
    path = project / "data" / "raw" / PERIOD / "submissions" / f"{unit}.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, text in cells.items():
        book.active[f"{letter}{row}"] = text
    book.save(path)


def listing(project, width=100):
    return list(list_review(PERIOD, prepare_period(open_folder(project, PERIOD)), width))


def test_the_questions_are_listed_unit_by_unit_the_most_consequential_first(small_project):
    submit(small_project, "SNV", 2, C="Đã có kết quả")
    submit(small_project, "HTN", 3, C="Đã có kết quả", D="Phấn đấu hoàn thành")
    lines = listing(small_project)
    units = [line for line in lines if line.endswith("câu hỏi)")]
    assert units == ["UBND huyện Tam Nông (2 câu hỏi)", "Sở Nội vụ (2 câu hỏi)"]


def test_a_question_shows_texts_with_cells_findings_and_what_each_answer_moves(small_project):
    submit(small_project, "SNV", 4, C="Cơ bản hoàn thành", E="xem phụ lục")
    text = " ".join(" ".join(listing(small_project)).split())
    assert "SNV-03 Bồi dưỡng cán bộ cấp xã" in text
    assert "Kết quả thực hiện “Cơ bản hoàn thành” [Sheet!C4]" in text
    assert "Ghi chú “xem phụ lục” [Sheet!E4] (submissions/SNV.xlsx)" in text
    assert "nhận định Kết quả thực hiện: Chưa xác định – “Cơ bản hoàn thành” (nearly_done" in text
    assert "trả lời Đang thực hiện: 01 (20,0%) → 02 (40,0%)" in text


def test_it_ends_with_how_many_there_are_and_how_to_answer(small_project):
    *_, summary, how = listing(small_project)
    assert summary == f"Kỳ {PERIOD}: 1 câu hỏi; chưa có nội dung nào dựa trên quyết định."
    assert f"camket review {PERIOD} --apply" in how


def test_without_questions_it_says_so_and_still_lists_the_second_looks(small_project):
    submit(small_project, "SNV", 4, C="Đang thực hiện")
    lines = listing(small_project)
    assert lines[-1] == f"Kỳ {PERIOD}: không còn câu hỏi nào; chưa có nội dung nào dựa trên quyết định."
    assert lines[0] == "Đã kết luận, nên xem lại (2 nội dung)"
    assert lines[1].startswith("SNV-01        Đang thực hiện: đang thực hiện mà thời hạn là 30/9/2022")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(small_project, width):
    submit(small_project, "SNV", 4, C="Đã có kết quả " * 30)
    assert max(map(len, listing(small_project, width)[:-1])) <= width


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
        "Sở Nội vụ: 1 chỗ có thể ẩn cam kết; 1 dòng trùng hoặc đã thay bằng lần gửi sau, không cần xử lý"
    )
    assert said[1] == "  submissions/a.xlsx (không được đọc)"
    assert not any("trùng" in line for line in said[1:])


def test_what_is_open_of_the_next_year_is_named_before_the_final_outputs_are_used(prepared_demonstration):
    next_year = prepared_demonstration.next_year
    [said] = warn_open(next_year)
    assert f"còn {len(next_year.asked)} nội dung đăng ký năm 2023 chưa được trả lời" in said
    assert all(registration_id in said for registration_id in next_year.asked)
