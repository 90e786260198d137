"""The dictionary of fields: one entry for a column, one name that officials see, wherever it stands."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from camket.figures.period_tables import field_names
from camket.publishing.workbooks.formulas import RECORDS, record_columns
from camket.settings.fields import BUILT_IN, label_of
from camket.text import fold
from samples import PERIOD

PACKAGE = Path(__file__).parents[2] / "camket"
LABELS = {field.label for field in BUILT_IN if field.source in ("signed", "reported", "registered")}
# What Excel allows in a message to who fills a cell in, and in its title.
LONGEST_HELP, LONGEST_LABEL = 255, 32
# A word before a remark below a table, and above the notes of a cover, which is no column.
NO_LABEL = {("page_sheet.py", "Ghi chú"), ("workbook_wording.toml", "Ghi chú")}


def test_each_name_and_each_label_stands_once():
    names = [field.name for field in BUILT_IN]
    assert len(set(names)) == len(names)
    # `unit` is a unit's name in people's tables, and its code in those of the program.
    assert set(names) & BUILT_IN.columns.keys() == {"unit"}
    labels = [*(field.label for field in BUILT_IN), *(column.label for column in BUILT_IN.columns.values())]
    assert len({fold(label) for label in labels}) == len(labels)


@pytest.mark.parametrize("field", BUILT_IN.asked, ids=lambda field: field.name)
def test_what_is_asked_in_the_form_is_explained_in_as_many_words_as_excel_shows(field):
    within = BUILT_IN.within(PERIOD)[field.name]
    assert within.help
    assert "{" not in within.help + within.form.adds
    assert len(field.label) <= LONGEST_LABEL
    assert field.type == "text" or len(within.help) <= LONGEST_HELP


def test_the_days_of_a_period_bound_the_days_of_its_fields():
    field = BUILT_IN.within(PERIOD)["completed_on"]
    assert (field.earliest, field.latest) == (date(2021, 1, 1), PERIOD.report.day)
    assert BUILT_IN["completed_on"].latest is None


@pytest.mark.parametrize(
    ("kind", "found"),
    [("submissions", True), ("register", False), ("registrations", False), ("programme", False)],
)
def test_the_day_of_completion_is_looked_for_in_reports_alone(kind, found):
    """In a list of what is to be done, `Ngày hoàn thành` is a day to come."""
    assert ("completed_on" in BUILT_IN.found_in(kind)) is found
    assert BUILT_IN.found_in(kind) is BUILT_IN.found_in(kind)


def test_the_columns_that_officials_read_are_called_as_in_the_dictionary():
    headings = {column.field: column.heading for column in record_columns(RECORDS)}
    assert headings == {name: label_of(name) for name in headings}
    assert {"appraisal", "completed_on", "cut_off_status"} <= headings.keys() <= set(field_names("records"))


def test_no_other_file_keeps_a_label_of_the_dictionary():
    column = re.compile(rf"[Cc]ột (?:{'|'.join(map(re.escape, LABELS))})(?!\w)")
    kept = {
        (path.name, text)
        for path in (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml"))
        if path != PACKAGE / "settings" / "fields.toml"
        for text in texts_of(path)
        if text in LABELS or column.search(text)
    }
    assert kept == NO_LABEL


def texts_of(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        yield from values_of(tomllib.loads(text))
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def values_of(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from values_of(each)
    elif isinstance(data, str):
        yield data
