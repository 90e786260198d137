import numpy as np
import pytest

from camket.intake.joining.assignment import Parts, assign, find_parts
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
    ("scores", "chosen"),
    [
        ([[9, 1], [1, 9]], {0: 0, 1: 1}),
        ([[9, 8], [9, 1]], {0: 1, 1: 0}),
        ([[9, 0], [8, 0]], {0: 0}),
        ([[0, 0], [0, 5]], {1: 1}),
        ([[0, 0]], {}),
        ([[1, 2, 3]], {0: 2}),
        ([[1], [3], [2]], {1: 0}),
    ],
    ids=["nothing is wanted twice", "the best for one is worse for both", "one for two", "a row of nothing",
         "nothing", "one row", "one column"],
)  # fmt: skip
def test_the_assignment_is_one_to_one_and_likeliest_as_a_whole(scores, chosen):
    assert assign(np.array(scores, float)) == chosen


def test_an_empty_table_assigns_nothing():
    assert assign(np.zeros((0, 0))) == assign(np.zeros((2, 0))) == assign(np.zeros((0, 2))) == {}
