"""The columns of the data sheets, as officials read them. Formulas name them by their headings."""

from __future__ import annotations

from dataclasses import dataclass

from camket.processed.tables import heading_of, table_schemas
from camket.settings.fields import BUILT_IN, Fields, label_of
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, Basis, field_of

RECORDS = "Records"  # both the sheet and the table on it
REGISTRATIONS = "Registrations"  # the same of what is registered for the next year
# The processed table that each shows.
TABLES = {RECORDS: "records", REGISTRATIONS: "registrations"}
UNIT, GROUP, DECIDED_BY = map(label_of, ("unit", "group", "decided_by"))
STATUS: dict[Basis, str] = {basis: label_of(field_of(basis)) for basis in BASES}
# The heading of the id in each.
FIRST = {RECORDS: label_of("record_id"), REGISTRATIONS: heading_of("registrations", "registration_id")}
COMMON, CHANGE = (heading_of("registrations", name) for name in ("common_task", "change"))
# `registration.<kind>` of the ledger as the column CHANGE shows it.
CHANGES = {
    "unchanged": "Giữ nguyên",
    "changed": "Điều chỉnh chỉ tiêu",
    "reworded": "Diễn đạt lại",
    "new": "Bổ sung",
    "asked": "Chưa rõ",
}
_SHOWN_CHANGES = {**CHANGES, "year_only": CHANGES["unchanged"], "target_changed": CHANGES["changed"], "": ""}
_SHOWN_ANSWERS = {"yes": "Có", "no": "Không", "asked": "Chưa rõ"}


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """A column: its heading, the field of the processed table that it shows, its width, whether it holds days."""

    heading: str
    field: str
    width: float
    is_day: bool = False


def record_columns(sheet: str, fields: Fields = BUILT_IN) -> tuple[RecordColumn, ...]:
    """The columns of a data sheet: those of its processed table that have a width there."""
    return tuple(
        RecordColumn(field["title"], field["name"], field["workbook"], field["type"] == "date")
        for field in table_schemas(fields)[TABLES[sheet]]["fields"]
        if "workbook" in field
    )


def shown_value(field: str, value: object, scheme: Scheme) -> str | int | float:
    """A value of a processed table as its sheet shows it: codes in words, numbers as numbers, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return value
    if field == "group":
        return scheme.group(str(value)).label
    if field == "change":
        return _SHOWN_CHANGES[str(value)]
    if field == "common_task":
        return _SHOWN_ANSWERS[str(value)]
    return scheme.short(str(value)) if field.endswith("_status") else str(value)
