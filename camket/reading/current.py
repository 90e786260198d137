"""Choose among several columns of a field those that state the current result; describe ambiguous ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from camket.reading.parts import Part
from camket.reading.periods import ALONE, CUMULATIVE
from camket.reading.sheet import Cell
from camket.text import fold

BARE_NUMBER = re.compile(r"[\d.,\s]+%?")
_MEASURED = re.compile(r"^\W*\d|\d\s?%")
_PERCENT = re.compile(r"\d\s?%")


class Filled(NamedTuple):
    """A filled column of a row, and the words in it that a status is derived from."""

    part: Part
    cell: Cell
    words: str


def choose_current(field: str, parts: Sequence[Part], filled: Sequence[Filled]) -> list[Filled]:
    """The columns that a status is derived from: those without a period and the latest filled period.

    A period of an earlier year does not count. An estimate counts only from the newest period, because "Ước
    quý IV" is not an estimate of the year. Beside a column without a period only cumulative periods count.
    """
    periods = [part.period for part in parts if part.period and not part.silent]
    least = CUMULATIVE if any(not part.period and not part.silent for part in parts) else ALONE
    newest = max(periods, default=None)
    usable = [
        each.part.period
        for each in filled
        if newest and each.part.period and not each.part.silent and each.part.period.reach >= least
        if each.part.period == newest or (each.part.period.year == newest.year and field != "estimate_text")
    ]
    latest = max(usable, default=None)
    return [each for each in filled if not each.part.silent and each.part.period in (None, latest)]


def describe_ambiguity(
    field: str, parts: Sequence[Part], filled: Sequence[Filled], current: Sequence[Filled]
) -> str:
    """Describe in Vietnamese why the columns of a field are ambiguous together; empty if they are not.

    Ambiguous are two different values where one is expected, two percentages, and numbers of single months
    or quarters, which may or may not add up.
    """
    if field in ("self_assessment", "progress_percent"):
        # Points beside a word ("95", "Hoàn thành tốt") do not contradict it.
        values = [
            each for each in current if field == "progress_percent" or not BARE_NUMBER.fullmatch(each.words)
        ]
        if len({fold(each.words) for each in values}) > 1:
            return f"các cột {_names(values)} ghi khác nhau"
    if field not in ("result_text", "estimate_text"):
        return ""
    percent = [each for each in current if _PERCENT.search(each.words)]
    if len({each.words for each in percent}) > 1:
        return f"các cột {_names(percent)} cùng ghi tỷ lệ phần trăm, không rõ tỷ lệ nào là kết quả"
    alone = [each for each in current if each.part.period and each.part.period.reach == ALONE]
    measured = [each for each in alone if _MEASURED.search(each.words)]
    others = [
        each for each in filled if each.part.period and each not in current and _MEASURED.search(each.words)
    ]
    if measured and others:
        return f"các cột {_names([*others, *measured])} đều ghi số, không rõ số nào là lũy kế"
    if measured and any(part.period and part.period.reach == CUMULATIVE for part in parts):
        return f"chỉ cột {_names(measured)} ghi số, cột lũy kế để trống"
    return ""


def _names(filled: Sequence[Filled]) -> str:
    return ", ".join(f"“{each.part.heading or each.cell.place}”" for each in filled)
