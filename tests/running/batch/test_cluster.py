"""A real Dask scheduler with three worker processes on loopback: what a batch survives there."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

PERIOD = "2022-10"
# Ends the worker: the parent of the process that forked the process of the project, which the lock names.
DEADLY = (
    "import json, os, pathlib, psutil\n"
    "lock = pathlib.Path(os.environ['CAMKET_PROJECT'], 'data', 'processed', '.lock-2022-10')\n"
    "server = psutil.Process(json.loads(lock.read_text())['pid']).parent()\n"
    "server.parent().kill()\n"
    "import time; time.sleep(60)"
)
CELL = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}

pytestmark = [
    pytest.mark.trial,
    pytest.mark.skipif(sys.platform != "linux", reason="these tests look for processes as Linux shows them"),
]


def wait_until(holds: Callable[[], object], seconds: float = 90) -> None:
    latest = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.05)


class Machines:
    """A scheduler and three workers, each with a nanny that starts it anew where it ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "t").mkdir()
        self.environment = {**os.environ, "TMPDIR": str(folder / "t")}
        address = folder / "scheduler.json"
        self._started = [
            self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", address)
        ]
        wait_until(address.exists)
        self.address = json.loads(address.read_text())["address"]
        for number in range(3):
            local = folder / f"w{number}"
            self._started.append(
                self._start("worker", self.address, "--nthreads", "1", "--local-directory", local)
            )

    def _start(self, kind: str, *arguments: object) -> psutil.Popen:
        command = [
            sys.executable,
            "-m",
            f"distributed.cli.dask_{kind}",
            "--no-dashboard",
            *map(str, arguments),
        ]
        with (self.folder / f"{kind}.log").open("ab") as log:
            return psutil.Popen(command, env=self.environment, stdout=log, stderr=log)

    def list_servers(self) -> list[psutil.Process]:
        """The processes beside the workers that have a project at work."""
        below = [each for nanny in self._started[1:] for each in nanny.children(recursive=True)]
        return [each for each in below if _is_server(each) and _is_server(each.parent())]

    def start_batch(self, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "camket", "batch", "--cluster", self.address, *map(str, arguments)]
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def stop(self) -> None:
        every = [each for started in self._started for each in (*started.children(recursive=True), started)]
        for each in every:
            if each.is_running():
                each.kill()
        psutil.wait_procs(every, timeout=10)


def _is_server(process: psutil.Process | None) -> bool:
    """Whether a process is a server, or the child of one, which has its command line."""
    with suppress(psutil.Error):
        return process is not None and "camket.running.batch.server" in process.cmdline()
    return False


@pytest.fixture
def machines(short_folder: Path) -> Iterator[Machines]:
    started = Machines(short_folder)
    yield started
    started.stop()


@pytest.fixture
def projects(machines: Machines, made_small_project: Path) -> list[Path]:
    return [shutil.copytree(made_small_project, machines.folder / f"p{number}") for number in range(4)]


def add_notebook(project: Path, source: str) -> None:
    cells = [
        {**CELL, "id": "a", "metadata": {"tags": ["parameters"]}, "source": 'period: str = ""'},
        {**CELL, "id": "b", "source": source},
    ]
    (project / "notebooks").mkdir()
    content = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    (project / "notebooks" / "own.ipynb").write_text(json.dumps(content), "utf-8")


def read_outcomes(folder: Path) -> dict[str, str]:
    with (folder / "batch" / "batch.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["outcome"] for row in csv.DictReader(file)}


def count_runs(project: Path) -> int:
    return len((project / "data" / "processed" / PERIOD / "history.jsonl").read_text("utf-8").splitlines())


def read_all(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in sorted(project.rglob("*"))
        if path.is_file() and path.name != "history.jsonl" and not path.name.startswith(".camket-")
    }


def test_the_cluster_gives_the_same_bytes_as_this_machine(machines, projects):
    here = shutil.copytree(projects[0], machines.folder / "here")
    subprocess.run(
        [sys.executable, "-m", "camket", "run", PERIOD, "--project", str(here)],
        env=machines.environment, capture_output=True, check=True,
    )  # fmt: skip
    out, err = (batch := machines.start_batch("p0")).communicate()
    assert batch.returncode == 0, err
    made = read_all(projects[0])
    assert len(made) > 40
    assert made == read_all(here)
    out, err = (again := machines.start_batch("p0", "--out", "other")).communicate()
    assert again.returncode == 0, err
    assert "giữ nguyên" in out  # by what the storage says: this journal is empty
    assert count_runs(projects[0]) == 1


def test_a_worker_that_is_killed_in_the_middle_loses_and_doubles_nothing(machines, projects):
    batch = machines.start_batch(*projects)
    wait_until(lambda: len(machines.list_servers()) > 1)
    time.sleep(2)
    machines.list_servers()[0].parent().parent().kill()
    out, err = batch.communicate()
    assert batch.returncode == 0, out + err
    assert read_outcomes(machines.folder) == {f"p{number}": "made" for number in range(4)}
    assert [count_runs(project) for project in projects] == [1, 1, 1, 1]
    assert len({json.dumps(sorted(map(hash, read_all(project).values()))) for project in projects}) == 1


def test_a_project_that_kills_its_worker_is_run_again_alone_and_blamed_alone(machines, projects):
    add_notebook(projects[1], DEADLY)
    out, err = (batch := machines.start_batch(*projects)).communicate()
    assert batch.returncode == 16, err
    assert read_outcomes(machines.folder) == {"p0": "made", "p1": "failed", "p2": "made", "p3": "made"}
    assert "khi chạy riêng dự án này" in out
    assert [count_runs(projects[number]) for number in (0, 2, 3)] == [1, 1, 1]
    assert not (projects[1] / "outputs" / PERIOD).exists()


def test_a_client_that_is_stopped_goes_on_where_it_was(machines, projects):
    journal = machines.folder / "batch" / "journal.jsonl"
    batch = machines.start_batch(*projects)
    wait_until(lambda: journal.exists() and journal.read_text())
    batch.send_signal(signal.SIGTERM)
    _, err = batch.communicate()
    assert batch.returncode == 128 + signal.SIGTERM, err
    wait_until(lambda: not machines.list_servers())  # what was running ends by itself
    _, err = (again := machines.start_batch(*projects)).communicate()
    assert again.returncode == 0, err
    assert "kept" in read_outcomes(machines.folder).values()
    assert [count_runs(project) for project in projects] == [1, 1, 1, 1]
    assert len(journal.read_text("utf-8").splitlines()) == 4
