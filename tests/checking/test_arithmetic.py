"""Shares are checked against their counts, and parts against their whole."""

from decimal import Decimal

import pytest

from camket.checking.arithmetic import add_up, check_share
from camket.checking.passages import Passage
from camket.checking.report_words import load_report_words
from camket.checking.statements import Statement, find_statements
from samples import SCHEME


def statements(text: str) -> list[Statement]:
    return find_statements(Passage(text, ""), load_report_words(SCHEME).counted)


def answer(text: str) -> tuple[str, str]:
    [statement] = statements(text)
    checked = check_share(statement)
    return checked.answer, checked.remark


@pytest.mark.parametrize(
    ("text", "expected", "remark"),
    [
        ("có 103/293 nội dung (chiếm 35,2%)", "right", ""),
        ("có 103/293 nội dung (chiếm 35,15%)", "right", ""),
        ("có 103/293 nội dung (chiếm 35%)", "right", ""),
        ("có 103/293 nội dung (chiếm 35,1%)", "wrong", "cắt bớt"),
        ("có 73/92 đề án, đạt 80%", "wrong", "79%"),
        ("có 03/138 kiến nghị (2,1%)", "wrong", "2,2%"),
        ("có 2/4000 nội dung (chiếm 0,1%)", "right", ""),  # 0,05 rounds half up
        ("có 903/293 nội dung", "wrong", "lớn hơn mẫu số"),
        ("có 19/19 nội dung", "unprinted", ""),
        ("có 5/0 nội dung (chiếm 0%)", "unchecked", "mẫu số bằng 0"),
        ("có 249/644 huyện, chiếm khoảng 38,7%", "right", ""),
        ("có 249/644 huyện, chiếm trên 40%", "wrong", "38,7%"),
        ("có 249/644 huyện, chiếm dưới 40%", "right", ""),
    ],
)
def test_a_share_is_checked_to_its_printed_decimals(text, expected, remark):
    found, said = answer(text)
    assert found == expected
    assert remark in said


@pytest.mark.parametrize(
    ("about", "share", "expected"),
    [
        # 144/400 is 36 %. A word that names a side must be right about the side, and none may be off by over 5 points.
        ("khoảng", "31%", "right"),
        ("khoảng", "41%", "right"),
        ("khoảng", "30,9%", "wrong"),
        ("khoảng", "41,1%", "wrong"),
        ("xấp xỉ", "36,5%", "right"),
        ("gần", "36%", "right"),
        ("gần", "37%", "right"),
        ("gần", "35,5%", "wrong"),
        ("dưới", "36,5%", "right"),
        ("dưới", "35,5%", "wrong"),
        ("trên", "36%", "right"),
        ("trên", "35,5%", "right"),
        ("trên", "36,5%", "wrong"),
        ("hơn", "35%", "right"),
        ("hơn", "36,1%", "wrong"),
    ],
)
def test_a_vague_share_lies_within_five_points_and_on_the_side_that_its_word_names(about, share, expected):
    assert answer(f"có 144/400 nội dung, chiếm {about} {share}")[0] == expected


def test_a_vague_share_that_is_wrong_is_mended_with_a_decimal_at_least():
    assert answer("có 249/644 huyện, chiếm trên 40%") == ("wrong", "tính đúng là 38,7%")
    assert answer("có 249/644 huyện, chiếm trên 40,25%") == ("wrong", "tính đúng là 38,66%")


@pytest.mark.parametrize(
    ("text", "expected", "remark"),
    [
        ("có 293/293 nội dung (chiếm 100%)", "right", ""),
        ("có 294/293 nội dung (chiếm 100,3%)", "right", ""),  # above a plan of its own, and said so
        ("có 0/293 nội dung", "unprinted", ""),
        ("có 1/1 nội dung", "unprinted", ""),
        ("có 5/0 nội dung", "unprinted", ""),
        ("có 20 nội dung không hoàn thành (6,8%)", "unchecked", "câu này không in đủ tử số và mẫu số"),
        ("có 103/293 nội dung (chiếm 35,1%)", "wrong", "số in ra bị cắt bớt, làm tròn đúng là 35,2%"),
        ("có 103/293 nội dung (chiếm 35,3%)", "wrong", "tính đúng là 35,2%"),
        ("có 903/293 nội dung", "wrong", "tử số 903 lớn hơn mẫu số"),
    ],
)
def test_the_remark_says_what_is_right_or_what_is_missing(text, expected, remark):
    assert answer(text) == (expected, remark)


def total(*texts: str, is_complete: bool = True):
    return add_up([statement for text in texts for statement in statements(text)], is_complete=is_complete)


def test_parts_that_differ_from_their_whole_are_reported_with_the_difference():
    found = total("có 5.361/8.282 nội dung", "có 1.111/8.282 nội dung")
    assert found
    assert found.is_wrong
    assert found.remarks() == ["5361 + 1111 = 6472, mẫu số là 8282 (thiếu 1810)"]


def test_parts_of_an_open_list_may_fall_short_of_the_whole_but_not_exceed_it():
    rest = total("có 10/30 nội dung", "có 5/30 nội dung", is_complete=False)
    more = total("có 20/30 nội dung", "có 15/30 nội dung", is_complete=False)
    assert rest
    assert more
    assert (rest.is_wrong, more.is_wrong) == (False, True)


def test_shares_that_add_up_to_100_only_by_truncation_are_reported():
    texts = [
        "có 72/138 kiến nghị (52,2%)", "có 31/138 kiến nghị (22,5%)", "có 19/138 kiến nghị (13,8%)",
        "có 12/138 kiến nghị (8,7%)", "có 03/138 kiến nghị (2,1%)", "có 01/138 kiến nghị (0,7%)",
    ]  # fmt: skip
    found = total(*texts)
    assert found
    assert found.shares == Decimal("100.0")
    assert found.remarks() == [
        "các tỷ lệ in ra cộng đúng 100%, nhưng làm tròn đúng từng số thì cộng lại là 100,1%"
    ]
    assert check_share(found.parts[4]).answer == "wrong"


def test_shares_that_differ_from_100_by_rounding_are_no_fault():
    found = total("có 1/3 nội dung (33,3%)", "có 1/3 nội dung (33,3%)", "có 1/3 nội dung (33,3%)")
    assert found
    assert not found.is_wrong
    assert found.remarks() == ["các tỷ lệ in ra cộng lại là 99,9%, chỉ do làm tròn"]


@pytest.mark.parametrize(
    ("texts", "remarks"),
    [
        (["có 20/30 nội dung", "có 11/30 nội dung"], ["20 + 11 = 31, mẫu số là 30 (thừa 1)"]),
        (["có 20/30 nội dung", "có 10/30 nội dung"], []),
        (["có 20/30 nội dung (66,7%)", "có 10/30 nội dung"], []),
        (["có 20/30 nội dung (khoảng 70%)", "có 10/30 nội dung (33,3%)"], []),
        (["có 20/30 nội dung (66,7%)", "có 10/30 nội dung (33,3%)"], []),
        (["có 20/30 nội dung (66,7%)", "có 10/30 nội dung (33%)"],
         ["các tỷ lệ in ra cộng lại là 99,7%, chỉ do làm tròn"]),
        (["có 20/30 nội dung (66,6%)", "có 10/30 nội dung (33,3%)"],
         ["các tỷ lệ in ra cộng lại là 99,9%, làm tròn đúng thì cộng lại là 100,0%"]),
        (["có 20/30 nội dung (66,8%)", "có 10/30 nội dung (33,3%)"],
         ["các tỷ lệ in ra cộng lại là 100,1%, làm tròn đúng thì cộng lại là 100,0%"]),
    ],
)  # fmt: skip
def test_the_parts_of_a_whole_are_remarked_on_where_counts_or_shares_do_not_add_up(texts, remarks):
    found = total(*texts)
    assert found
    assert found.remarks() == remarks


@pytest.mark.parametrize(
    "texts",
    [
        ["có 20/30 nội dung"],
        ["có 20/30 nội dung", "có 10/31 nội dung"],
        ["có 20 nội dung", "có 10 nội dung"],
        ["có 0/0 nội dung", "có 0/0 nội dung"],
    ],
    ids=["one part", "two wholes", "no whole", "a whole of nothing"],
)
def test_what_shares_no_whole_is_not_added_up(texts):
    assert total(*texts) is None


def test_two_parts_are_enough_for_a_sum():
    found = total("có 20/30 nội dung", "có 10/30 nội dung")
    assert found
    assert (found.counted, found.is_wrong) == (30, False)
