"""Measures the seconds that the tests of each room take, and prints them beside the budget of the room.

A room is a folder under `tests/`; its budget is in `budgets.toml`. What is made once and serves many rooms, such as the
demonstration period, is counted by itself, because the room that asks first differs from run to run.
A room over its budget is a warning. With CAMKET_TIME_BUDGET=strict it fails the run.
"""

from __future__ import annotations

import os
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# The tests beside the rooms, and what is made once for all of them.
TOP, ONCE = "top", "once"


def read_budgets() -> dict[str, float]:
    """The seconds that each room may take."""
    return tomllib.loads((TESTS / "budgets.toml").read_text(encoding="utf-8"))["seconds"]


def find_room(nodeid: str) -> str:
    """The room of a test: `figures` for `tests/figures/test_ledger.py::test_one`."""
    folders = nodeid.partition("::")[0].split("/")[:-1]
    return folders[1] if len(folders) > 1 else TOP


def find_exceeded(spent: Mapping[str, float], budgets: Mapping[str, float]) -> list[str]:
    """The rooms that took longer than their budgets. A room without a budget has none to exceed."""
    return sorted(room for room, seconds in spent.items() if seconds > budgets.get(room, float("inf")))


class TimeBudgets:
    """A plugin of pytest. Each process measures; the one that reports adds up."""

    def __init__(self, budgets: Mapping[str, float]) -> None:
        self.budgets = budgets
        self.spent: Counter[str] = Counter()
        self.tests: Counter[str] = Counter()
        self.made_once = 0.0  # seconds of session fixtures since the last report of this process

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        start, inner = time.perf_counter(), self.made_once
        try:
            return (yield)
        finally:
            if fixturedef.scope == "session":
                self.made_once = inner + time.perf_counter() - start

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[None]:
        report = yield
        report.made_once, self.made_once = self.made_once, 0.0
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        room = find_room(report.nodeid)
        once = getattr(report, "made_once", 0.0)  # the report of a crash has none
        self.spent[room] += report.duration - once
        self.spent[ONCE] += once
        self.tests[room] += report.when == "call"

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        strict = os.environ.get("CAMKET_TIME_BUDGET") == "strict"
        is_worker = hasattr(session.config, "workerinput")
        if strict and not is_worker and find_exceeded(self.spent, self.budgets):
            session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if terminalreporter.verbosity < 0 or not self.tests:
            return
        terminalreporter.section("seconds of each room")
        for room, seconds in sorted(self.spent.items()):
            budget = self.budgets.get(room, "-")
            terminalreporter.line(f"{room:<14}{self.tests[room]:>6} tests{seconds:>8.1f} s of {budget}")
        for room in find_exceeded(self.spent, self.budgets):
            terminalreporter.line(
                f"WARNING: {room} took longer than its budget of {self.budgets[room]} s (tests/budgets.toml)",
                yellow=True,
            )
