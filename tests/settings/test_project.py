"""The project folder: where a period's files are, and how places in it are named."""

import os
from pathlib import Path

import pytest

from camket.errors import InputError
from camket.settings.project import find_project, name_folder, open_folder


@pytest.fixture
def project(tmp_path):
    for period in ("2021-10", "2022-10"):
        (tmp_path / "data" / "raw" / period / "submissions").mkdir(parents=True)
        (tmp_path / "data" / "raw" / period / "period.toml").touch()
    (tmp_path / "data" / "raw" / "2023-10").mkdir()
    return tmp_path


def put(folder, *names):
    for name in names:
        path = folder.raw / "submissions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_a_period_has_its_folders_where_the_contract_says(project):
    folder = open_folder(project, "2022-10")
    assert folder.raw == project / "data" / "raw" / "2022-10"
    assert folder.units_file == project / "data" / "raw" / "units.csv"
    assert folder.processed == project / "data" / "processed" / "2022-10"
    assert folder.outputs == project / "outputs" / "2022-10"


def test_opening_a_period_makes_no_folders(project):
    open_folder(project, "2022-10")
    assert sorted(path.name for path in project.iterdir()) == ["data"]


@pytest.mark.parametrize("period", ["2022-11", "2023-10", "", ".."])
def test_a_period_without_settings_is_refused_with_the_periods_there_are(project, period):
    with pytest.raises(InputError) as caught:
        open_folder(project, period)
    assert caught.value.where == f"data/raw/{period}"
    assert caught.value.expected == "một trong các kỳ: 2021-10, 2022-10"
    assert "--project" in caught.value.remedy


def test_a_folder_without_any_period_says_so(tmp_path):
    with pytest.raises(InputError) as caught:
        open_folder(tmp_path, "2022-10")
    assert "chưa có kỳ nào" in caught.value.expected


def test_submissions_come_from_all_folders_in_the_order_of_their_paths(project):
    folder = open_folder(project, "2022-10")
    put(folder, "so nganh/b.xlsx", "a.docx", "so nganh/dot 2/a.xlsx", "huyện/Sở Y tế.XLSX", "ảnh.jpg")
    assert [folder.place(path) for path in folder.submissions()] == [
        "submissions/a.docx",
        "submissions/huyện/Sở Y tế.XLSX",
        "submissions/so nganh/b.xlsx",
        "submissions/so nganh/dot 2/a.xlsx",
        "submissions/ảnh.jpg",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "~$bao cao.xlsx", ".~lock.bao cao.xlsx#", ".DS_Store", "._bao cao.xlsx", "Thumbs.db", "thumbs.db",
        "desktop.ini", "Desktop.ini", "~WRL0001.tmp",
    ],
)  # fmt: skip
def test_files_that_programs_leave_behind_are_no_submissions(project, name):
    folder = open_folder(project, "2022-10")
    put(folder, name, f"sub/{name}", "bao cao.xlsx")
    assert [path.name for path in folder.submissions()] == ["bao cao.xlsx"]


def test_a_folder_named_like_a_file_is_no_file_and_what_lies_in_it_is(project):
    folder = open_folder(project, "2022-10")
    put(folder, "Sở Y tế.xlsx/bao cao.xlsx", "Thumbs.db.xlsx")
    assert [folder.place(path) for path in folder.submissions()] == [
        "submissions/Sở Y tế.xlsx/bao cao.xlsx",
        "submissions/Thumbs.db.xlsx",
    ]


def test_a_link_to_a_folder_or_to_nothing_is_listed_and_not_followed(project):
    folder = open_folder(project, "2022-10")
    put(folder, "a.xlsx")
    elsewhere = project / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b.xlsx").touch()
    (folder.raw / "submissions" / "đợt 2").symlink_to(elsewhere)
    (folder.raw / "submissions" / "mất.xlsx").symlink_to(project / "nothing")
    assert [folder.place(path) for path in folder.submissions()] == [
        "submissions/a.xlsx",
        "submissions/mất.xlsx",
        "submissions/đợt 2",
    ]


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        (b"-rf.xlsx", "-rf.xlsx"),
        (b"a\nb.xlsx", r"a\nb.xlsx"),
        ("a\u202exslx.exe".encode(), r"a\u202exslx.exe"),
        ("a\u200bb.xlsx".encode(), r"a\u200bb.xlsx"),
        (b"\xff\xfe.xlsx", r"\xff\xfe.xlsx"),
        (b"=1+1.xlsx", "=1+1.xlsx"),
        ("Sở".encode() + b"x" * 246 + b".xlsx", "Sở" + "x" * 246 + ".xlsx"),
    ],
)
def test_an_unprintable_name_is_listed_in_one_line_with_escapes(project, name, seen):
    folder = open_folder(project, "2022-10")
    (folder.raw / "submissions").mkdir(exist_ok=True)
    try:
        Path(os.fsdecode(os.fsencode(folder.raw / "submissions") + b"/" + name)).touch()
    except OSError:
        pytest.skip("the disk takes no such name")
    assert [folder.place(path) for path in folder.submissions()] == [f"submissions/{seen}"]


def test_a_period_without_a_submissions_folder_is_refused_for_it_may_be_misspelt(project):
    folder = open_folder(project, "2022-10")
    (folder.raw / "submissions").rename(folder.raw / "submission")
    with pytest.raises(InputError, match="data/raw/2022-10/submissions"):
        list(folder.submissions())


def test_a_place_is_named_from_the_period_or_the_project_and_never_from_the_disk(project):
    folder = open_folder(project, "2022-10")
    assert folder.place(folder.raw / "submissions" / "x" / "a.xlsx") == "submissions/x/a.xlsx"
    assert folder.place(folder.units_file) == "data/raw/units.csv"
    assert folder.place(project.parent / "elsewhere" / "a.xlsx") == "a.xlsx"


def test_the_project_is_found_from_any_folder_inside_it(project, monkeypatch):
    monkeypatch.delenv("CAMKET_PROJECT", raising=False)
    inside = project / "notebooks" / "deep"
    inside.mkdir(parents=True)
    assert find_project(inside) == project
    assert find_project(project) == project


def test_a_project_named_in_the_environment_comes_first(project, tmp_path, monkeypatch):
    monkeypatch.setenv("CAMKET_PROJECT", str(tmp_path / "other"))
    assert find_project(project) == tmp_path / "other"


def test_a_start_outside_any_project_is_refused_with_the_command_to_use(tmp_path, monkeypatch):
    monkeypatch.delenv("CAMKET_PROJECT", raising=False)
    with pytest.raises(InputError) as caught:
        find_project(tmp_path)
    assert caught.value.where == str(tmp_path)
    assert "data/raw" in caught.value.found
    assert "--project" in caught.value.remedy


def test_the_folder_of_a_period_that_is_still_to_be_made_can_be_named(tmp_path):
    folder = name_folder(tmp_path, "2022-12")
    assert folder.raw == tmp_path.resolve() / "data" / "raw" / "2022-12"
    assert folder.registers() == []
    assert list(tmp_path.iterdir()) == []


def test_registers_are_named_without_what_programs_leave_behind(project):
    folder = open_folder(project, "2022-10")
    for name in ("register.xlsx", "~$register.xlsx", "register.docx", "units-register.csv"):
        (folder.raw / name).touch()
    assert [path.name for path in folder.registers()] == ["register.docx", "register.xlsx"]
