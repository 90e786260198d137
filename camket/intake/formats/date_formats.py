"""What the number format of a cell makes of a day: `"Dự kiến "dd/mm/yyyy`, `mm/yyyy`, `"Quý IV/"yyyy`.

A format that shows a day and no words but "ngày", "tháng", "năm" leaves the day as it is, and so does one of a time.
Any other one makes the cell a text: what a person reads there.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from camket.intake.formats.number_formats import NumberFormat
from camket.text import plain

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|(?P<clock>AM/PM|A/P|h+|s+|\[[hms]+\])|\[[^\]]*\]|(?P<part>y+|m+|d+)|(?P<rest>.)',
    re.IGNORECASE | re.DOTALL,
)
_CALENDAR = re.compile(r"\b(?:ngày|tháng|thg|năm|lúc|giờ|phút|[ts]h|st|nd|rd)\b|(?<=\d)[ts]h\b")
_NAMES = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:thứ|chủ) \w+|\b(?:sa|ch|am|pm)\b"
)
_MONTH_NAMES = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\btháng (?:mười một|mười hai|mười|một|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|chạp)\b"
)


class _Shown(NamedTuple):
    """What a section shows of a day: its literal texts, and its parts as `d`, `mm`, `yyyy`.

    `change` says whether it makes a text of the day, None if it is not sure what is shown.
    """

    pieces: tuple[tuple[bool, str], ...]
    change: bool | None


def format_moment(moment: date | time | timedelta, number: float, form: NumberFormat) -> str | None:
    """The text that a format makes of a day, empty if it leaves the day as it is; None if that is not sure.

    `number` is the day as Excel stores it, which the conditions of the format ask for.
    """
    if not isinstance(moment, date):
        return ""
    pieces, change = _parse(form.choose_code(number))
    if not change:
        return "" if change is False else None
    return "".join(_render(moment, text) if is_part else text for is_part, text in pieces).strip()


def leaves_days(form: NumberFormat) -> bool:
    """Whether a format of days shows each one as a day, without words of its own."""
    return all(
        section.code.strip() and not section.condition and _parse(section.code).change is False
        for section in form.sections
    )


@lru_cache(maxsize=1000)
def _parse(code: str) -> _Shown:
    pieces: list[tuple[bool, str]] = []
    words, clock = "", False
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup, token.group().lower()
        if kind == "clock" or (kind == "part" and clock and text in ("m", "mm")):
            clock = True  # after hours, m stands for minutes
        elif kind == "part":
            pieces.append((True, text))
            words += " "
        elif kind in ("quoted", "escaped", "rest"):
            pieces.append((False, token[kind] or ""))
            words += token[kind] or ""
    parts = {text[0] for is_part, text in pieces if is_part}
    if any(sign.isalnum() for sign in _CALENDAR.sub(" ", plain(words))):
        is_sure = not clock and not any(is_part and text.startswith("ddd") for is_part, text in pieces)
        return _Shown(tuple(pieces), True if is_sure else None)
    return _Shown(tuple(pieces), "d" not in parts and ("y" in parts or ("m" in parts and not clock)))


def read_shown_moment(moment: datetime, shown: str) -> str:
    """The text of a day that a program shows as `shown`, empty if that is just the day in any order and language."""
    text = plain(shown)
    bare = _NAMES.sub(" ", text)
    named = bool(_MONTH_NAMES.search(bare))
    bare = _CALENDAR.sub(" ", _MONTH_NAMES.sub(" ", bare))
    if any(sign.isalpha() for sign in bare):
        return shown.strip()
    numbers = [int(digits) for digits in re.findall(r"\d+", bare)]
    years = (moment.year, moment.year % 100)
    month = [] if named else [moment.month]
    if len(numbers) == len(month) + 1 and (named or {*numbers} != {moment.day, moment.month}):
        for year in years:
            if sorted(numbers) == sorted([*month, year]) and not (named and year == moment.day):
                return f"{moment.month:02d}/{moment.year}"
    if numbers == [moment.year] and not named:
        return str(moment.year)
    return ""


def _render(moment: date, part: str) -> str:
    if part.startswith("y"):
        return str(moment.year)
    figure = moment.day if part.startswith("d") else moment.month
    return str(figure) if len(part) == 1 else f"{figure:02d}"
