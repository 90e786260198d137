"""A small period recorded without running its notebooks, which are slow and not tested here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from camket.checking import verify
from camket.cli.main import main
from camket.errors import CamketError
from camket.figures.staging import staged
from camket.pipeline import prepare_period
from camket.running import chosen_notebooks
from camket.running import run as running
from camket.running.history import RunContext
from camket.running.provenance import record_run
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder, open_folder

PERIOD = "2022-10"
DECISIONS = """record_id,field,value,expect,reason,document,decided_by,decided_on
SNV-03,cut_off_status,awaiting_appraisal,in_progress,Đã hỏi,CV 1,Người rà soát,2022-11-01
SNV-03,cut_off_status,completed,unresolved,Hỏi lại,CV 2,Người rà soát,2022-11-02
HTN-02,full_year_status,completed,completed,Xác nhận,,Trưởng phòng,2022-11-02
"""
ONE_DECISION = """record_id,field,value,expect,reason,document,decided_by,decided_on
SNV-03,cut_off_status,awaiting_appraisal,unresolved,Đã hỏi,CV 1,Người rà soát,2022-11-01
"""


@pytest.fixture
def notebooks(tmp_path: Path) -> dict[str, Path]:
    path = tmp_path / "notebooks" / "page.ipynb"
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    return {"page": path}


@pytest.fixture
def record(small_project: Path, notebooks: dict[str, Path]) -> Callable[..., PeriodFolder]:
    """Records the small period as `camket run` does, with one page written directly."""
    folder = open_folder(small_project, PERIOD)
    (folder.raw / "decisions.csv").write_text(DECISIONS, encoding="utf-8")

    def run(
        by: str = "an",
        at: datetime = datetime(2022, 11, 9, 8, 30, tzinfo=UTC),
        warnings: tuple[str, ...] = (),
        page: str = "<p>05/05</p>",
    ) -> PeriodFolder:
        prepared = prepare_period(folder)
        with staged([folder.processed, folder.outputs]) as (tables, outputs):
            save_prepared(replace(folder, processed=tables), prepared)
            (outputs / "html").mkdir()
            (outputs / "html" / "page.html").write_text(page, encoding="utf-8")
            record_run(
                folder,
                tables,
                outputs,
                prepared,
                notebooks=notebooks,
                parameters={"page": {"period": PERIOD, "show_evidence": True}},
                given=["page.show_evidence=true"],
                run=RunContext(at, by, warnings=warnings),
            )
        return folder

    return run


class Here:
    """A pool that runs a job at once in this process."""

    def submit(self, task: Callable[..., object], *arguments: object) -> Future[object]:
        future: Future[object] = Future()
        try:
            future.set_result(task(*arguments))
        except CamketError as error:
            future.set_exception(error)
        return future


@pytest.fixture
def without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose notebooks are executed in the test's own process, which imports them once for all tests."""

    @contextmanager
    def open_here(jobs: int) -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr(running, "open_pool", open_here)
    # Workers set these variables in their own process. In the test's process they must be restored.
    for name in (
        "CAMKET_PROJECT",
        "CAMKET_STAGED_PERIOD",
        "CAMKET_STAGED_TABLES",
        "CAMKET_NOTEBOOK",
        "CAMKET_REPORT_NUMBER",
        "CAMKET_REPORT_DAY",
        "IPYTHONDIR",
        "JUPYTER_RUNTIME_DIR",
    ):
        monkeypatch.setenv(name, "")


@pytest.fixture
def camket(
    small_project: Path,
    without_workers: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str]]:
    """The command line on a period with one decision and one notebook of two cells."""
    cell = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": []}
    cells = [
        {**cell, "id": "a", "metadata": {"tags": ["parameters"]}, "source": 'period: str = "2022-10"\nmark: str = "x"'},
        {**cell, "id": "b", "source": "print('Có 05 nội dung', mark)"},
    ]  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    notebook = small_project / "page.ipynb"
    notebook.write_text(json.dumps(content), encoding="utf-8")
    for module in (running, chosen_notebooks, verify):
        monkeypatch.setattr(module, "choose_notebooks", lambda folder: {"page": notebook})
    (small_project / "data" / "raw" / PERIOD / "decisions.csv").write_text(ONE_DECISION, encoding="utf-8")

    def command(name: str, *arguments: str) -> tuple[int, str]:
        code = main([name, PERIOD, *arguments, "--project", str(small_project)])
        return code, capsys.readouterr().out

    return command
