"""A page as a typographer sets it: signs that can be shown, words that stay together, a dash where there is none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, cast

from pydantic import BaseModel

from camket.publishing.blocks.block import Column, Row, Table, header_groups
from camket.publishing.blocks.inline import Linked, Marked, Printed, Text
from camket.publishing.pages.page import Page
from camket.signs import show_signs

NONE = "–"
_FIXED = "\u00a0"  # a space at which no line ends
_WIDE = 1_000  # letters: what fits into a line of any page
_LINE = 60  # letters of a line of an upright page, of the widest kind
# A place at which a line may end within a word, and the marks after which it may.
_BREAK, _WORD, _AFTER_MARK = "\u200b", re.compile(r"[^\s\u00a0]+"), re.compile(r"(?<=[_\-./\\@&=?:,;()])")
# Millimetres of text on an upright page and on a landscape one, beside a column's text, and of a letter at most in a
# table of few columns and in one of many, which is set smaller.
_WIDTHS, _INSET, _LETTERS, _MOST_COLUMNS = (165.0, 257.0), 2.5, (2.15, 1.85), 6
# Fields that are no words of the page.
_KEPT = frozenset(
    (
        "kind",
        "label",
        "svg",
        "png",
        "fonts",
        "ledger",
        "sources",
        "anchor",
        "figure",
        "link",
        "code",
        "mark",
        "align",
    )
)
_INLINE = (Printed, Marked, Linked)
# "00" and "0,0%", with what may stand between a count and its share.
_ZERO = re.compile(r"0+(?:,0+)?\s?%?")
_BETWEEN = re.compile(r"[\s()]*")


def typeset_page(page: Page) -> Page:
    """The page as it is printed. Its words, numbers and blocks stay."""
    width = _WIDTHS[page.cover.landscape]
    blocks = tuple(
        _set_table(dash_zeros(block), width) if isinstance(block, Table) else cast(Any, _set(block))
        for block in page.blocks
    )
    slides = cast(Any, _set(page.slides))
    return page.model_copy(update={"cover": _set(page.cover), "blocks": blocks, "slides": slides})


def dash_zeros(table: Table) -> Table:
    """The table with a dash in each cell that counts nothing: "00", "0,0%", "00 (0,0%)". Totals keep their numbers.

    A fraction stays, because it says of how many.
    """
    rows = tuple(
        row.model_copy(update={"cells": tuple(map(_dash, row.cells))}) if row.kind == "body" else row
        for row in table.rows
    )
    return table.model_copy(update={"rows": rows})


def _dash(cell: Text) -> Text:
    printed = [run for run in cell if isinstance(run, Printed)]
    others = [run for run in cell if not isinstance(run, Printed)]
    is_none = bool(printed) and all(_ZERO.fullmatch(run.text) for run in printed)
    if not is_none or not all(isinstance(run, str) and _BETWEEN.fullmatch(run) for run in others):
        return cell
    return (printed[0].model_copy(update={"text": NONE}),)


def bind_words(text: str, room: int = _WIDE) -> str:
    """The text with fixed spaces within names, between a number and what it counts, and before a dash.

    What is longer than `room`, in letters, is left to break: it would run over the edge of its column.

    >>> bind_words("UBND Tỉnh giao 01 đề án").replace("\\u00a0", "~")
    'UBND~Tỉnh giao 01~đề~án'
    """
    if " " not in text:
        return text
    return _keep_in(room, _find_bound().sub(lambda found: found[0].replace(" ", _FIXED), text))


def _keep_in(room: int, text: str) -> str:
    words = text.split(" ")
    if all(len(word) <= room for word in words):
        return text
    return " ".join(word if len(word) <= room else word.replace(_FIXED, " ") for word in words)


def break_long(text: str, room: int) -> str:
    """The text with places to break in each word that is longer than `room`, in letters, such as the name of a file.

    >>> break_long("KH_150_UBND.pdf", 6).replace("\u200b", "|")
    'KH_|150_|UBND.|pdf'
    """
    if len(text) <= room:
        return text
    return _WORD.sub(lambda word: word[0] if len(word[0]) <= room else _break_word(word[0], room), text)


def _break_word(word: str, room: int) -> str:
    """Breaks after marks; in a part that is still too long, every few letters, which may be the widest ones."""
    piece = max(room // 2, 1)
    parts: list[str] = []
    for part in filter(None, _AFTER_MARK.split(word)):
        step = piece if len(part) > room else len(part)
        parts += (part[start : start + step] for start in range(0, len(part), step))
    return _BREAK.join(parts)


@lru_cache(maxsize=65536)
def _set_words(text: str, room: int) -> str:
    return break_long(bind_words(show_signs(text), room), min(room, _LINE))


def _set(value: object, room: int = _WIDE) -> object:
    """The value with all its words set, in a column with room for so many letters."""
    if isinstance(value, str):
        return _set_words(value, room)
    if isinstance(value, tuple):
        if any(isinstance(part, _INLINE) for part in value):
            return _set_runs(value, room)
        return tuple(_set(part, room) for part in value)
    if isinstance(value, BaseModel):
        fields = [name for name in type(value).model_fields if name not in _KEPT]
        changed = {name: made for name in fields if (made := _set(was := getattr(value, name), room)) != was}
        return value.model_copy(update=changed) if changed else value
    return value


def _set_runs(runs: Sequence[object], room: int) -> tuple[object, ...]:
    """Runs with their words set; a number that is a run of its own stays with what it counts."""
    made: list[object] = []
    for run in runs:
        shown = _set(run, room)
        if room == _WIDE and made and isinstance(made[-1], Printed) and isinstance(shown, str):
            counted = _find_counted().match(shown)
            shown = shown[: counted.end()].replace(" ", _FIXED) + shown[counted.end() :] if counted else shown
        if (
            made
            and isinstance(made[-1], str)
            and isinstance(shown, Printed)
            and _find_opening().search(made[-1])
        ):
            made[-1] = made[-1][:-1] + _FIXED
        made.append(shown)
    return tuple(made)


def _set_table(table: Table, width: float) -> Table:
    """The table with its words set, each column by its own width."""
    letter = _LETTERS[len(table.columns) > _MOST_COLUMNS]
    whole = sum(column.width for column in table.columns)
    rooms = [int((width * column.width / whole - _INSET) / letter) for column in table.columns]
    shown = cast(Table, _set(table.model_copy(update={"rows": (), "columns": ()})))
    columns = tuple(_set_headings(table.columns, rooms))
    rows = tuple(
        row.model_copy(update={"cells": tuple(map(_set, row.cells, rooms))})
        if row.kind != "group"
        else cast(Row, _set(row))
        for row in table.rows
    )
    return shown.model_copy(update={"columns": columns, "rows": rows})


def _set_headings(columns: Sequence[Column], rooms: Sequence[int]) -> Iterator[Column]:
    """The columns with their headings set, one over several columns by the width of all: it stays one heading."""
    place = 0
    for _, width in header_groups(columns):
        room = sum(rooms[place : place + width])
        for column, own in zip(columns[place : place + width], rooms[place : place + width], strict=True):
            group = _set_words(column.group, room)
            yield column.model_copy(update={"heading": _set_words(column.heading, own), "group": group})
        place += width


@cache
def _read() -> dict[str, list[str]]:
    return tomllib.loads(files("camket.publishing.pages").joinpath("typesetting.toml").read_text("utf-8"))


def _any_of(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _find_bound() -> re.Pattern[str]:
    read = _read()
    number = r"\d[\d.,/]*"
    return re.compile(
        rf"\b(?:{_any_of(read['names'])})\b"
        rf"|(?<![\w/]){number} (?:{_any_of(read['counted'])})(?!\w)"
        rf"|\b(?:{_any_of(read['before_numbers'])}) (?=\d|[IVX]+\b)"
        r"|(?<=\S) (?=[–—] )"
    )


@cache
def _find_counted() -> re.Pattern[str]:
    return re.compile(rf" (?:{_any_of(_read()['counted'])})(?!\w)")


@cache
def _find_opening() -> re.Pattern[str]:
    return re.compile(rf"\b(?:Có|có|{_any_of(_read()['before_numbers'])}) $")
