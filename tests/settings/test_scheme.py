"""The built-in scheme is that of Report 158; what a state becomes is the scheme's to say."""

from datetime import date

import pytest

from camket.settings.scheme import list_cases
from camket.settings.states import (
    BASES,
    LATENESS,
    STATES,
    UNRESOLVED,
    basis_of,
    compare_days,
    describe_state,
    field_of,
)
from samples import SCHEME


def test_the_built_in_statuses_are_the_published_ones_in_their_order():
    assert SCHEME.codes == (
        "in_progress", "completed", "not_completed", "awaiting_appraisal", "stopped", "unresolved",
    )  # fmt: skip
    assert SCHEME.decided("cut_off") == SCHEME.codes[:-1]
    assert SCHEME.decided("full_year") == ("completed", "not_completed", "stopped")
    assert SCHEME.group_codes == ("department", "district")


@pytest.mark.parametrize(
    ("status", "label"),
    [
        ("in_progress", "chưa hoàn thành, đang tiếp tục tổ chức thực hiện"),
        ("completed", "hoàn thành"),
        ("not_completed", "không hoàn thành"),
        ("awaiting_appraisal", "đang chờ cơ quan chuyên môn thẩm định"),
        ("stopped", "được UBND Tỉnh cho dừng thực hiện"),
    ],
)
def test_a_status_is_worded_as_in_report_158(status, label):
    assert SCHEME.label(status, "UBND Tỉnh") == label


@pytest.mark.parametrize(
    ("basis", "status", "marker"),
    [
        ("cut_off", "in_progress", "a)"), ("cut_off", "completed", "b)"), ("cut_off", "not_completed", "c)"),
        ("cut_off", "awaiting_appraisal", "d)"), ("cut_off", "stopped", "đ)"), ("cut_off", UNRESOLVED, "e)"),
        ("full_year", "completed", "a)"), ("full_year", "not_completed", "b)"), ("full_year", "stopped", "c)"),
        ("full_year", UNRESOLVED, "d)"),
    ],
)  # fmt: skip
def test_the_place_of_a_status_in_its_list_gives_the_letter_of_the_report(basis, status, marker):
    assert SCHEME.marker(basis, status) == marker


@pytest.mark.parametrize(
    ("state", "cut_off", "full_year"),
    [
        ("running", "in_progress", UNRESOLVED),
        ("done", "completed", "completed"),
        ("failed", "not_completed", "not_completed"),
        ("waiting", "awaiting_appraisal", UNRESOLVED),
        ("stopped", "stopped", "stopped"),
        (UNRESOLVED, UNRESOLVED, UNRESOLVED),
    ],
)
@pytest.mark.parametrize("late", LATENESS)
def test_the_built_in_scheme_prints_a_state_as_one_status_whether_it_is_late_or_not(
    state, cut_off, full_year, late
):
    assert [SCHEME.choose(basis, state, late) for basis in BASES] == [cut_off, full_year]


@pytest.mark.parametrize("basis", BASES)
def test_every_state_that_a_page_asks_for_has_a_status_or_a_figure_to_itself(basis):
    for state in STATES:
        own = SCHEME.only_status(basis, state)
        assert SCHEME.stem(basis, state) == f"{basis}.{own or state}"
        assert not (own and SCHEME.is_counted(basis, state))


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("completed", "completed", True), ("completed", "not_completed", False), ("completed", UNRESOLVED, False),
        ("stopped", "completed", False), ("not_completed", "completed", False),
        ("in_progress", "not_completed", True), (UNRESOLVED, "stopped", True),
    ],
)  # fmt: skip
def test_what_is_done_stopped_or_failed_stays_so_and_the_rest_may_become_anything(before, after, allowed):
    assert SCHEME.may_follow(before, after) is allowed


def test_a_decision_may_still_make_good_a_failure_but_not_undo_what_is_final():
    assert [status for status in SCHEME.codes if SCHEME.is_final(status)] == ["completed", "stopped"]


def test_only_a_stop_needs_a_document_whatever_it_is_about():
    assert [status for status in SCHEME.codes if SCHEME.needs_document(status)] == ["stopped"]


def test_a_code_is_called_by_its_short_label_and_a_code_that_is_none_by_itself():
    assert (SCHEME.short("completed"), SCHEME.short("đã xong")) == ("Hoàn thành", "đã xong")


def test_a_word_of_the_scheme_stands_for_a_state_with_each_lateness_or_with_one():
    assert list_cases("running") == tuple(("running", late) for late in LATENESS)
    assert list_cases("done.unknown") == (("done", "unknown"),)
    assert list_cases("stopped") == (("stopped", "unknown"),)


@pytest.mark.parametrize("basis", BASES)
def test_a_basis_and_its_column_name_each_other(basis):
    assert basis_of(field_of(basis)) == basis
    assert field_of(basis) == f"{basis}_status"


@pytest.mark.parametrize(
    ("due", "day", "late"),
    [
        (date(2022, 9, 30), date(2022, 9, 30), "on_time"),
        (date(2022, 9, 30), date(2022, 10, 1), "late"),
        (None, date(2022, 10, 1), "unknown"),
        (date(2022, 9, 30), None, "unknown"),
    ],
)
def test_a_day_is_late_after_the_deadline_and_unknown_without_one(due, day, late):
    assert compare_days(due, day) == late


def test_a_state_that_is_neither_late_nor_in_time_is_named_without_it():
    assert describe_state("done", "late") == "hoàn thành, quá hạn"
    assert describe_state("waiting", "unknown") == "chờ thẩm định"
