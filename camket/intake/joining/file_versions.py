"""Decide which of two files a unit sent later, by their names, folders and letterheads."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from camket.text import clean, fold

_LATEST = 99
# A day without a year is taken within this distance of the cut-off day.
_NEAR = timedelta(days=75)
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>20\d{2})[._ -]?(?P<month>\d{2})[._ -]?(?P<day>\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?P<sign>[./_ -])(?P<month>\d{1,2})(?:[./_ -](?P<year>\d{4})|(?P=sign)(?P<short>\d{2}))"
    r"(?!\d)"
)
_RUN_TOGETHER = re.compile(r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>20\d{2})(?!\d)")
_LONG_FORM = re.compile(
    r"\bng(?:à|a)y\s+(?P<day>\d{1,2})\s+th(?:á|a)ng\s+(?P<month>\d{1,2})(?:\s+n(?:ă|a)m\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_DAY_ONLY = re.compile(r"(?<![\d./-])(?P<day>\d{1,2})(?P<sign>[.-])(?P<month>\d{1,2})(?![\d]|[./-]\d)")
# "Đồng Tháp, ngày 01 tháng 11 năm 2022" is the day of signing; "số liệu đến ngày 30/10/2022" is not.
_SIGNED_ON = re.compile(r",\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FileVersion:
    """When a file was sent, as far as known: the range of turns of each folder and of its name, and days.

    `replaces` are the files of which a person, `said_by`, decided that this `file` is later; all are set where there is
    such a decision.
    """

    turns: tuple[tuple[int, int], ...] = ()
    folder_day: date | None = None
    named_day: date | None = None
    signed_day: date | None = None
    file: str = ""
    replaces: frozenset[str] = frozenset()
    said_by: str = ""


def read_file_version(place: str, letterhead: Iterable[str] = (), cut_off: date | None = None) -> FileVersion:
    """Parse the turns and days in a file's folders and name and in the lines above its table.

    A day without a year ("31-10") is the one nearest to `cut_off`, and is ignored without it.

    >>> read_file_version("submissions/dot 2/So KHCN (gui lai).docx").turns
    ((1, 1), (2, 2), (2, 99))
    """
    path = PurePosixPath(place)
    read = [_read_name(part, cut_off) for part in (*path.parts[:-1], path.stem)]
    days = [day for _, day in read[:-1] if day]
    return FileVersion(
        turns=tuple(turn for turn, _ in read),
        folder_day=days[-1] if days else None,
        named_day=read[-1][1],
        signed_day=next(
            (
                day
                for line in letterhead
                if (found := _SIGNED_ON.search(clean(line))) and (day := _make_day(*found.groups()[::-1]))
            ),
            None,
        ),
    )


def is_later(one: FileVersion, other: FileVersion) -> bool:
    """Whether a person decided that `one` was sent after `other`, or some evidence shows it and none the opposite."""
    if other.file in one.replaces or one.file in other.replaces:
        return other.file in one.replaces
    said = [
        (of_one[0] > of_other[1], of_other[0] > of_one[1])
        for of_one, of_other in zip_longest(one.turns[::-1], other.turns[::-1], fillvalue=(1, 1))
    ]
    for own, others in (
        (one.folder_day, other.folder_day),
        (one.named_day, other.named_day),
        (one.signed_day, other.signed_day),
    ):
        if own and others:
            said.append((own > others, others > own))
    return any(later for later, _ in said) and not any(earlier for _, earlier in said)


def says_replacement(place: str) -> bool:
    """Whether the name of a file says that it stands in place of one that was sent before.

    >>> says_replacement("registrations/SNV thay the.xlsx"), says_replacement("registrations/SNV bo sung.xlsx")
    (True, False)
    """
    data = _load_words()
    words = "|".join(set(data["again"]) - set(data["adds"]))
    return re.search(rf"\b(?:{words})\b", fold(PurePosixPath(place).stem)) is not None


def says_addition(place: str) -> bool:
    """Whether the name of a file says that it adds to one that was sent before.

    >>> says_addition("registrations/SNV bo sung.xlsx"), says_addition("registrations/SNV thay the.xlsx")
    (True, False)
    """
    return (
        re.search(rf"\b(?:{'|'.join(_load_words()['adds'])})\b", fold(PurePosixPath(place).stem)) is not None
    )


def _read_name(name: str, cut_off: date | None) -> tuple[tuple[int, int], date | None]:
    """The turn and the day in the name of a file or folder; the numbers of a day are not a turn."""
    name = clean(name)
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _RUN_TOGETHER, _LONG_FORM, _DAY_ONLY):
        for found in pattern.finditer(name):
            if pattern is _DAY_ONLY and not _is_meant_as_day(name, found):
                continue
            if day := _read_day(found, cut_off):
                return _turn(f"{name[: found.start()]} {name[found.end() :]}"), day
    return _turn(name), None


def _turn(name: str) -> tuple[int, int]:
    """The lowest and the highest turn that a name may mean."""
    data, words = _load_words(), fold(name)
    # "V/v", as in "CV v/v 12 nội dung", does not mean a version.
    number = re.search(
        rf"(?<!\bv )\b(?:{'|'.join(data['numbered'])}) ?(?:thu )?(\d{{1,2}}|{'|'.join(data['spelled'])})\b",
        words,
    )
    if number:
        turn = int(data["spelled"].get(number[1], 0) or number[1])
        return turn, turn
    if re.search(rf"\b(?:{'|'.join(data['again'])})\b", words):
        return 2, _LATEST
    if re.search(rf"\b(?:{'|'.join(data['draft'])})\b", words):
        return 0, 0
    return 1, 1


def _read_day(found: re.Match[str], cut_off: date | None) -> date | None:
    parts = found.groupdict()
    if parts.get("year"):
        return _make_day(parts["year"], parts["month"], parts["day"])
    if cut_off is None:
        return None
    for year in (cut_off.year - 1, cut_off.year, cut_off.year + 1):
        if parts.get("short") and year % 100 != int(parts["short"]):
            continue
        day = _make_day(str(year), parts["month"], parts["day"])
        if day and abs(day - cut_off) <= _NEAR:
            return day
    return None


def _is_meant_as_day(name: str, found: re.Match[str]) -> bool:
    """Whether two numbers are a day and a month: two digits each, in brackets, alone, or marked by a word."""
    data, before = _load_words(), fold(name[: found.start()])
    if re.search(rf"\b(?:{'|'.join((*data['no_day'], *data['numbered']))})$", before):
        return False
    both = len(found["day"]) == len(found["month"]) == 2
    apart = name == found[0] or name[: found.start()][-1:] + name[found.end() :][:1] == "()"
    told = re.search(rf"\b(?:{'|'.join((*data['day'], *data['again']))})$", before)
    return both or apart or bool(told)


def _make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _load_words() -> dict[str, Any]:
    return tomllib.loads(files("camket.intake.joining").joinpath("file_versions.toml").read_text("utf-8"))
