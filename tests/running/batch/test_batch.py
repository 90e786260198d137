"""Which project of a batch is started when, and what the journal is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from camket.running.batch.batch import run_batch
from camket.running.batch.journal import Recorded, open_journal
from camket.running.batch.results import ProjectResult, fail
from camket.running.batch.task_list import Task

A1, A2, B1, C1 = (Task(name, f"/{name}", period) for name, period in ("a1", "a2", "b1", "c1"))


class Recorder:
    """A runner that ends the last project first and notes what it was asked."""

    def __init__(self, capacity: int, answer: Callable[[Task, bool], ProjectResult]) -> None:
        self.capacity, self.answer = capacity, answer
        self.running: list[tuple[Task, bool]] = []
        self.started: list[tuple[str, int, bool]] = []
        self.recorded: dict[Task, Recorded | None] = {}
        self.stopped = False

    def start(self, task: Task, recorded: Recorded | None, *, alone: bool = False) -> None:
        self.running.append((task, alone))
        self.recorded[task] = recorded
        self.started.append((task.label, len(self.running), alone))

    def wait(self) -> list[ProjectResult]:
        task, alone = self.running.pop()
        return [self.answer(task, alone)]

    def stop(self) -> None:
        self.stopped = True


def succeed(task: Task, alone: bool = False) -> ProjectResult:
    return ProjectResult(task, "made", 1.0, f"key of {task.label}", "manifest")


def test_the_periods_of_a_project_follow_each_other_and_results_come_in_the_order_of_the_tasks(tmp_path):
    runner = Recorder(2, succeed)
    with open_journal(tmp_path / "journal") as journal:
        results = run_batch([A1, A2, B1, C1], runner, journal)
    assert [result.task for result in results] == [A1, A2, B1, C1]
    order = [label for label, _, _ in runner.started]
    assert order.index("a 1") < order.index("a 2")
    assert max(beside for _, beside, _ in runner.started) == 2
    assert runner.stopped


def test_a_failure_touches_no_other_not_even_the_next_period(tmp_path):
    runner = Recorder(2, lambda task, _: fail(task, "why") if task in (A1, B1) else succeed(task))
    with open_journal(tmp_path / "journal") as journal:
        results = run_batch([A1, A2, B1, C1], runner, journal)
        assert [journal.find(task) is not None for task in (A1, A2, B1, C1)] == [False, True, False, True]
    assert [result.state for result in results] == ["failed", "made", "failed", "made"]


def test_a_suspect_is_run_again_when_nothing_else_runs(tmp_path):
    runner = Recorder(
        4,
        lambda task, alone: (
            ProjectResult(task, "suspect") if task in (B1, C1) and not alone else succeed(task)
        ),
    )
    with open_journal(tmp_path / "journal") as journal:
        results = run_batch([A1, A2, B1, C1], runner, journal)
    assert [result.state for result in results] == ["made"] * 4
    again = [(beside, alone) for _, beside, alone in runner.started if alone]
    assert again == [(1, True), (1, True)]


def test_a_project_whose_own_notebook_failed_is_not_recorded_as_finished(tmp_path):
    def answer(task, alone):
        return ProjectResult(task, "made", 1.0, "key", "manifest", own_failures=("page.ipynb",))

    with open_journal(tmp_path / "journal") as journal:
        run_batch([A1], Recorder(1, answer), journal)
        assert journal.find(A1) is None


def test_what_is_recorded_goes_to_the_runner(tmp_path):
    for _ in range(2):
        runner = Recorder(1, succeed)
        with open_journal(tmp_path / "journal") as journal:
            run_batch([A1], runner, journal)
    assert runner.recorded == {A1: Recorded("key of a 1", "manifest")}


def test_a_batch_that_is_stopped_ends_what_runs_and_keeps_what_was_finished(tmp_path):
    def answer(task, alone):
        if task == B1:
            raise KeyboardInterrupt
        return succeed(task)

    runner = Recorder(1, answer)
    with open_journal(tmp_path / "journal") as journal:
        with pytest.raises(KeyboardInterrupt):
            run_batch([A1, B1, C1], runner, journal)
        assert runner.stopped
        assert journal.find(A1) is not None
