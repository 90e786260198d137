"""`camket run`: reads, classifies, counts, runs the notebooks, renders and publishes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from camket.exchange.apply import hash_workbooks, refuse_unapplied
from camket.exchange.letter_sources import FOLDER as LETTERS
from camket.exchange.letter_sources import warn_of_letters
from camket.exchange.next_year_workbook import publish_next_year
from camket.exchange.review_workbook import FILE as REVIEW
from camket.exchange.review_workbook import write_review
from camket.figures.freshness import hash_inputs, list_arrived, refuse_changed
from camket.figures.period_lock import hold_period
from camket.figures.reference_code import read_code
from camket.figures.staging import staged, write_file_atomically
from camket.pipeline import Prepared, prepare_period
from camket.publishing.analyses.opened_period import REPORT_DAY, REPORT_NUMBER, STAGED_TABLES
from camket.publishing.pages.index import write_index
from camket.publishing.pages.leader import write_leader
from camket.publishing.pages.slides import write_slides
from camket.publishing.report.word_report import FILE as REPORT
from camket.publishing.report.word_report import check_report, publish_report
from camket.publishing.shown.file_page import name_page, publish_problem_files
from camket.publishing.trace.trace_page import FILE as TRACE
from camket.publishing.trace.trace_page import publish_trail
from camket.publishing.workbooks.appendices import FILE as APPENDICES
from camket.publishing.workbooks.appendices import publish_appendices
from camket.publishing.workbooks.problems import FILE as PROBLEMS
from camket.publishing.workbooks.problems import group_by_unit, write_problems
from camket.running.changes import FILES_OF_AUDIT, warn_before_run
from camket.running.final_checks import find_changed_files, find_unapplied, refuse_unfinished
from camket.running.history import RunContext
from camket.running.issue_plan import find_refusals, plan_issue, take_number
from camket.running.issues import IssuePlan, carry_issues, check_issues, seal_issue
from camket.running.jobs import (
    Job,
    Limits,
    Parameter,
    UnitJob,
    check_parameters,
    fill_in_defaults,
    read_parameters,
)
from camket.running.machine import check_machine
from camket.running.manifest import NotebookEntry, list_notebooks
from camket.running.notebooks import (
    await_notebooks,
    choose_notebooks,
    count_cores,
    open_pool,
    start_notebooks,
)
from camket.running.provenance import record_run
from camket.running.unit_sheets import NOTEBOOK as UNIT
from camket.running.unit_sheets import (
    PARAMETER,
    SheetPlan,
    await_sheets,
    keep_sheets,
    plan_sheets,
    start_sheets,
    write_sheet_keys,
)
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The result of a run. `warnings` name what was edited since the run before, `issue` is what a final one sealed."""

    prepared: Prepared
    sheets: SheetPlan
    outputs: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float
    issue: IssuePlan | None = None


def run_period(
    folder: PeriodFolder,
    *,
    at: datetime,
    by: str,
    parameters: Sequence[str] = (),
    final: bool = False,
    reason: str = "",
    units: Collection[str] | None = None,
    jobs: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> RunSummary:
    """Makes all tables and outputs of a period. Calls `progress` with the name of each step.

    `units` holds the codes of the units whose sheets are made (None: all); other sheets are kept while they are
    current. `at` and `by` appear in the history and in the record of an issue only. A `final` run seals an issue, which
    needs a `reason` if it is not the first; a number and a day of `folder` are put into the last one. Any error leaves
    the earlier tables and outputs unchanged.

    Raises `UsageError` for a wrong parameter, `InputError` for unusable input, for input that changes meanwhile and
    for a review workbook with answers not yet applied, `OpenQuestionsError` or `InputError` for a report that cannot be
    final, `NotebookError` for a failing cell, and `MachineError` where another command holds the period or nothing can
    be written.
    """
    started = time.monotonic()
    check_machine(folder.project)
    notebooks = choose_notebooks(folder)
    declared = _read_declared(notebooks)
    values = check_parameters(declared, folder.name, parameters)
    effective = fill_in_defaults(declared, values)
    workers = min(jobs or count_cores(), len(notebooks))
    # The pool closes before the staging folders, so that no worker writes any more when they take their places.
    with (
        hold_period(folder, f"camket run {folder.name}", by=by, at=at),
        staged([folder.processed, folder.outputs]) as (tables, outputs),
        open_pool(workers) as pool,
    ):
        folder, unnumbered = (folder, ()) if final else take_number(folder)
        warnings = (*warn_before_run(folder), *check_issues(folder), *unnumbered)
        inputs, workbooks = hash_inputs(folder), hash_workbooks(folder)
        prepared = prepare_period(folder, progress)
        _refuse_unusable(folder, prepared, inputs, final)
        save_prepared(replace(folder, processed=tables), prepared, folder.processed, inputs)
        issue = (
            _plan_issue(folder, tables, prepared, list_notebooks(notebooks, effective), units, reason)
            if final
            else None
        )
        limits = Limits(
            prepared.period.notebooks.longest_minutes, prepared.period.notebooks.largest_megabytes
        )
        environment = {
            "CAMKET_PROJECT": str(folder.project),
            STAGED_TABLES: str(tables),
            REPORT_NUMBER: folder.number,
            REPORT_DAY: folder.day.isoformat() if folder.day else "",
        }
        names = tuple(name for name in notebooks if name != UNIT)
        pages = start_notebooks(
            pool,
            [
                Job(name, path, values[name], outputs, environment, limits, names)
                for name, path in notebooks.items()
                if name in names
            ],
        )
        plan = SheetPlan()
        if UNIT in notebooks:
            plan = plan_sheets(folder, tables, prepared, notebooks[UNIT], effective[UNIT], units)
            effective[UNIT][PARAMETER] = ", ".join(plan.codes)
        sheets = start_sheets(
            pool,
            [
                UnitJob(
                    code,
                    notebooks[UNIT],
                    {**values[UNIT], PARAMETER: code},
                    tables,
                    outputs,
                    prepared.period.scheme,
                    environment,
                    limits,
                )
                for code in plan.make
            ],
        )
        # These steps run while the workers are busy.
        keep_sheets(plan, folder.outputs, outputs)
        links = _publish_problems(folder, outputs, prepared)
        write_file_atomically(outputs / REVIEW, write_review(folder.name, prepared))
        publish_trail(outputs, prepared, folder.name)
        publish_report(folder, outputs, prepared, read_code(tables))
        drafts = publish_next_year(outputs, prepared.next_year, prepared.period)
        written = await_notebooks(pages, lambda name: progress(f"sổ tay {name}"))
        # The appendices in Excel are made from the executed notebooks, so both have the same content.
        publish_appendices(outputs, prepared)
        shown = (*write_slides(outputs), *write_leader(outputs))
        await_sheets(sheets)
        if UNIT in notebooks:
            progress("phiếu của từng đơn vị")
            write_sheet_keys(tables, outputs, plan)
        # People went on working while the notebooks ran.
        if hash_workbooks(folder) != workbooks:
            refuse_unapplied(folder, prepared)
        if arrived := list_arrived(folder, inputs):
            warnings = (
                *warnings,
                f"tệp đến trong khi chạy, chưa được dùng, cần chạy lại: {', '.join(arrived)}",
            )
        index = write_index(outputs, {unit.code: unit.name for unit in prepared.units})
        # The record comes last because it lists and hashes every file that the run made.
        recorded = record_run(
            folder,
            tables,
            outputs,
            prepared,
            notebooks=notebooks,
            parameters=effective,
            given=parameters,
            run=RunContext(at, by, final, warnings, issue.issue if issue else 0),
        )
        _keep_work(folder.outputs, outputs)
        carry_issues(folder.outputs, outputs)
        if issue:
            seal_issue(folder, tables, outputs, prepared.period, issue, at, by)
    return RunSummary(
        prepared,
        plan,
        (
            *written,
            *shown,
            *plan.outputs,
            APPENDICES,
            PROBLEMS,
            *map(name_page, links),
            REVIEW,
            TRACE,
            REPORT,
            *drafts,
            *index,
            *recorded,
        ),
        (*warnings, *warn_of_letters(folder)),
        time.monotonic() - started,
        issue,
    )


def _refuse_unusable(
    folder: PeriodFolder, prepared: Prepared, inputs: Mapping[str, str], final: bool
) -> None:
    """Stops a run before it makes anything: changed inputs, a template that cannot be filled, answers not applied."""
    refuse_changed(folder, inputs)
    check_report(folder, prepared)
    if not final:
        refuse_unapplied(folder, prepared)


def _publish_problems(folder: PeriodFolder, outputs: Path, prepared: Prepared) -> Mapping[str, str]:
    """Writes the list of problems with the pages of the files that have any; returns these pages by file."""
    links = publish_problem_files(folder, outputs, prepared)
    groups = group_by_unit(prepared.problems, prepared.units)
    write_problems(outputs / PROBLEMS, groups, prepared.period, len(prepared.questions), links)
    return links


def count_steps(folder: PeriodFolder) -> int:
    """Returns how often `run_period` calls `progress`."""
    return 3 + len(choose_notebooks(folder))


def _read_declared(notebooks: Mapping[str, Path]) -> dict[str, dict[str, Parameter]]:
    """The parameters of each notebook that the command line may set. The unit is not one of them."""
    declared = {name: read_parameters(path) for name, path in notebooks.items()}
    declared.get(UNIT, {}).pop(PARAMETER, None)
    return declared


def _keep_work(earlier: Path, outputs: Path) -> None:
    """Copies what people work on: the workbooks of an audit, which they fill in, and the letters that they send."""
    for name in FILES_OF_AUDIT:
        if (earlier / name).is_file():
            shutil.copyfile(earlier / name, outputs / name)
    if (earlier / LETTERS).is_dir():
        shutil.copytree(earlier / LETTERS, outputs / LETTERS)


def _plan_issue(
    folder: PeriodFolder,
    tables: Path,
    prepared: Prepared,
    notebooks: Sequence[NotebookEntry],
    units: Collection[str] | None,
    reason: str,
) -> IssuePlan:
    """The issue that a final run makes. Raises an error with everything that keeps the report from being final."""
    plan = plan_issue(folder, prepared.period.report, reason)
    refused = find_refusals(folder, tables, prepared, plan, notebooks, units)
    if plan.numbers is None:
        refused += find_changed_files(folder)
    refused += find_unapplied(folder, prepared)
    refuse_unfinished(folder, prepared, refused)
    return plan
