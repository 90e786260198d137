import pytest

from camket.intake.joining.lists import Item
from camket.next_year.changes import describe_change

CONTENT = "Thu ngân sách nhà nước trên địa bàn đạt dự toán năm 2022"
BEFORE = Item("1", CONTENT, "580 tỷ đồng", "31/12/2022")


@pytest.mark.parametrize(
    ("content", "target", "deadline", "kind"),
    [
        (CONTENT, "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT + ".", "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.upper(), "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.replace("ngân sách nhà nước", "NSNN"), "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.replace("ngân", "ngnâ"), "580 tỷ đồng", "31/12/2022", "unchanged"),
        (CONTENT.replace("2022", "2023"), "580 tỷ đồng", "31/12/2022", "year_only"),
        (CONTENT, "580 tỷ đồng", "31/12/2023", "year_only"),
        (CONTENT, "580 tỷ đồng", "30/6/2023", "year_only"),
        ("Trên địa bàn thu ngân sách nhà nước đạt dự toán năm 2022", "580 tỷ đồng", "31/12/2022", "reworded"),
        ("Các khoản thu của huyện đạt dự toán năm 2023", "580 tỷ đồng", "31/12/2023", "reworded"),
        (CONTENT.replace("2022", "2023"), "610 tỷ đồng", "31/12/2023", "target_changed"),
        ("Các khoản thu của huyện đạt dự toán năm 2023", "610 tỷ đồng", "31/12/2023", "target_changed"),
    ],
)
def test_the_weightiest_thing_that_was_changed_is_told(content, target, deadline, kind):
    assert describe_change(BEFORE, Item("2", content, target, deadline), 2023).kind == kind


def test_a_changed_target_in_other_words_says_both():
    change = describe_change(BEFORE, Item("2", "Các khoản thu của huyện", "610 tỷ đồng", "31/12/2023"), 2023)
    assert change.reworded
    assert change.text == "580 tỷ đồng → 610 tỷ đồng (tăng 5,2%)"


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("31/12/2022", "31/12/2023", False),
        ("31/12/2022", "Trong năm 2023", False),
        ("Quý III/2022", "30/9/2023", False),
        ("31/12/2022", "30/6/2023", True),
        ("31/12/2022", "31/01/2024", True),
        ("31/12/2022", "", False),
        ("30/11", "30/11/2023", False),
    ],
)
def test_a_term_is_moved_where_it_is_another_day_of_its_year(before, after, moved):
    change = describe_change(Item("1", CONTENT, "", before), Item("2", CONTENT, "", after), 2023)
    assert change.deadline_moved is moved
