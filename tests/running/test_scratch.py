"""Temporary files lie in one folder a process, and what a killed process left is removed by the next one."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from camket.errors import MachineError
from camket.figures.period_lock import lock_file
from camket.running import machine, scratch
from camket.running.machine import check_machine
from camket.running.signals import deaf_children, stoppable

OPEN = """import sys
from camket.running.scratch import open_scratch
print(open_scratch(), flush=True)
sys.stdin.read()
"""

STOPS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch.open_scratch.cache_clear()
    yield tmp_path
    scratch.open_scratch.cache_clear()


def test_a_process_removes_its_folder_at_the_end_and_the_next_one_that_of_a_killed_one(
    temporary, monkeypatch
):
    monkeypatch.setenv("TMPDIR", str(temporary))
    command = [sys.executable, "-c", OPEN]
    orderly, killed = (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    )
    ended, left = (Path(each.stdout.readline().strip()) for each in (orderly, killed))
    assert ended.is_dir()
    assert left.is_dir()
    orderly.communicate()
    assert not ended.exists()
    living = temporary / "camket-living"
    living.mkdir()
    lock = lock_file(living / "lock")
    (temporary / "camket-of-no-process").mkdir()
    killed.kill()
    killed.communicate()
    assert left.is_dir()
    own = scratch.open_scratch()
    assert sorted(temporary.iterdir()) == sorted([living, temporary / "camket-of-no-process", own])
    lock.release()


def test_a_temporary_folder_whose_name_is_too_long_for_sockets_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "open_scratch", lambda: Path("/tmp") / ("x" * 60) / "camket-a1b2c3d4")
    with pytest.raises(MachineError, match="quá dài") as caught:
        check_machine(tmp_path)
    assert "không quá 44 byte" in caught.value.expected


def test_too_few_open_files_are_refused_before_anything_is_started(tmp_path, monkeypatch):
    monkeypatch.setattr(machine.resource, "getrlimit", lambda what: (64, 64))
    monkeypatch.setattr(machine.resource, "setrlimit", lambda what, limits: None)
    with pytest.raises(MachineError, match="64 tệp"):
        check_machine(tmp_path)


def test_a_limit_that_may_be_raised_is_raised(tmp_path, monkeypatch):
    set_to = []
    monkeypatch.setattr(machine.resource, "getrlimit", lambda what: (64, 4096))
    monkeypatch.setattr(machine.resource, "setrlimit", lambda what, limits: set_to.append(limits))
    check_machine(tmp_path)
    assert set_to == [(1024, 4096)]


def test_a_path_that_is_not_utf_8_is_refused():
    with pytest.raises(MachineError, match=r"caf\\xe9"):
        check_machine(Path("/tmp/caf\udce9"))


@pytest.fixture
def heard():
    """The signals as a command at a terminal hears them, whatever runs the tests ignores."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in STOPS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("number", STOPS)
def test_a_signal_stops_a_command_and_the_next_one_does_not_disturb_its_end(number):
    before, done = signal.getsignal(number), []

    def work():
        with stoppable():
            try:
                signal.raise_signal(number)
                done.append("went on")
            finally:
                signal.raise_signal(number)
                done.append("put in order")

    with pytest.raises(KeyboardInterrupt) as stopped:
        work()
    assert stopped.value.args == (number,)
    assert done == ["put in order"]
    assert signal.getsignal(number) == before


def test_what_the_caller_ignores_stays_ignored():
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with stoppable():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("heard")
def test_children_are_deaf_to_the_keyboard_and_the_command_is_not():
    with deaf_children():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
