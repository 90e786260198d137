from __future__ import annotations

import openpyxl
import pytest

from camket.exchange.review_listing import list_review
from camket.inputs.project import open_folder
from camket.processed.prepare import prepare_period

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


def test_a_question_shows_texts_with_cells_rules_and_what_each_answer_moves(small_project):
    submit(small_project, "SNV", 4, C="Cơ bản hoàn thành", E="xem phụ lục")
    text = " ".join(" ".join(listing(small_project)).split())
    assert "SNV-03 Bồi dưỡng cán bộ cấp xã" in text
    assert "Kết quả thực hiện “Cơ bản hoàn thành” [Sheet!C4]" in text
    assert "Ghi chú “xem phụ lục” [Sheet!E4] (submissions/SNV.xlsx)" in text
    assert "quy tắc Kết quả thực hiện: Chưa xác định – “Cơ bản hoàn thành” (nearly_done" in text
    assert "trả lời Đang thực hiện: 01 (20,0%) → 02 (40,0%)" in text


def test_it_ends_with_how_many_there_are_and_how_to_answer(small_project):
    *_, summary, how = listing(small_project)
    assert summary == f"Kỳ {PERIOD}: 1 câu hỏi; 00/05 nội dung dựa trên quyết định."
    assert f"camket review {PERIOD} --apply" in how


def test_without_questions_it_says_so_and_still_lists_the_second_looks(small_project):
    submit(small_project, "SNV", 4, C="Đang thực hiện")
    lines = listing(small_project)
    assert lines[-1] == f"Kỳ {PERIOD}: 0 câu hỏi; 00/05 nội dung dựa trên quyết định."
    assert lines[0] == "Đã kết luận, nên xem lại (2 nội dung)"
    assert lines[1].startswith("SNV-01        Đang thực hiện: đang thực hiện mà thời hạn là 30/9/2022")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(small_project, width):
    submit(small_project, "SNV", 4, C="Đã có kết quả " * 30)
    assert max(map(len, listing(small_project, width)[:-1])) <= width
