"""The functions that a worker process calls. They import heavy packages only inside the worker."""

from __future__ import annotations

from camket.running.job import Job, UnitJob


def run_job(job: Job) -> list[str]:
    """Runs and renders one notebook: see `camket.running.worker.run_and_render`."""
    from camket.running.worker import run_and_render

    return run_and_render(job)


def make_sheet(job: UnitJob) -> None:
    """Makes the sheet of one unit: see `camket.running.unit_worker.run_and_write`."""
    from camket.running.unit_worker import run_and_write

    run_and_write(job)


def warm_up() -> None:
    """Imports in advance what the other calls need."""
    import camket.running.unit_worker  # noqa: F401
