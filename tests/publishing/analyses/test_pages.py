"""Sentences, tables and charts of a small period: 5 commitments of two units, one of them unresolved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from camket.publishing.analyses.charts import flow_chart, status_chart, units_chart
from camket.publishing.analyses.opened_period import open_analysis
from camket.publishing.analyses.page_wording import cover, say, source_note, status_sentences
from camket.publishing.analyses.status_tables import (
    failing_table,
    flow_table,
    items_table,
    overdue_table,
    status_table,
    units_table,
)
from camket.publishing.blocks.inline import as_plain
from samples import SCHEME

PERIOD = "2022-10"


@pytest.fixture
def analysis(small_project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    return open_analysis(PERIOD)


def rows_of(table):
    return [[as_plain(cell) for cell in row.cells] for row in table.rows]


def test_unresolved_records_have_a_letter_of_their_own_in_the_list(analysis):
    assert status_sentences(analysis, "cut_off").as_plain().splitlines() == [
        "a) Có 01/05 nội dung chưa hoàn thành, đang tiếp tục tổ chức thực hiện (chiếm 20,0%).",
        "b) Có 01/05 nội dung hoàn thành (chiếm 20,0%).",
        "c) Có 01/05 nội dung không hoàn thành (chiếm 20,0%).",
        "d) Có 01/05 nội dung đang chờ cơ quan chuyên môn thẩm định (chiếm 20,0%).",
        "đ) Có 00/05 nội dung được UBND Tỉnh cho dừng thực hiện (chiếm 0,0%).",
        "e) Có 01/05 nội dung chưa xác định được kết quả, đang chờ rà soát (chiếm 20,0%).",
    ]


def test_a_cover_names_the_appendix_the_report_and_the_draft(analysis):
    head = cover(analysis, "appendix_2")
    assert head.label == "Phụ lục II"
    assert head.reference == (
        "(Kèm theo Báo cáo số 158/BC-SKHĐT ngày 09 tháng 11 năm 2022 của Sở Kế hoạch và Đầu tư)"
    )
    assert head.landscape
    assert as_plain(head.draft).startswith("số liệu chưa chốt: còn 01/05 nội dung")
    assert not cover(analysis, "cut_off").label


def test_for_electronic_issue_number_and_date_are_left_blank(small_project, monkeypatch):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "[layout]\nelectronic = true\n", encoding="utf-8"
    )
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    reference = " ".join(cover(open_analysis(PERIOD), "appendix_1").reference.split())
    assert reference == "(Kèm theo Báo cáo số /BC-SKHĐT ngày tháng năm 2022 của Sở Kế hoạch và Đầu tư)"


def test_until_the_report_has_a_number_and_a_day_the_appendices_leave_room_for_them(
    small_project, monkeypatch
):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    text = settings.read_text(encoding="utf-8").replace("158/BC", "/BC").replace("day = 2022-11-09\n", "")
    settings.write_text(text, encoding="utf-8")
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    head = cover(open_analysis(PERIOD), "appendix_1")
    assert head.reference.replace("\N{NO-BREAK SPACE}", " ") == (
        "(Kèm theo Báo cáo số       /BC-SKHĐT ngày      tháng      năm       của Sở Kế hoạch và Đầu tư)"
    )
    assert head.issued == date(2022, 10, 30)


def test_the_overall_table_counts_every_status_for_both_groups(analysis):
    table = status_table(analysis, "cut_off", "Bảng")
    assert rows_of(table)[0] == [
        "1", "Chưa hoàn thành, đang tiếp tục tổ chức thực hiện", "01", "20,0%", "01", "33,3%", "00", "0,0%",
    ]  # fmt: skip
    assert rows_of(table)[-1] == ["", "Tổng số", "05", "100,0%", "03", "100,0%", "02", "100,0%"]
    assert len(table.rows) == 7


def test_appendix_one_has_a_total_group_subtotals_and_a_row_per_unit(analysis):
    names = [row[:3] for row in rows_of(units_table(analysis))]
    assert names == [
        ["", "TỔNG CỘNG", "05"],
        ["I", "CÁC SỞ, BAN, NGÀNH TỈNH", "03"],
        ["1", "Sở Nội vụ", "03"],
        ["II", "UBND CÁC HUYỆN, THÀNH PHỐ", "02"],
        ["1", "UBND huyện Tam Nông", "02"],
    ]


def test_appendix_two_shows_each_item_in_the_units_own_words(analysis):
    group, *items = rows_of(items_table(analysis, "department"))
    assert group == ["1. Sở Nội vụ (03 nội dung)"]
    assert items[1] == [
        "2", "Tinh giản biên chế theo kế hoạch", "20 người", "31/12/2022", "Đã hoàn thành", "Hoàn thành", "",
        "Hoàn thành", "",
    ]  # fmt: skip
    assert [row[5] for row in items] == ["Đang thực hiện", "Hoàn thành", "Chưa xác định"]


def test_the_evidence_column_quotes_the_rule_and_the_words(analysis):
    (_, first, *_) = rows_of(items_table(analysis, "department", show_evidence=True))
    assert first[-1].startswith("running: “Đang ")


def test_a_decided_record_is_marked(small_project, monkeypatch):
    path = small_project / "data" / "raw" / PERIOD / "decisions.csv"
    path.write_text(
        "record_id,field,value,expect,reason,document,decided_by,decided_on\n"
        "SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,,Người rà soát,2022-11-01\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    analysis = open_analysis(PERIOD)
    assert rows_of(items_table(analysis, "department"))[3][5] == "Chờ thẩm định (*)"
    assert as_plain(say("decided", d=analysis.figure("decided")).text).startswith(
        "Trong đó, kết quả của 01/05 nội dung do công chức tổng hợp rà soát, kết luận;"
    )


def test_overdue_and_failing_items_are_listed_with_the_units_text(analysis):
    assert [row[1:] for row in rows_of(overdue_table(analysis))] == [
        ["Sở Nội vụ", "Ban hành Đề án vị trí việc làm", "30/9/2022", "Đang xây dựng dự thảo"]
    ]
    assert [row[4] for row in rows_of(failing_table(analysis))] == ["Không thể hoàn thành trong năm 2022"]


def test_the_flow_table_adds_up_in_both_directions(analysis):
    *rows, total = [row[1:] for row in rows_of(flow_table(analysis))]
    for row in rows:
        assert sum(map(int, row[:-1])) == int(row[-1])
    for column in range(len(total)):
        assert sum(int(row[column]) for row in rows) == int(total[column])


@pytest.mark.parametrize("basis", ["cut_off", "full_year"])
def test_a_chart_has_its_finding_in_words_and_no_date_or_random_id(analysis, basis):
    def draw():
        return [
            status_chart(analysis, basis),
            *(units_chart(analysis, basis, group) for group in SCHEME.group_codes),
        ]

    assert draw() == draw()
    for chart in draw():
        assert "%" in as_plain(chart.alt)
        assert chart.title
        assert "<dc:date>" not in chart.svg


def test_the_chart_of_units_names_best_and_least_of_each_group(analysis):
    assert [as_plain(units_chart(analysis, "cut_off", group).alt) for group in SCHEME.group_codes] == [
        "Trong nhóm các sở, ban, ngành tỉnh, tỷ lệ hoàn thành của các đơn vị đều là 33,3%.",
        "Trong nhóm UBND các huyện, thành phố, tỷ lệ hoàn thành của các đơn vị đều là 0,0%.",
    ]


def test_a_group_without_units_has_no_chart(analysis):
    alone = replace(analysis, units=tuple(unit for unit in analysis.units if unit.group == "department"))
    assert units_chart(alone, "cut_off", "district") is None


def test_the_flow_chart_describes_every_flow(analysis):
    moves = as_plain(flow_chart(analysis).alt)
    assert "Hoàn thành → Hoàn thành: 01" in moves
    assert "Không hoàn thành → Không hoàn thành: 01" in moves
    counts = [int(number) for number in re.findall(r": (\d+)", moves)]
    assert sum(counts) == 5


def test_the_source_note_marks_synthetic_data(small_project, monkeypatch):
    settings = small_project / "data" / "raw" / PERIOD / "period.toml"
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    assert "giả lập" not in source_note(open_analysis(PERIOD))
    settings.write_text(
        'notice = "Số liệu giả lập"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert source_note(open_analysis(PERIOD)).startswith("số liệu giả lập")
