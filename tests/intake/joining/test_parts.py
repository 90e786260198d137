"""Splits and merges: which items make a whole, and whether their targets add up to its target."""

import numpy as np
import pytest

from camket.intake.joining.amounts import read_amounts
from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import decide_pairs
from camket.intake.joining.lists import Item
from camket.intake.joining.parts import Parts, adds_up, find_parts
from camket.intake.joining.profiles import load_profile

RULES = load_profile("next_year").parts
WHOLE = [[1, 1, 1, 1, 1, 1]]


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], [Parts(0, (0, 1))]),
        ([[1, 1, 1, 0, 0, 0], [0, 0, 1, 1, 1, 1]], [Parts(0, (0, 1))]),
        ([[1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0], [0, 0, 0, 0, 1, 1]], [Parts(0, (0, 1, 2))]),
        ([[1, 1, 1, 0, 0, 0]], []),
        ([[1, 1, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0]], []),
        ([[1, 1, 1, 1, 1, 1], [0, 0, 0, 1, 1, 1]], []),
        ([[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], []),
    ],
    ids=["halves", "overlapping", "three", "one alone", "twins", "one is the whole", "too little of it"],
)
def test_parts_make_most_of_a_whole_and_each_adds_to_the_others(parts, found):
    assert find_parts(np.array(WHOLE, float), np.array(parts, float), [range(len(parts))], RULES) == found


def test_a_part_with_words_of_its_own_is_one_as_long_as_the_whole_holds_half_of_it():
    parts = np.array([[1, 1, 1, 0, 0, 0, 1, 1], [0, 0, 0, 1, 1, 1, 0, 0]], float)
    assert find_parts(np.array([[*WHOLE[0], 0, 0]], float), parts, [[0, 1]], RULES) == [Parts(0, (0, 1))]
    assert (
        find_parts(np.array([[*WHOLE[0], 0, 0]], float), parts * [1, 1, 1, 1, 1, 1, 9, 9], [[0, 1]], RULES)
        == []
    )


def test_a_part_that_the_whole_holds_exactly_to_the_limit_is_one():
    parts = np.array([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], float)
    beyond = 3 / RULES.held - 3
    whole, longer = np.array([[*WHOLE[0], 0]], float), np.hstack([parts, [[beyond], [0]]])
    assert find_parts(whole, longer, [[0, 1]], RULES) == [Parts(0, (0, 1))]
    longer[0, -1] *= 1.01
    assert find_parts(whole, longer, [[0, 1]], RULES) == []


def test_no_part_is_taken_by_two_wholes():
    parts = np.array([[1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 1]], float)
    assert find_parts(np.array(WHOLE * 2, float), parts, [[0, 1], [0, 1]], RULES) == [Parts(0, (0, 1))]


@pytest.mark.parametrize(
    ("whole", "parts", "fits"),
    [
        ("07 lớp", ["03 lớp", "04 lớp"], True),
        ("07 lớp", ["03 lớp", "05 lớp"], False),
        ("01 hội nghị; 01 danh mục", ["01 danh mục", "01 hội nghị"], True),
        ("01 hội nghị; 01 danh mục", ["01 hội nghị"], False),
        ("95% hộ dân", ["95% hộ ở đô thị", "95% hộ ở nông thôn"], True),
        ("95% hộ dân", ["95% hộ ở đô thị", "90% hộ ở nông thôn"], False),
        ("xếp hạng 5", ["xếp hạng 5", "xếp hạng 5"], True),
        ("1,5 tỷ đồng", ["500 triệu đồng", "1 tỷ đồng"], True),
        ("", ["03 lớp", "04 lớp"], False),
        ("02 cụm công nghiệp", ["", ""], True),
        ("03 cụm công nghiệp", ["", ""], False),
        ("02 cụm công nghiệp", ["01 cụm công nghiệp", ""], False),
        ("14 km, gồm 8 km và 6 km", ["8 km", "6 km"], True),
        ("14 km, gồm 8 km và 6 km", ["8 km", "5 km"], False),
        ("1.200ha", ["700ha", "500 ha"], True),
        ("đúng kế hoạch", ["đúng kế hoạch", "đúng kế hoạch"], False),
    ],
)
def test_targets_add_up_where_counts_have_the_sum_and_shares_are_the_same(whole, parts, fits):
    assert adds_up(read_amounts(whole), [read_amounts(part) for part in parts]) is fits


def split(before, after):
    """The splits that are stated, and why the others are asked, of items without targets."""
    sides = [
        [Item(text, text, number=number) for number, text in enumerate(side, start=1)]
        for side in (before, after)
    ]
    decision = decide_pairs(compare_lists(*sides, load_profile("next_year")))
    return [(each.rows, each.columns) for each in decision.splits], [each.why for each in decision.questions]


REPAIRED = "Sửa chữa, nâng cấp chợ Tân Hội và chợ Mỹ Hiệp đạt tiêu chí chợ văn minh"


@pytest.mark.parametrize(
    ("parts", "stated", "asked"),
    [
        (
            ["Sửa chữa, nâng cấp chợ Tân Hội", "Đưa chợ Mỹ Hiệp đạt tiêu chí chợ văn minh"],
            [((0,), (0, 1))],
            [],
        ),
        (["Sửa chữa, nâng cấp chợ Tân Hội", "Chợ Tân Hội đạt tiêu chí chợ văn minh"], [], ["split"]),
        (["Sửa chữa, nâng cấp các chợ", "Các chợ đạt tiêu chí chợ văn minh"], [], ["split"]),
    ],
    ids=["each has its own name", "both have one name", "neither has a name"],
)
def test_parts_that_share_the_names_of_the_whole_out_are_stated(parts, stated, asked):
    assert split([REPAIRED], parts) == (stated, asked)
    turned = [(columns, rows) for rows, columns in stated]
    assert split(parts, [REPAIRED]) == (turned, ["merged" for _ in asked])
