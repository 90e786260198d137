"""What a person settled, on what evidence: `data/raw/<period>/decisions.csv`, only ever added to."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from camket.errors import InputError
from camket.inputs.tabular import Day, read_table

StatusField = Literal["cut_off_status", "full_year_status"]


class Decision(BaseModel):
    """One status of one record, set by a person. `expect` is what the program found by itself then.

    It is a status, or a status with its rule (`unresolved:nearly_done`), which is the closer guard.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    record_id: str
    field: StatusField
    value: str
    expect: str
    reason: str = Field(min_length=1)
    document: str = ""
    decided_by: str = Field(min_length=1)
    decided_on: Day


def read_decisions(
    path: Path, place: str, *, known: set[str], allowed: dict[str, set[str]]
) -> list[Decision]:
    """The decisions in the order in which they were added; the latest one of a field counts.

    `known` are the record ids of the period; `allowed` the status codes of each field. A missing
    file means no decisions. Raises `InputError` for a decision without reason, name or date, for
    no record, or with a value that is no status of its field.
    """
    if not path.exists():
        return []
    latest: dict[tuple[str, str], Decision] = {}
    for line, decision in read_table(path, place, Decision):
        where = f"{place}, dòng {line}"
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
        latest[decision.record_id, decision.field] = decision
    return list(latest.values())
