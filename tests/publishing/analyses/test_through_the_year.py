"""What pages and the report say of a year: who reported, what fell due, what changed since the last period."""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.pipeline import prepare_period
from camket.publishing.analyses.charts import since_chart, units_chart
from camket.publishing.analyses.due_table import due_table, say_due
from camket.publishing.analyses.leading_tables import rates_table
from camket.publishing.analyses.opened_period import open_analysis
from camket.publishing.analyses.reporting_table import reporting_table, say_reporting
from camket.publishing.analyses.since_last import say_since, since_table
from camket.publishing.blocks.block import Table
from camket.publishing.blocks.inline import as_plain
from camket.publishing.report.facts import gather_facts
from camket.settings.project import open_folder
from invented import DECEMBER, JUNE, save_tables, write_year

DATED = {"SMAU.xlsx": "2023-12-10", "SGIA.xlsx": "2023-12-14"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The year with a district that is silent in December, and the days on which the others reported."""
    root = write_year(tmp_path_factory.mktemp("year"), silent=["HTT"])
    raw = open_folder(root, DECEMBER).raw
    settings = (raw / "period.toml").read_text("utf-8")
    (raw / "period.toml").write_text(
        settings.replace("[report]", "report_due = 2023-12-12\n[report]"), "utf-8"
    )
    lines = ["file,received_on", *(f"{file},{day}" for file, day in DATED.items())]
    (raw / "received.csv").write_text("\n".join(lines), "utf-8")
    for name in (JUNE, DECEMBER):
        save_tables(open_folder(root, name))
    return root


@pytest.fixture
def opened(project, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(project))
    return open_analysis


def rows_of(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[as_plain(cell) for cell in row.cells] for row in table.rows]


def test_a_sentence_says_how_many_changed_and_how(opened):
    said = say_since(opened(DECEMBER))
    assert said is not None
    assert as_plain(said) == (
        "Trong 10 nội dung có ở cả kỳ này và kỳ 2023-06 (số liệu đến 30/06/2023), so với kỳ trước: 03 nội dung mới "
        "hoàn thành; 00 nội dung mới chuyển thành không hoàn thành; 00 nội dung mới được cho dừng; 00 nội dung kỳ "
        "trước đã có kết quả cuối, nay lại đang thực hiện hoặc chờ thẩm định; 04 nội dung kỳ trước đã có kết quả, "
        "nay chưa xác định được; 03 nội dung giữ nguyên kết quả."
    )


def test_a_table_has_each_kind_of_change_for_all_and_for_each_group(opened):
    rows = rows_of(since_table(opened(DECEMBER)))
    assert rows[0] == ["1", "Mới hoàn thành", "03", "30,0%", "03", "37,5%", "00", "0,0%"]
    assert rows[-1] == ["", "Nội dung có ở cả hai kỳ", "10", "100,0%", "08", "100,0%", "02", "100,0%"]
    alone = rows_of(since_table(opened(DECEMBER), by_group=False))
    assert alone[0] == rows[0][:4]


def test_a_picture_leads_from_the_results_of_june_to_those_of_december(opened):
    chart = since_chart(opened(DECEMBER))
    assert chart is not None
    assert as_plain(chart.alt).startswith("Số nội dung chuyển từ kết quả kỳ trước sang kết quả kỳ này: ")
    assert "Đang thực hiện → Hoàn thành: 03" in as_plain(chart.alt)
    assert "Hoàn thành → Chưa xác định: 01" in as_plain(chart.alt)


def test_a_first_period_says_nothing_of_changes(opened):
    june = opened(JUNE)
    assert (say_since(june), since_table(june), since_chart(june)) == (None, None, None)


def test_what_fell_due_is_said_and_listed_by_unit(opened):
    december = opened(DECEMBER)
    assert as_plain(say_due(december)) == (
        "Có 04/10 nội dung đến hạn trong kỳ (từ 01/07/2023 đến 15/12/2023): 01 nội dung xong đúng hạn; 01 nội dung "
        "xong sau hạn; 01 nội dung xong, chưa rõ ngày hoàn thành; 01 nội dung đến hạn mà chưa hoặc không hoàn thành."
    )
    assert rows_of(due_table(december)) == [
        ["", "TỔNG CỘNG", "04", "01", "01", "01", "01"],
        ["", "Các sở, ban, ngành tỉnh", "04", "01", "01", "01", "01"],
        ["1", "Sở Mẫu Thử", "04", "01", "01", "01", "01"],
    ]


def test_who_reported_is_said_with_those_who_did_not_and_the_days(opened):
    december = opened(DECEMBER)
    assert as_plain(say_reporting(december)) == (
        "Có 02/03 đơn vị đã gửi báo cáo, với 07/10 nội dung có báo cáo (chiếm 70,0%). Có 01 đơn vị chưa gửi báo cáo: "
        "UBND huyện Trăng Tròn. So với hạn gửi 12/12/2023: 01 đơn vị gửi đúng hạn, 01 đơn vị gửi sau hạn, "
        "00 đơn vị chưa rõ ngày gửi."
    )
    assert rows_of(reporting_table(december)) == [
        ["1", "Sở Mẫu Thử", "05", "05", "100,0%", "10/12/2023", "Đúng hạn"],
        ["2", "Sở Giả Định", "03", "02", "66,7%", "14/12/2023", "Sau hạn"],
        ["3", "UBND huyện Trăng Tròn (chưa gửi báo cáo)", "02", "00", "0,0%", "", ""],
    ]


def test_where_nobody_asks_for_days_and_all_is_reported_there_is_no_table(opened):
    june = opened(JUNE)
    assert reporting_table(june) is None
    assert as_plain(say_reporting(june)) == (
        "Có 03/03 đơn vị đã gửi báo cáo, với 10/10 nội dung có báo cáo (chiếm 100,0%)."
    )


def test_the_report_tells_the_same_before_the_other_facts(opened, project):
    prepared = prepare_period(open_folder(project, DECEMBER))
    facts = gather_facts(opened(DECEMBER), prepared.records)
    since, notes = (
        [part.title if isinstance(part, Table) else as_plain(part.text) for part in facts[slot]]
        for slot in ("since_last", "cut_off_notes")
    )
    assert since[0].startswith("- Trong 10 nội dung có ở cả kỳ này và kỳ 2023-06")
    assert since[1:] == ["Thay đổi so với kỳ trước"]
    assert notes[0].startswith("- Có 02/03 đơn vị đã gửi báo cáo")
    assert any(line.startswith("- Có 04/10 nội dung đến hạn trong kỳ") for line in notes)


def test_a_unit_that_sent_nothing_is_called_so_wherever_it_comes_last(tmp_path, monkeypatch):
    root = write_year(tmp_path / "year", silent=["SGIA"])
    monkeypatch.setenv("CAMKET_PROJECT", str(root))
    december = open_analysis(DECEMBER)
    called = "Sở Giả Định (chưa gửi báo cáo)"
    least = rows_of(rates_table(december, "cut_off", "department", most=1))
    assert least[-1][1] == called
    chart = units_chart(december, "cut_off", "department")
    assert chart is not None
    assert called in as_plain(chart.alt)
    records = prepare_period(open_folder(root, DECEMBER)).records
    lines = [
        as_plain(part.text)
        for part in gather_facts(december, records)["cut_off_notes"]
        if hasattr(part, "text")
    ]
    assert any(f"thấp nhất là {called} (00/03 nội dung hoàn thành" in line for line in lines)
