"""What a person settled, on what evidence: `data/raw/<period>/decisions.csv`, only ever added to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from camket.dates import print_date
from camket.errors import InputError
from camket.inputs.tabular import Day, read_table
from camket.statuses import StatusField

_QUOTED = " [Đơn vị ghi khi quyết định: "


# What a person settles of an item for the next year; the last three amend its draft.
NextYearField = Literal[
    "common_task", "carried_from", "key_item", "next_year", "next_content", "next_target", "next_deadline"
]


# Of these, the ones that are about an item that a unit registered.
ABOUT_REGISTERED: frozenset[NextYearField] = frozenset({"common_task", "carried_from", "key_item"})


class Settled(BaseModel):
    """What a person settled of one thing. `expect` is what the program found by itself then.

    Where the `reason` ends with a quotation of what the unit had written, that guards the decision too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_id: str
    field: Literal[StatusField, NextYearField]
    value: str
    expect: str
    reason: str = Field(min_length=1)
    document: str = ""
    decided_by: str = Field(min_length=1)
    decided_on: Day

    @property
    def why(self) -> str:
        """The reason without the quotation."""
        return self.reason.partition(_QUOTED)[0]

    @property
    def said(self) -> str:
        """What the unit had written when the person decided, empty where nobody noted it."""
        return self.reason.partition(_QUOTED)[2].removesuffix("]")


class Decision(Settled):
    """One status of one record. `expect` is a status, or one with its rule (`unresolved:nearly_done`)."""

    field: StatusField


class Settlement(Settled):
    """One finding about an item registered or drafted for the next year."""

    field: NextYearField


def names_document(document: str) -> bool:
    """Whether a text can name a document: by its number or its day, which no "không", no dash and no 0 has."""
    return any(letter.isdigit() and letter != "0" for letter in document)


def quote(reason: str, said: str) -> str:
    """A reason that carries what the unit had written, in place of an earlier quotation."""
    why = reason.partition(_QUOTED)[0]
    return f"{why}{_QUOTED}{said}]" if said else why


def read_decisions(
    path: Path,
    place: str,
    *,
    known: set[str],
    allowed: dict[str, set[str]],
    days: tuple[date, date] = (date.min, date.max),
) -> list[Decision]:
    """The decisions on statuses in the order in which they were added.

    `known` are the record ids of the period; `allowed` the status codes of each field; `days` the first
    and the last day on which one can have been made. A missing file means no decisions. Raises
    `InputError` for a decision without reason, name or date, for a stop without its document, for no
    record, or with a value that is no status of its field.
    """
    if not path.exists():
        return []
    decisions = []
    for line, settled in read_table(path, place, Settled):
        where = f"{place}, dòng {line}"
        if settled.field not in get_args(StatusField):
            continue
        decision = Decision.model_validate(settled.model_dump())
        if decision.record_id not in known:
            raise InputError(
                where=where,
                found=f"record_id = {decision.record_id!r}",
                expected="mã của một nội dung có trong danh mục đã ký của kỳ",
                remedy="sửa mã, dạng <mã đơn vị>-<số thứ tự hai chữ số>, ví dụ SKHDT-03",
            )
        for name, value in (("value", decision.value), ("expect", decision.expect)):
            codes = allowed[decision.field] | ({"unresolved"} if name == "expect" else set())
            # An expectation may name the rule beside the status, and then holds only while both stay.
            if (value.partition(":")[0] if name == "expect" else value) not in codes:
                raise InputError(
                    where=where,
                    found=f"{name} = {value!r}",
                    expected="một trong: " + ", ".join(sorted(codes)),
                    remedy=f"sửa cột {name}",
                )
        if fault := say_day_fault(decision.decided_on, days):
            raise InputError(
                where=f"{where}, decided_on",
                found=f"decided_on = {decision.decided_on}",
                expected=fault,
                remedy="sửa ngày quyết định; nếu báo cáo ban hành muộn hơn thì sửa [report] day trong period.toml",
            )
        if decision.value == "stopped" and not names_document(decision.document):
            raise InputError(
                where=f"{where}, document",
                found=f"cho dừng thực hiện mà không ghi số, ngày văn bản (document = {decision.document!r})",
                expected="số, ngày văn bản của cấp có thẩm quyền cho dừng",
                remedy="ghi văn bản vào cột document",
            )
        decisions.append(decision)
    return decisions


def read_settlements(
    path: Path,
    place: str,
    *,
    known: dict[NextYearField, set[str]],
    allowed: dict[str, set[str]],
    days: tuple[date, date] = (date.min, date.max),
    gone: re.Pattern[str] = re.compile(r"(?!)"),
) -> list[Settlement]:
    """The lines of the same file about the next year, in their order.

    `known` are the ids that each field can be about, and `gone` those of items that may have been there: units
    replace their lists. `allowed` are the values of the fields that have but a few: what an item goes on with
    is one of its own unit. `days` are the first and the last on which one can have been decided. Raises
    `InputError` as `read_decisions`.
    """
    if not path.exists():
        return []
    settlements = []
    for line, settled in read_table(path, place, Settled):
        if settled.field in get_args(StatusField):
            continue
        where = f"{place}, dòng {line}"
        settlement = Settlement.model_validate(settled.model_dump())
        if settled.record_id not in known[settlement.field] and not gone.fullmatch(settled.record_id):
            raise InputError(
                where=where,
                found=f"record_id = {settled.record_id!r} ({settled.field})",
                expected="mã của một nội dung đã đăng ký, đã ký, hoặc của chương trình",
                remedy="sửa mã, ví dụ SKHDT-2023-03; mã có trong cột Mã của các tệp trong next_year",
            )
        values = allowed.get(settled.field)
        if settlement.field == "carried_from" and values is not None:
            unit = settlement.record_id.split("-")[0]
            values = {value for value in values if value.split("-")[0] == unit or "-" not in value}
        if values is not None and settled.value not in values:
            raise InputError(
                where=where,
                found=f"value = {settled.value!r}",
                expected=f"một trong: {', '.join(sorted(values))}",
                remedy="sửa cột value",
            )
        if not days[0] <= settled.decided_on <= days[1]:
            raise InputError(
                where=f"{where}, decided_on",
                found=f"decided_on = {settled.decided_on}",
                expected=f"một ngày từ {print_date(days[0])} đến {print_date(days[1])}",
                remedy="sửa ngày quyết định",
            )
        settlements.append(settlement)
    return settlements


def say_day_fault(day: date, days: tuple[date, date]) -> str:
    """Why nobody can have decided on a day for a report, or nothing."""
    first, last = days
    if first <= day <= last:
        return ""
    return f"một ngày từ {print_date(first)} đến ngày ban hành báo cáo {print_date(last)}"
