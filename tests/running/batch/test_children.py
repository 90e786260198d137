"""A child process for each project: what ends in one of them touches no other, and none outlives the batch."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from camket.running.batch.children import Children
from camket.running.batch.results import ProjectResult
from camket.running.batch.task_list import Task
from camket.running.child_processes import SINGLE_THREADED
from camket.running.notebooks import open_pool

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="a child of these tests is forked"),
    # The process of the tests has threads of other tests. That of a batch has none: see the last test.
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]


def work(task: Task, recorded: object, by: str) -> ProjectResult:
    """What the projects of these tests do, by their names."""
    if task.name == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.name == "exits":
        os._exit(7)
    if task.name == "endless":
        Path(task.project).write_text(str(os.getpid()))
        try:
            time.sleep(600)
        finally:
            Path(task.project).with_suffix(".put-right").touch()
    return ProjectResult(task, "made", 1.0, by, str(os.getpid()), os.getpgrp())


def run_all(names: list[str]) -> dict[str, ProjectResult]:
    children = Children(len(names), "người chạy", work)
    for name in names:
        children.start(Task(name, "", "2022-10"), None)
    found: dict[str, ProjectResult] = {}
    while len(found) < len(names):
        found |= {result.task.name: result for result in children.wait()}
    return found


def test_a_child_that_is_killed_or_exits_is_blamed_alone():
    found = run_all(["a", "killed", "b", "exits"])
    assert {name: result.state for name, result in found.items()} == {
        "a": "made", "killed": "failed", "b": "made", "exits": "failed",
    }  # fmt: skip
    assert "killed 2022-10" in found["killed"].message
    assert "hết bộ nhớ" in found["killed"].message
    assert "mã thoát 7" in found["exits"].message


def test_each_project_has_a_process_of_its_own():
    found = run_all(["a", "b"])
    processes = {result.manifest for result in found.values()}
    assert len(processes) == 2
    assert str(os.getpid()) not in processes
    # A terminal sends Ctrl-C to a whole group: the batch alone is to tell its children.
    assert {str(result.commitments) for result in found.values()} == processes


def wait_for(path: Path) -> str:
    latest = time.monotonic() + 10
    while not path.exists() or not path.read_text():
        assert time.monotonic() < latest
        time.sleep(0.01)
    return path.read_text()


def test_a_child_that_is_stopped_puts_its_project_right_first(tmp_path):
    children = Children(1, "", work)
    children.start(Task("endless", str(tmp_path / "a"), "2022-10"), None)
    child = int(wait_for(tmp_path / "a"))
    children.stop()
    assert not psutil.pid_exists(child)
    assert (tmp_path / "a.put-right").exists()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_when_the_batch_is_killed_its_children_put_their_projects_right_and_end(tmp_path):
    code = f"""
import sys
sys.path[:0] = {sys.path!r}
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_children import Children, Task, work
children = Children(2, "", work)
for name in "ab":
    children.start(Task("endless", {str(tmp_path)!r} + "/" + name, "2022-10"), None)
children.wait()
"""
    batch = subprocess.Popen([sys.executable, "-c", code])
    both = [psutil.Process(int(wait_for(tmp_path / name))) for name in "ab"]
    batch.kill()
    batch.wait()
    assert psutil.wait_procs(both, timeout=5)[1] == []
    assert (tmp_path / "a.put-right").exists()
    assert (tmp_path / "b.put-right").exists()


def find_server(task: Task, recorded: object, by: str) -> ProjectResult:
    """Says from which process the workers of a project are forked."""
    with open_pool(1) as pool:
        latest = time.monotonic() + 20
        while not pool._workers:
            assert time.monotonic() < latest
            time.sleep(0.01)
        server = psutil.Process(pool._workers[0]._process.pid).ppid()
    return ProjectResult(task, "made", 1.0, by, str(server))


@pytest.mark.trial
def test_the_workers_of_all_projects_come_from_one_server_and_from_another_where_it_was_killed():
    servers = []
    children = Children(1, "", find_server, shares_server=True)
    for name in ("a", "b", "killed before", "c"):
        if name == "killed before":
            os.kill(servers[-1], signal.SIGKILL)
            os.waitid(os.P_PID, servers[-1], os.WEXITED | os.WNOWAIT)
        children.start(Task(name, "", "2022-10"), None)
        [result] = children.wait()
        assert result.state == "made", result.message
        servers.append(int(result.manifest))
    assert (servers[0], servers[2]) == (servers[1], servers[3])
    assert servers[0] != servers[2]
    assert psutil.Process(servers[3]).ppid() == os.getpid()


@pytest.mark.skipif(sys.platform != "linux", reason="the threads of a process are counted in /proc")
def test_a_process_that_forks_projects_has_a_single_thread():
    code = (
        "import os; from camket.running.batch.children import Children\n"
        "Children(1, '')\n"
        "from camket.running.batch.shared_server import start_server\n"
        "start_server(); print(len(os.listdir('/proc/self/task')))"
    )
    plain = {key: value for key, value in os.environ.items() if key not in SINGLE_THREADED}
    done = subprocess.run([sys.executable, "-c", code], env=plain, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1"], done.stderr
