"""The facts beyond the counts list ties, quote briefly and use figures for all numbers."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from camket.figures.due_figures import count_due_figures
from camket.figures.ledger import count_figures
from camket.figures.report_figures import count_report_figures
from camket.figures.reporting import Reporting
from camket.figures.reporting_figures import count_reporting_figures
from camket.intake.joining.record import Commitment, Record, Source
from camket.judging.classify import classify_records
from camket.publishing.analyses.leading_tables import select_leading
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.block import Table
from camket.publishing.blocks.inline import Printed, as_plain
from camket.publishing.report.facts import gather_facts
from camket.settings.project import PeriodFolder
from camket.settings.units import Unit
from samples import PERIOD

UNITS = (
    Unit(code="SNV", name="Sở Nội vụ", group="department", order=1),
    Unit(code="STC", name="Sở Tài chính", group="department", order=2),
    Unit(code="SYT", name="Sở Y tế", group="department", order=3),
    Unit(code="HTN", name="UBND huyện Tam Nông", group="district", order=4),
)
DONE, RUNS, WAITS = "Đã hoàn thành", "Đang thực hiện", "Đang chờ thẩm định"
DAY = re.compile(r"\d\d/\d\d/\d{4}")
FAILS = "Không thể hoàn thành trong năm 2022"


def facts(*rows, deadline="31/12/2022", units=UNITS):
    """Returns the facts for rows of unit code, result and appraiser. The last two are optional."""
    source = Source("a.xlsx", "a" * 64, "Sheet1", 1)
    records = []
    for number, (code, result, *rest) in enumerate(rows, start=1):
        unit = next(unit for unit in units if unit.code == code)
        appraiser = rest[0] if rest else ""
        signed = Commitment(
            f"{code}-{number:02d}", unit, number, f"Nội dung {number}", "", deadline, appraiser, source, {}
        )
        records.append(Record(signed, source, reported=True, result_text=result))
    judged = classify_records(records, [], 2022)
    signed_units = tuple(unit for unit in units if unit.code in {row[0] for row in rows})
    reporting = Reporting({unit.code: "reported" for unit in signed_units}, {}, dated=False)
    figures = [
        *count_figures(judged, signed_units, PERIOD),
        *count_report_figures(judged, signed_units, PERIOD),
        *count_due_figures(judged, signed_units, PERIOD, None),
        *count_reporting_figures(judged, signed_units, PERIOD, reporting),
    ]
    folder = PeriodFolder(Path(), "2022-10", Path(), Path())
    analysis = Analysis("2022-10", PERIOD, signed_units, {figure.id: figure for figure in figures}, folder)
    return gather_facts(analysis, judged)


def said(parts):
    return [as_plain(part.text) for part in parts if not isinstance(part, Table)]


def test_the_best_and_all_units_with_the_lowest_share_are_named_in_their_group():
    lines = said(facts(("SNV", DONE), ("STC", RUNS), ("SYT", RUNS), ("HTN", RUNS))["cut_off_notes"])
    assert lines[1] == (
        "- Đối với các sở, ban, ngành tỉnh, tỷ lệ hoàn thành lũy kế cao nhất là Sở Nội vụ (01/01 nội dung hoàn thành, "
        "chiếm 100,0%); thấp nhất là Sở Tài chính (00/01 nội dung hoàn thành, chiếm 0,0%); Sở Y tế (00/01 nội dung "
        "hoàn thành, chiếm 0,0%)."
    )
    assert not any("UBND các huyện" in line for line in lines), "one unit is behind nobody"


def test_where_all_shares_are_equal_no_unit_is_named():
    assert not any("thấp nhất" in line for line in said(facts(("SNV", DONE), ("STC", DONE))["cut_off_notes"]))


def test_overdue_items_are_counted_by_unit_or_stated_as_none():
    overdue = said(facts(("SNV", RUNS), ("STC", DONE), deadline="30/6/2022")["cut_off_notes"])
    assert (
        "- Đến ngày 30/10/2022, có 01/02 nội dung đang thực hiện đã quá thời hạn cam kết (chiếm 50,0%), gồm: "
        "Sở Nội vụ có 01/01 nội dung quá thời hạn."
    ) in overdue
    none = said(facts(("SNV", RUNS), ("STC", DONE))["cut_off_notes"])
    assert "- Đến ngày 30/10/2022, không có nội dung đang thực hiện nào quá thời hạn cam kết." in none


def test_appraisers_awaited_are_named_as_in_the_signed_list():
    lines = said(facts(("SNV", WAITS, "Bộ Nội vụ"), ("STC", WAITS))["cut_off_notes"])
    assert lines[-1] == (
        "- Các nội dung đang chờ thẩm định, phân theo cơ quan thẩm định ghi tại danh mục đã ký: có 01/02 nội dung "
        "đang chờ Bộ Nội vụ thẩm định (chiếm 50,0%); có 01/02 nội dung đang chờ thẩm định mà danh mục không ghi cơ "
        "quan thẩm định (chiếm 50,0%)."
    )
    assert not any("cơ quan thẩm định" in line for line in said(facts(("SNV", DONE))["cut_off_notes"]))


def test_a_failing_item_is_quoted_with_the_units_reason():
    line, table = facts(("SNV", f"{FAILS} do thiếu vốn đối ứng"), ("STC", FAILS))["full_year_reasons"]
    assert as_plain(line.text).startswith(
        "Có 01/02 nội dung ước cả năm không hoàn thành, đơn vị có nêu lý do. Bảng dưới đây"
    )
    assert [[as_plain(cell) for cell in row.cells] for row in table.rows] == [
        ["1", "Sở Nội vụ", "Nội dung 1", "“do thiếu vốn đối ứng”"]
    ]


def test_without_any_reason_there_is_no_sentence_on_reasons():
    assert facts(("SNV", FAILS))["full_year_reasons"] == ()
    assert facts(("SNV", DONE))["full_year_reasons"] == ()


def test_a_long_table_and_a_long_reason_are_cut():
    _, table = facts(*[("SNV", f"{FAILS} do {'thiếu vốn ' * 30}")] * 11)["full_year_reasons"]
    assert len(table.rows) == 10
    assert all(len(as_plain(row.cells[3])) <= 115 for row in table.rows)
    assert as_plain(table.rows[0].cells[3]).endswith(" …”")


def test_of_many_units_with_one_share_the_first_is_named():
    units = tuple(
        UNITS[0].model_copy(update={"code": f"S{n}", "name": f"Sở {chr(65 + n)}"}) for n in range(7)
    )
    lines = said(
        facts(("S0", DONE), *((unit.code, RUNS) for unit in units[1:]), units=units)["cut_off_notes"]
    )
    assert lines[1].endswith(
        "thấp nhất là Sở B (00/01 nội dung hoàn thành, chiếm 0,0%) và các đơn vị cùng tỷ lệ tại Phụ lục I."
    )


def test_what_fell_due_is_told_by_what_there_is():
    lines = said(facts(("SNV", RUNS), ("STC", DONE), deadline="30/6/2022")["cut_off_notes"])
    [due] = [line for line in lines if "đến hạn trong kỳ" in line]
    assert due.startswith("- Có 02/02 nội dung đến hạn trong kỳ (từ 01/01/2022 đến 30/10/2022), gồm: ")
    assert "00" not in due
    [none] = [line for line in said(facts(("SNV", RUNS))["cut_off_notes"]) if "đến hạn trong kỳ" in line]
    assert none == "- Không có nội dung nào đến hạn trong kỳ (từ 01/01/2022 đến 30/10/2022)."


def test_the_superior_body_is_asked_for_what_it_can_give():
    asked = said(facts(("SNV", FAILS), ("STC", WAITS), ("SYT", DONE))["requests"])
    assert asked == [
        "- Đề nghị UBND Tỉnh cho ý kiến về hướng xử lý 01/03 nội dung ước cả năm không hoàn thành (chiếm 33,3%).",
        "- Đề nghị UBND Tỉnh chỉ đạo các cơ quan thẩm định sớm có kết luận đối với 01/03 nội dung đang chờ cơ quan "
        "chuyên môn thẩm định, trước ngày 31/12/2022.",
    ]
    assert facts(("SNV", DONE))["requests"] == ()


def test_every_digit_of_the_sentences_comes_from_a_figure():
    rows = [
        ("SNV", RUNS),
        ("STC", DONE),
        ("HTN", WAITS, "Sở Nội vụ"),
        ("SYT", f"{FAILS} do thiếu vốn đối ứng"),
    ]
    made = facts(*rows, deadline="30/6/2022")
    for part in (line for block in made.values() for line in block):
        if not isinstance(part, Table):
            # A day comes from period.toml.
            typed = [DAY.sub("", run) for run in part.text if not isinstance(run, Printed)]
            assert not any(char.isdigit() for run in typed for char in run), typed


@pytest.mark.parametrize(
    ("counts", "named"),
    [
        ([], []),
        ([3, 2, 1], [3, 2, 1]),
        ([5, 4, 3, 2, 1, 1], [5, 4, 3, 2]),
        ([1, 9, 4, 4, 3, 2], [9, 4, 4, 3, 2]),
        ([1] * 7, []),
    ],
)
def test_tied_units_are_all_named_or_none(counts, named):
    figures = count_figures([], [], PERIOD)
    [total] = [figure for figure in figures if figure.id == "cut_off.total"]
    made = {str(place): replace(total, numerator=count) for place, count in enumerate(counts)}
    assert [figure.numerator for figure in select_leading(made, 5).values()] == named
