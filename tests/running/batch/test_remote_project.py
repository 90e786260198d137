"""What a machine of a cluster notes of a project, by which one whose machine went down is told from the others."""

from __future__ import annotations

import pytest

from camket.errors import InputError
from camket.running.batch import remote_project
from camket.running.batch.journal import Recorded
from camket.running.batch.remote_project import describe_program, run_remote
from camket.running.batch.results import ProjectResult
from camket.running.batch.storage import Status, Storage
from camket.running.batch.task_list import Task

PERIOD = "2022-10"


@pytest.fixture
def task(tmp_path):
    folder = tmp_path / "store" / "data" / "raw" / PERIOD
    folder.mkdir(parents=True)
    (folder / "period.toml").touch()
    return Task("store", (tmp_path / "store").as_uri(), PERIOD)


@pytest.fixture
def make(monkeypatch):
    """Stands for a run; what it was given as recorded stays in its list."""
    given = []

    def run(task, folder, recorded, by):
        given.append(recorded)
        folder.outputs.mkdir(parents=True, exist_ok=True)
        (folder.outputs / "manifest.json").write_text("{}")
        return ProjectResult(task, "made", 1.0, "key", "manifest", 5, 2, 1)

    monkeypatch.setattr(remote_project, "make_or_keep", run)
    return given


def run(task, *, batch="now", alone=False, program=None):
    return run_remote(task, None, "an", batch=batch, alone=alone, program=program or describe_program())


def test_what_is_made_is_published_and_noted_as_finished(task, make, tmp_path):
    assert run(task).state == "made"
    assert (tmp_path / "store" / "outputs" / PERIOD / "manifest.json").read_text() == "{}"
    assert Storage(task.project).read_status(PERIOD) == Status("", "key", "manifest")
    run(task)
    assert make == [None, Recorded("key", "manifest")]


@pytest.mark.parametrize(
    ("begun", "alone", "state"),
    [
        ("now", False, "suspect"),
        ("now", True, "made"),
        ("now-alone", True, "failed"),
        ("of an earlier batch", False, "made"),
        ("of an earlier batch-alone", True, "made"),
    ],
)
def test_what_the_same_batch_has_begun_and_never_ended_is_a_suspect_or_blamed(
    task, make, begun, alone, state
):
    Storage(task.project).write_status(PERIOD, Status(begun))
    result = run(task, alone=alone)
    assert result.state == state
    assert ("chạy riêng dự án này" in result.message) == (state == "failed")
    assert len(make) == (state == "made")


def test_a_run_that_is_stopped_leaves_its_note_and_one_that_fails_does_not(task, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    def refuse(*_):
        raise InputError(where="register.xlsx", found="hỏng", expected="tốt", remedy="sửa")

    monkeypatch.setattr(remote_project, "make_or_keep", refuse)
    assert run(task).state == "failed"
    assert Storage(task.project).read_status(PERIOD) == Status()
    monkeypatch.setattr(remote_project, "make_or_keep", stop)
    with pytest.raises(KeyboardInterrupt):
        run(task)
    assert Storage(task.project).read_status(PERIOD).begun == "now"


def test_a_machine_with_another_program_is_refused_before_it_touches_anything(task, make):
    result = run(task, program=describe_program() | {"pandas": "0.1", "camket": "other"})
    assert result.state == "failed"
    assert "camket, pandas" in result.message
    assert make == []
    assert Storage(task.project).read_status(PERIOD) == Status()


def test_a_missing_period_is_named(task):
    result = run(Task("store", task.project, "2023-01"))
    assert "data/raw/2023-01" in result.message
    assert PERIOD in result.message
