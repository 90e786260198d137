"""Assign columns to fields by their headings, and distinguish the columns of one field by name and period."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from camket.intake.tables.heading_words import (
    ABOVE,
    BEGINNING,
    LONGEST_HEADING,
    Score,
    name_field,
    score_heading,
)
from camket.intake.tables.ticks import Choice, find_choices
from camket.settings.fields import BUILT_IN, Fields
from camket.text import fold

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Month numbers outside the year for undated periods: "Lũy kế" sorts last, "Trong tháng" first.
_LAST_WORD, _UNDATED = 13, 0
_DECEMBER = 12

_YEAR = re.compile(r"\b(20\d\d)\b")
_DAY = re.compile(r"\bden (?:het )?(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2})\b")
_UP_TO_MONTH = re.compile(r"\bden (?:het )?(?:thang |t)(\d{1,2})\b")
_FIRST_MONTHS = re.compile(r"\b(\d{1,2}) ?t(?:hang)?\b(?! cuoi)")
_LAST_MONTHS = re.compile(r"\b\d{1,2} thang cuoi nam\b|\bcuoi nam\b")
_QUARTER = re.compile(r"\bquy (iv|iii|ii|i|[1-4])\b")
_MONTH = re.compile(r"\b(?:thang |t)(\d{1,2})\b")
_CUMULATIVE = re.compile(r"\bluy ke\b|\btu dau nam\b|\bden nay\b")
_WHOLE_YEAR = re.compile(r"\bca nam\b|\bnam(?: 20\d\d)?$|^20\d\d$")
_RUNNING = re.compile(r"\b(?:trong|ky|thang|quy|tuan) (?:ky|thang|quy|tuan|nay|bao cao)\b")
_PREVIOUS = re.compile(r"\b(?:ky|thang|quy|tuan|nam) truoc\b")


# The reach of a period: a single month or quarter, from the beginning of the year, or expressly cumulative.
ALONE, FROM_NEW_YEAR, CUMULATIVE = 0, 1, 2


class Period(NamedTuple):
    """Year (0 if not given), month and day on which a period ends; a later period compares greater.

    `reach` says when the period starts. Of two periods that end in the same month the longer one is greater.
    """

    year: int
    month: int
    reach: int
    day: int

    def ends_on(self, year: int) -> date:
        """The last day, in `year` where the heading names none; the first of all days where it names no month."""
        if not _UNDATED < self.month <= _DECEMBER:
            return date.min
        last = monthrange(self.year or year, self.month)[1]
        return date(self.year or year, self.month, max(1, min(self.day, last)))


def parse_heading_period(heading: str) -> Period | None:
    """The period of a heading, or None if it names no time."""
    words = fold(heading)
    found = _YEAR.search(words)
    year = int(found[1]) if found else 0
    reach = CUMULATIVE if _CUMULATIVE.search(words) else ALONE
    if day := _DAY.search(words):
        return Period(year, int(day[2]), CUMULATIVE, int(day[1]))
    if month := _UP_TO_MONTH.search(words):
        return Period(year, int(month[1]), CUMULATIVE, 31)
    if _PREVIOUS.search(words):
        return Period(year, _UNDATED, reach, 0)
    if _LAST_MONTHS.search(words):
        return Period(year, 12, ALONE, 31)
    if quarter := _QUARTER.search(words):
        return Period(year, 3 * _QUARTERS[quarter[1]], reach, 31)
    if month := _MONTH.search(words):
        return Period(year, int(month[1]), reach, 31)
    if months := _FIRST_MONTHS.search(words):
        return Period(year, int(months[1]), max(reach, FROM_NEW_YEAR), 31)
    if reach:
        return Period(year, _LAST_WORD, CUMULATIVE, 31)
    if _WHOLE_YEAR.search(words):
        return Period(year, 12, FROM_NEW_YEAR, 31)
    if _RUNNING.search(words):
        return Period(year, _UNDATED, ALONE, 1)
    return None


_NOW = Period(9999, 0, 0, 0)
_NO_SCORE = Score(0, 0, "")
# These are never below the group of a field: a text that spans them is a title right above the table.
NEVER_GROUPED = frozenset({"item_no", "content", "unit", "unit_code", "key"})


class Heading(NamedTuple):
    """The texts above a column, outermost group first, and the place of the lowest cell."""

    path: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a field, or the columns of one tick-box group with the status of each.

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


def fill_in_years(found: dict[str, list[Part]]) -> None:
    """Give each period without a year the latest year that any heading names."""
    year = max((part.period.year for parts in found.values() for part in parts if part.period), default=0)
    for field, parts in found.items():
        found[field] = [
            replace(part, period=part.period._replace(year=part.period.year or year)) if part.period else part
            for part in parts
        ]


def keep_latest_percentages(found: dict[str, list[Part]]) -> None:
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


def distinguish_headings(parts: Sequence[Part], headings: Sequence[Heading]) -> tuple[Part, ...]:
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


def assign_columns(headings: Sequence[Heading], fields: Fields = BUILT_IN) -> Columns:
    """The parts of each field in reading order; other columns are left out.

    Each field has the column that matches it best (by `score_heading`, then the first). A further column of
    the same field is another part of it if the field's columns complement one another (`joined`). Percentages
    are not joined: the latest period counts, and the others are shown with the result but never judged.
    """
    choices = find_choices([heading.path for heading in headings], fields)
    ticked = {column for choice in choices for column in choice.columns}
    scores = {
        column: score_heading(heading.path, fields)
        for column, heading in enumerate(headings)
        if column not in ticked and heading.path and len(heading.path[-1]) <= LONGEST_HEADING
    }
    found: dict[str, list[Part]] = defaultdict(list)
    _set_groups_apart(headings, scores, fields)
    main = _best_columns(scores)
    for field, column in main.items():
        found[field].append(_part(headings, column, fields, is_main=True))
    for column, said in scores.items():
        if said and column not in main.values():
            field = max(said).field
            if fields[field].joined or headings[column] == headings[main[field]]:
                found[field].append(_part(headings, column, fields))
        elif not said and _is_beside_dated(headings, column, main.get("result_text")):
            found["result_text"].append(_part(headings, column, fields))
    for choice in choices:
        found[choice.field].append(_ticked_part(choice, is_main=not found[choice.field]))
    fill_in_years(found)
    if fields.cut_off:
        _set_estimates_apart(found, fields, fields.cut_off)
    keep_latest_percentages(found)
    return {
        field: distinguish_headings(sorted(parts, key=lambda part: part.columns), headings)
        for field, parts in found.items()
    }


def _set_estimates_apart(found: dict[str, list[Part]], fields: Fields, cut_off: date) -> None:
    """Take a result of the end of the year beside one of the cut-off for the estimate: "Khả năng cả năm".

    One of another day after the cut-off is shown, and judged as neither.
    """
    parts = found.get("result_text", [])
    later = [part for part in parts if part.period and part.period.ends_on(cut_off.year) > cut_off]
    if not later or len(later) == len(parts) or "estimate_text" not in fields:
        return
    estimates = [part for part in later if part.period and part.period.month == _DECEMBER]
    left = [
        replace(part, is_main=False, silent=True) if part in later else part
        for part in parts
        if part not in estimates
    ]
    if not any(part.is_main for part in left):
        first = next(place for place, part in enumerate(left) if not part.silent)
        left[first] = replace(left[first], is_main=True)
    found["result_text"] = left
    if estimates:
        has_main = any(part.is_main for part in found["estimate_text"])
        found["estimate_text"] += [
            replace(part, is_main=not has_main and place == 0, is_sub=False)
            for place, part in enumerate(estimates)
        ]


def _set_groups_apart(headings: Sequence[Heading], scores: dict[int, list[Score]], fields: Fields) -> None:
    """Let a column below the group of one field be that field, where another column names its own better.

    "Nội dung thực hiện" below "Kết quả" is a result where a column of its own says "Nội dung cam kết".
    """
    alone = {
        each.field
        for column, said in scores.items()
        for each in said
        if each.level >= BEGINNING and not _group_of(headings[column], fields)
    }
    for column, said in scores.items():
        group = _group_of(headings[column], fields)
        if group and fields[group].judged and max(said, default=_NO_SCORE).field in NEVER_GROUPED & alone:
            scores[column] = [Score(ABOVE, 0, group)]


def _group_of(heading: Heading, fields: Fields) -> str:
    """The field that the nearest group above a column names, or empty."""
    return next(
        (field for text in reversed(heading.path[:-1]) if (field := name_field(text, fields=fields))), ""
    )


def _best_columns(scores: Mapping[int, Sequence[Score]]) -> dict[str, int]:
    """Map each field to its main column; a column serves one field only."""
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


def _part(headings: Sequence[Heading], column: int, fields: Fields, *, is_main: bool = False) -> Part:
    path = headings[column].path
    period = next((found for text in reversed(path) if (found := parse_heading_period(text))), None)
    is_sub = len(path) > 1 and not name_field(path[-1], fields=fields)
    return Part((column,), path[-1], period=period, is_main=is_main, is_sub=is_sub)


def _is_beside_dated(headings: Sequence[Heading], column: int, result: int | None) -> bool:
    """Whether a heading that names only a time ("Trong tháng") stands beside the result of another time."""
    if result is None or not headings[column].path or not parse_heading_period(headings[column].path[-1]):
        return False
    return parse_heading_period(headings[result].path[-1]) is not None


def _ticked_part(choice: Choice, *, is_main: bool) -> Part:
    return Part(choice.columns, choice.group, choice.statuses, parse_heading_period(choice.group), is_main)
