"""Check the decisions of a period against what there is to decide: the thing, the value, the day, the document."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from camket.dates import format_date
from camket.errors import InputError
from camket.settings.decision_fields import About, DecisionField
from camket.settings.decisions import (
    Decision,
    DecisionKey,
    name_files,
    names_document,
    read_lines,
    split_files,
    split_ids,
)
from camket.settings.states import UNRESOLVED
from camket.settings.units import unit_of

# What an id can be of each kind of thing, and where one finds it.
_IDS: Mapping[About, tuple[str, str]] = {
    "signed": (
        "mã của một nội dung có trong danh mục đã ký của kỳ",
        "sửa mã, dạng <mã đơn vị>-<số thứ tự hai chữ số>, ví dụ SKHDT-03",
    ),
    "registered": (
        "mã của một nội dung đã đăng ký cho năm sau",
        "sửa mã, ví dụ SKHDT-2023-03; mã có trong cột Mã của các tệp trong next_year",
    ),
    "files": (
        "hai tệp đơn vị gửi, xếp theo tên: <tệp> | <tệp>",
        "sửa record_id, ví dụ submissions/SNV 1.xlsx | submissions/SNV 2.xlsx",
    ),
    "moved": (
        "mã của một nội dung đã ký, hoặc mã của đơn vị đã ký",
        "sửa mã, ví dụ SVH-03, hoặc SVH cho mọi nội dung của đơn vị",
    ),
    "listed": (
        "mã của một nội dung đã ký, hoặc đã đăng ký cho năm sau",
        "sửa mã, ví dụ SKHDT-03 hoặc SKHDT-2023-03; mã có trong cột Mã của các tệp trong next_year",
    ),
    "drafted": (
        "mã của một nội dung đã đăng ký, đã ký, hoặc của chương trình",
        "sửa mã, ví dụ SKHDT-2023-03; mã có trong cột Mã của các tệp trong next_year",
    ),
}


@dataclass(frozen=True, slots=True)
class Decidable:
    """What decisions in a period can be about, and what they can say.

    `ids` are those of the things that each kind of field can be about, `days` the first and the last day on which
    one can have been decided. `statuses` are the values of each field that is a status, `documented` those that
    need a document, with their labels. `owners` are the units that answer for commitments of other units, `units` the
    codes of all. `gone` matches the ids of items that may have been there: units replace
    their lists.
    """

    ids: Mapping[About, Collection[str]]
    days: Mapping[About, tuple[date, date]]
    statuses: Mapping[str, Collection[str]]
    documented: Mapping[str, str]
    gone: re.Pattern[str]
    owners: Mapping[str, str] = field(default_factory=dict)
    units: Collection[str] = ()


def read_decisions(path: Path, place: str, decidable: Decidable) -> list[Decision]:
    """The decisions in the order in which they were added.

    Raises `InputError` for a decision about nothing, with a value that its field does not have, on an impossible
    day, or without the document that it needs, and for one that revokes nothing.
    """
    decisions: list[Decision] = []
    decided: set[DecisionKey] = set()
    for line, decision in read_lines(path, place):
        where = f"{place}, dòng {line}"
        if decision.is_revocation:
            _check_revocation(decision, where, decided)
        checks = (_check_id, _check_day) if decision.is_revocation else _CHECKS
        for check in checks:
            check(decision, where, decidable)
        decisions.append(decision)
        decided.add(decision.key)
    return decisions


def describe_day_fault(day: date, days: tuple[date, date], field: DecisionField) -> str:
    """Describe why a day is impossible for a decision about a field, or empty."""
    return "" if days[0] <= day <= days[1] else describe_days(days, field)


def describe_days(days: tuple[date, date], field: DecisionField) -> str:
    """The days on which one can decide a field, in words."""
    until = "" if field.is_next_year or _is_open_ended(days) else "ngày ban hành báo cáo "
    return f"một ngày từ {format_date(days[0])} đến {until}{format_date(days[1])}"


def _is_open_ended(days: tuple[date, date]) -> bool:
    """Whether no day of the report bounds them: they end with the next year."""
    return days[1] == date(days[0].year + 1, 12, 31)


def _check_revocation(decision: Decision, where: str, decided: Collection[DecisionKey]) -> None:
    """Refuse an empty value with nothing before it: it was forgotten rather than left out to revoke something."""
    if decision.key not in decided:
        raise InputError(
            where=f"{where}, value",
            found=f"value để trống mà trước đó không có quyết định nào về {decision.record_id} ({decision.field})",
            expected="giá trị được quyết định; chỉ để trống để thu hồi quyết định ở một dòng trên",
            remedy="ghi giá trị vào cột value, hoặc bỏ dòng này",
        )


def _check_id(decision: Decision, where: str, decidable: Decidable) -> None:
    field = decision.definition
    if decision.record_id in decidable.ids.get(field.about, ()):
        return
    files = split_files(decision.record_id)
    if field.about == "files" and len(files) == 2 and name_files(*files) == decision.record_id:
        return
    if field.is_next_year and decidable.gone.fullmatch(decision.record_id):
        return
    expected, remedy = _IDS[field.about]
    of_field = "" if field.is_status else f" ({field.name})"
    raise InputError(
        where=where, found=f"record_id = {decision.record_id!r}{of_field}", expected=expected, remedy=remedy
    )


def _check_value(decision: Decision, where: str, decidable: Decidable) -> None:
    field = decision.definition
    allowed = set(decidable.statuses[field.name] if field.is_status else field.values)
    checked = {"value": (decision.value, allowed)} if allowed else {}
    if field.names == "file":
        checked["value"] = (decision.value, {*split_files(decision.record_id)})
    if field.names == "unit":
        checked["value"] = (decision.value, {*decidable.units})
    if field.names == "signed":
        unit = unit_of(decision.record_id)
        own = {each for each in decidable.ids["signed"] if decidable.owners.get(each, unit_of(each)) == unit}
        # Several commitments of one unit may have become one item.
        if own >= {*split_ids(decision.value)}:
            checked = {}
        else:
            checked["value"] = (decision.value, allowed | own)
    if field.is_status:
        # An expectation may include the rule, and then requires both status and rule to be unchanged.
        checked["expect"] = (decision.expect.partition(":")[0], {*allowed, UNRESOLVED})
    for name, (value, values) in checked.items():
        if value not in values:
            raise InputError(
                where=where,
                found=f"{name} = {getattr(decision, name)!r}",
                expected="một trong: " + ", ".join(sorted(values)),
                remedy=f"sửa cột {name}",
            )


def _check_day(decision: Decision, where: str, decidable: Decidable) -> None:
    field = decision.definition
    days = decidable.days[field.about]
    fault = describe_day_fault(decision.decided_on, days, field)
    if fault:
        late = "; nếu báo cáo ban hành muộn hơn thì sửa [report] day trong period.toml"
        raise InputError(
            where=f"{where}, decided_on",
            found=f"decided_on = {decision.decided_on}",
            expected=fault,
            remedy="sửa ngày quyết định" + ("" if field.is_next_year or _is_open_ended(days) else late),
        )


def _check_document(decision: Decision, where: str, decidable: Decidable) -> None:
    label = decidable.documented.get(decision.value) if decision.definition.is_status else None
    if label and not names_document(decision.document):
        raise InputError(
            where=f"{where}, document",
            found=f"“{label}” mà không ghi số, ngày văn bản (document = {decision.document!r})",
            expected="số, ngày văn bản của cấp có thẩm quyền",
            remedy="ghi văn bản vào cột document",
        )


_CHECKS = (_check_id, _check_value, _check_day, _check_document)
