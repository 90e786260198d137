"""Dates as Vietnamese offices write them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from camket.text import plain

# What a person fills in by hand: spaces that neither a page nor Word draws together.
BLANK = "\N{NO-BREAK SPACE}" * 6

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER_NUMBER = r"(iv|iii|ii|i|[1-4])"
_TO = r"\s*(?:,|-|–|và|đến|đến hết)\s*"

# Software that groups thousands writes 2022 as 2.022.
_GROUPED_YEAR = re.compile(r"(?<=[/\s])([12])\.(\d{3})\b")
_DAY = re.compile(r"\b(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?:\s*[/.\-]+\s*(\d{4}|\d{2}))?(?![\d/])")
_LONG_DAY = re.compile(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?")
_MONTH = re.compile(r"\b(?:tháng|thánh|t)\s*(\d{1,2})(?:\s*(?:/+|-|\.|năm)\s*(\d{4}))?(?!\d)")
# A day alone in its cell, with its year: "ngày 30/9/2022", "30.9.22", "ngày 30 tháng 9 năm 2022".
_WRITTEN_DAY = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})\.?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BARE_MONTH = re.compile(r"(?<![\d/.])(\d{1,2})\s*/+\s*(\d{4})(?!\d)")
_QUARTER = re.compile(
    rf"\bquý\s*(?:{_QUARTER_NUMBER}{_TO}(?:quý\s*)?)*{_QUARTER_NUMBER}\b(?:\s*(?:/|-|năm)*\s*(\d{{4}})(?!\d))?"
)
_YEAR = re.compile(r"\bnăm\s+(?:\d{4}\s*[-–]\s*)?(\d{4})\b")
_THIS_YEAR = re.compile(r"\b(?:cả|trong|cuối|hết) năm\b(?!\s*\d)")


def read_deadline(text: str, *, year: int) -> date | None:
    """Returns the last day that is still in time, or None where the text names no day.

    `year` applies where the text has no year ("trước 30/11"). "Quý III/2022" ends on 30/9, "Tháng 5" on 31/5.
    "Trước 30/11" includes 30/11. Of several dates the latest counts.
    """
    text = _GROUPED_YEAR.sub(r"\1\2", plain(text))
    found = [
        *((m.span(), _day(m[1], m[2], m[3], year)) for m in _DAY.finditer(text)),
        *((m.span(), _day(m[1], m[2], m[3], year)) for m in _LONG_DAY.finditer(text)),
        *((m.span(), _month_end(int(m[1]), int(m[2] or year))) for m in _MONTH.finditer(text)),
        *((m.span(), _month_end(int(m[1]), int(m[2]))) for m in _BARE_MONTH.finditer(text)),
        *((m.span(), _month_end(3 * _ROMAN[m[2]], int(m[3] or year))) for m in _QUARTER.finditer(text)),
        *((m.span(), _month_end(12, int(m[1]))) for m in _YEAR.finditer(text)),
        *((m.span(), _month_end(12, year)) for m in _THIS_YEAR.finditer(text)),
    ]
    days = [day for span, day in found if day and not _lies_within(span, [other for other, _ in found])]
    return max(days, default=None)


def read_written_day(text: str) -> date | None:
    """The day if a text is just one day with its year, else None: `31/02/2022`, `tháng 9` and `30/9` give None."""
    text = _GROUPED_YEAR.sub(r"\1\2", plain(text))
    if iso := _ISO_DAY.fullmatch(text):
        return _day(iso[3], iso[2], iso[1], 0)
    found = _WRITTEN_DAY.fullmatch(text) or _LONG_DAY.fullmatch(text)
    return _day(found[1], found[2], found[3], 0) if found and found[3] else None


def _lies_within(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    """Whether a date is part of a longer one, such as "11/2022" in "30/11/2022"."""
    return any(
        start <= span[0] and span[1] <= end and end - start > span[1] - span[0] for start, end in others
    )


def format_date(day: date) -> str:
    """Prints `2022-10-30` as `30/10/2022`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def format_long_date(day: date) -> str:
    """Prints `2022-11-09` as `ngày 09 tháng 11 năm 2022`. Months 1 and 2 are padded (Decree 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def leave_day_blank(year: int | None = None) -> str:
    """Prints `ngày      tháng      năm`, where the day is filled in by hand, with the year if it is known."""
    return f"ngày{BLANK}tháng{BLANK}năm{BLANK if year is None else f' {year}'}"


def _day(day: str, month: str, year: str | None, fallback: int) -> date | None:
    full = fallback if year is None else int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _month_end(month: int, year: int) -> date | None:
    if not (1 <= month <= 12 and date.min.year <= year <= date.max.year):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
