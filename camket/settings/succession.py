"""Which units take over from units that ended: renamed, merged into one, split into several (`successor`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from camket.settings.units import Unit


@dataclass(frozen=True, slots=True)
class Succession:
    """The state of the units on a day.

    `successors` has for the code of each unit that ended before it the codes of the units that exist on it and took
    over. `signers` are those of them that may have signed commitments of the year.
    """

    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signers: tuple[Unit, ...] = ()

    @property
    def single(self) -> dict[str, str]:
        """The successor of each unit that has exactly one."""
        return {code: after[0] for code, after in self.successors.items() if len(after) == 1}


UNCHANGED = Succession()


def find_succession(units: Iterable[Unit], others: Iterable[Unit], *, on: date, year: int) -> Succession:
    """Who takes over on a day, from `units` that are valid on it and `others` that are not.

    A unit that took over and ended itself is followed to its own successors. A unit that ended on the last day of the
    year before may have signed for the `year`.
    """
    valid = {unit.code for unit in units}
    ended: dict[str, Unit] = {}
    last_days: dict[str, date] = {}
    for unit in others:
        last = unit.valid_to
        if unit.code not in valid and last and last_days.get(unit.code, date.min) < last < on:
            ended[unit.code], last_days[unit.code] = unit, last
    successors = {code: found for code in ended if (found := _follow(code, ended, valid))}
    eve = date(year - 1, 12, 31)
    signers = tuple(unit for code, unit in ended.items() if code in successors and last_days[code] >= eve)
    return Succession(successors, signers)


def _follow(code: str, ended: Mapping[str, Unit], valid: set[str]) -> tuple[str, ...]:
    """The valid units at the end of all chains; none where one of the chains ends nowhere."""
    found: dict[str, None] = {}
    seen, left = {code}, [*ended[code].successor]
    while left:
        each = left.pop(0)
        if each in valid:
            found[each] = None
        elif each not in ended or not ended[each].successor:
            return ()
        elif each not in seen:
            seen.add(each)
            left += ended[each].successor
    return tuple(found)
