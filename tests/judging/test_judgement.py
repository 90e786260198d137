"""When something was done, whether it is late, and the status that a scheme makes of that."""

from datetime import date

import pytest

from camket.judging.classify import classify_record
from samples import decision, record

CUT_OFF = date(2022, 10, 30)


def judge(given, *decisions, scheme=None):
    made = {each.field: each for each in decisions}
    return classify_record(given, made, 2022, scheme, CUT_OFF)


@pytest.mark.parametrize(
    ("result", "deadline", "done_on", "late"),
    [
        ("Đã hoàn thành ngày 15/9/2022", "30/9/2022", date(2022, 9, 15), "on_time"),
        ("Đã hoàn thành vào ngày 01/10/2022", "30/9/2022", date(2022, 10, 1), "late"),
        ("Đã hoàn thành ngày 15/9/2022", "", date(2022, 9, 15), "unknown"),
        ("Đã hoàn thành, bàn giao ngày 20/8/2022", "30/8/2022", date(2022, 8, 20), "on_time"),
        ("Đã hoàn thành theo Kế hoạch số 5/KH ngày 10/01/2022", "30/9/2022", None, "unknown"),
        ("Đã hoàn thành", "30/9/2022", None, "unknown"),
        ("Đã hoàn thành ngày 15/9/2022; hoàn thành ngày 20/9/2022", "30/9/2022", None, "unknown"),
        ("Đã hoàn thành ngày 31/9/2022", "30/9/2022", None, "unknown"),
        ("Đang thực hiện", "30/9/2022", None, "late"),
        ("Đang thực hiện", "30/10/2022", None, "late"),  # undone at the end of its last day
        ("Đang thực hiện", "31/10/2022", None, "on_time"),
        ("Đang thực hiện", "", None, "unknown"),
        ("Không thể hoàn thành trong năm 2022", "30/9/2022", None, "unknown"),
    ],
)
def test_what_is_done_is_late_by_its_day_and_what_is_running_by_the_cut_off(result, deadline, done_on, late):
    found = judge(record(result_text=result, deadline=deadline)).cut_off
    assert (found.done_on, found.late) == (done_on, late)


@pytest.mark.parametrize(
    ("result", "done_on"),
    [
        ("Đã ban hành Kế hoạch số 08/KH-UBND ngày 15/02/2022", date(2022, 2, 15)),
        ("UBND Tỉnh đã phê duyệt tại Quyết định số 77/QĐ-UBND ngày 03/10/2022", date(2022, 10, 3)),
        ("Đã ban hành Kế hoạch thực hiện Quyết định số 12/QĐ-TTg ngày 05/01/2022", None),
        ("Đã ban hành Kế hoạch theo Công văn số 9/UBND ngày 05/01/2022", None),
        ("Đã ban hành Kế hoạch số 8/KH ngày 15/02/2022, sửa đổi và ban hành lại ngày 01/3/2022", None),
    ],
)
def test_a_promised_document_is_done_on_its_own_day(result, done_on):
    found = judge(record(content="Ban hành Kế hoạch phòng cháy", result_text=result)).cut_off
    assert (found.rule, found.done_on) == ("issued", done_on)


@pytest.mark.parametrize(
    "said",
    [
        {"result_text": "Đã hoàn thành ngày 15/11/2022"},
        {"result_text": "Đã hoàn thành", "completed_on": date(2022, 11, 15)},
    ],
)
def test_what_is_done_on_a_day_after_the_cut_off_is_asked_about(said):
    judged = judge(record(estimate_text="Hoàn thành", **said))
    assert (judged.cut_off.status, judged.cut_off.rule) == ("unresolved", "done_later")
    assert judged.reasons["cut_off"] == (
        "ngày hoàn thành 15/11/2022 sau ngày chốt 30/10/2022: “Đã hoàn thành"
        + (" ngày 15/11/2022”" if "completed_on" not in said else "”"),
    )
    assert judged.full_year.status == "completed"


def test_the_day_in_its_own_column_goes_before_one_in_the_text():
    said = {"result_text": "Đã hoàn thành ngày 15/9/2022", "completed_on": date(2022, 10, 1)}
    found = judge(record(deadline="30/9/2022", **said)).cut_off
    assert (found.done_on, found.late) == (date(2022, 10, 1), "late")


def test_what_was_done_at_the_cut_off_stays_as_it_was_for_the_full_year():
    judged = judge(record(result_text="Đã hoàn thành ngày 01/10/2022", deadline="30/9/2022"))
    assert (judged.full_year.done_on, judged.full_year.late) == (date(2022, 10, 1), "late")


def test_what_is_only_estimated_to_be_done_has_no_day():
    judged = judge(record(result_text="Đang thực hiện", estimate_text="Hoàn thành", deadline="30/9/2022"))
    assert (judged.full_year.state, judged.full_year.done_on, judged.full_year.late) == (
        "done",
        None,
        "unknown",
    )


def test_a_decision_gives_the_state_of_its_status_with_the_facts_that_are_known():
    given = record(result_text="Đã có kết quả", deadline="30/9/2022")
    made = decision("cut_off_status", "in_progress", judge(given).cut_off.status)
    found = judge(given, made).cut_off
    assert (found.state, found.status, found.late) == ("running", "in_progress", "late")
