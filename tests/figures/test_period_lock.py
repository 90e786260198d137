"""One command at a time writes to a period, and what a killed one left is cleared by the next."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from camket.errors import MachineError
from camket.figures.period_lock import hold_period, lock_file, recover_periods
from camket.figures.staging import staged
from camket.settings.project import name_folder

PERIOD = "2022-10"
LEFT = [
    "data/processed/.camket-2022-10/2022-10/tables.csv",
    "outputs/.camket-2022-10/2022-10/page.html",
    "outputs/.camket-a1b2c3d4/2022-10/page.html",
    "data/raw/.camket-2022-10/2022-10/forms/SNV.xlsx",
    "data/raw/2022-10/.camket-decisions.csv",
    "outputs/2022-10/.camket-reconcile.html",
]
HOLD = "import sys; from camket.figures.period_lock import lock_file; from pathlib import Path; "
HOLD += "lock = lock_file(Path(sys.argv[1])); print('locked', flush=True); sys.stdin.read()"


@pytest.fixture
def folder(tmp_path):
    for place in ("data/raw/2022-10", "outputs/2022-10"):
        (tmp_path / place).mkdir(parents=True)
    return name_folder(tmp_path, PERIOD)


def leave(folder):
    for place in LEFT:
        (folder.project / place).parent.mkdir(parents=True, exist_ok=True)
        (folder.project / place).touch()


def left(folder):
    return sorted(
        path.relative_to(folder.project).as_posix() for path in folder.project.rglob("*") if path.is_file()
    )


def test_the_second_command_says_who_holds_the_period_and_since_when(folder):
    at = datetime(2022, 11, 9, 14, 5).astimezone()
    with hold_period(folder, "camket run 2022-10", by="an", at=at):
        with pytest.raises(MachineError) as caught, hold_period(folder, "camket check 2022-10", by="binh"):
            pass
        with hold_period(name_folder(folder.project, "2022-12"), "camket run 2022-12"):
            pass
    assert caught.value.where == "kỳ 2022-10"
    assert "lệnh `camket run 2022-10` của an đang dùng kỳ này từ 14:05 ngày 09/11/2022" in caught.value.found


def test_nothing_is_left_of_a_lock_that_was_given_back(folder):
    with hold_period(folder, "camket check 2022-10"):
        assert folder.processed.parent.exists()
    assert left(folder) == []
    assert not folder.processed.parent.exists()


def test_a_lock_ends_with_its_process(folder):
    path = folder.processed.with_name(".lock-2022-10")
    path.parent.mkdir()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.read(6) == b"locked"
    assert lock_file(path) is None
    holder.kill()
    holder.communicate()
    assert path.exists()
    with hold_period(folder, "camket run 2022-10"):
        pass
    assert not path.exists()


@pytest.mark.parametrize("note", ["", "{", '{"command": "camket run"}'])
def test_a_holder_who_has_not_said_who_it_is_is_still_heeded(folder, note):
    path = folder.processed.with_name(".lock-2022-10")
    path.parent.mkdir()
    lock = lock_file(path)
    path.write_text(note, encoding="utf-8")
    with pytest.raises(MachineError, match="một lệnh khác"), hold_period(folder, "camket check 2022-10"):
        pass
    lock.release()


def test_the_next_command_clears_what_a_killed_one_left(folder):
    leave(folder)
    recover_periods(folder.project)
    assert left(folder) == []


def test_what_cannot_be_cleared_keeps_nobody_from_reading(folder, monkeypatch):
    def refuse(path, ignore_errors=False):
        if not ignore_errors:
            raise PermissionError(13, "Permission denied", str(path))

    leave(folder)
    monkeypatch.setattr(shutil, "rmtree", refuse)
    recover_periods(folder.project)
    with (
        pytest.raises(MachineError, match="không cho ghi"),
        staged([folder.processed, folder.outputs]),
    ):
        pass


def test_what_belongs_to_a_living_command_stays(folder):
    with hold_period(folder, "camket run 2022-10"):
        leave(folder)
        recover_periods(folder.project)
        assert left(folder) == sorted(
            [*(place for place in LEFT if "a1b2c3d4" not in place), "data/processed/.lock-2022-10"]
        )


def test_a_replay_leaves_the_raw_folder_to_the_command_that_holds_it(folder, tmp_path):
    from dataclasses import replace

    leave(folder)
    scratch = tmp_path / "scratch"
    again = replace(folder, processed=scratch / "processed" / PERIOD, outputs=scratch / "outputs" / PERIOD)
    with hold_period(again, "camket replay 2022-10"):
        pass
    assert [place for place in LEFT if not (folder.project / place).exists()] == []


def test_a_project_without_a_period_is_left_alone(tmp_path):
    recover_periods(tmp_path)
    assert list(Path(tmp_path).iterdir()) == []
