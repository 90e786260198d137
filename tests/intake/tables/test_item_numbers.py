import pytest

from camket.intake.tables.item_numbers import is_next, is_part, read_item_number, read_levels


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("3", (3,)), ("03.", (3,)), ("3.)", (3,)), ("(3)", (3,)), ("[3]", (3,)), ("3/", (3,)), ("3-", (3,)),
        ("3:", (3,)),
        ("③", (3,)), ("⑶", (3,)), ("⒊", (3,)), ("❸", (3,)), ("⑫", (12,)), ("3 (SKHDT)", (3,)),
        ("1.2", (1, 2)), ("1,2", (1, 2)), ("1.2.", (1, 2)), ("IV.2", (4, 2)), ("IX - 2", (9, 2)), ("B.2", (66, 2)),
        ("", ()), ("I", ()), ("3a", ()), ("-3", ()), ("²", ()), ("3 xã", ()), ("3%", ()), ("12/QĐ", ()), ("٣", ()),
    ],
)  # fmt: skip
def test_the_levels_of_an_item_number(text, levels):
    assert read_levels(text) == levels


def test_a_number_of_several_levels_may_count_a_part_and_is_no_item_number():
    assert (read_item_number("3/"), read_item_number("1.3"), read_item_number("x")) == (3, None, None)


@pytest.mark.parametrize(
    ("last", "following", "expected"),
    [
        ("2", "3", True), ("2", "4", False), ("2", "2", False), ("1.2", "1.3", True), ("1.2", "2.1", True),
        ("1.2", "2.2", False), ("1.2", "3", False), ("", "1", True), ("", "2", False),
    ],
)  # fmt: skip
def test_which_number_follows_another(last, following, expected):
    assert is_next(read_levels(following), read_levels(last)) is expected


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [("1", "1.1", True), ("1", "11", False), ("1", "2.1", False), ("1.1", "1", False)],
)
def test_which_number_counts_a_part_of_another(whole, part, expected):
    assert is_part(read_levels(part), read_levels(whole)) is expected
