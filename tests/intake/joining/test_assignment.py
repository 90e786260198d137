"""The assignment of two lists, one to one."""

import numpy as np
import pytest

from camket.intake.joining.assignment import assign


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
