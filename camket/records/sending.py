"""Which of two files a unit sent later, as far as their names, folders and letterheads say so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any

from camket.text import clean, fold

_LATEST = 99
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./_ -](\d{1,2})[./_ -](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[._ -]?(\d{2})[._ -]?(\d{2})(?!\d)")
# "Đồng Tháp, ngày 01 tháng 11 năm 2022": the day of signing, not "số liệu đến ngày 30/10/2022".
_SIGNED_ON = re.compile(r",\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sending:
    """What a file says of when it was sent: a range of turns for each folder and for its own name, and days."""

    turns: tuple[tuple[int, int], ...] = ()
    named_day: date | None = None
    signed_day: date | None = None


def read_sending(place: str, letterhead: Iterable[str] = ()) -> Sending:
    """What the place of a file (its folders and name) and the lines above its table say of its turn and day.

    >>> read_sending("submissions/dot 2/So KHCN (gui lai).docx").turns
    ((1, 1), (2, 2), (2, 99))
    """
    path = PurePosixPath(place)
    return Sending(
        turns=tuple(_turn(part) for part in (*path.parts[:-1], path.stem)),
        named_day=_day(path.stem),
        signed_day=next(
            (
                day
                for line in letterhead
                if (found := _SIGNED_ON.search(clean(line))) and (day := _make_day(*found.groups()[::-1]))
            ),
            None,
        ),
    )


def is_later(one: Sending, other: Sending) -> bool:
    """Whether something says that `one` was sent after `other`, and nothing says the contrary."""
    said = [
        (of_one[0] > of_other[1], of_other[0] > of_one[1])
        for of_one, of_other in zip_longest(one.turns[::-1], other.turns[::-1], fillvalue=(1, 1))
    ]
    for own, others in ((one.named_day, other.named_day), (one.signed_day, other.signed_day)):
        if own and others:
            said.append((own > others, others > own))
    return any(later for later, _ in said) and not any(earlier for _, earlier in said)


def _turn(name: str) -> tuple[int, int]:
    """The least and the greatest turn that a name may mean."""
    data, words = _data(), fold(name)
    before = "|".join(data["numbered"])
    number = re.search(rf"\b(?:{before}) ?(?:thu )?(\d{{1,2}}|{'|'.join(data['spelled'])})\b", words)
    if number:
        turn = int(data["spelled"].get(number[1], 0) or number[1])
        return turn, turn
    if re.search(rf"\b(?:{'|'.join(data['again'])})\b", words):
        return 2, _LATEST
    if re.search(rf"\b(?:{'|'.join(data['draft'])})\b", words):
        return 0, 0
    return 1, 1


def _day(name: str) -> date | None:
    if found := _DAY_FIRST.search(name):
        return _make_day(*found.groups()[::-1])
    if found := _YEAR_FIRST.search(name):
        return _make_day(*found.groups())
    return None


def _make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("camket.records").joinpath("sendings.toml").read_text("utf-8"))
