"""Which notebooks there are, and running them side by side in worker processes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from contextlib import contextmanager
from pathlib import Path

from camket.errors import NotebookError
from camket.exchange.new_notebook import SHIPPED
from camket.running.jobs import Job, Rendered, UnitJob
from camket.running.workers import Pool
from camket.settings.project import PeriodFolder
from camket.settings.read_scheme import read_scheme

_SHIPPED = SHIPPED


def run_job(job: Job) -> Rendered:
    """Runs and renders one notebook: see `camket.running.worker.run_and_render`."""
    from camket.running.worker import run_and_render

    return run_and_render(job)


def make_sheet(job: UnitJob) -> None:
    """Makes the sheet of one unit: see `camket.running.worker.run_and_write`."""
    from camket.running.worker import run_and_write

    run_and_write(job)


def find_notebooks(project: Path) -> dict[str, Path]:
    """Returns camket's notebooks and the project's by name. A notebook of the project replaces one of camket."""
    found = {}
    for folder in (*_SHIPPED, project / "notebooks"):
        for path in sorted(folder.glob("*.ipynb")):
            found[path.stem] = path
    return dict(sorted(found.items()))


def list_own(project: Path) -> frozenset[str]:
    """The names of the notebooks that a project adds to those of camket."""
    shipped = {path.stem for folder in _SHIPPED for path in folder.glob("*.ipynb")}
    return frozenset(path.stem for path in (project / "notebooks").glob("*.ipynb")) - shipped


def choose_notebooks(folder: PeriodFolder) -> dict[str, Path]:
    """Returns the notebooks that a period has data for.

    The metadata of a notebook may require registrations (`needs: registrations`) or a second group (`groups`), or say
    that it is no page of a report (`nothing`).

    Raises `InputError` for a scheme that cannot be used.
    """
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    there = {
        "": True,
        "nothing": False,
        "registrations": any(folder.registrations()),
        "groups": len(scheme.groups) > 1,
    }
    return {
        name: path
        for name, path in find_notebooks(folder.project).items()
        if there.get(_read_requirement(path), True)
    }


@contextmanager
def open_pool(jobs: int) -> Iterator[Pool]:
    """Opens a pool whose workers start their imports at once, while the caller does other work.

    They are gone when the block ends.
    """
    pool = Pool(jobs)
    try:
        yield pool
    finally:
        pool.stop()


def start_notebooks(pool: Pool, jobs: Sequence[Job]) -> dict[Future[Rendered], Job]:
    """Submits all jobs to the pool."""
    # Longest first, so that no core waits for a long notebook at the end.
    by_length = sorted(jobs, key=lambda job: job.notebook.stat().st_size, reverse=True)
    return {pool.submit(run_job, job): job for job in by_length}


def await_notebooks(
    started: Mapping[Future[Rendered], Job], own: Collection[str], done: Callable[[str], None]
) -> tuple[dict[str, Rendered], tuple[NotebookError, ...]]:
    """Waits for all jobs; returns what they gave, by name, and the failures of a project's `own` notebooks.

    Raises the first failure of any other.
    """
    rendered, failures = {}, []
    for future in as_completed(started):
        name = started[future].name
        try:
            rendered[name] = future.result()
        except NotebookError as error:
            if name not in own:
                raise
            failures.append(error)
        done(name)
    return dict(sorted(rendered.items())), tuple(sorted(failures, key=str))


def _read_requirement(path: Path) -> str:
    try:
        return str(json.loads(path.read_text("utf-8"))["metadata"]["camket"]["needs"])
    except (ValueError, KeyError, TypeError):
        return ""  # `read_parameters` refuses a file that is no notebook


def count_cores() -> int:
    """Returns the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
