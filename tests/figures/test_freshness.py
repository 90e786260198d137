import hashlib
import json
from pathlib import Path

import pytest

import camket
from camket.figures import freshness as fresh
from camket.figures.freshness import (
    PROGRAM_FILES,
    copy_previous,
    hash_inputs,
    hash_program,
    is_fresh,
    keep_previous,
    list_changed_inputs,
    read_previous_records,
    record_inputs,
)
from camket.figures.table_files import write_csv
from camket.settings.project import open_folder


@pytest.fixture
def folder(tmp_path):
    raw = tmp_path / "data" / "raw" / "2022-10"
    (raw / "submissions" / "so").mkdir(parents=True)
    (raw / "period.toml").write_text("year = 2022\n", encoding="utf-8")
    (raw / "register.xlsx").write_bytes(b"register")
    (raw / "decisions.csv").write_text("record_id\n", encoding="utf-8")
    (raw / "submissions" / "so" / "Sở Nội vụ.xlsx").write_bytes(b"submission")
    for name in ("units.csv", "scheme.toml"):
        (tmp_path / "data" / "raw" / name).write_text("code\n", encoding="utf-8")
    folder = open_folder(tmp_path, "2022-10")
    folder.processed.mkdir(parents=True)
    record_inputs(folder, hash_inputs(folder))
    return folder


def test_tables_are_fresh_as_long_as_nothing_changes(folder):
    assert is_fresh(folder)


@pytest.mark.parametrize(
    "name",
    [
        "period.toml",
        "register.xlsx",
        "decisions.csv",
        "submissions/so/Sở Nội vụ.xlsx",
        "../units.csv",
        "../scheme.toml",
    ],
)
@pytest.mark.parametrize("change", ["changed", "removed", "renamed"])
def test_tables_are_not_fresh_after_any_raw_file_changes(folder, name, change):
    path = folder.raw / name
    if change == "changed":
        path.write_bytes(path.read_bytes() + b" ")
    elif change == "removed":
        path.unlink()
    else:
        path.rename(path.with_name("khac " + path.name))
    assert not is_fresh(folder)


@pytest.mark.parametrize("name", ["submissions/new.docx", "submissions/dot 2/new.xlsx", "programme.xlsx"])
def test_tables_are_not_fresh_after_a_file_arrives(folder, name):
    (folder.raw / name).parent.mkdir(exist_ok=True)
    (folder.raw / name).write_bytes(b"new")
    assert not is_fresh(folder)


@pytest.mark.parametrize("name", ["submissions/~$So Noi vu.xlsx", "submissions/.hidden"])
def test_a_temporary_file_of_an_open_program_changes_nothing(folder, name):
    (folder.raw / name).write_bytes(b"lock")
    assert is_fresh(folder)


def test_another_period_or_a_touched_date_changes_nothing(folder):
    other = folder.raw.parent / "2023-06"
    other.mkdir()
    (other / "period.toml").write_text("year = 2023\n", encoding="utf-8")
    (folder.raw / "register.xlsx").touch()
    assert is_fresh(folder)


@pytest.mark.parametrize("recorded", [None, "", "{", "[]", "{}"])
def test_tables_without_a_readable_list_of_inputs_are_not_fresh(folder, recorded):
    path = folder.processed / "inputs.json"
    if recorded is None:
        path.unlink()
    else:
        path.write_text(recorded, encoding="utf-8")
    assert not is_fresh(folder)


def test_tables_made_by_another_version_of_the_program_are_not_fresh(folder):
    path = folder.processed / "inputs.json"
    recorded = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**recorded, "camket": "0" * 64}), encoding="utf-8")
    assert not is_fresh(folder)


def test_the_inputs_are_the_raw_files_by_their_place_with_their_sha_256_and_the_program(folder):
    hashes = hash_inputs(folder)
    assert set(hashes) == {
        "data/raw/units.csv",
        "data/raw/scheme.toml",
        "period.toml",
        "register.xlsx",
        "decisions.csv",
        "submissions/so/Sở Nội vụ.xlsx",
        "camket",
    }
    assert hashes["register.xlsx"] == hashlib.sha256(b"register").hexdigest()


def test_every_kind_of_file_that_the_program_is_made_of_counts_as_the_program():
    package = Path(camket.__file__).parent
    kinds = {path.suffix for path in package.rglob("*.*") if "__pycache__" not in path.parts}
    assert kinds - {".typed", ".ipynb"} == PROGRAM_FILES


def test_the_program_is_known_by_the_names_and_the_content_of_its_own_files(tmp_path, monkeypatch):
    code = tmp_path / "camket" / "room" / "module.py"
    code.parent.mkdir(parents=True)
    monkeypatch.setattr(fresh, "__file__", str(code))
    seen = []
    for change in (
        lambda: code.write_text("a = 1", encoding="utf-8"),
        lambda: code.write_text("a = 2", encoding="utf-8"),
        lambda: (tmp_path / "camket" / "rules.toml").write_text("", encoding="utf-8"),
        lambda: (tmp_path / "camket" / "rules.toml").rename(tmp_path / "camket" / "other.toml"),
    ):
        change()
        seen.append(hash_program())
    assert len(set(seen)) == 4
    (tmp_path / "notes.py").write_text("beside the program", encoding="utf-8")
    (tmp_path / "camket" / "notes.txt").write_text("no part of it", encoding="utf-8")
    assert hash_program() == seen[-1]


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
