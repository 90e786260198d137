"""A standard output that is full, closed, or read by nobody."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from camket.cli import period_commands
from camket.cli.main import main

COMMAND = f'"{sys.executable}" -m camket explain "đã hoàn thành"'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no such shell")


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        (">/dev/full", 15, "không in được kết quả (No space left on device)"),
        (">&-", 15, "đầu ra đã bị đóng"),
        ("<&- >/dev/null 2>&-", 0, ""),
    ],
)
def test_a_full_or_closed_stream_is_told_in_four_parts_or_does_not_matter(ending, code, said, tmp_path):
    done = subprocess.run(
        f"{COMMAND} {ending}", shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr.count("\n") == (4 if said else 0)
    assert said in done.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 15, "ổ đĩa đã hết chỗ"),
        (PermissionError(errno.EACCES, "Permission denied", "outputs/2022-10"), 15, "outputs/2022-10"),
        (MemoryError(), 15, "máy hết bộ nhớ"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
        (KeyboardInterrupt(15), 143, "đã dừng theo yêu cầu; kết quả cũ còn nguyên"),
        (KeyboardInterrupt(), 130, "đã dừng theo yêu cầu; kết quả cũ còn nguyên"),
    ],
    ids=lambda given: type(given).__name__ if isinstance(given, BaseException) else "",
)
def test_what_stops_a_command_from_outside_has_an_exit_code_and_no_traceback(
    error, code, said, tmp_path, monkeypatch, capsys
):
    def fail(options):
        raise error

    monkeypatch.setattr(period_commands, "check", fail)
    monkeypatch.setattr("camket.cli.main.silence_output", lambda: None)
    assert main(["check", "2022-10", "--project", str(tmp_path)]) == code
    assert said in capsys.readouterr().err


def test_a_fault_of_ours_is_not_taken_for_one_of_the_machine(tmp_path, monkeypatch):
    def fail(options):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "lost.toml")

    monkeypatch.setattr(period_commands, "check", fail)
    with pytest.raises(FileNotFoundError):
        main(["check", "2022-10", "--project", str(tmp_path)])


def test_the_command_says_who_holds_a_period(small_project, capsys):
    from camket.figures.period_lock import hold_period
    from camket.settings.project import open_folder

    with hold_period(open_folder(small_project, "2022-10"), "camket run 2022-10", by="an"):
        assert main(["check", "2022-10", "--project", str(small_project)]) == 15
        assert "lệnh `camket run 2022-10` của an đang dùng kỳ này" in capsys.readouterr().err
        assert main(["review", "2022-10", "--project", str(small_project)]) == 0  # reads only
