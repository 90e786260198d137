"""The period that a heading names, and the order of periods."""

from dataclasses import replace
from datetime import date

import pytest

from camket.intake.tables.columns import (
    ALONE,
    CUMULATIVE,
    FROM_NEW_YEAR,
    Heading,
    Period,
    assign_columns,
    parse_heading_period,
)
from camket.settings.fields import BUILT_IN


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("6 tháng đầu năm", Period(0, 6, FROM_NEW_YEAR, 31)),
        ("9T/2022", Period(2022, 9, FROM_NEW_YEAR, 31)),
        ("6 tháng cuối năm", Period(0, 12, ALONE, 31)),
        ("Quý III/2022", Period(2022, 9, ALONE, 31)),
        ("Ước quý 4", Period(0, 12, ALONE, 31)),
        ("Tháng 9", Period(0, 9, ALONE, 31)),
        ("T10/2022", Period(2022, 10, ALONE, 31)),
        ("Lũy kế", Period(0, 13, CUMULATIVE, 31)),
        ("Lũy kế 9 tháng", Period(0, 9, CUMULATIVE, 31)),
        ("Luỹ kế đến 15/10", Period(0, 10, CUMULATIVE, 15)),
        ("Kết quả thực hiện đến ngày 30 tháng 10 năm 2022", Period(2022, 10, CUMULATIVE, 30)),
        ("Đến hết tháng 9", Period(0, 9, CUMULATIVE, 31)),
        ("Trong tháng", Period(0, 0, ALONE, 1)),
        ("Kỳ trước", Period(0, 0, ALONE, 0)),
        ("Kết quả năm trước", Period(0, 0, ALONE, 0)),
        ("Kết quả năm 2021", Period(2021, 12, FROM_NEW_YEAR, 31)),
        ("2021", Period(2021, 12, FROM_NEW_YEAR, 31)),
        ("Ước cả năm 2022", Period(2022, 12, FROM_NEW_YEAR, 31)),
    ],
)
def test_a_heading_gives_the_end_and_the_reach_of_its_period(heading, period):
    assert parse_heading_period(heading) == period


@pytest.mark.parametrize(
    "heading", ["Kết quả thực hiện", "Ghi chú", "Số lượng", "Chỉ tiêu 15", "Quý cơ quan", "Hoàn thành"]
)
def test_a_heading_that_names_no_time_has_no_period(heading):
    assert parse_heading_period(heading) is None


def test_a_later_period_is_greater_and_a_cumulative_one_is_greater_than_its_last_month():
    headings = [
        "Kết quả năm 2021", "Kỳ trước/2022", "Trong tháng, 2022", "Tháng 8/2022", "Quý III/2022", "9 tháng/2022",
        "Tháng 10/2022", "Lũy kế đến 15/10/2022", "Lũy kế đến 30/10/2022", "Quý IV/2022", "Lũy kế 2022",
    ]  # fmt: skip
    periods = [parse_heading_period(heading) for heading in headings]
    assert periods == sorted(periods)
    assert len(set(periods)) == len(periods)


def assign(*headings, cut_off=date(2024, 10, 31)):
    """The field of each heading, and whether it is judged, at a cut-off."""
    paths = [Heading((heading,), f"S!{place}") for place, heading in enumerate(headings)]
    found = assign_columns(paths, replace(BUILT_IN, cut_off=cut_off))
    return {
        part.heading: name + ("" if not part.silent else " (shown)")
        for name, parts in found.items()
        for part in parts
    }


NOW = "Kết quả thực hiện đến 31/10/2024"


@pytest.mark.parametrize(
    "heading",
    [
        "Khả năng cả năm",
        "Dự báo cuối năm",
        "Dự báo hết năm",
        "Phấn đấu đến 31/12/2024",
        "Kết quả đến 31/12/2024",
    ],
)
def test_a_column_of_the_end_of_the_year_beside_the_result_is_the_estimate(heading):
    assert assign("Nội dung", NOW, heading) == {
        "Nội dung": "content",
        NOW: "result_text",
        heading: "estimate_text",
    }


def test_a_result_of_another_later_day_is_shown_and_not_judged():
    assert (
        assign("Nội dung", NOW, "Kết quả đến 15/11/2024")["Kết quả đến 15/11/2024"] == "result_text (shown)"
    )


@pytest.mark.parametrize(
    ("headings", "cut_off"),
    [
        (["Kết quả thực hiện năm 2024"], date(2024, 10, 31)),  # the only result
        (["Kết quả đến 30/6/2024", "Kết quả đến 31/12/2024"], date(2024, 12, 31)),
        (["Kết quả đến 30/6/2024", "Kết quả đến 31/12/2024"], None),  # nobody knows the cut-off
    ],
)
def test_a_result_of_the_year_stays_one_at_its_end_or_alone(headings, cut_off):
    assert set(assign("Nội dung", *headings, cut_off=cut_off).values()) == {"content", "result_text"}
