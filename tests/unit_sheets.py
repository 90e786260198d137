"""The sheet of a unit with the counts that its notebook makes."""

from __future__ import annotations

from camket.publishing.analyses.unit_page import open_unit


def open_counted(period, code):
    """The sheet of a unit, counted as its notebook does."""
    sheet = open_unit(period, code)
    records = sheet.records
    for basis in ("cut_off", "full_year"):
        sheet.count(records, f"{basis}.total")
        for status, chosen in records.groupby(f"{basis}_status", observed=False):
            sheet.count(chosen, f"{basis}.{status}")
    sheet.count(records[records["is_overdue"]], "cut_off.overdue")
    sheet.count(records[records["is_decided"]], "decided")
    return sheet
