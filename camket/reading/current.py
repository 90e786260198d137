"""Which of several columns of a field tell how things are now, and where nobody can know that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from camket.reading.parts import Part
from camket.reading.periods import ALONE, CUMULATIVE
from camket.reading.sheet import Cell
from camket.text import fold

_NUMBER = re.compile(r"[\d.,\s]+%?")
_MEASURED = re.compile(r"^\W*\d|\d\s?%")
_PERCENT = re.compile(r"\d\s?%")


class Filled(NamedTuple):
    """A filled column of a row, and what is said in it."""

    part: Part
    cell: Cell
    words: str


def choose_current(field: str, parts: Sequence[Part], filled: Sequence[Filled]) -> list[Filled]:
    """What a row is judged by: all that is of no period, and of the periods the latest that is filled.

    None of an earlier year; for the estimate none but the latest, for "Ước quý IV" is no estimate of the
    year. Beside a column of no period, which is of now, only what is said to be cumulative counts.
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


def find_doubt(field: str, parts: Sequence[Part], filled: Sequence[Filled], current: Sequence[Filled]) -> str:
    """Why nobody can know what the columns say together, in Vietnamese, or nothing.

    Two values where a row has one; two percentages; numbers of months or quarters, which may add up or not.
    """
    if field in ("self_assessment", "progress_percent"):
        # Points beside a word ("95", "Hoàn thành tốt") are no second word.
        values = [
            each for each in current if field == "progress_percent" or not _NUMBER.fullmatch(each.words)
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
