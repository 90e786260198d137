"""On which day the agency received what units sent: `data/raw/<period>/received.csv`, optional, kept by the clerk.

A file's own date is not one: copying changes it.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from camket.errors import InputError
from camket.settings.csv_tables import read_csv_table
from camket.settings.value_types import Day

FILE = "received.csv"
_SUBMISSIONS = "submissions/"
_MOST_NAMED = 5


class Received(BaseModel):
    """A file of `submissions` and the day on which it came."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(min_length=1)
    received_on: Day


def read_received(path: Path, place: str, sent: Iterable[str], year: int) -> Mapping[str, date] | None:
    """The day of each file of `sent`, places below the period's folder, that the list names; None without a list.

    A file may be named with its folder or alone. Raises `InputError` for a name that no file has, or several have, for
    two days of one file, and for a day before the year or after the next one.
    """
    if not path.is_file():
        return None
    named = _index_by_name(list(dict.fromkeys(sent)))
    days: dict[str, date] = {}
    unknown = []
    for line, each in read_csv_table(path, place, Received):
        found = named.get(_key(each.file), set())
        where = f"{place}, dòng {line}"
        if len(found) != 1:
            unknown.append(f"dòng {line}: {each.file}" + (" (nhiều tệp cùng tên)" if found else ""))
            continue
        [file] = found
        if not date(year, 1, 1) <= each.received_on <= date(year + 1, 12, 31):
            raise InputError(
                where=f"{where}, received_on",
                found=f"received_on = {each.received_on}",
                expected=f"một ngày từ {year}-01-01 đến {year + 1}-12-31",
                remedy="sửa ngày nhận",
            )
        if days.setdefault(file, each.received_on) != each.received_on:
            raise InputError(
                where=where,
                found=f"tệp {each.file} có hai ngày nhận: {days[file]} và {each.received_on}",
                expected="mỗi tệp một ngày nhận",
                remedy="bỏ dòng không đúng; tệp gửi lại là một tệp khác, có tên khác",
            )
    if unknown:
        more = f"; và {len(unknown) - _MOST_NAMED} dòng khác" if len(unknown) > _MOST_NAMED else ""
        raise InputError(
            where=place,
            found="không tìm được tệp: " + "; ".join(unknown[:_MOST_NAMED]) + more,
            expected="tên một tệp trong thư mục submissions, kể cả thư mục con nếu có nhiều tệp cùng tên",
            remedy="sửa tên tệp cho khớp, hoặc bỏ dòng",
        )
    return days


def _index_by_name(sent: Sequence[str]) -> Mapping[str, set[str]]:
    """The files by their path below `submissions`, and by their bare name."""
    named: dict[str, set[str]] = defaultdict(set)
    for file in sent:
        path = _key(file)
        named[path] = {file}
    for file in sent:
        bare = _key(file).rpartition("/")[2]
        if named[bare] != {file} and bare != _key(file):
            named[bare].add(file)
    return named


def _key(file: str) -> str:
    name = unicodedata.normalize("NFC", file).replace("\\", "/").strip()
    return name.removeprefix("data/raw/").removeprefix(_SUBMISSIONS)
