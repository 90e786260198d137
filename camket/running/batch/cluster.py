"""The projects of a batch on a cluster: tasks of an existing Dask scheduler, whose results a journal keeps.

Where a worker goes down, Dask gives its tasks to others, and after some times it blames all that were there. Here a
project whose worker went down is not run again beside others: it is a suspect, which the batch runs alone.
"""

from __future__ import annotations

import tempfile
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Any

from camket.errors import MachineError
from camket.running.batch.journal import Recorded
from camket.running.batch.remote_project import blame, describe_program
from camket.running.batch.results import ProjectResult, fail, result_from_data
from camket.running.batch.storage import Storage, import_package
from camket.running.batch.task_list import Task
from camket.running.batch.worker_task import run_request
from camket.running.scratch import open_scratch
from camket.settings.project import PeriodFolder

_SECONDS_TO_CONNECT = 15


class Cluster:
    """Runs projects on the workers of a scheduler, which decides how many at a time."""

    capacity = 1_000_000

    def __init__(self, address: str, by: str) -> None:
        """Raises `UsageError` where Dask is not installed, and `MachineError` where no scheduler answers."""
        self._distributed: Any = import_package("distributed")
        self._by, self._batch, self._program = by, uuid.uuid4().hex, describe_program()
        try:
            self._client = self._distributed.Client(
                address, timeout=_SECONDS_TO_CONNECT, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise MachineError(
                where=f"--cluster {address}",
                found=f"không nối được với bộ điều phối Dask ({type(error).__name__}: {error})",
                expected="địa chỉ một bộ điều phối đang chạy, ví dụ tcp://10.0.0.5:8786",
                remedy="kiểm tra địa chỉ và mạng; chạy `dask scheduler` rồi `dask worker` trên các máy",
            ) from error
        self._done = self._distributed.as_completed(loop=self._client.loop)
        self._running: dict[Any, tuple[Task, bool]] = {}

    def start(self, task: Task, recorded: Recorded | None, *, alone: bool = False) -> None:
        """Hands a project to the scheduler."""
        request = {
            "task": asdict(task),
            "recorded": asdict(recorded) if recorded else None,
            "by": self._by,
            "batch": self._batch,
            "alone": alone,
            "program": self._program,
        }
        key = f"camket-{self._batch}-{task.label}{'-alone' if alone else ''}"
        future = self._client.submit(run_request, request, key=key, pure=False)
        self._running[future] = (task, alone)
        self._done.add(future)

    def wait(self) -> list[ProjectResult]:
        """Waits until a project has ended."""
        future = next(self._done)
        task, alone = self._running.pop(future)
        try:
            return [result_from_data(future.result())]
        except self._distributed.KilledWorker:
            return [fail(task, blame(task)) if alone else ProjectResult(task, "suspect")]
        except self._distributed.CancelledError as error:
            raise MachineError(
                where="--cluster",
                found="bộ điều phối Dask đã ngừng hoặc bỏ các việc đã giao",
                expected="bộ điều phối chạy đến khi xong",
                remedy="chạy lại đúng lệnh này: kỳ đã xong được giữ nguyên",
            ) from error
        except Exception as error:
            return [
                fail(
                    task, f"{task.label}: máy của cụm không chạy được việc ({type(error).__name__}: {error})"
                )
            ]

    def stop(self) -> None:
        """Takes back what has not begun. What runs on a worker ends by itself, and counts when the batch goes on."""
        if self._running:
            self._client.cancel(list(self._running))
        self._running.clear()
        self._client.close(timeout=_SECONDS_TO_CONNECT)


def open_published(task: Task) -> PeriodFolder:
    """Opens a copy of what tells the figures of a task."""
    target = Path(tempfile.mkdtemp(dir=open_scratch()))
    return Storage(task.project).fetch_published(task.period, target)
