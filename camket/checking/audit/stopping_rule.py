"""How many of a finite list may be wrong, after so many readings with so many errors, whenever one looks.

The list has N records, b of them wrong, and is read in random order without replacement. For each b, the rule has
limits n0 < n1 < n2 …: after n readings with k errors, "b or more are wrong" is refuted once n ≥ n_k. The limits are
set on the exact probabilities of the readings (a Markov chain in the number of errors: Wald's sequential test with the
hypergeometric distribution in place of the binomial), so that the chance of ever refuting a b that is true is at most
5 %, however often one looks. Most of the 5 % goes to readings without any error, because that is what a good table
gives: they then take at most 1.1 times the fewest readings that any test can do with. Half of what is left each time
goes to the next error. This is alpha spending (Lan and DeMets, Biometrika 70, 1983) on a finite list.

"Fewer than b are wrong" is said where b and every larger number are refuted. If it is false, the true number itself has
been refuted, so all such statements together, for every b and at every look, hold with 95 % (the set of numbers not
refuted is a confidence sequence: Waudby-Smith and Ramdas, NeurIPS 2020; risk limits without replacement: Stark,
Annals of Applied Statistics 17, 2023).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

ALPHA = 0.05
# The share of the level for readings without an error, and of the rest for each further error.
_FIRST, _NEXT = 0.8, 0.5
# Readings without an error refute after this many times the fewest that any test can do with, if not before.
_MOST = 1.1

Numbers = NDArray[np.bool_]


def bound_errors(population: int, read: int, errors: int) -> int:
    """The b of "fewer than b of the `population` are wrong", after `read` readings with `errors` errors.

    It is at most `population + 1`, which says nothing.
    """
    return next(bound for number, bound in list_bounds(population, errors) if number == read)


def count_readings(population: int, errors: int, fewer_than: int) -> int:
    """The readings after which "fewer than `fewer_than`" holds if they have just so many errors.

    Raises `ValueError` where that many errors contradict it.
    """
    if errors >= fewer_than:
        raise ValueError(f"{errors} errors are not fewer than {fewer_than}")
    return next(number for number, bound in list_bounds(population, errors) if bound <= fewer_than)


def list_bounds(population: int, errors: int) -> Iterator[tuple[int, int]]:
    """The bound after 0, 1, 2, … readings, all with the same number of errors."""
    for number, refuted in _looks(population, errors):
        yield number, _least_refuted(refuted)


def _least_refuted(refuted: Numbers) -> int:
    """The smallest number from which on every number is refuted."""
    standing = np.flatnonzero(~refuted)
    return int(standing[-1]) + 1 if standing.size else 0


def _looks(population: int, errors: int) -> Iterator[tuple[int, Numbers]]:
    """After 0, 1, 2, … readings with so many errors: which numbers of wrong records are refuted.

    `chances[k, b]` is the chance of k errors so far and nothing refuted yet, where b records are wrong.
    """
    wrong = np.arange(population + 1)
    chances = np.zeros((errors + 1, population + 1))
    chances[0] = 1
    without = np.ones(population + 1)  # the chance of no error so far
    fewest = np.zeros(population + 1, dtype=int)
    spent = np.zeros(population + 1)
    stage = np.zeros(population + 1, dtype=int)  # how many errors are refuted already, and one more
    counts = np.arange(errors + 1)[:, None]
    for number in range(population + 1):
        if number:
            left = population - number + 1
            hit = np.clip((wrong - counts) / left, 0, 1)
            moved = chances * hit
            chances = chances * (1 - hit)
            chances[1:] += moved[:-1]
            without = without * np.clip(1 - wrong / left, 0, 1)
        fewest = np.where((fewest == 0) & (without <= ALPHA), number, fewest)
        late = (stage == 0) & (fewest > 0) & (number >= np.floor(_MOST * fewest))
        while True:
            at = np.minimum(stage, errors)
            chance = chances[at, wrong]
            share = np.where(stage > 0, _NEXT, np.where(late, 1, _FIRST))
            now = (stage <= errors) & (chance <= share * np.maximum(ALPHA - spent, 0))
            if not now.any():
                break
            spent[now] += chance[now]
            chances[at[now], wrong[now]] = 0
            stage[now] += 1
        # Fewer wrong records than errors were met are refuted too, but they bound nothing from above.
        yield number, (stage > errors) & (wrong >= errors)
