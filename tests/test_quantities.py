from decimal import Decimal

import pytest

from camket.quantities import Goal, read_goals


@pytest.mark.parametrize(
    ("target", "goals"),
    [
        ("Từ 95% trở lên", [("95", "%", False, "")]),
        ("Ít nhất 02 sáng kiến", [("2", "sáng kiến", False, "")]),
        ("Không quá 12 vụ", [("12", "vụ", True, "")]),
        ("Không dưới 20.000 lao động", [("20000", "lao động", False, "")]),
        ("Tăng ít nhất 02 bậc so với năm 2021", [("2", "bậc so", False, "tăng")]),
        ("Giảm còn 1,5%", [("1.5", "%", True, "")]),
        ("Giảm không quá 02 bậc", [("2", "bậc", False, "giảm")]),
        ("Tăng không quá 5%", [("5", "%", False, "tăng")]),
        ("Trước ngày 30 tháng 11", []),
        ("Theo Quyết định số 64/QĐ-UBND", []),
        ("", []),
    ],
)
def test_the_numbers_of_a_target_tell_how_much_of_what_and_which_way_is_good(target, goals):
    found = read_goals(target)
    assert [(goal.value, goal.noun, goal.at_most, goal.change) for goal in found] == [
        (Decimal(value), noun, at_most, change) for value, noun, at_most, change in goals
    ]
    assert all(target[goal.start : goal.end].strip("0123456789.,") == "" for goal in found)


@pytest.mark.parametrize(
    ("noun", "counts"), [("sáng kiến", True), ("sáng kiến cấp", True), ("sáng", True), ("đề tài", False)]
)
def test_a_goal_counts_what_is_called_by_its_first_words_or_by_more(noun, counts):
    assert Goal(Decimal(2), "sáng kiến", False, "", 0, 1).counts(noun) is counts
