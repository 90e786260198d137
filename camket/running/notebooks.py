"""Which notebooks there are, and running them side by side."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from camket.inputs.project import PeriodFolder
from camket.running.calls import run_job, warm_up
from camket.running.job import Job

_PACKAGE = Path(__file__).parents[1]


def find_notebooks(project: Path) -> dict[str, Path]:
    """The notebooks of a run by name: camket's own, and those of the project, which win."""
    folders = (_PACKAGE / "notebooks", _PACKAGE.parent / "notebooks", project / "notebooks")
    found = {}
    for folder in folders:
        for path in sorted(folder.glob("*.ipynb")):
            found[path.stem] = path
    return dict(sorted(found.items()))


def choose_notebooks(folder: PeriodFolder) -> dict[str, Path]:
    """Those that a period has the data for: one may say in its metadata that it needs registrations."""
    registered = any(folder.registrations())
    return {
        name: path
        for name, path in find_notebooks(folder.project).items()
        if registered or _needs(path) != "registrations"
    }


@contextmanager
def open_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose workers begin to import what they need at once, while the caller does other work."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["camket.running.unit_worker"])
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        pool.submit(warm_up)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def start_notebooks(pool: ProcessPoolExecutor, jobs: Sequence[Job]) -> dict[Future[list[str]], Job]:
    """Begins to run all jobs in the pool."""
    # The longer ones begin first, so that no core waits for the last one.
    by_length = sorted(jobs, key=lambda job: job.notebook.stat().st_size, reverse=True)
    return {pool.submit(run_job, job): job for job in by_length}


def await_notebooks(started: Mapping[Future[list[str]], Job], done: Callable[[str], None]) -> list[str]:
    """Waits for all jobs; returns the outputs in the order of their names. The first failure is raised."""
    for future in as_completed(started):
        future.result()
        done(started[future].name)
    outputs = {job.name: future.result() for future, job in started.items()}
    return [output for name in sorted(outputs) for output in outputs[name]]


def _needs(path: Path) -> str:
    try:
        return str(json.loads(path.read_text("utf-8"))["metadata"]["camket"]["needs"])
    except (ValueError, KeyError, TypeError):
        return ""  # a file that is no notebook is refused where its parameters are read


def default_jobs() -> int:
    """As many notebooks at once as this process may use cores."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
