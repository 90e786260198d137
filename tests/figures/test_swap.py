"""A fault at every file operation of a swap, one after another: tables and outputs are the old or the new ones."""

from __future__ import annotations

import builtins
import errno
import io
import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from camket.errors import MachineError
from camket.figures.period_lock import recover_periods
from camket.figures.staging import staged
from camket.settings.project import name_folder

PERIOD = "2022-10"
OLD = {
    "data/processed/2022-10/history.jsonl": "first\n",
    "data/processed/2022-10/tables.csv": "old",
    "outputs/2022-10/page.html": "old",
}
NEW = {
    "data/processed/2022-10/history.jsonl": "first\nsecond\n",
    "data/processed/2022-10/tables.csv": "new",
    "outputs/2022-10/page.html": "new",
}
FIRST = {**NEW, "data/processed/2022-10/history.jsonl": "second\n"}


class Killed(BaseException):
    """Stands for the end of the process: no handler can touch a file any more."""


class Faults:
    """Counts the file operations, and lets the one with the number `at` and, if killed, all after it fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count, self.at, self.kind = 0, 0, "none"
        self._lock = threading.Lock()
        for name in ("rename", "replace", "mkdir", "unlink", "rmdir"):
            monkeypatch.setattr(os, name, self._wrap(getattr(os, name)))
        monkeypatch.setattr(os, "fsync", self._wrap(lambda number: None))  # the real one is slow
        for module in (io, builtins):
            monkeypatch.setattr(module, "open", self._wrap_open(io.open))

    def inject(self, kind: str, at: int) -> None:
        self.count, self.at, self.kind = 0, at, kind

    def _strike(self) -> None:
        with self._lock:  # several files are synced at once
            self.count += 1
            count = self.count
        if self.kind == "kill" and self.at <= count:
            raise Killed
        if self.kind == "error" and self.at == count:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.kind == "errors" and self.at <= count:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _wrap(self, real):
        def operate(*arguments, **keywords):
            self._strike()
            return real(*arguments, **keywords)

        return operate

    def _wrap_open(self, real):
        def opened(file, mode="r", *arguments, **keywords):
            if not set(mode) & set("wax+"):
                return real(file, mode, *arguments, **keywords)
            self._strike()
            handle = real(file, mode, *arguments, **keywords)
            write = handle.write

            def write_half(content):
                try:
                    self._strike()
                except BaseException:
                    write(content[: len(content) // 2])
                    handle.flush()
                    raise
                return write(content)

            handle.write = write_half
            return handle

        return opened


@pytest.fixture
def faults(monkeypatch):
    return Faults(monkeypatch)


def lay_out(project: Path, files: dict[str, str]) -> None:
    for place, text in files.items():
        (project / place).parent.mkdir(parents=True, exist_ok=True)
        (project / place).write_text(text, encoding="utf-8")


def state_of(project: Path) -> dict[str, str]:
    """The files of tables and outputs. What is left beside them does not count."""
    return {
        path.relative_to(project).as_posix(): path.read_text(encoding="utf-8")
        for path in project.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(project).parts)
    }


def run(project: Path) -> None:
    folder = name_folder(project, PERIOD)
    with staged([folder.processed, folder.outputs]) as (tables, outputs):
        (tables / "history.jsonl").write_text("second\n", encoding="utf-8")
        (tables / "tables.csv").write_text("new", encoding="utf-8")
        (outputs / "page.html").write_text("new", encoding="utf-8")


def try_run(project: Path, faults: Faults, kind: str, at: int) -> int:
    """Runs with a fault; returns how many operations there were."""
    faults.inject(kind, at)
    try:
        run(project)
    except (MachineError, OSError):
        assert kind != "kill"
    except Killed:
        assert kind == "kill"
    count = faults.count
    faults.inject("none", 0)
    return count


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [("error", OLD, NEW), ("errors", OLD, NEW), ("kill", OLD, NEW), ("kill", {}, FIRST)],
    ids=["an error", "errors from there on", "a kill", "a kill of the first run"],
)
def test_after_a_fault_at_any_operation_and_the_next_command_all_is_old_or_all_is_new(
    tmp_path, faults, kind, before, after
):
    lay_out(tmp_path / "counted", before)
    operations = try_run(tmp_path / "counted", faults, "none", 0)
    assert state_of(tmp_path / "counted") == after
    assert operations > 20
    seen = []
    for at in range(1, operations + 1):
        project = tmp_path / str(at)
        lay_out(project, before)
        try_run(project, faults, kind, at)
        if kind == "error":  # one that passes is mended at once
            assert state_of(project) in (before, after)
        recover_periods(project)
        seen.append(state_of(project))
        assert seen[-1] in (before, after), at
        assert [path for path in project.rglob(".*") if path.is_dir()] == []
        if kind == "kill":
            try_run(project, faults, "none", 0)
            history = state_of(project)["data/processed/2022-10/history.jsonl"]
            assert history == "first\n" * bool(before) + "second\n" * (1 + (seen[-1] == after))
    # The old state until the journal is gone, from then on the new one.
    assert seen == sorted(seen, key=lambda state: state == after)
    assert {state == after for state in seen} == {True, False}


@pytest.mark.parametrize("kind", ["error", "kill"])
def test_a_fault_while_the_earlier_state_is_put_back_loses_nothing(tmp_path, faults, kind):
    lay_out(tmp_path / "counted", OLD)
    killed_at = try_run(tmp_path / "counted", faults, "none", 0) - 12
    for at in range(1, 15):
        project = tmp_path / str(at)
        lay_out(project, OLD)
        try_run(project, faults, "kill", killed_at)
        faults.inject(kind, at)
        with suppress(MachineError, Killed):
            recover_periods(project)
        faults.inject("none", 0)
        recover_periods(project)
        assert state_of(project) == OLD


def test_a_swap_that_was_cut_off_is_put_back_in_a_project_that_was_moved(tmp_path, faults):
    lay_out(tmp_path / "counted", OLD)
    operations = try_run(tmp_path / "counted", faults, "none", 0)
    for at in range(1, operations):
        lay_out(tmp_path / "here", OLD)
        try_run(tmp_path / "here", faults, "kill", at)
        moved = (tmp_path / "here").rename(tmp_path / f"there {at}")
        recover_periods(moved)
        assert state_of(moved) in (OLD, NEW)


def test_a_journal_that_cannot_be_read_is_named_and_nothing_is_removed(tmp_path):
    lay_out(tmp_path, {"data/processed/.camket-2022-10/journal.json": "{", **OLD})
    lay_out(tmp_path, {"data/processed/.camket-2022-10/previous/tables.csv": "older"})
    with pytest.raises(MachineError, match=r"journal\.json"):
        recover_periods(tmp_path)
    with pytest.raises(MachineError, match=r"journal\.json"):
        run(tmp_path)
    assert (tmp_path / "data/processed/.camket-2022-10/previous/tables.csv").exists()
    assert state_of(tmp_path) == OLD


RUN_AGAIN_AND_AGAIN = """
import itertools, sys
from pathlib import Path
from camket.figures.period_lock import hold_period
from camket.figures.staging import staged
from camket.settings.project import name_folder
folder = name_folder(Path(sys.argv[1]), "2022-10")
for number in itertools.count(int(sys.argv[2])):
    with hold_period(folder, "run"), staged([folder.processed, folder.outputs]) as (tables, outputs):
        (tables / "history.jsonl").write_text(f"{number}\\n")
        (outputs / "page.html").write_text(str(number))
    print(number, flush=True)
"""


@pytest.mark.trial
def test_forty_real_kills_leave_tables_and_outputs_of_one_run_and_a_whole_history(tmp_path):
    random = Random(19)
    number = 1
    for _ in range(40):
        command = [sys.executable, "-c", RUN_AGAIN_AND_AGAIN, str(tmp_path), str(number)]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.stdout.readline()
        time.sleep(random.random() * 0.1)
        running.kill()
        running.communicate()
        recover_periods(tmp_path)
        state = state_of(tmp_path)
        lines = state["data/processed/2022-10/history.jsonl"].split()
        assert lines == [str(n) for n in range(1, len(lines) + 1)]
        assert state["outputs/2022-10/page.html"] == lines[-1]
        number = len(lines) + 1
    assert number > 40
