"""The parts of a field: its columns with their headings, distinguished by name and by period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from camket.reading.periods import Period

_NOW = Period(9999, 0, 0, 0)


class Heading(NamedTuple):
    """The texts above a column, outermost group first, and the place of the lowest cell."""

    path: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a field, or the columns of one tick-box group with the status that each stands for.

    `is_main` marks the column that matches the field best. `is_sub` marks a column whose field comes only
    from the group above it. A `silent` part is shown and does not affect the status.
    """

    columns: tuple[int, ...]
    heading: str
    statuses: tuple[str, ...] = ()
    period: Period | None = None
    is_main: bool = False
    is_sub: bool = False
    silent: bool = False


Columns = Mapping[str, tuple[Part, ...]]


def ticked_columns(columns: Columns) -> frozenset[int]:
    """The columns in which statuses are ticked."""
    return frozenset(
        column for parts in columns.values() for part in parts if part.statuses for column in part.columns
    )


def date_alike(found: dict[str, list[Part]]) -> None:
    """Give each period without a year the latest year that any heading names."""
    year = max((part.period.year for parts in found.values() for part in parts if part.period), default=0)
    for field, parts in found.items():
        found[field] = [
            replace(part, period=part.period._replace(year=part.period.year or year)) if part.period else part
            for part in parts
        ]


def set_percentages_apart(found: dict[str, list[Part]]) -> None:
    """Keep only the percentages of the latest period as such; an undated one counts as current."""
    parts = found.get("progress_percent", [])
    latest = max((part.period or _NOW for part in parts), default=_NOW)
    earlier = [part for part in parts if (part.period or _NOW) < latest]
    if not earlier:
        return
    current = [part for part in parts if part not in earlier]
    found["progress_percent"] = [replace(current[0], is_main=True), *current[1:]]
    if "result_text" in found:
        found["result_text"] += [replace(part, is_main=False, silent=True) for part in earlier]


def name_apart(parts: Sequence[Part], headings: Sequence[Heading]) -> tuple[Part, ...]:
    """Add the group to equal headings; drop the heading where one cell heads several columns."""
    cells = Counter(headings[part.columns[0]] for part in parts)
    texts = Counter(part.heading for part in parts)
    named = []
    for part in parts:
        above = headings[part.columns[0]]
        if not part.statuses and cells[above] > 1:
            named.append(replace(part, heading=""))
        elif not part.statuses and (part.silent or texts[part.heading] > 1):
            named.append(replace(part, heading=", ".join(above.path[-2:])))
        else:
            named.append(part)
    return tuple(named)
