"""Assign columns to fields: one main column, further columns of the same field, and tick-box groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from camket.reading.parts import Columns, Heading, Part, date_alike, name_apart, set_percentages_apart
from camket.reading.periods import read_period
from camket.reading.ticks import Choice, find_choices
from camket.reading.wording import LONGEST_HEADING, Score, name_field, score_heading
from camket.settings.fields import BUILT_IN, Fields


def assign_columns(headings: Sequence[Heading], fields: Fields = BUILT_IN) -> Columns:
    """The parts of each field in reading order; columns of no field are in none.

    Each field has the column that says it best (by `score_heading`, then the first). A column left over
    whose best field has its column already is a further part of it where the columns of the field complete one another
    (`joined`). Percentages are
    not joined: of periods the latest column counts and the others are shown with the result, never judged.
    """
    choices = find_choices([heading.path for heading in headings], fields)
    ticked = {column for choice in choices for column in choice.columns}
    scores = {
        column: score_heading(heading.path, fields)
        for column, heading in enumerate(headings)
        if column not in ticked and heading.path and len(heading.path[-1]) <= LONGEST_HEADING
    }
    found: dict[str, list[Part]] = defaultdict(list)
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
    date_alike(found)
    set_percentages_apart(found)
    return {
        field: name_apart(sorted(parts, key=lambda part: part.columns), headings)
        for field, parts in found.items()
    }


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
    period = next((found for text in reversed(path) if (found := read_period(text))), None)
    is_sub = len(path) > 1 and not name_field(path[-1], fields=fields)
    return Part((column,), path[-1], period=period, is_main=is_main, is_sub=is_sub)


def _is_beside_dated(headings: Sequence[Heading], column: int, result: int | None) -> bool:
    """Whether a heading that names only a time ("Trong tháng") stands beside the result of another time."""
    if result is None or not headings[column].path or not read_period(headings[column].path[-1]):
        return False
    return read_period(headings[result].path[-1]) is not None


def _ticked_part(choice: Choice, *, is_main: bool) -> Part:
    return Part(choice.columns, choice.group, choice.statuses, read_period(choice.group), is_main)
