"""The status for the full year, through `classify_record`."""

import pytest

from camket.judging.classify import classify_record
from camket.settings.states import UNRESOLVED
from samples import record

# One result and one estimate for each status that rules conclude from.
RESULT = {
    "in_progress": "Đang thực hiện",
    "completed": "Đã hoàn thành",
    "not_completed": "Không hoàn thành",
    "awaiting_appraisal": "Sở Tư pháp đang thẩm định dự thảo mới",
    "stopped": "Được UBND Tỉnh cho dừng thực hiện",
    "unresolved": "Đã có kết quả",
}
ESTIMATE = {
    "completed": "Ước hoàn thành",
    "not_completed": "Không hoàn thành",
    "stopped": "Được UBND Tỉnh cho dừng thực hiện",
}


def judge(given, year=None):
    return classify_record(given, {}, year)


@pytest.mark.parametrize(
    ("at_cut_off", "full_year"),
    [
        ("completed", "completed"),
        ("not_completed", "not_completed"),
        ("stopped", "stopped"),
        ("in_progress", UNRESOLVED),
        ("awaiting_appraisal", UNRESOLVED),
        (UNRESOLVED, UNRESOLVED),
    ],
)
def test_without_an_estimate_only_a_settled_status_carries_over(at_cut_off, full_year):
    judged = judge(record(result_text=RESULT[at_cut_off]))
    assert judged.full_year.status == full_year
    assert judged.full_year.rule == ("no_estimate" if full_year == UNRESOLVED else "carried_over")


def test_an_estimate_that_no_rule_understands_is_asked_and_nothing_carries_over():
    judged = judge(record(result_text="Đã hoàn thành", estimate_text="Theo kế hoạch"))
    assert (judged.full_year.status, judged.full_year.rule) == (UNRESOLVED, "no_rule")
    assert "không quy tắc nào kết luận được từ ước cả năm: Theo kế hoạch" in judged.review_reasons


@pytest.mark.parametrize(
    ("at_cut_off", "estimate"),
    [
        ("completed", "not_completed"),
        ("completed", "stopped"),
        ("not_completed", "completed"),
        ("not_completed", "stopped"),
        ("stopped", "completed"),
        ("stopped", "not_completed"),
    ],
)
def test_a_move_away_from_a_settled_status_is_a_question_that_tells_both_sides(at_cut_off, estimate):
    judged = judge(record(result_text=RESULT[at_cut_off], estimate_text=ESTIMATE[estimate]))
    assert judged.cut_off.status == at_cut_off
    assert (judged.full_year.status, judged.full_year.rule) == (UNRESOLVED, "impossible_move")
    [reason] = judged.review_reasons
    assert "đến ngày chốt là" in reason
    assert judged.full_year.evidence in reason


@pytest.mark.parametrize("at_cut_off", ["in_progress", "awaiting_appraisal", UNRESOLVED])
@pytest.mark.parametrize("estimate", ESTIMATE)
def test_from_an_open_status_every_estimate_may_follow(at_cut_off, estimate):
    judged = judge(record(result_text=RESULT[at_cut_off], estimate_text=ESTIMATE[estimate]))
    assert judged.full_year.status == estimate


@pytest.mark.parametrize("status", ESTIMATE)
def test_a_settled_status_may_be_said_again_by_the_estimate(status):
    judged = judge(record(result_text=RESULT[status], estimate_text=ESTIMATE[status]))
    assert (judged.cut_off.status, judged.full_year.status) == (status, status)
    assert judged.review_reasons == ()


@pytest.mark.parametrize(
    "said",
    [
        "Dự kiến hoàn thành trong tháng 3 năm 2023",
        "Sẽ được phê duyệt trong quý I/2023",
        "Hoàn thành quý I, 2023",
        "Hoàn thành 2023",
        "Hoàn thành vào đầu 2023.",
    ],
)
def test_an_estimate_after_the_year_is_a_question(said):
    judged = judge(record(result_text="Đang thực hiện", estimate_text=said), 2022)
    assert (judged.full_year.status, judged.full_year.rule) == (UNRESOLVED, "after_the_year")


@pytest.mark.parametrize(
    "said",
    [
        "Hoàn thành theo Quyết định số 2023/QĐ-UBND-HC",
        "Ước 2.023 ha, vượt chỉ tiêu",
        "Hoàn thành trong tháng 12/2022",
    ],
)
def test_a_number_like_the_next_year_is_no_year(said):
    judged = judge(record(result_text="Đang thực hiện", estimate_text=said), 2022)
    assert judged.full_year.status == "completed"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Gia hạn sang quý II/2023", "not_completed"),
        ("Được gia hạn đến 30/6/2023", "not_completed"),
        ("Được UBND Tỉnh cho kéo dài thời gian đến tháng 3/2023", "not_completed"),
        ("Dự kiến tháng 3/2023 mới hoàn thành", "not_completed"),
        ("Lùi thời gian hoàn thành sang năm 2023", "not_completed"),
        ("Được gia hạn đến 30/11/2022", UNRESOLVED),
        ("Được gia hạn", UNRESOLVED),
        ("Xin gia hạn đến quý I/2023", UNRESOLVED),
        ("Đề nghị lùi thời gian sang năm 2023", UNRESOLVED),
        ("Được gia hạn, ước hoàn thành trong tháng 12/2022", "completed"),
    ],
)
def test_more_time_is_a_failure_of_the_year_where_it_was_given_beyond_the_year(said, expected):
    judged = judge(record(result_text="Đang thực hiện", estimate_text=said), 2022)
    assert judged.full_year.status == expected


def test_an_estimate_that_only_copies_the_promise_is_a_question_and_one_that_copies_the_target_is_none():
    given = {"result_text": "Đang thực hiện", "target": "05 sản phẩm"}
    copied = judge(
        record("Hoàn thành lập quy hoạch Tỉnh", estimate_text="Hoàn thành lập quy hoạch Tỉnh", **given)
    )
    assert (copied.full_year.status, copied.full_year.rule) == (UNRESOLVED, "repeats_promise")
    assert judge(record(estimate_text="05 sản phẩm", **given)).full_year.status == "completed"
