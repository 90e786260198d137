"""What ends, hangs or floods a worker is told with the notebook and the cell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from camket.errors import MachineError, NotebookError, StoppedNotebookError
from camket.publishing.analyses.opened_period import STAGED_PERIOD, STAGED_TABLES, open_analysis
from camket.running.jobs import Job, Limits, UnitJob, asks_for_kernel
from camket.running.notebooks import make_sheet, open_pool, run_job
from camket.settings.read_scheme import built_in_scheme

PERIOD = "2022-10"
LIMITS = Limits(minutes=1, megabytes=0.5)
ENDLESS = "while True: pass"
CELL = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
# What the second cell does, where that is said to be, and what is said of it.
SHEETS = [
    ("import os; os._exit(3)", "unit (SNV).ipynb, ô 2", StoppedNotebookError, "mã thoát 3"),
    (ENDLESS, "unit (SNV).ipynb, ô 2", StoppedNotebookError, "chạy quá 0,02 phút"),
    ("while True: print('x' * 1000)", "unit (SNV).ipynb, ô 2", StoppedNotebookError, "quá 0,5 MB"),
    (
        "try:\n while True: print('x' * 1000)\nexcept Exception: pass",
        "unit (SNV).ipynb, ô 2",
        StoppedNotebookError,
        "MB",
    ),
    ("1 / 0", "unit (SNV).ipynb, ô 2", NotebookError, "ZeroDivisionError"),
    ("import os; os.kill(os.getpid(), 9)", "unit (SNV).ipynb, ô 2", MachineError, "bộ nhớ"),
]
PAGES = [
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
        for number, (source, *_) in enumerate(PAGES):
            path = write_notebook(tmp_path / f"page {number}" / "page.ipynb", source)
            futures.append(pool.submit(run_job, Job("page", path, {}, tmp_path, {}, LIMITS)))
        for number, (source, *_) in enumerate(SHEETS):
            path = write_notebook(tmp_path / f"sheet {number}" / "unit.ipynb", source)
            limits = Limits(minutes=0.02, megabytes=0.5) if source == ENDLESS else LIMITS
            job = UnitJob("SNV", path, {"unit": "SNV"}, tmp_path, tmp_path, built_in_scheme(), {}, limits)
            futures.append(pool.submit(make_sheet, job))
        for future, (_, where, kind, found) in zip(futures, PAGES + SHEETS, strict=True):
            with pytest.raises(kind) as caught:
                future.result()
            assert (type(caught.value), caught.value.where) == (kind, where)
            assert found in caught.value.found


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives orphans a parent that can be chosen")
def test_what_a_notebook_started_ends_with_it_even_where_its_own_parent_is_gone(tmp_path):
    told = tmp_path / "told"
    source = f"import subprocess\nsubprocess.run(['sh', '-c', 'sleep 600 & echo $! > {told}'], start_new_session=True)"
    path = write_notebook(tmp_path / "own" / "page.ipynb", source)
    with open_pool(1) as pool:
        pool.submit(run_job, Job("page", path, {}, tmp_path, {}, LIMITS)).exception(timeout=60)
        orphan = psutil.Process(int(told.read_text()))
    assert psutil.wait_procs([orphan], timeout=5)[1] == []


def test_a_worker_that_cannot_be_started_is_told_of_the_first_task(tmp_path, monkeypatch):
    def refuse(*arguments):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("camket.running.workers._Worker", refuse)
    job = Job("page", tmp_path / "page.ipynb", {}, tmp_path, {}, LIMITS)
    with open_pool(1) as pool, pytest.raises(MachineError, match="không khởi động được"):
        pool.submit(run_job, job).result(timeout=20)


CHANGES = """
import locale, os
import matplotlib as mpl, pandas as pd
mpl.rcParams["font.size"] = 40
pd.set_option("display.max_rows", 1)
os.chdir("/")
os.environ["LANG"] = "changed"
locale.setlocale(locale.LC_ALL, "C.UTF-8" if locale.setlocale(locale.LC_ALL) == "C" else "C")
import camket.text
camket.text.fold = None
"""
SHOWS = """
import locale, os
import matplotlib as mpl, pandas as pd
import camket.text
print(mpl.rcParams["font.size"], pd.get_option("display.max_rows"), os.getcwd(), os.environ.get("LANG"))
print(locale.setlocale(locale.LC_ALL), camket.text.fold("Đã xong"))
"""


@pytest.fixture
def run_pages(tmp_path, small_project, monkeypatch):
    """Runs cells as pages one after the other in one worker; returns the last executed notebook."""
    monkeypatch.setenv("CAMKET_PROJECT", str(small_project))
    open_analysis(PERIOD)  # makes the tables
    environment = {"CAMKET_PROJECT": str(small_project), STAGED_PERIOD: PERIOD}
    environment[STAGED_TABLES] = str(small_project / "data" / "processed" / PERIOD)

    def run(folder, *sources):
        outputs = tmp_path / folder
        outputs.mkdir()
        with open_pool(1) as pool:
            for number, source in enumerate(sources):
                path = write_notebook(tmp_path / folder / "work" / str(number) / "page.ipynb", source)
                job = Job("page", path, {}, outputs, environment, LIMITS)
                pool.submit(run_job, job).result()
        return (outputs / "notebooks" / "page.ipynb").read_bytes()

    return run


def test_a_notebook_finds_nothing_that_another_one_changed(run_pages):
    alone = run_pages("alone", SHOWS)
    assert run_pages("after", CHANGES, SHOWS) == alone
    assert b"da xong" in alone


def test_a_notebook_gets_a_kernel_only_where_it_asks_for_one(tmp_path):
    sources = {"1": False, "%%time\n1": False, "%matplotlib inline": False, "!ls": False, "%%bash\nls": True}
    for number, (source, asks) in enumerate(sources.items()):
        path = write_notebook(tmp_path / f"{number}.ipynb", source)
        assert asks_for_kernel(path) == asks, source
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for metadata in ({"kernelspec": {"language": "R"}}, {"camket": {"kernel": True}}):
        path.write_text(json.dumps({**notebook, "cells": [], "metadata": metadata}), encoding="utf-8")
        assert asks_for_kernel(path)


def test_a_process_that_others_are_forked_from_has_one_thread():
    code = "import camket.running.forked, camket.running.worker, camket.running.warmed as w; print(w.count_threads())"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("1\n", "")
