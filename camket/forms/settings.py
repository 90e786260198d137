"""Carry the settings of an earlier period over to a new one."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import tomlkit
from tomlkit.items import Table

from camket.inputs.period import Period
from camket.inputs.tabular import validate

NUMBER_NOTE = "CẦN ĐIỀN: số báo cáo của kỳ này, khi đã có số"
DAY_NOTE = "CẦN ĐIỀN: ngày ban hành báo cáo của kỳ này (đang tạm ghi ngày chốt số liệu)"


def carry_settings(text: str, cut_off: date, place: str) -> str:
    """Adapt an earlier period.toml to a new cut-off day; other values and all comments stay.

    The report number keeps only its symbol and the report date becomes the cut-off day, both marked to be
    filled in. Raises `InputError` if the result is not a valid period.
    """
    document = tomlkit.parse(text)
    document["cut_off"] = cut_off
    document["year"] = cut_off.year
    report: Any = document["report"]
    _, slash, symbol = str(report["number"]).partition("/")
    report["number"] = f"…{slash}{symbol}"
    report["day"] = cut_off
    if isinstance(report, Table):  # a comment inside an inline table would cut the line off
        for key, note in (("number", NUMBER_NOTE), ("day", DAY_NOTE)):
            _note(report[key], note)
    carried = document.as_string()
    validate(Period, tomllib.loads(carried), place)
    return carried


def _note(item: Any, note: str) -> None:
    earlier = item.trivia.comment.lstrip("# ")
    if note not in earlier:
        item.comment(f"{earlier}; {note}" if earlier else note)
