"""The rolled-up figures of a batch, from the results of its projects to the files beside its table."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from camket.checking.rollup.project_ledger import ProjectLedger, read_project_ledger
from camket.checking.rollup.rollup import Missing, roll_up
from camket.checking.rollup.rollup_files import parts_to_parquet, records_to_parquet, rollups_to_csv
from camket.checking.rollup.rollup_page import rollups_to_html
from camket.errors import CamketError
from camket.figures.staging import write_file_atomically
from camket.running.batch.results import ProjectResult
from camket.running.batch.task_list import Task
from camket.settings.project import PeriodFolder, open_folder

TABLE, PAGE = "rollup.csv", "rollup.html"
PARTS, RECORDS = "rollup_parts.parquet", "rollup_records.parquet"
Open = Callable[[Task], PeriodFolder]


def publish_rollup(out: Path, results: Sequence[ProjectResult], open_task: Open | None = None) -> list[str]:
    """Writes the tables and the page; returns their names.

    A project that failed, and one whose figures cannot be read, is said not to be counted. `open_task` opens the
    published files of a task that lies elsewhere. Raises `MachineError` where nothing can be written.
    """
    opened = open_task or _open_local
    ledgers: list[ProjectLedger] = []
    uncounted: list[Missing] = []
    for result in results:
        task = result.task
        if not result.is_finished:
            uncounted.append(Missing(task.name, task.period, result.message))
            continue
        try:
            ledgers.append(read_project_ledger(opened(task), task.name, link_outputs(task, out)))
        except CamketError as error:
            uncounted.append(Missing(task.name, task.period, str(error)))
    rollups = roll_up(ledgers, uncounted)
    contents = {
        TABLE: rollups_to_csv(rollups, uncounted),
        PARTS: parts_to_parquet(rollups),
        RECORDS: records_to_parquet(rollups),
        PAGE: rollups_to_html(rollups, uncounted).encode(),
    }
    for name, content in contents.items():
        write_file_atomically(out / name, content)
    return list(contents)


def link_outputs(task: Task, out: Path) -> str:
    """Returns the way from `out` to the outputs of a task: relative where both lie on one disk, else whole."""
    if task.is_remote:
        return f"{task.project}/outputs/{task.period}"
    outputs = Path(task.project) / "outputs" / task.period
    try:
        return Path(os.path.relpath(outputs, out.resolve())).as_posix()
    except ValueError:  # another drive of Windows
        return outputs.as_uri()


def _open_local(task: Task) -> PeriodFolder:
    return open_folder(Path(task.project), task.period)
