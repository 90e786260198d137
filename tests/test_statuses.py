"""The status codes of the contract: their order, their words, the letters of their lists."""

import pytest

from camket.statuses import (
    BASES,
    DECIDED,
    STATUSES,
    UNRESOLVED,
    basis_of,
    call_status,
    field_of,
    list_letter,
    short_label,
    status_label,
)


def test_the_two_bases_and_six_codes_are_the_published_ones_in_their_order():
    assert BASES == ("cut_off", "full_year")
    assert STATUSES == (
        "in_progress", "completed", "not_completed", "awaiting_appraisal", "stopped", "unresolved",
    )  # fmt: skip


def test_at_the_cut_off_a_commitment_has_one_of_five_statuses_and_for_the_full_year_one_of_three():
    assert DECIDED["cut_off"] == tuple(status for status in STATUSES if status != UNRESOLVED)
    assert DECIDED["full_year"] == ("completed", "not_completed", "stopped")


@pytest.mark.parametrize("basis", BASES)
def test_unresolved_is_never_a_decided_status(basis):
    assert UNRESOLVED not in DECIDED[basis]


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
    assert status_label(status, "UBND Tỉnh") == label


def test_only_a_stop_names_the_body_that_allowed_it():
    naming = [status for status in STATUSES if "UBND Thành phố" in status_label(status, "UBND Thành phố")]
    assert naming == ["stopped"]


def test_no_two_statuses_share_a_label_long_or_short():
    assert len({status_label(status, "UBND Tỉnh") for status in STATUSES}) == len(STATUSES)
    assert len({short_label(status) for status in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize(
    ("basis", "status", "letter"),
    [
        ("cut_off", "in_progress", "a"), ("cut_off", "completed", "b"), ("cut_off", "not_completed", "c"),
        ("cut_off", "awaiting_appraisal", "d"), ("cut_off", "stopped", "đ"),
        ("full_year", "completed", "a"), ("full_year", "not_completed", "b"), ("full_year", "stopped", "c"),
    ],
)  # fmt: skip
def test_the_place_of_a_status_in_its_list_gives_the_letter_of_the_report(basis, status, letter):
    assert list_letter(DECIDED[basis].index(status)) == letter


def test_list_letters_follow_the_vietnamese_alphabet():
    assert "".join(list_letter(position) for position in range(23)) == "abcdđeghiklmnopqrstuvxy"


@pytest.mark.parametrize("basis", BASES)
def test_a_basis_and_its_column_name_each_other(basis):
    assert basis_of(field_of(basis)) == basis
    assert field_of(basis) == f"{basis}_status"


def test_a_code_is_called_by_its_label_and_a_code_that_is_none_by_itself():
    assert call_status("completed") == "Hoàn thành"
    assert call_status("done") == "done"
