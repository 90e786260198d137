"""What is called in a worker process. Importing this is cheap; what the worker imports for it is not."""

from __future__ import annotations

from camket.running.job import Job, UnitJob


def run_job(job: Job) -> list[str]:
    """Runs in the worker: see `camket.running.worker.run_and_render`."""
    from camket.running.worker import run_and_render

    return run_and_render(job)


def make_sheet(job: UnitJob) -> None:
    """Runs in the worker: see `camket.running.unit_worker.run_and_write`."""
    from camket.running.unit_worker import run_and_write

    run_and_write(job)


def warm_up() -> None:
    """Runs in the worker: imports what the others will need."""
    import camket.running.unit_worker  # noqa: F401
