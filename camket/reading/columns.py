"""The columns of each field: one that says it best, others that say it too, and choices to be ticked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from camket.reading.periods import Period, read_period
from camket.reading.ticks import Choice, find_choices
from camket.reading.wording import LONGEST_HEADING, Score, name_field, score_heading

# Fields whose columns complete one another. Of the others the column that says the field best is read.
_JOINED = frozenset(
    {
        "target", "deadline", "appraiser", "result_text", "self_assessment", "appraisal", "estimate_text",
        "note", "progress_percent",
    }
)  # fmt: skip
_NOW = Period(9999, 0, 0, 0)


class Heading(NamedTuple):
    """The texts above a column, a group's first, and the place of the lowest cell."""

    path: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a field with its heading, or the columns of one choice and what a tick in each says.

    `is_main` in the one that says the field best; `is_sub` where only the group above says the field; a
    `silent` one is shown and never judged by.
    """

    columns: tuple[int, ...]
    heading: str
    statuses: tuple[str, ...] = ()
    period: Period | None = None
    is_main: bool = False
    is_sub: bool = False
    silent: bool = False


Columns = Mapping[str, tuple[Part, ...]]


def assign_columns(headings: Sequence[Heading]) -> Columns:
    """The parts of each field in reading order; columns of no field are in none.

    Each field has the column that says it best (by `score_heading`, then the first). A column left over
    whose best field is one of text that has its column already is a further part of it. Percentages are
    not joined: of periods the latest column counts and the others are shown with the result, never judged.
    """
    choices = find_choices([heading.path for heading in headings])
    ticked = {column for choice in choices for column in choice.columns}
    scores = {
        column: score_heading(heading.path)
        for column, heading in enumerate(headings)
        if column not in ticked and heading.path and len(heading.path[-1]) <= LONGEST_HEADING
    }
    found: dict[str, list[Part]] = defaultdict(list)
    main = _best_columns(scores)
    for field, column in main.items():
        found[field].append(_part(headings, column, is_main=True))
    for column, said in scores.items():
        if said and column not in main.values():
            field = max(said).field
            if field in _JOINED or headings[column] == headings[main[field]]:
                found[field].append(_part(headings, column))
        elif not said and _is_beside_dated(headings, column, main.get("result_text")):
            found["result_text"].append(_part(headings, column))
    for choice in choices:
        found[choice.field].append(_ticked_part(choice, is_main=not found[choice.field]))
    _date_alike(found)
    _set_percentages_apart(found)
    return {
        field: _distinct(sorted(parts, key=lambda part: part.columns), headings)
        for field, parts in found.items()
    }


def ticked_columns(columns: Columns) -> frozenset[int]:
    """The columns in which statuses are ticked."""
    return frozenset(
        column for parts in columns.values() for part in parts if part.statuses for column in part.columns
    )


def _best_columns(scores: Mapping[int, Sequence[Score]]) -> dict[str, int]:
    """Each field to the column that says it best, each column to one field."""
    ranked = sorted(
        (
            (score.level, score.length, -column, score.field)
            for column, said in scores.items()
            for score in said
        ),
        reverse=True,
    )
    columns: dict[str, int] = {}
    for _, _, column, field in ranked:
        if field not in columns and -column not in columns.values():
            columns[field] = -column
    return columns


def _part(headings: Sequence[Heading], column: int, *, is_main: bool = False) -> Part:
    path = headings[column].path
    period = next((found for text in reversed(path) if (found := read_period(text))), None)
    is_sub = len(path) > 1 and not name_field(path[-1])
    return Part((column,), path[-1], period=period, is_main=is_main, is_sub=is_sub)


def _is_beside_dated(headings: Sequence[Heading], column: int, result: int | None) -> bool:
    """Whether a heading that is only a time ("Trong tháng") stands beside results of another time."""
    if result is None or not headings[column].path or not read_period(headings[column].path[-1]):
        return False
    return read_period(headings[result].path[-1]) is not None


def _ticked_part(choice: Choice, *, is_main: bool) -> Part:
    return Part(choice.columns, choice.group, choice.statuses, read_period(choice.group), is_main)


def _date_alike(found: dict[str, list[Part]]) -> None:
    """A period without a year is of the latest year that any heading names."""
    year = max((part.period.year for parts in found.values() for part in parts if part.period), default=0)
    for field, parts in found.items():
        found[field] = [
            replace(part, period=part.period._replace(year=part.period.year or year)) if part.period else part
            for part in parts
        ]


def _set_percentages_apart(found: dict[str, list[Part]]) -> None:
    """Of percentages of several periods the latest stays one; an undated one is of now."""
    parts = found.get("progress_percent", [])
    latest = max((part.period or _NOW for part in parts), default=_NOW)
    earlier = [part for part in parts if (part.period or _NOW) < latest]
    if not earlier:
        return
    current = [part for part in parts if part not in earlier]
    found["progress_percent"] = [replace(current[0], is_main=True), *current[1:]]
    if "result_text" in found:
        found["result_text"] += [replace(part, is_main=False, silent=True) for part in earlier]


def _distinct(parts: Sequence[Part], headings: Sequence[Heading]) -> tuple[Part, ...]:
    """The parts with the group named where two would be called the same; none where one cell heads both."""
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
