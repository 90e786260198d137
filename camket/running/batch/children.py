"""The projects of a batch on this machine: a child process for each, forked from this one, which has imported all.

On POSIX this process must have a single thread while it forks; elsewhere children are spawned. A child that is asked to
stop puts the project's folders right before it ends. Where the batch is killed, Linux asks its children to stop.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Any

from camket.errors import MachineError
from camket.running.batch.journal import Recorded
from camket.running.batch.results import ProjectResult, fail
from camket.running.batch.task_list import Task
from camket.running.child_processes import SINGLE_THREADED, follow_parent
from camket.running.signals import stoppable

# How long a child that was asked to stop may take to put its folders right.
_SECONDS_TO_STOP = 10.0
Run = Callable[[Task, Recorded | None, str], ProjectResult]


class Children:
    """Runs projects in child processes, at most `jobs` at a time."""

    def __init__(self, jobs: int, by: str, run: Run | None = None, *, shares_server: bool = False) -> None:
        """`run` is `run_project` by default; `shares_server`: its workers come from one server for all projects."""
        if run is None:
            os.environ.update(SINGLE_THREADED)  # before anything heavy is imported
            from camket.running.batch.project_run import run_project as run

            shares_server = True
        self._shares_server = shares_server
        self.capacity = jobs
        self._by, self._run = by, run
        forks = "fork" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        self._running: dict[Any, tuple[Task, Any, float]] = {}

    def start(self, task: Task, recorded: Recorded | None, *, alone: bool = False) -> None:
        """Starts a project. Whether others run beside it (`alone`) makes no difference on one machine."""
        if self._shares_server:
            from camket.running.batch.shared_server import start_server

            start_server()
        ours, theirs = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=_serve,
            args=(self._run, task, recorded, self._by, os.getpid(), theirs, self._shares_server),
        )
        try:
            process.start()
        except OSError as error:
            raise MachineError(
                where=task.label,
                found=f"không khởi động được tiến trình ({error})",
                expected="đủ bộ nhớ trống, cho mở thêm tiến trình và tệp",
                remedy="đóng bớt chương trình, hoặc chạy với --jobs 1; kết quả cũ còn nguyên",
            ) from error
        finally:
            theirs.close()
        self._running[ours] = (task, process, time.monotonic())

    def wait(self) -> list[ProjectResult]:
        """Waits until at least one project has ended; returns the results of those that have."""
        return [self._take(pipe) for pipe in connection.wait(list(self._running))]

    def stop(self) -> None:
        """Ends all children, and waits until they are gone."""
        children = [process for _, process, _ in self._running.values()]
        for child in children:
            child.terminate()
        latest = time.monotonic() + _SECONDS_TO_STOP
        for child in children:
            child.join(max(0.0, latest - time.monotonic()))
            child.kill()
            child.join()
        self._running.clear()

    def _take(self, pipe: Any) -> ProjectResult:
        task, process, started = self._running.pop(pipe)
        try:
            result: ProjectResult = pipe.recv()
        except (EOFError, OSError):
            process.join()
            return fail(task, describe_end(task, process.exitcode), time.monotonic() - started)
        finally:
            pipe.close()
        process.join()
        return result


def _serve(
    run: Run,
    task: Task,
    recorded: Recorded | None,
    by: str,
    parent: int,
    pipe: Connection,
    shares_server: bool,
) -> None:
    """The child. Nothing is told of a project that was stopped."""
    if hasattr(os, "setpgrp"):
        os.setpgrp()  # what a terminal sends to its group, the batch tells its children itself, once
    with suppress(KeyboardInterrupt), stoppable():
        follow_parent(parent, stops=True)
        if shares_server:
            from camket.running.batch.shared_server import use_server

            use_server()
        pipe.send(run(task, recorded, by))
        return
    sys.exit(128 + signal.SIGTERM)


def describe_end(task: Task, exit_code: int | None) -> MachineError:
    """What to tell of a child that ended in the middle of its project."""
    if -(exit_code or 0) == getattr(signal, "SIGKILL", None):
        found, remedy = (
            "hệ điều hành đã dừng tiến trình của dự án, thường vì hết bộ nhớ",
            "chạy lại với --jobs 1",
        )
    else:
        found, remedy = (
            f"tiến trình của dự án kết thúc giữa chừng (mã thoát {exit_code})",
            "chạy riêng kỳ này",
        )
    return MachineError(
        where=task.label,
        found=found,
        expected="tiến trình chạy đến hết",
        remedy=f"{remedy} (camket run) để xem; kết quả cũ còn nguyên, các dự án khác không bị ảnh hưởng",
    )
