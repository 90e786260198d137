"""Outlier units, by a measure that few outliers cannot distort."""

from fractions import Fraction

import pytest

from camket.screening.spread import measure_spread

FAR = Fraction(7, 2)


def test_no_units_have_no_spread():
    assert measure_spread({}, FAR) is None


def test_least_middle_and_most_are_units_in_their_order():
    spread = measure_spread({"A": 8, "B": 5, "C": 9, "D": 5, "E": 9}, FAR)
    assert (spread.least, spread.middle, spread.most) == ("B", "A", "C")


@pytest.mark.parametrize(
    ("numbers", "far"),
    [
        ([7, 8, 9, 8, 7, 24, 2], (5, 6)),
        ([7, 8, 9, 8, 7, 10], ()),
        ([8, 8, 8, 8, 8, 8, 30], (6,)),
        ([8, 8, 8], ()),
        ([5], ()),
    ],
)
def test_a_unit_is_an_outlier_by_the_modified_z_score(numbers, far):
    spread = measure_spread({str(place): number for place, number in enumerate(numbers)}, FAR)
    assert spread.far == tuple(map(str, far))


def test_the_score_is_that_of_iglewicz_and_hoaglin():
    # Median 10, median deviation 2: 0,6745 · |x − 10| / 2 > 3,5 begins above 20,378.
    numbers = {"a": 8, "b": 9, "c": 10, "d": 12, "e": 12, "f": 7}
    assert measure_spread({**numbers, "g": 20}, FAR).far == ()
    assert measure_spread({**numbers, "g": 21}, FAR).far == ("g",)
