"""What is handed to a worker process. Importing this is cheap; the worker's own imports are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from camket.running.parameters import Value


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook to run with its parameters, and the folder its outputs go to."""

    name: str
    notebook: Path
    parameters: Mapping[str, Value]
    outputs: Path
    environment: Mapping[str, str]


def run_job(job: Job) -> list[str]:
    """Runs in the worker: see `camket.running.worker.run_and_render`."""
    from camket.running.worker import run_and_render

    return run_and_render(job)


def warm_up() -> None:
    """Runs in the worker: imports what `run_job` will need."""
    import camket.running.worker  # noqa: F401
