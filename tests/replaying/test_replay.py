"""Two runs are compared file by file. A whole replay is tested in tests/test_main_job.py."""

import pytest

from camket.cli import main
from camket.inputs.project import name_folder
from camket.recording.changes import Change
from camket.replaying.difference import Difference
from camket.replaying.replay import Replay, compare_runs


@pytest.fixture
def runs(tmp_path):
    """A published run and the same run done again."""
    folders = [name_folder(tmp_path / name, "2022-10") for name in ("published", "again")]
    for folder in folders:
        for path, text in (
            (folder.processed / "figures.json", '[{"id": "cut_off.completed", "numerator": 81}]'),
            (folder.processed / "records.csv", "record_id,status\nSNV-01,completed\n"),
            (folder.processed / "history.jsonl", f'{{"by": "{folder.project.name}"}}\n'),
            (folder.outputs / "html" / "page.html", "<p>81</p>"),
            (folder.outputs / "manifest.json", "{}"),
            (folder.outputs / "ro-crate-metadata.json", "{}"),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folders


def differences(runs):
    return [str(difference) for _, difference in compare_runs(*runs) if difference]


def test_equal_runs_have_no_difference_and_the_history_is_not_compared(runs):
    names = [file.rpartition("/")[2] for file, _ in compare_runs(*runs)]
    assert names == ["figures.json", "records.csv", "page.html", "manifest.json", "ro-crate-metadata.json"]
    assert differences(runs) == []


def test_differences_are_listed_from_sources_to_results(runs):
    again = runs[1]
    (again.outputs / "html" / "page.html").write_text("<p>82</p>", encoding="utf-8")
    (again.outputs / "manifest.json").write_text('{"a": 1}', encoding="utf-8")
    (again.processed / "records.csv").write_text("record_id,status\nSNV-01,stopped\n", encoding="utf-8")
    assert differences(runs) == [
        "data/processed/2022-10/records.csv › SNV-01 › status: công bố “completed”, chạy lại “stopped”",
        "outputs/2022-10/html/page.html › đoạn 1: công bố “81”, chạy lại “82”",
        "outputs/2022-10/manifest.json › a: công bố không có gì, chạy lại “1”",
    ]


def test_a_missing_and_an_extra_output_are_reported(runs):
    (runs[0].outputs / "html" / "page.html").rename(runs[0].outputs / "html" / "trang.html")
    assert differences(runs) == [
        "outputs/2022-10/html/page.html: công bố không có tệp này, chạy lại có tệp",
        "outputs/2022-10/html/trang.html: công bố có tệp, chạy lại không có tệp này",
    ]


@pytest.mark.parametrize("name", ["diff.html", "reconcile.html", ".DS_Store", "~$a.xlsx"])
def test_pages_of_other_commands_and_temporary_files_are_not_compared(runs, name):
    (runs[0].outputs / name).write_text("x", encoding="utf-8")
    assert differences(runs) == []


def test_a_period_that_was_never_run_cannot_be_replayed(small_project, capsys):
    assert main(["replay", "2022-10", "--project", str(small_project)]) == 10
    said = capsys.readouterr().err
    assert "outputs/2022-10/manifest.json" in said
    assert "camket run 2022-10" in said


@pytest.mark.parametrize(
    ("changes", "differences", "differs"),
    [
        ((), (), False),
        ((Change("output", "a.html: sửa"),), (), True),
        ((), (Difference("a.html", "", "x", "y"),), True),
    ],
)
def test_a_replay_differs_by_what_was_changed_since_or_by_what_comes_out_otherwise(
    changes, differences, differs
):
    assert Replay(1, changes, 1, differences).differs is differs
