"""Pending appraisals and failures with a reason: each record in one part, each part with a short id."""

import pytest

from camket.figures.report_figures import count_report_figures
from camket.judging.classify import classify_records
from camket.judging.rules import load_rules
from samples import HCL, PERIOD, SNV, record

CALLED_SNV = SNV.model_copy(update={"aliases": ("SNV",)})


def ledger(*rows):
    """The figures of rows given as appraiser and result."""
    records = [
        record("Nội dung", number, HCL, appraiser=appraiser, result_text=result)
        for number, (appraiser, result) in enumerate(rows, start=1)
    ]
    judged = classify_records(records, load_rules(), [], 2022)
    return {figure.id: figure for figure in count_report_figures(judged, [CALLED_SNV, HCL], PERIOD)}


WAITS = "Đang chờ thẩm định"


def test_what_is_waited_for_is_counted_by_appraiser_and_adds_up():
    figures = ledger(
        ("Sở Nội vụ", WAITS), ("SNV", WAITS), ("sở nội vụ ", WAITS), ("Bộ Y tế", WAITS), ("", WAITS),
        ("Bộ Y tế", "Đã hoàn thành"),
    )  # fmt: skip
    assert figures["awaiting_by.so_noi_vu"].records == ("HCL-01", "HCL-02", "HCL-03")
    assert figures["awaiting_by.so_noi_vu"].label == "đang chờ Sở Nội vụ thẩm định"
    assert figures["awaiting_by.bo_y_te"].records == ("HCL-04",)
    assert figures["awaiting_unnamed"].records == ("HCL-05",)
    waiting = [figure for name, figure in figures.items() if name.startswith("awaiting")]
    assert sum(figure.numerator for figure in waiting) == 5
    assert {figure.denominator for figure in waiting} == {5}


def test_what_fails_is_counted_by_whether_the_unit_says_why():
    figures = ledger(
        ("", "Không thể hoàn thành trong năm 2022 do thiếu vốn đối ứng"),
        ("", "Không hoàn thành"),
        ("", "Đã hoàn thành do có nhiều cố gắng"),
    )
    assert figures["full_year.failing_with_reason"].fraction == "01/02"
    assert figures["full_year.failing_with_reason"].records == ("HCL-01",)


def test_names_that_begin_alike_have_ids_of_their_own_that_are_short():
    first, second = "Hội đồng thẩm định nông thôn mới Tỉnh", "Hội đồng thẩm định sáng kiến Tỉnh"
    figures = ledger((first, WAITS), (second, WAITS), ("502 Ban quản lý", WAITS))
    assert figures["awaiting_by.hoi_dong_tham_dinh"].records == ("HCL-01",)
    assert figures["awaiting_by.hoi_dong_tham_dinh_b"].records == ("HCL-02",)
    assert figures["awaiting_by.s502_ban_quan_ly"].records == ("HCL-03",)


def test_a_name_of_two_bodies_stays_one_clause():
    figures = ledger(("Sở A; Sở B", WAITS))
    assert figures["awaiting_by.so_a_so_b"].label == "đang chờ Sở A, Sở B thẩm định"


@pytest.mark.parametrize("rows", [[], [("", "Đã hoàn thành")]])
def test_where_nothing_waits_or_fails_the_figures_are_of_an_empty_population(rows):
    assert {figure.fraction for figure in ledger(*rows).values()} == {"00/00"}
