"""The findings of slides and the matters of the leader's page, their numbers all of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from camket.figures.ledger import Figure, count_figures
from camket.figures.report_figures import UNNAMED, WAITING
from camket.judging.classify import classify_records
from camket.publishing.analyses.bar_charts import (
    failing_chart,
    groups_chart,
    moves_chart,
    since_chart,
    statuses_chart,
    units_chart,
    waiting_chart,
)
from camket.publishing.analyses.charts import units_chart as page_chart
from camket.publishing.analyses.matters import list_matters, matters_table, say_matters
from camket.publishing.analyses.opened_period import Analysis, open_analysis
from camket.publishing.analyses.page_wording import say_by_group
from camket.publishing.analyses.slide_findings import (
    list_key_numbers,
    say_failing,
    say_groups,
    say_moves,
    say_since,
    say_statuses,
    say_units,
    say_waiting,
)
from camket.publishing.analyses.status_tables import items_table, status_table
from camket.publishing.blocks.block import Cover
from camket.publishing.blocks.inline import Printed, as_plain
from camket.publishing.pages.page import Page
from camket.publishing.pages.pdf import page_to_pdf
from camket.settings.project import PeriodFolder, open_folder
from camket.settings.units import Unit
from invented import DECEMBER, JUNE, save_tables, write_year
from samples import HCL, PERIOD, SNV, STC, record

COVER = Cover(title="Tóm tắt", agency="Sở", superior="UBND", issued=date(2022, 11, 9))
DONE, RUNNING, FAILED = "Đã hoàn thành", "Đang thực hiện", "Không thể hoàn thành trong năm 2022"


def opened(said: dict[Unit, list[tuple[str, str]]], **added: Figure) -> Analysis:
    """A period in which units reported these results and estimates."""
    records = [
        record(number=number, unit=unit, result_text=result, estimate_text=estimate)
        for unit, pairs in said.items()
        for number, (result, estimate) in enumerate(pairs, start=1)
    ]
    figures = {
        figure.id: figure for figure in count_figures(classify_records(records, [], 2022), list(said), PERIOD)
    }
    folder = PeriodFolder(Path(), "2022-10", Path(), Path())
    analysis = Analysis("2022-10", PERIOD, tuple(said), figures | added, folder)
    signed = [each.commitment for each in records]
    vars(analysis)["records"] = pd.DataFrame(  # what a saved period has in a file
        [(each.record_id, each.unit.code, each.item_no) for each in signed],
        columns=["record_id", "unit", "item_no"],
    )
    return analysis


@pytest.fixture
def mixed() -> Analysis:
    return opened(
        {
            SNV: [(DONE, ""), (RUNNING, "Hoàn thành")],
            STC: [(DONE, ""), (DONE, ""), (DONE, ""), (FAILED, "")],
            HCL: [(RUNNING, "Hoàn thành"), (FAILED, ""), (FAILED, "")],
        }
    )


def plain(title):
    return as_plain(title.text)


def test_the_first_finding_is_what_is_done_and_then_the_most_frequent_others(mixed):
    assert plain(say_statuses(mixed, "cut_off")) == (
        "Đến 30/10/2022, 04/09 nội dung hoàn thành, 03 nội dung không hoàn thành, 02 nội dung đang thực hiện"
    )
    assert plain(say_statuses(mixed, "full_year")).startswith("Ước cả năm 2022, 06/09 nội dung hoàn thành")


def test_every_number_of_a_finding_is_a_figure_and_its_notes_say_where_it_is_traced(mixed):
    finding = say_statuses(mixed, "cut_off")
    printed = [run.figure for run in finding.text if isinstance(run, Printed)]
    assert printed == ["cut_off.completed", "cut_off.not_completed", "cut_off.in_progress"]
    notes = as_plain(finding.notes)
    assert all(f"trace.html, mã {figure}." in notes for figure in printed)
    assert "04/09 nội dung (chiếm 44,4%): hoàn thành. Phạm vi tính: nội dung cam kết năm 2022." in notes


def test_groups_are_compared_by_their_shares(mixed):
    assert plain(say_groups(mixed, "cut_off")) == (
        "Các sở, ban, ngành tỉnh hoàn thành 66,7% số nội dung đã ký, UBND các huyện, thành phố 0,0%"
    )


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        (
            {SNV: [(DONE, ""), (RUNNING, "")], STC: [(DONE, "")]},
            "Sở, ban, ngành: Sở Tài chính hoàn thành cao nhất (100,0%), Sở Nội vụ thấp nhất (50,0%)",
        ),
        (
            {SNV: [(DONE, "")], STC: [(DONE, "")]},
            "Sở, ban, ngành: tỷ lệ hoàn thành của các đơn vị đều là 100,0%",
        ),
        ({SNV: [(DONE, ""), (RUNNING, "")]}, "Sở Nội vụ hoàn thành 01/02 nội dung (chiếm 50,0%)"),
    ],
)
def test_units_are_compared_where_they_differ(said, finding):
    assert plain(say_units(opened(said), "cut_off", "department")) == finding


def test_a_group_without_units_has_no_finding_and_no_chart():
    alone = opened({SNV: [(DONE, "")]})
    assert say_units(alone, "cut_off", "district") is None
    assert units_chart(alone, "cut_off", "district") is None


def test_a_group_whose_units_have_no_items_stands_in_no_sentence_and_no_bar():
    period = opened({SNV: [(DONE, ""), (RUNNING, "")], HCL: []})
    assert plain(say_groups(period, "cut_off")) == (
        "Các sở, ban, ngành tỉnh hoàn thành 01/02 nội dung (chiếm 50,0%)"
    )
    assert groups_chart(period, "cut_off").bars.categories == ("Toàn tỉnh", "Các sở, ban, ngành tỉnh")
    assert say_units(period, "cut_off", "district") is None
    assert units_chart(period, "cut_off", "district") is None
    assert page_chart(period, "cut_off", "district") is None
    assert say_by_group(
        period, "population", "cut_off.total", t=period.figure("cut_off.total")
    ).as_plain() == ("Các đơn vị đã ký cam kết 02 nội dung, trong đó các sở, ban, ngành tỉnh 02 nội dung.")


def test_a_group_without_commitments_has_no_columns_no_rows_and_an_appendix_that_says_so():
    alone = opened({SNV: [(DONE, ""), (RUNNING, "")]})
    table = status_table(alone, "cut_off", "Bảng")
    assert {column.group for column in table.columns} == {"", "Toàn tỉnh"}
    assert {len(row.cells) for row in table.rows} == {4}
    assert items_table(alone, "district").as_plain() == (
        "Không có nội dung cam kết nào của UBND các huyện, thành phố."
    )


def test_groups_that_completed_nothing_are_equal_and_an_empty_one_is_not_the_first_of_them():
    assert plain(say_groups(opened({SNV: [], STC: [], HCL: [(RUNNING, "")]}), "cut_off")) == (
        "UBND các huyện, thành phố hoàn thành 00/01 nội dung (chiếm 0,0%)"
    )


def test_a_unit_without_items_stands_in_no_sentence_and_no_bar():
    period = opened({SNV: [(DONE, "")], STC: []})
    assert (
        plain(say_units(period, "cut_off", "department"))
        == "Sở Nội vụ hoàn thành 01/01 nội dung (chiếm 100,0%)"
    )
    assert units_chart(period, "cut_off", "department").bars.categories == ("Sở Nội vụ",)
    assert "Sở Tài chính" not in as_plain(page_chart(period, "cut_off", "department").alt)


def test_many_equal_units_are_not_all_named():
    units = [Unit(code=f"U{n}", name=f"Sở {n}", group="department", order=n) for n in range(5)]
    said = {unit: [(DONE if unit is units[0] else RUNNING, "")] for unit in units}
    assert plain(say_units(opened(said), "cut_off", "department")).endswith(
        "Sở 1, Sở 2 và đơn vị khác thấp nhất (0,0%)"
    )


def test_what_is_open_is_said_with_what_becomes_of_it(mixed):
    assert plain(say_moves(mixed)) == "02/02 nội dung đang thực hiện ước hoàn thành trong năm"
    assert say_moves(opened({SNV: [(DONE, "")]})) is None
    assert moves_chart(opened({SNV: [(DONE, "")]})) is None


def test_failures_are_said_with_the_unit_of_the_largest_share(mixed):
    assert plain(say_failing(mixed)) == (
        "03/09 nội dung ước không hoàn thành, tỷ lệ cao nhất ở UBND huyện Cao Lãnh (66,7%)"
    )
    assert say_failing(opened({SNV: [(DONE, "")]})) is None
    assert failing_chart(opened({SNV: [(DONE, "")]}), most=8) is None


def awaited(figure_id, name, number):
    label = f"đang chờ {name} thẩm định"
    return Figure(figure_id, label, "all", number, 6, "50.0", f"{number:02}/06 nội dung", "chờ thẩm định", ())


def test_those_who_wait_are_said_with_the_appraiser_awaited_most():
    waits = [("Đã trình, đang chờ Sở Tài chính thẩm định", "")] * 6
    by = {
        f"{WAITING}.a": awaited(f"{WAITING}.a", "Sở Tài chính", 2),
        f"{WAITING}.b": awaited(f"{WAITING}.b", "Bộ Nội vụ", 3),
        UNNAMED: awaited(UNNAMED, "", 1),
    }
    period = opened({SNV: waits}, **by)
    assert plain(say_waiting(period)) == (
        "06 nội dung chờ thẩm định, nhiều nhất là chờ Bộ Nội vụ (03 nội dung)"
    )
    assert waiting_chart(period, most=8).bars.categories == (
        "Bộ Nội vụ",
        "Sở Tài chính",
        "Danh mục không ghi cơ quan thẩm định",
    )
    assert say_waiting(opened({SNV: [(DONE, "")]}, **{UNNAMED: awaited(UNNAMED, "", 0)})) is None


def test_bars_of_units_are_sorted_by_what_is_done_which_stands_first(mixed):
    chart = units_chart(mixed, "cut_off", "department")
    assert chart.bars.scale == "share"
    assert chart.bars.categories == ("Sở Tài chính", "Sở Nội vụ")
    assert [each.name for each in chart.bars.series] == ["Hoàn thành", "Đang thực hiện", "Không hoàn thành"]
    assert [end.text for end in chart.bars.ends] == ["75,0%", "50,0%"]


def test_bars_of_failures_have_failures_first(mixed):
    chart = failing_chart(mixed, most=1)
    assert chart.bars.categories == ("UBND huyện Cao Lãnh",)
    assert chart.bars.series[0].name == "Không hoàn thành"


def test_bars_add_up_to_the_denominators_of_the_ledger(mixed):
    groups = groups_chart(mixed, "cut_off", "full_year").bars
    totals = [sum(each.points[row].number for each in groups.series) for row in range(len(groups.categories))]
    assert totals == [9, 9, 6, 6, 3, 3]
    counts = statuses_chart(mixed, "cut_off").bars
    assert sum(point.number for point in counts.series[0].points) == 9


def test_the_colours_of_statuses_differ_in_grey_print(mixed):
    def brightness(colour):
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    statuses = [mixed.scheme.status(code) for code in mixed.scheme.codes]
    shades = sorted(brightness(status.colour) for status in statuses if not status.hatch)
    assert len(shades) > 4
    assert min(after - before for before, after in pairwise(shades)) > 30


def test_the_five_numbers_are_figures(mixed):
    numbers = list_key_numbers(mixed).items
    assert [as_plain(number) for number, _ in numbers] == ["09", "04", "02", "06", "03"]
    assert all(isinstance(number[0], Printed) for number, _ in numbers)
    assert as_plain(numbers[2][1]) == "đang thực hiện đến 30/10/2022 (22,2%)"


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    root = write_year(tmp_path_factory.mktemp("year"), silent=["HTT"])
    for name in (JUNE, DECEMBER):
        save_tables(open_folder(root, name))
    return root


@pytest.fixture
def period(year, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(year))
    return open_analysis


def test_a_later_period_says_what_was_completed_since(period):
    assert plain(say_since(period(DECEMBER))) == "Từ kỳ trước đến nay, thêm 03/10 nội dung hoàn thành"
    chart = since_chart(period(DECEMBER))
    assert chart.bars.categories[0] == "Kỳ trước"
    assert [sum(each.points[row].number for each in chart.bars.series) for row in (0, 1)] == [10, 10]
    assert say_since(period(JUNE)) is None
    assert since_chart(period(JUNE)) is None


def test_matters_come_in_the_order_of_their_weight_and_name_units_and_items(period):
    december = period(DECEMBER)
    matters = list_matters(december)
    order = ["failing", "overdue", "unresolved", "unresolved_cut_off", "silent", "waiting"]
    assert [matter.name for matter in matters] == [
        name for name in order if name in {matter.name for matter in matters}
    ]
    assert {"unresolved_cut_off", "silent"} <= {matter.name for matter in matters}
    shown = {matter.name: "; ".join(map(as_plain, matter.concerns)) for matter in matters}
    silent = [unit.name for unit in december.units if unit.code == "HTT"]
    assert shown["silent"] == silent[0]
    assert "(mục " in shown["unresolved_cut_off"]
    assert list_matters(december, most=1) == matters[:1]


def test_names_beyond_the_room_are_left_out_and_it_is_said(period):
    [first, *_] = matters_table(period(DECEMBER), letters=10).rows
    said = as_plain(first.cells[2])
    assert said.endswith("; và các đơn vị khác") or ";" not in said
    [whole, *_] = matters_table(period(DECEMBER), letters=5000).rows
    assert "và các đơn vị khác" not in as_plain(whole.cells[2])


def concerned(analysis):
    return {matter.name: [as_plain(each) for each in matter.concerns] for matter in list_matters(analysis)}


OPEN_NOW, OPEN_BOTH = ("", "Hoàn thành"), ("", "")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ([OPEN_NOW], {"unresolved_cut_off": ["Sở Nội vụ (mục 1)"]}),
        ([OPEN_BOTH], {"unresolved": ["Sở Nội vụ (mục 1)"]}),
        ([OPEN_BOTH, OPEN_NOW], {"unresolved_cut_off": ["Sở Nội vụ (mục 1, 2)"]}),
    ],
)
def test_what_is_open_at_either_basis_is_asked_for(said, asked):
    period = opened({SNV: said})
    assert concerned(period) == asked
    assert plain(say_matters(period)) == "Đề nghị UBND Tỉnh cho ý kiến"


def open_figures(cut_off, full_year):
    whole = opened({SNV: [(DONE, "")] * 4})
    known = {basis: whole.figure(f"{basis}.unresolved") for basis in ("cut_off", "full_year")}
    counted = {
        known[basis].id: replace(known[basis], numerator=len(records), records=records)
        for basis, records in (("cut_off", cut_off), ("full_year", full_year))
    }
    return opened({SNV: [(DONE, "")] * 4}, **counted)


def test_items_open_at_one_basis_only_are_asked_for_at_each():
    period = open_figures(("SNV-01", "SNV-02"), ("SNV-02", "SNV-03"))
    assert concerned(period) == {
        "unresolved": ["Sở Nội vụ (mục 2, 3)"],
        "unresolved_cut_off": ["Sở Nội vụ (mục 1, 2)"],
    }
    asked = [as_plain(row.cells[1]) for row in matters_table(period, letters=100).rows]
    assert asked == [
        "Chỉ đạo làm rõ 02/04 nội dung chưa xác định được kết quả ước cả năm",
        "Chỉ đạo làm rõ 02/04 nội dung chưa xác định được kết quả đến ngày 30/10/2022",
    ]


def test_what_awaits_an_appraiser_that_nobody_named_is_named_by_unit_and_item():
    waits = [("Đã trình, đang chờ thẩm định", ""), ("Đã trình, đang chờ thẩm định", "")]
    by = replace(awaited(f"{WAITING}.a", "Sở Tài chính", 1), records=("SNV-01",))
    assert concerned(opened({SNV: waits}, **{by.id: by}))["waiting"] == [
        "Sở Tài chính (01 nội dung)",
        "nội dung của Sở Nội vụ (mục 2)",
    ]
    assert concerned(opened({SNV: waits}))["waiting"] == ["nội dung của Sở Nội vụ (mục 1, 2)"]


@pytest.mark.parametrize(
    ("units", "shown"),
    [
        (2, "Sở 1 (mục 1); Sở 2 (mục 1)"),
        (3, "Sở 1 (mục 1); và các đơn vị khác"),
    ],
)
def test_a_last_unit_is_named_and_not_called_the_others(units, shown):
    failing = {
        Unit(code=f"U{n}", name=f"Sở {n}", group="department", order=n): [(FAILED, FAILED)]
        for n in range(1, units + 1)
    }
    [row, *_] = matters_table(opened(failing), letters=7).rows
    assert as_plain(row.cells[2]) == shown


def test_without_a_matter_the_slide_and_the_page_say_so():
    done = opened({SNV: [(DONE, "")]})
    assert plain(say_matters(done)) == "Không có nội dung cần UBND Tỉnh cho ý kiến"
    table = matters_table(done, letters=100)
    [row] = table.rows
    assert as_plain(row.cells[1]) == "Không có nội dung nào cần cho ý kiến."
    assert page_to_pdf(Page(cover=COVER, blocks=(table,)))
