"""The table of what a person can decide says of each field what it takes, or is refused."""

from dataclasses import fields

import pytest

from camket.next_year.draft import DraftItem
from camket.settings.decision_fields import AMENDMENTS, FIELDS, load_fields


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('about = "signed"', "one of basis, values, amends and such a name"),
        ('about = "nothing"\nbasis = "cut_off"', "about"),
        ('about = "signed"\nbasis = "half_year"', "basis"),
        ('about = "signed"\nbasis = "cut_off"\ncolour = "red"', "colour"),
        ('about = "drafted"\nvalues = { yes = "Có" }', "asks goes with all but basis"),
        ('about = "drafted"\namends = "target"\nasks = "Sửa"', "beside with amends"),
        ('about = "drafted"\namends = "target"\nbeside = "accept"\nbasis = "cut_off"', "one of basis"),
    ],
    ids=[
        "no values",
        "about",
        "basis",
        "a strange key",
        "no question",
        "beside nothing",
        "two kinds of values",
    ],
)
def test_a_table_that_does_not_say_what_a_field_takes_is_refused(entry, says):
    with pytest.raises(ValueError, match=says):
        load_fields(f"[x]\n{entry}\n")


def test_what_amends_a_draft_names_a_part_of_it_and_a_value_beside_which_it_stands():
    parts = {field.name for field in fields(DraftItem)}
    for name in AMENDMENTS:
        assert FIELDS[name].amends in parts
        assert FIELDS[name].beside in FIELDS["next_year"].values


def test_a_value_is_called_as_people_choose_it_and_an_id_as_it_is():
    assert FIELDS["next_year"].label("accept") == "Đưa vào"
    assert FIELDS["carried_from"].label("SNV-03") == "SNV-03"
