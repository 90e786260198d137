"""The rule by which a sample says how many of a list may be wrong."""

from fractions import Fraction

import pytest
from scipy.stats import hypergeom

from camket.checking.audit.stopping_rule import ALPHA, bound_errors, count_readings, list_bounds


def exact_minimum(population, aim, errors=0):
    return next(
        read
        for read in range(errors, population + 1)
        if hypergeom.cdf(errors, population, aim, read) <= ALPHA
    )


def chance_of_a_false_statement(population, wrong, bounds):
    """Exactly, over every order: the chance that any look states that fewer are wrong."""
    standing = {0: Fraction(1)}  # the chance of so many errors, nothing false stated yet
    for read in range(1, population + 1):
        left, after = population - read + 1, dict.fromkeys(range(wrong + 1), Fraction(0))
        for met, chance in standing.items():
            hit = Fraction(wrong - met, left)
            after[met] += chance * (1 - hit)
            if met < wrong:
                after[met + 1] += chance * hit
        standing = {met: chance for met, chance in after.items() if bounds[met][read] > wrong}
    return 1 - sum(standing.values())


@pytest.mark.parametrize(("aim", "fewest"), [(3, 185), (6, 115), (9, 82)])
def test_no_error_in_293_records_takes_little_more_than_the_fewest_readings_possible(aim, fewest):
    assert exact_minimum(293, aim) == fewest
    assert fewest <= count_readings(293, 0, aim) <= 1.1 * fewest


@pytest.mark.parametrize("population", [1, 2, 5, 13, 29])
def test_no_number_of_wrong_records_is_denied_falsely_in_more_than_five_percent(population):
    bounds = [dict(list_bounds(population, met)) for met in range(population + 1)]
    for wrong in range(population + 1):
        assert chance_of_a_false_statement(population, wrong, bounds) <= Fraction(5, 100)


@pytest.mark.parametrize("population", [20, 60, 150, 293])
def test_readings_without_error_never_take_more_than_a_tenth_above_the_fewest(population):
    bounds = list(list_bounds(population, 0))
    for aim in range(1, population // 4):
        needed = next(read for read, bound in bounds if bound <= aim)
        assert needed <= 1.1 * exact_minimum(population, aim)


def test_further_errors_take_more_readings():
    needed = [count_readings(293, errors, 6) for errors in range(6)]
    assert needed == sorted(needed)
    assert needed[-1] <= 293


def test_the_bound_falls_as_more_is_read():
    bounds = [bound for _, bound in list_bounds(80, 1)]
    assert bounds == sorted(bounds, reverse=True)


@pytest.mark.parametrize("errors", [0, 1, 4, 12])
def test_a_list_read_to_its_end_holds_just_the_errors_met(errors):
    assert bound_errors(12, 12, errors) == errors + 1


def test_nothing_read_says_nothing():
    assert bound_errors(12, 0, 0) == 13


def test_a_bound_that_the_errors_contradict_is_refused():
    with pytest.raises(ValueError, match="not fewer"):
        count_readings(50, 3, 3)
