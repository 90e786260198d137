"""When a period of a batch is kept, and when it is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from camket.errors import InputError
from camket.exchange import new_notebook
from camket.running import products
from camket.running.batch import project_run
from camket.running.batch.journal import Recorded
from camket.running.batch.project_key import has_outputs_of, hash_manifest, make_key
from camket.running.batch.task_list import Task

PERIOD = "2022-10"


def add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + text.encode())


NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (f"data/raw/{PERIOD}/period.toml", "# a remark\n"),
        (f"data/raw/{PERIOD}/submissions/late.csv", "a"),
        ("data/raw/units.csv", "\n"),
        ("data/raw/fields.toml", "# a remark\n"),
        ("notebooks/own.ipynb", NOTEBOOK),
    ],
)
def test_the_key_changes_with_every_input_and_with_nothing_else(record, place, text):
    folder = record()
    key = make_key(folder)
    assert make_key(folder) == key
    add(folder.outputs / "index.html", "touched")
    assert make_key(folder) == key
    add(folder.project / place, text)
    assert make_key(folder) != key


def test_the_key_changes_with_the_program_and_its_packages(record, monkeypatch):
    folder = record()
    keys = {make_key(folder)}
    for name, field in (("read_program", "version"), ("read_environment", "python")):
        other = getattr(products, name)().model_copy(update={field: "0"})
        monkeypatch.setattr(products, name, lambda other=other: other)
        keys.add(make_key(folder))
    assert len(keys) == 3


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        (lambda folder: None, True),
        (lambda folder: add(folder.outputs / "html" / "page.html", "x"), False),
        (lambda folder: (folder.outputs / "html" / "page.html").unlink(), False),
        (lambda folder: add(folder.outputs / "html" / "more.html", "x"), False),
        (lambda folder: add(folder.processed / "records.csv", "x"), False),
        (lambda folder: add(folder.outputs / "manifest.json", " "), False),
        (lambda folder: (folder.outputs / "manifest.json").unlink(), False),
    ],
)
def test_outputs_that_anybody_touched_are_made_again(record, change, holds):
    folder = record()
    manifest = hash_manifest(folder)
    change(folder)
    assert has_outputs_of(folder, manifest) is holds


def test_what_was_never_recorded_is_no_output(record):
    assert not has_outputs_of(record(), "")


def test_a_period_that_is_as_recorded_is_kept_with_its_counts(record, monkeypatch):
    folder = record()
    own = folder.project / "notebooks"
    monkeypatch.setattr(new_notebook, "SHIPPED", (*new_notebook.SHIPPED, own))  # as if it were camket's
    monkeypatch.setattr(project_run, "run_period", lambda *_, **__: pytest.fail("run again"))
    task = Task("small", str(folder.project), PERIOD)
    result = project_run.run_project(task, Recorded(make_key(folder), hash_manifest(folder)), "")
    assert (result.state, result.message) == ("kept", "")
    assert (result.commitments, result.completed, result.open_questions) == (5, 2, 0)


def test_a_period_with_a_notebook_of_its_own_is_made_again_because_that_may_read_any_file(
    record, monkeypatch
):
    folder = record()
    add(folder.project / "notebooks" / "own.ipynb", NOTEBOOK)
    runs = []
    monkeypatch.setattr(project_run, "run_period", lambda *_, **__: runs.append(1) or Done())
    recorded = Recorded(make_key(folder), hash_manifest(folder))
    result = project_run.run_project(Task("small", str(folder.project), PERIOD), recorded, "")
    assert (result.state, runs) == ("made", [1])


class Done:
    failures = ()


def raise_error(*_, **__):
    raise InputError(where="register.xlsx", found="hỏng", expected="tốt", remedy="gửi lại")


def break_down(*_, **__):
    raise TypeError("no such thing")


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (raise_error, "register.xlsx\n  thấy:  hỏng\n  cần:   tốt\n  cách sửa: gửi lại"),
        (break_down, "TypeError: no such thing"),
    ],
)
def test_every_error_becomes_the_message_of_its_project(small_project, monkeypatch, run, said):
    monkeypatch.setattr(project_run, "run_period", run)
    result = project_run.run_project(Task("small", str(small_project), PERIOD), None, "")
    assert result.state == "failed"
    assert said in result.message


def test_a_missing_period_is_named_with_those_that_there_are(small_project):
    result = project_run.run_project(Task("small", str(small_project), "2023-01"), None, "")
    assert result.state == "failed"
    assert "data/raw/2023-01" in result.message
    assert PERIOD in result.message
