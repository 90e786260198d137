import json

import pytest

from camket.processed.csv_file import write_csv
from camket.processed.previous import (
    copy_previous,
    keep_previous,
    list_changed_inputs,
    read_previous_records,
)


@pytest.fixture
def make(tmp_path):
    """Write tables made from some inputs in place of earlier ones."""
    made = []

    def make_tables(inputs, status):
        folder = tmp_path / str(len(made))
        folder.mkdir()
        (folder / "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")
        write_csv(
            folder / "records.csv",
            ["record_id", "cut_off_status"],
            [{"record_id": "A", "cut_off_status": status}],
        )
        if made:
            keep_previous(made[-1], folder)
        made.append(folder)
        return folder

    return make_tables


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_first_tables_have_nothing_before_them(make):
    folder = make({"a.xlsx": "1"}, "completed")
    assert read_previous_records(folder) == {}
    assert list_changed_inputs(folder) == {}


def test_tables_from_other_inputs_keep_those_before_them_and_say_what_changed(make):
    make({"a.xlsx": "1", "b.xlsx": "1", "camket": "1"}, "unresolved")
    folder = make({"a.xlsx": "2", "c.xlsx": "1", "camket": "1"}, "completed")
    assert read_previous_records(folder)["A"]["cut_off_status"] == "unresolved"
    assert list_changed_inputs(folder) == {"a.xlsx": "sửa", "b.xlsx": "bỏ", "c.xlsx": "thêm"}


def test_a_rerun_on_the_same_inputs_compares_with_the_same_run_as_before_byte_for_byte(make):
    make({"a.xlsx": "1"}, "unresolved")
    once = make({"a.xlsx": "2"}, "completed")
    again = make({"a.xlsx": "2"}, "completed")
    assert files_of(again) == files_of(once)


def test_a_first_run_repeated_still_has_nothing_before_it(make):
    once = make({"a.xlsx": "1"}, "unresolved")
    assert files_of(make({"a.xlsx": "1"}, "unresolved")) == files_of(once)


def test_a_third_run_is_compared_with_the_second(make):
    make({"a.xlsx": "1"}, "unresolved")
    make({"a.xlsx": "2"}, "completed")
    assert read_previous_records(make({"a.xlsx": "3"}, "stopped"))["A"]["cut_off_status"] == "completed"


def test_a_replayed_run_has_the_same_comparison_tables_as_the_first(make, tmp_path):
    make({"a.xlsx": "1"}, "unresolved")
    published = make({"a.xlsx": "2"}, "completed")
    elsewhere = tmp_path / "elsewhere" / "2022-10"
    copy_previous(published, elsewhere)
    again = tmp_path / "again"
    again.mkdir()
    for name in ("inputs.json", "records.csv"):
        (again / name).write_bytes((published / name).read_bytes())
    keep_previous(elsewhere, again)
    assert files_of(again) == files_of(published)
