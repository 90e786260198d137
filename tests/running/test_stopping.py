"""A run that is stopped or killed leaves the earlier outputs, and nobody behind it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from camket.figures.period_lock import recover_periods

PERIOD = "2022-10"
NAMES = ("cut_off", "full_year", "registration", "review", "unit", *(f"appendix_{n}" for n in (1, 2, 3, 4)))
CELL = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
KERNEL = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "camket": {"kernel": True},
}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")


class Running:
    """A run whose notebook `cut_off` has begun and does not end."""

    def __init__(self, project: Path, temporary: Path) -> None:
        self.project, self.temporary = project, temporary
        begun = project / "begun"
        for name in NAMES:
            write_notebook(project / "notebooks" / f"{name}.ipynb", "pass")
        write_notebook(
            project / "notebooks" / "cut_off.ipynb",
            "import subprocess, time\n"
            "subprocess.Popen(['sh', '-c', 'sleep 600 & wait'], start_new_session=True)\n"
            f"open({str(begun)!r}, 'w').close()\ntime.sleep(600)",
        )
        self.outputs = project / "outputs" / PERIOD
        self.outputs.mkdir(parents=True)
        (self.outputs / "page.html").write_text("earlier", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "camket", "run", PERIOD, "--project", str(project), "--jobs", "1"],
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        latest = time.monotonic() + 60
        while not begun.exists():
            assert self.process.poll() is None, self.process.stderr.read()
            assert time.monotonic() < latest
            time.sleep(0.05)
        self.others = psutil.Process(self.process.pid).children(recursive=True)
        # The tracker, the server, a worker, a kernel, and what the notebook has started.
        assert len(self.others) >= 5

    def list_left(self) -> list[str]:
        hidden = [path for path in self.project.rglob(".*") if path.name.startswith((".camket", ".lock"))]
        return sorted(path.name for path in (*hidden, *self.temporary.iterdir()))


def write_notebook(path: Path, source: str) -> None:
    own = '\nunit: str = ""' if path.stem == "unit" else ""
    cells = [
        {**CELL, "id": "a", "metadata": {"tags": ["parameters"]}, "source": 'period: str = ""' + own},
        {**CELL, "id": "b", "source": source},
    ]
    path.parent.mkdir(exist_ok=True)
    content = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def running(small_project, short_folder):
    begun = Running(small_project, short_folder)
    yield begun
    for each in (begun.process, *begun.others):
        if each.poll() is None if isinstance(each, subprocess.Popen) else each.is_running():
            each.kill()
    begun.process.communicate()


def test_when_only_the_command_is_killed_its_workers_go_and_the_next_command_clears_up(running):
    running.process.kill()
    running.process.wait()
    _, alive = psutil.wait_procs(running.others, timeout=5)
    assert alive == []
    assert ".camket-2022-10" in running.list_left()
    assert [path.name for path in running.outputs.iterdir()] == ["page.html"]
    recover_periods(running.project)
    done = subprocess.run(
        [sys.executable, "-m", "camket", "explain", "đã xong", "--project", str(running.project)],
        env={**os.environ, "TMPDIR": str(running.temporary)}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stderr == b""
    assert running.list_left() == []


@pytest.mark.trial
@pytest.mark.parametrize("whom", ["the command", "its group"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_run_within_two_seconds_with_one_line(running, number, whom):
    (os.kill if whom == "the command" else os.killpg)(running.process.pid, number)
    started = time.monotonic()
    code = running.process.wait(timeout=20)
    assert time.monotonic() - started < 2
    assert code == 128 + number
    _, alive = psutil.wait_procs(running.others, timeout=5)
    assert alive == []
    said = [line for line in running.process.stderr.read().splitlines() if not line.startswith(STEPS)]
    assert said == ["đã dừng theo yêu cầu; kết quả cũ còn nguyên"]
    assert running.list_left() == []
    assert [path.read_text(encoding="utf-8") for path in running.outputs.iterdir()] == ["earlier"]


STEPS = ("đọc ", "ghép ", "sổ tay ", "phiếu ")
