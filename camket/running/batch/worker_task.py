"""What a worker of a cluster does with a request: it hands it to a process beside it, which forks a child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

from camket.running.batch.children import describe_end
from camket.running.batch.results import fail, result_to_data
from camket.running.batch.task_list import Task
from camket.running.child_processes import SINGLE_THREADED

_idle: list[_Server] = []
_lock = threading.Lock()


def run_request(request: Mapping[str, Any]) -> dict[str, Any]:
    """Runs the project of a request; returns its result as plain data."""
    server = _take()
    try:
        answer = server.ask(request)
    except BaseException:
        server.end()
        raise
    if answer is None:
        task = Task(**request["task"])
        return result_to_data(fail(task, describe_end(task, server.end())))
    with _lock:
        _idle.append(server)
    return answer


def _take() -> _Server:
    with _lock:
        while _idle:
            if (server := _idle.pop()).is_alive:
                return server
            server.end()
    return _Server()


class _Server:
    """A `camket.running.batch.server`, seen from the worker. A thread has it for itself while it asks."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "camket.running.batch.server", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **SINGLE_THREADED},
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any] | None:
        """Returns the answer, or None where the server ended instead."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return None
        line = self._process.stdout.readline()
        answer: dict[str, Any] | None = json.loads(line) if line else None
        return answer

    def end(self) -> int:
        """Ends the process; returns its exit code."""
        self._process.terminate()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return self._process.wait()
