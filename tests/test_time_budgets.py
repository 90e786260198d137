"""The seconds of each room beside its budget."""

import subprocess
import sys

import pytest

from time_budgets import ONCE, TESTS, TOP, find_exceeded, find_room, read_budgets

ROOM = """
import time
import pytest

@pytest.fixture(scope="session")
def made_once():
    time.sleep(0.3)

def test_one(made_once):
    pass
"""
CONFTEST = """
from time_budgets import TimeBudgets

def pytest_configure(config):
    config.pluginmanager.register(TimeBudgets({budgets}))
"""


def test_every_room_has_a_budget_and_no_other_name_has():
    rooms = {path.relative_to(TESTS).parts[0] for path in TESTS.glob("*/**/test_*.py")}
    assert read_budgets().keys() == rooms | {TOP, ONCE}


def test_all_budgets_together_fit_four_minutes_on_two_cores():
    assert sum(read_budgets().values()) <= 2 * 240


@pytest.mark.parametrize(
    ("nodeid", "room"),
    [
        ("tests/figures/test_ledger.py::test_one", "figures"),
        ("tests/intake/formats/test_kinds.py::test_one[a/b]", "intake"),
        ("tests/test_dates.py::test_one", TOP),
    ],
)
def test_the_room_of_a_test_is_its_folder(nodeid, room):
    assert find_room(nodeid) == room


def test_a_room_at_its_budget_or_without_one_does_not_exceed_it():
    assert find_exceeded({"a": 2.0, "b": 2.1, "c": 9.0}, {"a": 2, "b": 2}) == ["b"]


@pytest.mark.parametrize(
    ("options", "budgets", "strict", "code", "warned"),
    [
        # Off strict, a warning only.
        ([], {"small": 0, "once": 100}, "", 0, ["small"]),
        # What is made once is no time of the room, and is told by the process that made it.
        (["-p", "xdist", "-n", "1"], {"small": 0.2, "once": 0.2}, "strict", 1, ["once"]),
    ],
)
def test_a_room_over_its_budget_is_warned_of_and_fails_the_run_where_that_is_asked(
    tmp_path, monkeypatch, options, budgets, strict, code, warned
):
    (tmp_path / "tests" / "small").mkdir(parents=True)
    (tmp_path / "conftest.py").write_text(CONFTEST.format(budgets=budgets))
    (tmp_path / "tests" / "small" / "test_small.py").write_text(ROOM)
    monkeypatch.setenv("CAMKET_TIME_BUDGET", strict)
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    lines = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("WARNING")]
    assert (done.returncode, lines) == (code, warned), done.stdout + done.stderr
    assert "small              1 tests" in done.stdout
