"""`camket batch` as a user runs it: projects that work, fail, are missing, and end their own process."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from camket.cli.main import main
from camket.running.batch.journal import Recorded
from camket.running.batch.results import ProjectResult, fail
from camket.running.batch.task_list import Task

PERIOD = "2022-10"
# A notebook of the project's own, which runs in a kernel, finds the process of its project by its lock.
DEADLY = (
    "import json, os, pathlib\n"
    "lock = pathlib.Path(os.environ['CAMKET_PROJECT'], 'data', 'processed', '.lock-2022-10')\n"
    "os.kill(json.loads(lock.read_text())['pid'], 9)"
)
CELL = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def write_notebook(project: Path, source: str) -> None:
    cells = [
        {**CELL, "id": "a", "metadata": {"tags": ["parameters"]}, "source": 'period: str = ""'},
        {**CELL, "id": "b", "source": source},
    ]
    (project / "notebooks").mkdir()
    content = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    (project / "notebooks" / "own.ipynb").write_text(json.dumps(content), "utf-8")


def run_batch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "camket", "batch", *arguments],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "t")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def read_outcomes(folder: Path) -> dict[str, str]:
    with (folder / "batch" / "batch.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["outcome"] for row in csv.DictReader(file)}


@pytest.mark.trial
@pytest.mark.skipif(os.name == "nt", reason="a notebook of this test kills by a signal")
def test_a_batch_makes_what_it_can_names_what_failed_and_keeps_what_is_finished(
    made_small_project, short_folder
):
    folder = short_folder
    (folder / "t").mkdir()
    for name in ("Cà Mau", "broken", "deadly"):
        shutil.copytree(made_small_project, folder / name)
    (folder / "broken" / "data" / "raw" / PERIOD / "register.xlsx").write_bytes(b"no workbook")
    write_notebook(folder / "deadly", DEADLY)
    (folder / "all.csv").write_text(
        "project,period,name\nCà Mau,2022-10,\nbroken,2022-10,\ndeadly,2022-10,\nCà Mau,2023-01,\n", "utf-8"
    )

    done = run_batch(folder, "--manifest", "all.csv")
    assert done.returncode == 16, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["Cà", "Mau", PERIOD, "5", "1", "1"] in [line[:6] for line in lines]
    assert "LỖI broken 2022-10: register.xlsx" in done.stdout
    assert "LỖI deadly 2022-10: deadly 2022-10\n  thấy:  hệ điều hành đã dừng tiến trình" in done.stdout
    assert "LỖI Cà Mau 2023-01: data/raw/2023-01" in done.stdout
    assert "[4/4]" in done.stderr
    page = (folder / "batch" / "rollup.html").read_text("utf-8")
    assert 'href="../C%C3%A0%20Mau/outputs/2022-10/trace.html#cut_off.completed"' in page
    assert "Dự án không có trong số liệu (3)" in page
    assert list((folder / "t").iterdir()) == []

    (folder / "deadly" / "notebooks" / "own.ipynb").unlink()
    shutil.rmtree(folder / "deadly")
    (folder / "all.csv").write_text("project,period\nCà Mau,2022-10\n", "utf-8")
    again = run_batch(folder, "--manifest", "all.csv")
    assert again.returncode == 0, again.stderr
    assert "Cà Mau 2022-10: giữ nguyên" in again.stderr
    assert read_outcomes(folder) == {"Cà Mau": "kept"}
    rolled = (folder / "batch" / "rollup.html").read_bytes()
    assert run_batch(folder, "Cà Mau").returncode == 0
    assert (folder / "batch" / "rollup.html").read_bytes() == rolled


def make_or_fail(task: Task, recorded: Recorded | None, by: str) -> ProjectResult:
    """Stands for a run: by the name of the project."""
    if task.name == "killed":
        os.kill(os.getpid(), 9)
    if task.name == "broken":
        return fail(task, "register.xlsx\n  thấy:  hỏng")
    own = ("own.ipynb, ô 2",) if task.name == "own" else ()
    state = "kept" if recorded == Recorded("key", "manifest") else "made"
    return ProjectResult(task, state, 1.25, "key", "manifest", 5, 2, 1, own_failures=own)


@pytest.fixture
def projects(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("camket.running.batch.project_run.run_project", make_or_fail)
    for name in ("Cà Mau", "killed", "broken", "own"):
        (tmp_path / name / "data" / "raw" / PERIOD).mkdir(parents=True)
        (tmp_path / name / "data" / "raw" / PERIOD / "period.toml").touch()
    return tmp_path


FORKS = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@FORKS
@pytest.mark.skipif(os.name == "nt", reason="a child of this test is forked")
def test_the_table_of_all_is_printed_and_failures_are_named_below_it(projects, capsys):
    assert main(["batch", "Cà Mau", "killed", "broken", "--jobs", "3"]) == 16
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].split("  ")[0] == "Dự án"
    assert lines[1].split() == ["Cà", "Mau", PERIOD, "5", "2", "1", "1,2", "làm", "mới"]
    assert lines[3].split()[:5] == ["broken", PERIOD, "–", "–", "–"]
    assert "LỖI broken 2022-10: register.xlsx" in out
    assert "LỖI killed 2022-10: killed 2022-10\n  thấy:  hệ điều hành" in out
    assert sorted(line.partition(" ")[0] for line in err.splitlines()) == ["[1/3]", "[2/3]", "[3/3]"]
    assert read_outcomes(projects) == {"Cà Mau": "made", "killed": "failed", "broken": "failed"}


@FORKS
@pytest.mark.skipif(os.name == "nt", reason="a child of this test is forked")
def test_the_journal_makes_the_same_command_go_on(projects, capsys):
    for state in ("made", "kept"):
        assert main(["batch", "Cà Mau", "--out", "o", "--journal", "j"]) == 0
        assert (
            f"Cà Mau,{projects / 'Cà Mau'},2022-10,5,2,1,1.2,{state}"
            in (projects / "o" / "batch.csv").read_text()
        )
    assert len((projects / "j").read_text("utf-8").splitlines()) == 1


@FORKS
@pytest.mark.skipif(os.name == "nt", reason="a child of this test is forked")
def test_where_only_notebooks_of_projects_own_failed_the_code_is_14(projects, capsys):
    assert main(["batch", "own"]) == 14
    assert "BỎ LẠI sổ tay của dự án own 2022-10" in capsys.readouterr().out


def test_a_list_and_folders_together_are_wrong_use(tmp_path, capsys):
    assert main(["batch", "--manifest", str(tmp_path / "list.csv"), str(tmp_path)]) == 2
    assert "vừa --manifest vừa thư mục" in capsys.readouterr().err


def test_a_wrong_list_stops_the_batch_before_anything_runs(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text("project\na\n", "utf-8")
    assert main(["batch", "--manifest", "list.csv"]) == 10
    assert "thiếu cột period" in capsys.readouterr().err
    assert not (tmp_path / "batch").exists()
