"""One period of a batch: kept where it is as recorded, else made anew. Importing this module takes a second."""

from __future__ import annotations

import json
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from camket.errors import CamketError, MachineError, explain_refusal, find_refusal
from camket.exchange.new_notebook import is_shipped
from camket.figures.period_lock import recover_periods
from camket.figures.table_files import FIGURES
from camket.running.batch.journal import Recorded
from camket.running.batch.project_key import has_outputs_of, hash_manifest, make_key
from camket.running.batch.results import ProjectResult, fail
from camket.running.batch.task_list import Task
from camket.running.manifest import read_manifest
from camket.running.notebooks import choose_notebooks
from camket.running.run import run_period
from camket.settings.project import PeriodFolder, open_folder
from camket.settings.read_scheme import read_scheme


def run_project(task: Task, recorded: Recorded | None, by: str) -> ProjectResult:
    """Makes or keeps the period of a project folder. Every error but that of a stop becomes the result's message."""
    started = time.monotonic()
    try:
        return make_or_keep(task, open_folder(Path(task.project), task.period), recorded, by)
    except Exception as error:
        return fail(task, explain_error(error), time.monotonic() - started)


def make_or_keep(task: Task, folder: PeriodFolder, recorded: Recorded | None, by: str) -> ProjectResult:
    """The same with the errors. `folder` may be a copy of the project."""
    started = time.monotonic()
    recover_periods(folder.project)
    key = make_key(folder)
    own_failures: tuple[str, ...] = ()
    # A notebook of the project may read other files than those of the key.
    is_known = all(map(is_shipped, choose_notebooks(folder).values()))
    is_kept = (
        is_known
        and recorded is not None
        and recorded.key == key
        and has_outputs_of(folder, recorded.manifest)
    )
    if not is_kept:
        # A batch keeps the cores busy with its projects, so that each takes one.
        done = run_period(folder, at=datetime.now(UTC), by=by, jobs=1)
        own_failures = tuple(map(str, done.failures))
    commitments, completed = _count(folder)
    return ProjectResult(
        task,
        "kept" if is_kept else "made",
        time.monotonic() - started,
        key,
        hash_manifest(folder),
        commitments,
        completed,
        read_manifest(folder).open_questions,
        own_failures=own_failures,
    )


def _count(folder: PeriodFolder) -> tuple[int, int]:
    """How many commitments a period has, and how many are completed at the cut-off."""
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    figures = json.loads((folder.processed / FIGURES).read_text(encoding="utf-8"))
    counts = {figure["id"]: int(figure["numerator"]) for figure in figures}
    return counts["cut_off.total"], counts[scheme.stem("cut_off", "done")]


def explain_error(error: Exception) -> CamketError:
    """Returns what to tell of an error: itself, what the machine refuses, or that camket has a fault."""
    if isinstance(error, CamketError):
        return error
    if refused := find_refusal(error):
        return refused if isinstance(refused, MachineError) else explain_refusal(refused)
    place = traceback.extract_tb(error.__traceback__)[-1]
    return CamketError(
        where=f"{Path(place.filename).name}, dòng {place.lineno}",
        found=f"{type(error).__name__}: {error}",
        expected="camket làm xong kỳ này",
        remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
    )
