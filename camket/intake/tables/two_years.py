"""Columns of this year's list beside those of the next: "Đã cam kết năm 2024" and "Đăng ký năm 2025" over the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Literal

from camket.intake.formats.sheet import Cell, label_places
from camket.intake.tables.cell_notes import join_notes
from camket.intake.tables.columns import Columns, Heading, Part
from camket.intake.tables.heading_words import name_field
from camket.intake.tables.proposals import gives_up_item, is_no, read_title
from camket.intake.tables.row_kinds import is_blank
from camket.settings.fields import Fields
from camket.text import plain

EARLIER = "earlier_content"
_Side = Literal["earlier", "listed", "next", ""]
_YEAR = re.compile(r"\b20\d\d\b")


def set_earlier_apart(columns: Columns, headings: Sequence[Heading], fields: Fields) -> Columns:
    """The columns of a list for the next year with the contents of this year's list as a field of their own.

    Targets and deadlines of this year are shown beside the next year's and do not count. Without a column of contents
    for the next year nothing is set apart.
    """
    if fields.kind != "registrations" or "content" not in columns:
        return columns
    years = {int(year) for heading in headings for text in heading.path for year in _YEAR.findall(text)}
    sides = [_read_side(heading.path, max(years, default=0)) for heading in headings]
    contents = [
        column
        for column, heading in enumerate(headings)
        if heading.path and name_field(heading.path[-1], fields=fields) == "content"
    ]
    found = dict(columns)
    if apart := _choose_contents(contents, sides):
        old, new = apart
        found["content"] = (Part((new,), headings[new].path[-1], is_main=True),)
        found[EARLIER] = (Part((old,), headings[old].path[-1], is_main=True),)
    for name in ("target", "deadline"):
        parts = found.get(name, ())
        old_sides = {"earlier", sides[apart[0]]} - {""} if apart else {"earlier"}
        stale = [
            part
            for part in parts
            if (sides[part.columns[0]] or _side_of_content(part.columns[0], apart)) in old_sides
        ]
        if stale and len(stale) < len(parts):
            kept = [replace(part, silent=part.silent or part in stale) for part in parts]
            found[name] = _with_main(kept)
    return found


def _choose_contents(contents: Sequence[int], sides: Sequence[_Side]) -> tuple[int, int] | None:
    """The column of this year's contents and that of the next year's, or None if no heading tells them apart."""
    new = [column for column in contents if sides[column] == "next"]
    old = [column for column in contents if sides[column] == "earlier"]
    if not old and new:
        old = [column for column in contents if sides[column] == "listed"]
    if not new and old:
        new = [column for column in contents if sides[column] not in ("earlier", "next")]
    return (old[0], new[0]) if len(old) == len(new) == 1 else None


def _side_of_content(column: int, apart: tuple[int, int] | None) -> _Side:
    """The side of the column of contents to the left of a column that tells none."""
    if apart is None:
        return ""
    old, new = (place if place < column else -1 for place in apart)
    return "earlier" if old > new else ""


def _with_main(parts: Sequence[Part]) -> tuple[Part, ...]:
    main = next(part for part in parts if not part.silent)
    return tuple(replace(part, is_main=part is main) for part in parts)


def _read_side(path: Sequence[str], last: int) -> _Side:
    """Of which year a column is, by the nearest of its headings that tells."""
    words = _compile()
    for text in reversed(path):
        key = plain(text)
        years = [int(year) for year in _YEAR.findall(text)]
        if words["earlier"].search(key) or (years and max(years) < last):
            return "earlier"
        if words["next"].search(key):
            return "next"
        if words["listed"].search(key):
            return "listed"
        if years:
            return "next"
    return ""


@cache
def _compile() -> Mapping[str, re.Pattern[str]]:
    text = files("camket.intake.tables").joinpath("content_columns.toml").read_text("utf-8")
    sides = tomllib.loads(text)["two_years"]
    return {name: re.compile(rf"\b(?:{'|'.join(map(plain, said))})\b") for name, said in sides.items()}


def names_two_years(groups: Sequence[Cell], headings: Sequence[Cell], fields: Fields) -> bool:
    """Whether a row of groups heads the contents of two years in the `headings` below it."""
    if fields.kind != "registrations":
        return False
    above = dict.fromkeys(cell.text for cell in groups if cell.text)
    last = max((int(year) for text in above for year in _YEAR.findall(text)), default=0)
    contents = [cell for cell in headings if cell.text and name_field(cell.text, fields=fields) == "content"]
    return len(contents) > 1 and len({_read_side([text], last) for text in above} - {""}) > 1


def fill_in_earlier(
    cells: Mapping[str, Cell], judged_words: Mapping[str, str]
) -> tuple[dict[str, Cell], dict[str, str]]:
    """A row with this year's content where the next year's is blank, or only says what becomes of it."""
    filled, words = dict(cells), dict(judged_words)
    earlier, own = cells[EARLIER], cells["content"]
    if is_blank(earlier.text) or own.problem:
        return filled, words
    if is_blank(own.text):
        filled["content"] = earlier._replace(notes=join_notes((earlier, own)))
    elif read_title(own.text) or gives_up_item(own.text) or is_no(own.text):
        stated = cells.get("proposal", own)
        filled |= {"content": earlier, "proposal": own if is_blank(stated.text) else _join(own, stated)}
        words.pop("proposal", None)
    return filled, words


def _join(own: Cell, stated: Cell) -> Cell:
    if own.place == stated.place:
        return own
    text = f"{own.text}; {stated.text}"
    place = label_places((own.place, stated.place))
    return Cell(text, text, place, stated.problem, notes=join_notes((own, stated)))
