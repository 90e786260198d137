"""Parse the period that a heading names: `6 tháng đầu năm`, `Quý III/2022`, `Lũy kế đến 15/10`."""

from __future__ import annotations

import re
from typing import NamedTuple

from camket.text import fold

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# Month numbers outside the year for undated periods: "Lũy kế" sorts last, "Trong tháng" first.
_LAST_WORD, _UNDATED = 13, 0

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

    `reach` tells from when the period counts. Of two that end in the same month the longer is greater.
    """

    year: int
    month: int
    reach: int
    day: int


def read_period(heading: str) -> Period | None:
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
