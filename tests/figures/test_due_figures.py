"""What fell due in the period, and on which day it was finished."""

from dataclasses import replace
from datetime import date

import pytest

from camket.figures.due_figures import DUE_CLASSES, classify_due, count_due_figures
from camket.figures.earlier_tables import EarlierPeriod
from camket.judging.classify import classify_record
from camket.judging.earlier_results import EarlierResult
from samples import PERIOD, SNV, STC, record

JUNE = EarlierPeriod("2022-06", date(2022, 6, 30), {}, {})


def judge(number=1, unit=SNV, earlier=None, **said):
    return classify_record(
        record("Nội dung", number, unit, **said), {}, 2022, cut_off=PERIOD.cut_off, earlier=earlier
    )


def was(status, state):
    return EarlierResult(
        "2022-06", date(2022, 6, 30), status, state, "done", "Đã hoàn thành", "Đã hoàn thành"
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"result_text": "Đã hoàn thành ngày 30/9/2022"}, "on_time"),
        ({"result_text": "Đã hoàn thành ngày 01/10/2022"}, "late"),
        ({"result_text": "Đã hoàn thành", "completed_on": date(2022, 9, 1)}, "on_time"),
        ({"result_text": "Đã hoàn thành"}, "undated"),
        ({"result_text": "Đã hoàn thành", "earlier": was("completed", "done")}, "on_time"),
        ({"result_text": "Đã hoàn thành", "earlier": was("in_progress", "running")}, "undated"),
        ({"result_text": "Đang thực hiện"}, "undone"),
        ({"result_text": "Không hoàn thành"}, "undone"),
        ({"result_text": "Chờ Tỉnh thẩm định"}, "undone"),
        ({"result_text": "Được UBND Tỉnh cho dừng thực hiện"}, "stopped"),
        ({"result_text": "Cơ bản hoàn thành"}, "unresolved"),
    ],
)
def test_what_is_due_is_told_by_the_day_on_which_it_was_done(said, found):
    assert classify_due(judge(deadline="30/9/2022", **said), PERIOD) == found


def test_what_is_done_at_the_cut_off_is_in_time_for_a_deadline_on_that_day():
    assert classify_due(judge(deadline="30/10/2022", result_text="Đã hoàn thành"), PERIOD) == "on_time"


@pytest.mark.parametrize(
    "said", ["Đã hoàn thành, đưa vào sử dụng ngày 25/5/2022", "Đã nghiệm thu ngày 25/5/2022, hoàn thành"]
)
def test_the_day_of_a_work_is_that_of_its_use_or_acceptance_too(said):
    judged = judge(deadline="30/6/2022", result_text=said)
    assert (judged.cut_off.done_on, classify_due(judged, PERIOD)) == (date(2022, 5, 25), "on_time")


@pytest.mark.parametrize(
    ("deadline", "first", "after_june"),
    [
        ("31/12/2021", False, False),
        ("01/01/2022", True, False),
        ("30/6/2022", True, False),
        ("01/7/2022", True, True),
        ("Quý III/2022", True, True),
        ("30/10/2022", True, True),
        ("31/10/2022", False, False),
        ("thường xuyên", False, False),
        ("", False, False),
    ],
)
def test_due_is_what_ends_after_the_last_cut_off_and_up_to_this_one(deadline, first, after_june):
    records = [judge(deadline=deadline, result_text="Đang thực hiện")]
    for last, due in ((None, first), (JUNE, after_june)):
        figures = {figure.id: figure for figure in count_due_figures(records, [SNV], PERIOD, last)}
        assert bool(figures["due"].numerator) is due


def test_the_classes_add_up_to_what_is_due_for_all_each_group_and_each_unit():
    records = [
        judge(1, deadline="30/9/2022", result_text="Đã hoàn thành ngày 1/9/2022"),
        judge(2, deadline="30/9/2022", result_text="Đang thực hiện"),
        judge(3, deadline="31/12/2022", result_text="Đang thực hiện"),
        judge(1, STC, deadline="30/9/2022", result_text="Đã hoàn thành"),
    ]
    figures = {figure.id: figure for figure in count_due_figures(records, [SNV, STC], PERIOD, None)}
    for scope in ("", "@department", "@district", "@SNV", "@STC"):
        parts = sum(figures[f"due.{name}{scope}"].numerator for name in DUE_CLASSES)
        assert parts == figures[f"due{scope}"].numerator
        assert figures[f"due.undone{scope}"].denominator == figures[f"due{scope}"].numerator
    assert figures["due.on_time@SNV"].records == ("SNV-01",)
    assert figures["due.undated"].records == ("STC-01",)
    assert figures["due"].label == "đến hạn trong kỳ (từ 01/01/2022 đến 30/10/2022)"


def test_the_span_begins_the_day_after_the_last_cut_off():
    [due, *_] = count_due_figures([], [SNV], PERIOD, replace(JUNE, cut_off=date(2022, 6, 30)))
    assert "từ 01/07/2022" in due.label
