"""The review notebook shows open questions, disagreements, rules, decisions and changes."""

from __future__ import annotations

import openpyxl
import pytest

from camket.publishing.analyses.opened_period import open_analysis
from camket.publishing.analyses.page_wording import cover, say
from camket.publishing.analyses.review_page import (
    changed_inputs,
    changed_records,
    decisions_table,
    disagreements_table,
    queue_table,
    rules_table,
    second_look_table,
)
from camket.publishing.analyses.status_tables import with_and_without_table
from camket.publishing.blocks.inline import as_plain

PERIOD = "2022-10"
HEADER = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"


@pytest.fixture(autouse=True)
def _project(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))


def submit(project, unit, row, **cells):
    path = project / "data" / "raw" / PERIOD / "submissions" / f"{unit}.xlsx"
    book = openpyxl.load_workbook(path)
    for letter, text in cells.items():
        book.active[f"{letter}{row}"] = text
    book.save(path)


def decide(project, *lines):
    path = project / "data" / "raw" / PERIOD / "decisions.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")


DECIDED = "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Người rà soát,2022-11-01"


def rows_of(table):
    return [[as_plain(cell) for cell in row.cells] for row in table.rows]


def test_the_cover_marks_the_page_as_internal_and_as_a_draft():
    head = cover(open_analysis(PERIOD), "review")
    assert head.title == "Rà soát kết quả nội dung cam kết hành động với UBND Tỉnh năm 2022"
    assert head.landscape
    assert head.draft


def test_the_queue_lists_each_question_with_its_texts_and_consequences():
    [row] = rows_of(queue_table(open_analysis(PERIOD)))
    assert row[:4] == ["1", "SNV-03", "Sở Nội vụ: Bồi dưỡng cán bộ cấp xã", "đến ngày chốt"]
    assert row[5] == "kết quả: Đã trình | ước cả năm: Ước đạt 100% kế hoạch"
    assert row[6].startswith("Đang thực hiện: 01 (20,0%) → 02 (40,0%); ")


def test_second_looks_are_listed_with_their_status_and_counted_by_unit():
    analysis = open_analysis(PERIOD)
    rows = rows_of(second_look_table(analysis))
    assert [row[1] for row in rows] == ["SNV-01", "SNV-02"]
    assert rows[0][3] == "đến ngày chốt; đang là đang thực hiện"
    units = rows_of(disagreements_table(analysis))
    assert units[0] == ["1", "Sở Nội vụ", "00", "00", "00", "01", "00", "00", "01", "02"]
    assert units[-1] == ["", "Tổng số", "00", "00", "00", "01", "00", "00", "01", "02"]


def test_rules_are_listed_with_their_counts_which_add_up():
    analysis = open_analysis(PERIOD)
    for basis in ("cut_off", "full_year"):
        rows = rows_of(rules_table(analysis, basis))
        assert sum(int(row[3]) for row in rows) == 5
    names = {row[1]: row[2] for row in rows_of(rules_table(analysis, "cut_off"))}
    assert names["done"] == "Nói rõ đã hoàn thành"


def test_a_decision_that_no_longer_applies_is_listed_with_both_texts(small_project):
    quoted = "Đã hỏi [Đơn vị ghi khi quyết định: kết quả: Cơ bản hoàn thành]"
    decide(small_project, DECIDED, f"SNV-02,cut_off_status,in_progress,unresolved,{quoted},,A,2022-11-02")
    analysis = open_analysis(PERIOD)
    in_force, fallen = rows_of(decisions_table(analysis))
    assert in_force[1:5] == ["SNV-03", "đến ngày chốt", "Chờ thẩm định", "còn hiệu lực"]
    assert in_force[5:] == ["Đã hỏi (CV 1)", "Người rà soát, 01/11/2022"]
    assert fallen[4] == "hết hiệu lực"
    assert "đơn vị ghi “kết quả: Cơ bản hoàn thành”" in fallen[5]
    assert "nay đơn vị ghi “kết quả: Đã hoàn thành”, phần mềm xác định completed:done" in fallen[5]
    said = as_plain(say("fallen", f=analysis.figure("fallen")).text)
    assert said.startswith("Có 01 nội dung mà quyết định không còn hiệu lực")


def test_a_replaced_decision_stays_on_record(small_project):
    later = DECIDED.replace("unresolved", "unresolved:only_a_step").replace("Đã hỏi", "Hỏi lại")
    decide(small_project, DECIDED.replace("unresolved", "completed"), later)
    assert [row[4] for row in rows_of(decisions_table(open_analysis(PERIOD)))] == [
        "đã được thay",
        "còn hiệu lực",
    ]


def test_the_headline_figures_are_shown_with_and_without_decisions(small_project):
    decide(small_project, DECIDED)
    rows = rows_of(with_and_without_table(open_analysis(PERIOD), "cut_off"))
    assert rows[3][1:] == ["Đang chờ cơ quan chuyên môn thẩm định", "02", "40,0%", "01", "20,0%"]
    assert rows[5][2:] == ["00", "0,0%", "01", "20,0%"]


def test_before_a_second_run_there_is_nothing_to_compare():
    analysis = open_analysis(PERIOD)
    assert "Chưa có lần chạy nào trước đó" in changed_inputs(analysis).as_plain()
    assert changed_records(analysis) is None


def test_changes_are_listed_by_file_and_by_record_with_their_cause(small_project):
    open_analysis(PERIOD)
    decide(small_project, DECIDED)
    submit(small_project, "HTN", 2, C="Đang thực hiện", D="Hoàn thành")
    analysis = open_analysis(PERIOD)
    assert changed_inputs(analysis).as_plain().splitlines() == [
        "- thêm: decisions.csv",
        "- sửa: submissions/HTN.xlsx",
    ]
    moved = {(row[1], row[3]): row[4:] for row in rows_of(changed_records(analysis))}
    assert moved == {
        ("SNV-03", "đến ngày chốt"): [
            "Chưa xác định",
            "Chờ thẩm định",
            "người rà soát quyết định: Người rà soát",
        ],
        ("HTN-01", "đến ngày chốt"): [
            "Không hoàn thành",
            "Đang thực hiện",
            "đơn vị đã sửa báo cáo; quy tắc failed_for_the_year → running",
        ],
        ("HTN-01", "ước cả năm"): [
            "Không hoàn thành",
            "Hoàn thành",
            "đơn vị đã sửa báo cáo; quy tắc carried_over → estimate_completes",
        ],
    }


def test_each_result_names_the_person_who_decided_it(small_project):
    submit(small_project, "SNV", 4, C="Đã trình", D="Phấn đấu hoàn thành")
    open_analysis(PERIOD)
    other = DECIDED.replace("Người rà soát", "Trưởng phòng").replace("cut_off_status", "full_year_status")
    decide(small_project, DECIDED, other.replace("awaiting_appraisal", "completed"))
    rows = rows_of(changed_records(open_analysis(PERIOD)))
    assert [(row[3], row[-1]) for row in rows] == [
        ("đến ngày chốt", "người rà soát quyết định: Người rà soát"),
        ("ước cả năm", "người rà soát quyết định: Trưởng phòng"),
    ]


def test_a_changed_text_with_the_same_status_is_no_change(small_project):
    open_analysis(PERIOD)
    submit(small_project, "HTN", 2, C="Không thể hoàn thành trong năm nay")
    assert changed_records(open_analysis(PERIOD)).as_plain() == "Không nội dung nào đổi kết quả."


def test_an_outdated_and_a_withdrawn_decision_are_named_as_causes(small_project):
    decide(small_project, DECIDED)
    open_analysis(PERIOD)
    submit(small_project, "SNV", 4, C="Đã hoàn thành")
    [row] = rows_of(changed_records(open_analysis(PERIOD)))
    assert row[4:] == ["Chờ thẩm định", "Chưa xác định", "quyết định hết hiệu lực vì đơn vị đã sửa báo cáo"]
    submit(small_project, "SNV", 4, C="Đã trình")
    open_analysis(PERIOD)
    decide(small_project)
    [row] = rows_of(changed_records(open_analysis(PERIOD)))
    assert row[-1] == "quyết định đã bị thu hồi, hoặc không còn trong decisions.csv"
