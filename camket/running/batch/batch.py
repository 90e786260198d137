"""A batch: which project is started when, and what is kept of its result."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from camket.running.batch.journal import Journal, Recorded
from camket.running.batch.results import ProjectResult
from camket.running.batch.task_list import Task


class Runner(Protocol):
    """Runs projects side by side, on this machine or on others. `capacity` is how many it takes at a time."""

    capacity: int

    def start(self, task: Task, recorded: Recorded | None, *, alone: bool = False) -> None:
        """Starts a project; `alone`: no other runs beside it, so that what becomes of the machine is its doing."""

    def wait(self) -> list[ProjectResult]:
        """Waits until at least one project has ended; returns the results of those that have."""

    def stop(self) -> None:
        """Ends whatever still runs."""


def run_batch(
    tasks: Sequence[Task],
    runner: Runner,
    journal: Journal,
    progress: Callable[[ProjectResult], None] = lambda _: None,
) -> list[ProjectResult]:
    """Runs all tasks; returns their results in the order of the tasks. Calls `progress` with each as it comes.

    The periods of a project follow each other in the order of the tasks, because a later one reads the tables of an
    earlier one; a failure stops none of them. Suspects are run again one by one when all others are done. Raises
    `MachineError` where no process can be started or the journal cannot be written.
    """
    chains: dict[str, deque[Task]] = {}
    for task in tasks:
        chains.setdefault(task.project, deque()).append(task)
    ready = deque(chain.popleft() for chain in chains.values())
    suspects: deque[Task] = deque()
    found: dict[Task, ProjectResult] = {}
    running = 0
    try:
        while ready or running or suspects:
            while ready and running < runner.capacity:
                task = ready.popleft()
                runner.start(task, journal.find(task))
                running += 1
            if not running:
                task = suspects.popleft()
                runner.start(task, journal.find(task), alone=True)
                running += 1
            for result in runner.wait():
                running -= 1
                if result.state == "suspect":
                    suspects.append(result.task)
                    continue
                if result.is_finished and not result.own_failures:
                    journal.record(result)
                found[result.task] = result
                progress(result)
                if chain := chains[result.task.project]:
                    ready.append(chain.popleft())
    finally:
        runner.stop()
    return [found[task] for task in tasks]
