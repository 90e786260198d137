"""The labelled phrases as a second reader: those that claim the same, and those nearest by their words."""

import pytest

from camket.judging.labelled import find_same, load_phrases, read_by_words
from camket.judging.promise import read_promise
from camket.settings.states import UNRESOLVED

SCHEME = read_promise("Ban hành Đề án du lịch", "01 đề án")


def test_every_phrase_has_a_basis_and_a_state():
    assert len(load_phrases()) > 2000
    assert {phrase.basis for phrase in load_phrases()} == {"cut_off", "full_year"}
    assert {phrase.state for phrase in load_phrases()} == {
        "running", "done", "failed", "waiting", "stopped", UNRESOLVED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Đã hoàn thành", {"done"}),
        ("Đang triển khai thực hiện", {"running"}),
        ("Cơ bản hoàn thành", {UNRESOLVED}),
        ("xem phụ lục", set()),
        ("Nhà thầu bỏ chạy", set()),
    ],
)
def test_phrases_of_the_same_claims_are_found_whatever_their_label(text, states):
    assert {phrase.state for phrase in find_same(text, SCHEME, "cut_off")} == states


@pytest.mark.parametrize(
    ("text", "target", "basis", "state"),
    [
        ("Công trình đang thi công, đạt khoảng 55% khối lượng", "", "cut_off", "running"),
        ("Đã được UBND Tỉnh phê duyệt tại Quyết định số 77/QĐ-UBND", "", "cut_off", "done"),
        ("Lu lèn lấp xấp", "", "cut_off", None),
    ],
)
def test_the_nearest_phrases_read_a_text_where_they_agree(text, target, basis, state):
    near = read_by_words(text, target, basis)
    assert ({phrase.state for phrase in near} or {None}) == {state}
    assert UNRESOLVED not in {phrase.state for phrase in near}


def test_a_number_is_near_to_one_that_says_the_same_of_its_target():
    text, near = "Giải ngân đạt {}% kế hoạch", {}
    for share in (40, 102):
        near[share] = {phrase.state for phrase in read_by_words(text.format(share), "100%", "cut_off")}
    assert near[40] <= {"running"}
    assert near[102] <= {"done"}
    assert near[40] or near[102]
