"""The unit of measure of a target that is a bare number: from its own column ("ĐVT"), else from its heading ("(%)")."""

from __future__ import annotations

import re
from functools import cache

from camket.intake.tables.heading_words import typed_words
from camket.intake.tables.row_fields import BARE_NUMBER
from camket.intake.tables.table import Row
from camket.text import plain

_IN_BRACKETS = re.compile(r"\(\s*(?:(?:đvt|đơn vị tính|đơn vị)\s*:?\s*)?([^()]*?)\s*\)")
_MOST_OF_ONE = 1  # a number up to it may be a share of the whole


def add_measure(row: Row, target: str) -> str:
    """A target with its unit of measure, if it is only a number; else as it is.

    A number up to one below "(%)" stays bare: 0.95 may be less than one percent, or nearly all.
    """
    if not target or not BARE_NUMBER.fullmatch(target) or "%" in target:
        return target
    cell = row.cells.get("measure")
    if cell is not None and cell.text and not cell.problem:
        return f"{target}{cell.text}" if cell.text == "%" else f"{target} {cell.text}"
    measures = {
        read_heading_measure(part.heading) for part in row.columns.get("target", ()) if not part.silent
    }
    measure = measures.pop() if len(measures) == 1 else ""
    value = row.cells["target"].value
    if measure == "%" and isinstance(value, int | float) and value <= _MOST_OF_ONE:
        return target
    return f"{target}{' ' if measure and measure != '%' else ''}{measure}"


@cache
def read_heading_measure(heading: str) -> str:
    """The unit of measure that a heading names, or empty.

    >>> read_heading_measure("Chỉ tiêu năm 2025 (%)"), read_heading_measure("Chỉ tiêu (ha)")
    ('%', 'ha')
    >>> read_heading_measure("Chỉ tiêu (đã ký)")
    ''
    """
    key = plain(heading)
    known = typed_words("measures")["units"]
    named = [said for said in _IN_BRACKETS.findall(key) if said in known]
    if not named and "%" in _IN_BRACKETS.sub(" ", key):
        named = ["%"]
    return named[0] if len(named) == 1 else ""
