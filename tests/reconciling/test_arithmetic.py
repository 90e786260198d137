"""Shares are checked against their counts, and parts against their whole."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from camket.reconciling.arithmetic import add_up, check_share
from camket.reconciling.passage import Passage
from camket.reconciling.statement import Statement, find_statements
from camket.reconciling.words import load_words
from samples import SCHEME

PRINTED = Path(__file__).parents[3] / "shared" / "data" / "printed-numbers.csv"


def statements(text: str) -> list[Statement]:
    return find_statements(Passage(text, ""), load_words(SCHEME).counted)


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


@pytest.mark.skipif(not PRINTED.exists(), reason="the real printed numbers are not here")
def test_numbers_of_real_reports_are_checked_as_by_hand():
    wrong = {}
    with PRINTED.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if (
                not row["numerator"].isdecimal()
                or row["arithmetic"] == "n/a"
                or row["denominator"] == "2.025"
            ):
                continue
            printed = f" (chiếm {row['printed_percent']})" if row["printed_percent"] else ""
            found, _ = answer(f"có {row['numerator']}/{row['denominator']} nội dung{printed}")
            expected = {"right": "right", "no percent printed": "unprinted"}.get(row["arithmetic"], "wrong")
            if found != expected:
                wrong[row["id"]] = (found, row["arithmetic"])
    assert wrong == {}


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
