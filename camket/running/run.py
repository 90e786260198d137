"""The main job: read, classify, count, run the notebooks, render, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from camket.analyses.period import STAGED_TABLES
from camket.covering.report import FILE as REPORT
from camket.covering.report import put_report
from camket.errors import OpenQuestionsError
from camket.inputs.project import PeriodFolder
from camket.outputs.by_unit import group_by_unit
from camket.outputs.next_year import put_next_year
from camket.outputs.problems import FILE as PROBLEMS
from camket.outputs.problems import write_problems
from camket.outputs.review import FILE as REVIEW
from camket.outputs.review import write_review
from camket.processed.prepare import Prepared, prepare_period, save_prepared
from camket.processed.stage import staged
from camket.recording.changes import warn_before_run
from camket.recording.history import Occasion
from camket.recording.record import record_run
from camket.review.apply import refuse_unapplied
from camket.review.next_year import refuse_unapplied_drafts
from camket.running.job import Job
from camket.running.notebooks import choose_notebooks, default_jobs, open_pool, run_notebooks
from camket.running.parameters import check_parameters, effective_parameters, read_parameters
from camket.tracing.page import FILE as TRACE
from camket.tracing.page import put_trail
from camket.workbooks.appendices import FILE as APPENDICES
from camket.workbooks.appendices import put_appendices


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did; `warnings` are what it found changed since the run before it."""

    prepared: Prepared
    outputs: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float


def run_period(
    folder: PeriodFolder,
    *,
    at: datetime,
    by: str,
    parameters: Sequence[str] = (),
    final: bool = False,
    jobs: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> RunSummary:
    """Makes everything of a period anew. `progress` is told each step as it begins or ends.

    `at` and `by` go into the history and nowhere else. Raises `UsageError` for a wrong parameter,
    `InputError` for unusable input and where answers in the review workbook, which would be replaced,
    have not been applied yet, `OpenQuestionsError` where `final` is asked and a question is open,
    `NotebookError` for a failing cell. On any error earlier tables and outputs stay as they were.
    """
    started = time.monotonic()
    warnings = warn_before_run(folder)
    notebooks = choose_notebooks(folder)
    declared = {name: read_parameters(path) for name, path in notebooks.items()}
    values = check_parameters(declared, folder.name, parameters)
    workers = min(jobs or default_jobs(), len(notebooks))
    # The pool is closed first: a worker still writing would bring a staging folder back to life.
    with staged([folder.processed, folder.outputs]) as (tables, outputs), open_pool(workers) as pool:
        prepared = prepare_period(folder, progress)
        if final and prepared.questions:
            raise _open_questions(folder.name, prepared)
        refuse_unapplied(folder, prepared.decisions)
        refuse_unapplied_drafts(folder, prepared)
        save_prepared(replace(folder, processed=tables), prepared, earlier=folder.processed)
        groups = group_by_unit(prepared.problems, prepared.units)
        write_problems(outputs / PROBLEMS, groups, prepared.period)
        (outputs / REVIEW).write_bytes(write_review(folder.name, prepared))
        put_trail(outputs, prepared, folder.name)
        put_report(folder, outputs, prepared)
        drafts = put_next_year(outputs, prepared.next_year, prepared.period)
        environment = {"CAMKET_PROJECT": str(folder.project), STAGED_TABLES: str(tables)}
        work = [Job(name, path, values[name], outputs, environment) for name, path in notebooks.items()]
        written = run_notebooks(pool, work, lambda name: progress(f"sổ tay {name}"))
        # From the executed notebooks: what an appendix says is said once.
        put_appendices(outputs, prepared)
        # Last: it lists and hashes everything that lies there.
        recorded = record_run(
            folder,
            tables,
            outputs,
            prepared,
            notebooks=notebooks,
            parameters=effective_parameters(declared, values),
            given=parameters,
            run=Occasion(at, by, final, warnings),
        )
    return RunSummary(
        prepared,
        (*written, APPENDICES, PROBLEMS, REVIEW, TRACE, REPORT, *drafts, *recorded),
        warnings,
        time.monotonic() - started,
    )


def steps_of_run(folder: PeriodFolder) -> int:
    """How often `run_period` calls `progress`."""
    return 3 + len(choose_notebooks(folder))


def _open_questions(name: str, prepared: Prepared) -> OpenQuestionsError:
    asked = [f"{question.record_id} ({question.field})" for question in prepared.questions]
    return OpenQuestionsError(
        where=f"data/processed/{name}/review.csv",
        found=f"còn {len(asked)} câu hỏi chưa trả lời: {', '.join(asked)}",
        expected="không còn câu hỏi nào khi phát hành bản chính thức (--final)",
        remedy=f"xem bằng camket review {name}, trả lời rồi chạy lại; hoặc bỏ --final để ra bản DỰ THẢO "
        f"cùng outputs/{name}/{REVIEW}",
    )
