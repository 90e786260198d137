"""A decision is about something that there is, with a value of its field, on a possible day, by a document."""

import re
from dataclasses import replace
from datetime import date

import pytest

from camket.errors import InputError
from camket.settings.decision_checks import Decidable, read_decisions
from camket.settings.decision_fields import FIELDS
from camket.settings.decisions import add_decisions
from camket.settings.states import BASES
from samples import SCHEME, decision

PLACE = "data/raw/2022-10/decisions.csv"
ITEMS = {"SNV-2023-01", "SNV-2023-02"}
IDS = {
    "signed": {"SNV-07", "SNV-08", "STC-01", "SKH-01"},
    "registered": {*ITEMS, "STC-2023-01"},
    "listed": {"SNV-07", *ITEMS},
    "drafted": {"SNV-07", "CTR-2023-001", *ITEMS},
    "files": {"submissions/a.xlsx | submissions/b.xlsx"},
    "moved": {"SNV-07", "SNV"},
}
ALLOWED = {f"{basis}_status": set(SCHEME.decided(basis)) for basis in BASES}
DECIDABLE = Decidable(
    ids=IDS,
    days={**dict.fromkeys(IDS, (date.min, date.max)), "signed": (date(2022, 1, 1), date(2022, 11, 9))},
    statuses=ALLOWED,
    documented={"stopped": "Được cho dừng"},
    gone=re.compile(r"SNV-2023-0[78]"),
    owners={"SKH-01": "STC"},
    units={"SNV", "STC"},
)
STOP = {
    "record_id": "SNV-07",
    "field": "cut_off_status",
    "value": "stopped",
    "expect": "unresolved",
    "document": "1702/UBND-KT",
}


def read(folder, *changes):
    """The decisions that a file of stops with some changes gives."""
    path = folder / "decisions.csv"
    add_decisions(path, PLACE, [decision(**{**STOP, **change}) for change in changes])
    return read_decisions(path, PLACE, DECIDABLE)


def refusal(folder, *changes):
    with pytest.raises(InputError) as caught:
        read(folder, *changes)
    return caught.value


@pytest.mark.parametrize("document", [" ", "không", "...", "Công văn của UBND Tỉnh"])
def test_a_stop_without_the_number_of_its_document_is_refused(tmp_path, document):
    error = refusal(tmp_path, {}, {"document": document})
    assert error.where == f"{PLACE}, dòng 3, document"
    assert "cho dừng" in error.found


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2022, 11, 9)])
def test_a_decision_is_made_from_the_first_day_of_the_year_to_that_of_the_report(tmp_path, day):
    assert [made.decided_on for made in read(tmp_path, {"decided_on": day})] == [day]


@pytest.mark.parametrize("day", [date(2021, 12, 31), date(2022, 11, 10)])
def test_a_decision_on_another_day_is_refused_with_the_days(tmp_path, day):
    error = refusal(tmp_path, {"decided_on": day})
    assert error.where == f"{PLACE}, dòng 2, decided_on"
    assert error.expected == "một ngày từ 01/01/2022 đến ngày ban hành báo cáo 09/11/2022"


def test_without_a_day_of_the_report_the_end_of_the_next_year_bounds_a_decision(tmp_path):
    days = {**DECIDABLE.days, "signed": (date(2022, 1, 1), date(2023, 12, 31))}
    path = tmp_path / "decisions.csv"
    add_decisions(path, PLACE, [decision(**{**STOP, "decided_on": date(2024, 1, 1)})])
    with pytest.raises(InputError) as caught:
        read_decisions(path, PLACE, replace(DECIDABLE, days=days))
    assert caught.value.expected == "một ngày từ 01/01/2022 đến 31/12/2023"
    assert caught.value.remedy == "sửa ngày quyết định"


def test_a_decision_for_no_record_is_refused_with_the_form_of_an_id(tmp_path):
    error = refusal(tmp_path, {"record_id": "SNV-7"})
    assert error.where == f"{PLACE}, dòng 2"
    assert error.found == "record_id = 'SNV-7'"
    assert "SKHDT-03" in error.remedy


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cut_off_status", "unresolved"),
        ("cut_off_status", "hoàn thành"),
        ("full_year_status", "in_progress"),
        ("full_year_status", "awaiting_appraisal"),
        ("full_year_status", "unresolved"),
    ],
)
def test_a_value_that_settles_nothing_in_its_field_is_refused_with_those_that_do(tmp_path, field, value):
    error = refusal(tmp_path, {"field": field, "value": value})
    assert error.where == f"{PLACE}, dòng 2"
    assert error.found == f"value = {value!r}"
    assert error.expected == "một trong: " + ", ".join(sorted(ALLOWED[field]))
    assert error.remedy == "sửa cột value"


@pytest.mark.parametrize(("field", "statuses"), ALLOWED.items())
def test_every_decided_status_of_a_field_is_a_value_of_it(tmp_path, field, statuses):
    for status in statuses:
        made = read(tmp_path, {"field": field, "value": status})[-1]
        assert (made.field, made.value) == (field, status)


def test_what_the_program_had_found_may_be_unresolved_or_a_status_but_nothing_else(tmp_path):
    made = read(tmp_path, {"expect": "unresolved"}, {"expect": "in_progress"})
    assert [each.expect for each in made] == ["unresolved", "in_progress"]
    error = refusal(tmp_path, {"expect": "chưa rõ"})
    assert error.found == "expect = 'chưa rõ'"
    assert "unresolved" in error.expected


def test_a_wrong_decision_is_refused_even_where_a_later_one_replaces_it(tmp_path):
    assert refusal(tmp_path, {"value": "xong"}, {"value": "stopped"}).where == f"{PLACE}, dòng 2"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, ""),
        ({"field": "carried_from", "value": "SNV-07"}, ""),
        ({"field": "carried_from", "value": "new"}, ""),
        ({"field": "carried_from", "value": "STC-01"}, "value = 'STC-01'"),
        ({"field": "carried_from", "value": "SNV-07 ; SNV-08"}, ""),
        ({"field": "carried_from", "value": "SNV-07;STC-01"}, "value = 'SNV-07;STC-01'"),
        ({"field": "carried_from", "value": "SNV-07;new"}, "value = 'SNV-07;new'"),
        ({"field": "carried_from", "value": "snv-07"}, "value = 'snv-07'"),
        ({"field": "carried_from", "value": "SKH-01", "record_id": "STC-2023-01"}, ""),
        ({"field": "carried_from", "value": "SKH-01"}, "value = 'SKH-01'"),
        ({"field": "follows", "value": "STC", "record_id": "SNV-07"}, ""),
        ({"field": "follows", "value": "SXYZ", "record_id": "SNV"}, "value = 'SXYZ'"),
        ({"field": "common_task", "value": "yes", "record_id": "SNV-07"}, ""),
        ({"field": "next_year", "value": "reject", "record_id": "CTR-2023-001"}, ""),
        ({"field": "next_year", "value": "yes"}, "value = 'yes'"),
        ({"field": "next_target", "value": "20 người"}, ""),
        ({"record_id": "SNV-07"}, "record_id = 'SNV-07' (key_item)"),
        ({"record_id": "SNV-2023-09"}, "record_id = 'SNV-2023-09' (key_item)"),
        ({"record_id": "SNV-2023-07"}, ""),
    ],
)
def test_what_is_decided_of_the_next_year_is_held_to_the_same_table(tmp_path, change, found):
    asked = {"record_id": "SNV-2023-01", "field": "key_item", "value": "yes", "expect": "asked", **change}
    if not found:
        assert len(read(tmp_path, asked)) == 1
    else:
        assert refusal(tmp_path, asked).found == found


@pytest.mark.parametrize(
    ("record_id", "value", "found"),
    [
        ("submissions/a 1.xlsx | submissions/a 2.xlsx", "submissions/a 2.xlsx", ""),
        ("submissions/a 2.xlsx | submissions/a 1.xlsx", "submissions/a 2.xlsx", "record_id"),
        ("submissions/a 1.xlsx", "submissions/a 1.xlsx", "record_id"),
        ("submissions/a 1.xlsx | submissions/a 2.xlsx", "submissions/b.xlsx", "value"),
    ],
)
def test_of_two_files_named_in_their_order_one_is_the_later(tmp_path, record_id, value, found):
    made = {"field": "later_file", "record_id": record_id, "value": value, "expect": "a1+b2"}
    if not found:
        assert len(read(tmp_path, made)) == 1
    else:
        assert refusal(tmp_path, made).found.startswith(found)


@pytest.mark.parametrize("field", ["cut_off_status", "key_item"])
def test_an_empty_value_without_a_decision_before_it_was_forgotten(tmp_path, field):
    about = {"record_id": "SNV-07" if field.endswith("status") else "SNV-2023-01", "field": field}
    error = refusal(tmp_path, {**about, "value": ""})
    assert error.where == f"{PLACE}, dòng 2, value"
    assert "không có quyết định nào" in error.found
    value = "stopped" if field.endswith("status") else "yes"
    (tmp_path / "decisions.csv").unlink()
    made = read(tmp_path, {**about, "value": value}, {**about, "value": "", "expect": "", "document": ""})
    assert [each.value for each in made] == [value, ""]


def test_a_revocation_is_made_on_a_possible_day_of_something_that_there_is(tmp_path):
    error = refusal(tmp_path, {}, {"value": "", "decided_on": date(2022, 11, 10)})
    assert error.where == f"{PLACE}, dòng 3, decided_on"


def test_every_field_of_the_table_is_read_about_one_of_its_things(tmp_path):
    values = {name: next(iter(ALLOWED.get(name) or field.values), "x") for name, field in FIELDS.items()}
    values |= {"later_file": "submissions/b.xlsx", "follows": "STC"}
    rows = [
        {"field": name, "value": values[name], "record_id": sorted(IDS[field.about])[0]}
        for name, field in FIELDS.items()
    ]
    assert [made.field for made in read(tmp_path, *rows)] == list(FIELDS)
