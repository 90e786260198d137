"""How often an audit states what is false, and how many readings it takes: `python benchmarks/audit.py`.

Every case is a list with so many wrong records, read one by one in random order; one looks after each reading. A
statement is false if it is given at any look and as many records are wrong as it rules out, or more. The exact minimum
is that of a test that looks once, at that number of errors, with all of the 5 % (hypergeometric distribution).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.stats import hypergeom

from camket.checking.audit.blind_sample import draw_order
from camket.checking.audit.stopping_rule import ALPHA, count_readings, list_bounds
from camket.figures.audit_record import AuditList

# Records of a month, and of a year of months together; how many of them are wrong.
LISTS = {60: (1, 2, 3, 6), 293: (1, 2, 3, 6, 9, 15), 1000: (1, 3, 10, 20)}
# Records and bounds whose costs are told.
AIMS = {293: (3, 6, 9, 15), 1000: (10, 20), 3500: (35, 70)}
MOST_FALSE, MOST_COST = 0.055, 1.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="of each list (default: 20,000)")
    options = parser.parse_args()
    print(f"| records | wrong | false statements in {options.cases:,} cases |\n| --- | --- | --- |")
    worst = 0.0
    for population, wrongs in LISTS.items():
        bounds = tabulate_bounds(population, max(wrongs))
        for wrong in wrongs:
            rate = simulate(population, wrong, bounds, options.cases)
            worst = max(worst, rate)
            print(f"| {population} | {wrong} | {rate:.2%} |", flush=True)
    print("\n| records | fewer than | errors met | exact minimum | camket | ratio |\n" + "| --- " * 6 + "|")
    dearest = 0.0
    for population, aims in AIMS.items():
        for aim in aims:
            for errors in range(min(4, aim)):
                least, ours = find_minimum(population, aim, errors), count_readings(population, errors, aim)
                print(
                    f"| {population} | {aim} | {errors} | {least} | {ours} | {ours / least:.2f} |", flush=True
                )
                if not errors:
                    dearest = max(dearest, ours / least)
    return int(worst > MOST_FALSE or dearest > MOST_COST)


def tabulate_bounds(population: int, errors: int) -> list[list[int]]:
    """The bound after each number of readings, for 0, 1, … errors."""
    return [[bound for _, bound in list_bounds(population, met)] for met in range(errors + 1)]


def simulate(population: int, wrong: int, bounds: Sequence[Sequence[int]], cases: int) -> float:
    """The share of cases with a false statement at any look."""
    return sum(is_false(places, bounds) for places in draw_places(population, wrong, cases)) / cases


def is_false(places: Sequence[int], bounds: Sequence[Sequence[int]]) -> bool:
    """Whether any look misleads, where the wrong records are read at these `places`, from 0 on.

    The bound falls from reading to reading until the next error, so the last look before each error is enough.
    """
    return any(bounds[met][place] <= len(places) for met, place in enumerate(places))


def draw_places(population: int, wrong: int, cases: int) -> Iterator[list[int]]:
    """Where the wrong records stand: in the order that the program draws for one list, at random for the others."""
    if population != 293:
        random = np.random.default_rng(population * 1000 + wrong)
        for _ in range(cases):
            yield sorted(random.choice(population, wrong, replace=False).tolist())
        return
    keys = [f"2022-10/{number}" for number in range(population)]
    listed = AuditList(
        hash=f"{wrong}", tables={"2022-10": ""}, whole=(), records=dict.fromkeys(keys, ("completed", "completed")),
        decided=(), unresolved=(),
    )  # fmt: skip
    mistaken = set(keys[:wrong])
    for number in range(cases):
        yield [place for place, key in enumerate(draw_order(listed, str(number))) if key in mistaken]


def find_minimum(population: int, aim: int, errors: int) -> int:
    """The fewest readings after which so many errors refute that `aim` records are wrong."""
    return next(
        read
        for read in range(errors, population + 1)
        if hypergeom.cdf(errors, population, aim, read) <= ALPHA
    )


if __name__ == "__main__":
    sys.exit(main())
