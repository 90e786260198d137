"""What ends, hangs or floods a worker is told with the notebook and the cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from camket.errors import MachineError, NotebookError, StoppedNotebookError
from camket.running.jobs import Job, Limits, UnitJob
from camket.running.notebooks import make_sheet, open_pool, run_job
from camket.settings.read_scheme import built_in_scheme

LIMITS = Limits(minutes=1, megabytes=0.5)
ENDLESS = "while True: pass"
CELL = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
# What the second cell does, where that is said to be, and what is said of it.
IN_WORKER = [
    ("import os; os._exit(3)", "unit (SNV).ipynb", StoppedNotebookError, "mã thoát 3"),
    (ENDLESS, "unit (SNV).ipynb, ô 2", StoppedNotebookError, "chạy quá 0,02 phút"),
    ("while True: print('x' * 1000)", "unit (SNV).ipynb, ô 2", StoppedNotebookError, "quá 0,5 MB"),
    (
        "try:\n while True: print('x' * 1000)\nexcept Exception: pass",
        "unit (SNV).ipynb, ô 2",
        StoppedNotebookError,
        "MB",
    ),
    ("1 / 0", "unit (SNV).ipynb, ô 2", NotebookError, "ZeroDivisionError"),
    ("import os; os.kill(os.getpid(), 9)", "unit (SNV).ipynb", MachineError, "bộ nhớ"),
]
IN_KERNEL = [
    ("import os; os._exit(3)", "page.ipynb, ô 2", StoppedNotebookError, "kết thúc giữa chừng"),
    ("while True: print('x' * 1000)", "page.ipynb, ô 2", StoppedNotebookError, "quá 0,5 MB"),
]


def write_notebook(path: Path, source: str) -> Path:
    cells = [
        {**CELL, "id": "a", "metadata": {"tags": ["parameters"]}, "source": 'unit: str = ""'},
        {**CELL, "id": "b", "source": source},
    ]
    content = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_notebook_that_ends_its_worker_hangs_or_floods_it_is_named(tmp_path):
    with open_pool(2) as pool:
        futures = []
        for number, (source, *_) in enumerate(IN_KERNEL):
            path = write_notebook(tmp_path / f"kernel {number}" / "page.ipynb", source)
            futures.append(pool.submit(run_job, Job("page", path, {}, tmp_path, {}, LIMITS)))
        for number, (source, *_) in enumerate(IN_WORKER):
            path = write_notebook(tmp_path / f"worker {number}" / "unit.ipynb", source)
            limits = Limits(minutes=0.02, megabytes=0.5) if source == ENDLESS else LIMITS
            job = UnitJob("SNV", path, {"unit": "SNV"}, tmp_path, tmp_path, built_in_scheme(), {}, limits)
            futures.append(pool.submit(make_sheet, job))
        for future, (_, where, kind, found) in zip(futures, IN_KERNEL + IN_WORKER, strict=True):
            with pytest.raises(kind) as caught:
                future.result()
            assert (type(caught.value), caught.value.where) == (kind, where)
            assert found in caught.value.found


def test_a_worker_that_cannot_be_started_is_told_of_the_first_task(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("camket.running.workers._Worker", refuse)
    job = Job("page", tmp_path / "page.ipynb", {}, tmp_path, {}, LIMITS)
    with open_pool(1) as pool, pytest.raises(MachineError, match="không khởi động được"):
        pool.submit(run_job, job).result(timeout=20)
