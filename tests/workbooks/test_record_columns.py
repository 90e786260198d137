"""What the Records sheet shows of `records.csv`."""

from __future__ import annotations

import pytest

from camket.processed.tables import field_names
from camket.workbooks.record_columns import RECORDS, REGISTRATIONS, TABLES, record_columns, shown_value
from samples import SCHEME


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("group", "district", "UBND các huyện, thành phố"),
        ("cut_off_status", "awaiting_appraisal", "Chờ thẩm định"),
        ("full_year_status", "unresolved", "Chưa xác định"),
        ("reported", True, "Có"),
        ("reported", False, "Không"),
        ("progress_percent", None, ""),
        ("progress_percent", 62.5, 62.5),
        ("item_no", 3, 3),
        ("content", "=1+1", "=1+1"),
    ],
)
def test_codes_are_shown_in_words_and_numbers_as_numbers(field, value, shown):
    assert shown_value(field, value, SCHEME) == shown


@pytest.mark.parametrize("sheet", [RECORDS, REGISTRATIONS])
def test_every_column_shows_a_field_of_its_table_under_a_heading_of_its_own(sheet):
    columns = record_columns(sheet)
    assert {column.field for column in columns} <= set(field_names(TABLES[sheet]))
    assert len({column.heading.lower() for column in columns}) == len(columns) > 1
    # What a formula would have to escape within the brackets of a column's name.
    assert not any(sign in column.heading for column in columns for sign in "[]#'@")
