"""A worker's own process outlives what a project does to the process that runs it."""

from __future__ import annotations

import os
from dataclasses import asdict

import psutil
import pytest

from camket.running.batch import worker_task
from camket.running.batch.task_list import Task
from camket.running.batch.worker_task import run_request

pytestmark = [pytest.mark.trial, pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")]


def request(project: str, period: str) -> dict[str, object]:
    task = asdict(Task("p", project, period))
    return {
        "task": task,
        "recorded": None,
        "by": "",
        "batch": "now",
        "alone": False,
        "program": {"camket": "other"},
    }


def test_one_process_serves_many_requests_and_where_it_is_killed_the_next_request_gets_another(tmp_path):
    first, again = (run_request(request(str(tmp_path), "2022-10")) for _ in range(2))
    assert first["state"] == again["state"] == "failed"
    assert "máy của cụm khác máy ra lệnh" in first["message"]
    [server] = worker_task._idle
    process = psutil.Process(server._process.pid)
    process.suspend()
    process.kill()
    process.wait(5)
    assert "máy của cụm khác" in run_request(request(str(tmp_path), "2022-10"))["message"]
    [other] = worker_task._idle
    assert other is not server
    worker_task._idle.clear()
    other.end()
