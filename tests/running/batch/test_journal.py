"""What a journal remembers, and what a damaged one forgets."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from camket.errors import MachineError
from camket.running.batch.journal import Recorded, open_journal
from camket.running.batch.results import ProjectResult
from camket.running.batch.task_list import Task

ONE, TWO = Task("a", "/projects/a", "2022-10"), Task("b", "/projects/b", "2022-10")


def finish(task: Task, key: str = "key", manifest: str = "manifest") -> ProjectResult:
    return ProjectResult(task, "made", 1.0, key, manifest)


def test_a_journal_that_is_opened_again_knows_what_was_finished(tmp_path):
    path = tmp_path / "new" / "journal.jsonl"
    with open_journal(path) as journal:
        journal.record(finish(ONE, "old"))
        journal.record(finish(ONE, "new"))
    with open_journal(path) as journal:
        assert journal.find(ONE) == Recorded("new", "manifest")
        assert journal.find(TWO) is None


def test_what_is_recorded_already_takes_no_further_line(tmp_path):
    with open_journal(tmp_path / "journal.jsonl") as journal:
        for _ in range(2):
            journal.record(finish(ONE))
    assert len((tmp_path / "journal.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize("left", ['{"name": "b", "per', "\x00\x00\x00", "[]", '{"name": "b"}', "7"])
def test_a_line_that_was_cut_off_or_damaged_counts_as_missing_and_spoils_no_other(tmp_path, left):
    path = tmp_path / "journal.jsonl"
    with open_journal(path) as journal:
        journal.record(finish(ONE))
    with path.open("a", encoding="utf-8") as file:
        file.write(left)
    with open_journal(path) as journal:
        assert journal.find(TWO) is None
        journal.record(finish(TWO))
    with open_journal(path) as journal:
        assert (journal.find(ONE), journal.find(TWO)) == (Recorded("key", "manifest"),) * 2


def test_a_line_is_on_the_disk_before_the_batch_goes_on(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr("os.fsync", synced.append)
    with open_journal(tmp_path / "journal.jsonl") as journal:
        journal.record(finish(ONE))
    assert len(synced) == 1


def test_a_second_batch_on_the_same_journal_is_refused(tmp_path):
    path = tmp_path / "journal.jsonl"
    code = f"""
from pathlib import Path
from camket.errors import MachineError
from camket.running.batch.journal import open_journal
try:
    with open_journal(Path({str(path)!r})): print("opened")
except MachineError as error: print(error.found)
"""
    with open_journal(path):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert "một lệnh camket batch khác" in done.stdout


def test_a_journal_that_cannot_be_written_is_told_as_the_machine_refuses(tmp_path):
    (tmp_path / "journal.jsonl").mkdir()
    with pytest.raises(MachineError), open_journal(tmp_path / "journal.jsonl"):
        pass


def test_the_lines_have_name_period_key_manifest_and_time(tmp_path):
    with open_journal(tmp_path / "journal.jsonl") as journal:
        journal.record(finish(Task("Cà Mau", "/x", "2022-10")))
    line = json.loads((tmp_path / "journal.jsonl").read_text("utf-8"))
    assert list(line) == ["name", "period", "key", "manifest", "at"]
    assert line["name"] == "Cà Mau"
