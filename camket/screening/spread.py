"""Find units whose number of items is an outlier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from statistics import median, median_low

# Scales the median deviation to a standard deviation (Iglewicz and Hoaglin, 1993).
_CONSISTENT = Fraction(6745, 10000)
# The same for the mean deviation, used if more than half of the numbers are equal.
_CONSISTENT_MEAN = Fraction(7979, 10000)


@dataclass(frozen=True, slots=True)
class Spread:
    """The units with the least, the median and the greatest number, and the outliers (`far`)."""

    least: str
    middle: str
    most: str
    far: tuple[str, ...]


def measure_spread(numbers: Mapping[str, int], far_from: Fraction) -> Spread | None:
    """The spread of numbers by unit, or None if there are none.

    A unit is an outlier if its modified z-score, 0.6745 · |n − median| / median deviation, exceeds
    `far_from`, usually 3.5. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993.
    """
    if not numbers:
        return None
    middle = median_low(numbers.values())
    centre = Fraction(median(numbers.values()))
    distance = {unit: abs(number - centre) for unit, number in numbers.items()}
    typical = Fraction(median(distance.values()))
    factor = _CONSISTENT
    if not typical:
        typical, factor = sum(distance.values(), Fraction()) / len(distance), _CONSISTENT_MEAN
    far = [unit for unit, away in distance.items() if typical and factor * away / typical > far_from]
    order = list(numbers)
    return Spread(
        least=min(order, key=lambda unit: numbers[unit]),
        middle=next(unit for unit in order if numbers[unit] == middle),
        most=max(order, key=lambda unit: numbers[unit]),
        far=tuple(far),
    )
