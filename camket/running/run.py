"""`camket run`: reads, classifies, counts, runs the notebooks, renders and publishes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from camket.errors import CamketError, UsageError
from camket.exchange.apply import hash_workbooks, refuse_unapplied
from camket.exchange.letter_sources import FOLDER as LETTERS
from camket.exchange.letter_sources import warn_of_letters
from camket.exchange.next_year_workbook import publish_next_year
from camket.exchange.review_workbook import FILE as REVIEW
from camket.exchange.review_workbook import write_review
from camket.exchange.stale_forms import find_stale_forms, warn_of_forms
from camket.figures.freshness import hash_inputs, list_arrived, refuse_changed
from camket.figures.period_lock import hold_period
from camket.figures.reference_code import read_code
from camket.figures.staging import staged, write_file_atomically
from camket.pipeline import Prepared, prepare_period
from camket.publishing.analyses.opened_period import REPORT_DAY, REPORT_NUMBER, STAGED_PERIOD, STAGED_TABLES
from camket.publishing.pages.index import write_index
from camket.publishing.pages.leader import write_leader
from camket.publishing.pages.slides import write_slides
from camket.publishing.report.word_report import FILE as REPORT
from camket.publishing.report.word_report import check_report, publish_report
from camket.publishing.shown.file_page import name_page, publish_problem_files
from camket.publishing.trace.trace_page import publish_trail
from camket.publishing.workbooks.appendices import FILE as APPENDICES
from camket.publishing.workbooks.appendices import publish_appendices
from camket.publishing.workbooks.own_pages import publish_own_pages
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
    Rendered,
    UnitJob,
    Value,
    check_parameters,
    fill_in_defaults,
    read_parameters,
)
from camket.running.machine import check_machine, check_memory
from camket.running.manifest import NotebookEntry, list_notebooks
from camket.running.notebooks import (
    await_notebooks,
    choose_notebooks,
    count_cores,
    list_own,
    open_pool,
    start_notebooks,
)
from camket.running.own_notebooks import merge_declared
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
from camket.running.workers import Pool
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The result of a run. `warnings` name what was edited since the run before, `issue` is what a final one sealed.

    `failures` are those of notebooks that the project adds; their pages are left out.
    """

    prepared: Prepared
    sheets: SheetPlan
    outputs: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float
    issue: IssuePlan | None = None
    failures: tuple[CamketError, ...] = ()


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
    chosen = _choose_notebooks(folder, parameters)
    workers = min(jobs or count_cores(), len(chosen.paths))
    # The pool closes before the staging folders, so that no worker writes any more when they take their places.
    with (
        hold_period(folder, f"camket run {folder.name}", by=by, at=at),
        staged([folder.processed, folder.outputs]) as (tables, outputs),
        open_pool(workers) as pool,
    ):
        folder, unnumbered = (folder, ()) if final else take_number(folder)
        warnings = [*warn_before_run(folder), *check_issues(folder), *unnumbered]
        inputs, workbooks = hash_inputs(folder), hash_workbooks(folder)
        prepared = prepare_period(folder, progress)
        check_memory(len(prepared.records), len(prepared.units), workers)
        refuse_changed(folder, inputs)
        check_report(folder, prepared)
        if not final:
            refuse_unapplied(folder, prepared)
        save_prepared(replace(folder, processed=tables), prepared, folder.processed, inputs)
        issue = None
        if final:
            entries = list_notebooks(chosen.paths, chosen.effective)
            issue = _plan_issue(folder, tables, prepared, entries, units, reason)
        pages, sheets, plan = _start(pool, folder, tables, outputs, prepared, chosen, units)
        # These steps run while the workers are busy.
        keep_sheets(plan, folder.outputs, outputs)
        products = _publish_beside(folder, tables, outputs, prepared)
        rendered, failures = await_notebooks(pages, chosen.own, lambda name: progress(f"sổ tay {name}"))
        declared = {name: page.declared for name, page in rendered.items()}
        prepared = replace(prepared, figures=merge_declared(tables, prepared.figures, declared))
        products += _publish_after(folder, outputs, prepared, chosen.own & rendered.keys())
        await_sheets(sheets)
        if UNIT in chosen.paths:
            progress("phiếu của từng đơn vị")
            write_sheet_keys(tables, outputs, plan)
        # People went on working while the notebooks ran.
        if hash_workbooks(folder) != workbooks:
            refuse_unapplied(folder, prepared)
        if arrived := list_arrived(folder, inputs):
            warnings.append(f"tệp đến trong khi chạy, chưa được dùng, cần chạy lại: {', '.join(arrived)}")
        names = {unit.code: unit.name for unit in prepared.units}
        products += write_index(outputs, names)
        # The record comes last because it lists and hashes every file that the run made.
        products += record_run(
            folder,
            tables,
            outputs,
            prepared,
            notebooks={name: path for name, path in chosen.paths.items() if name == UNIT or name in rendered},
            parameters=chosen.effective,
            given=parameters,
            run=RunContext(at, by, final, tuple(warnings), issue.issue if issue else 0),
        )
        _keep_work(folder.outputs, outputs)
        carry_issues(folder.outputs, outputs)
        if issue:
            seal_issue(folder, tables, outputs, prepared.period, issue, at, by, names)
    made = (output for page in rendered.values() for output in page.outputs)
    return RunSummary(
        prepared,
        plan,
        (*made, *plan.outputs, *products),
        (*warnings, *warn_of_letters(folder), *_warn_of_forms(folder, prepared)),
        time.monotonic() - started,
        issue,
        (*chosen.failures, *failures),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The notebooks of a run by name: their paths, the parameters given, and all of them with the defaults.

    `own` are those that the project adds, `failures` those of them that cannot be run at all.
    """

    paths: Mapping[str, Path]
    values: Mapping[str, Mapping[str, Value]]
    effective: Mapping[str, dict[str, Value]]
    own: frozenset[str]
    failures: tuple[CamketError, ...]


def _choose_notebooks(folder: PeriodFolder, parameters: Sequence[str]) -> _Chosen:
    """Raises `UsageError` for a wrong parameter, and for a notebook of camket that cannot be run."""
    paths, own = choose_notebooks(folder), list_own(folder.project)
    declared: dict[str, dict[str, Parameter]] = {}
    failures: list[CamketError] = []
    for name, path in paths.items():
        try:
            declared[name] = read_parameters(path)
        except UsageError as error:
            if name not in own:
                raise
            failures.append(error)
    # The run gives the unit of a sheet itself.
    declared.get(UNIT, {}).pop(PARAMETER, None)
    values = check_parameters(declared, folder.name, parameters)
    usable = {name: path for name, path in paths.items() if name in declared}
    return _Chosen(usable, values, fill_in_defaults(declared, values), own, tuple(failures))


def _start(
    pool: Pool,
    folder: PeriodFolder,
    tables: Path,
    outputs: Path,
    prepared: Prepared,
    chosen: _Chosen,
    units: Collection[str] | None,
) -> tuple[dict[Future[Rendered], Job], list[Future[None]], SheetPlan]:
    """Hands the notebooks to the workers, then the sheets of the units that are to be made."""
    settings = prepared.period.notebooks
    limits = Limits(settings.longest_minutes, settings.largest_megabytes)
    environment = {
        "CAMKET_PROJECT": str(folder.project),
        STAGED_PERIOD: folder.name,
        STAGED_TABLES: str(tables),
        REPORT_NUMBER: folder.number,
        REPORT_DAY: folder.day.isoformat() if folder.day else "",
    }
    names = [name for name in chosen.paths if name != UNIT]
    linked = tuple(name for name in names if name not in chosen.own)
    pages = start_notebooks(
        pool,
        [
            Job(name, chosen.paths[name], chosen.values[name], outputs, environment, limits, linked)
            for name in names
        ],
    )
    if UNIT not in chosen.paths:
        return pages, [], SheetPlan()
    notebook = chosen.paths[UNIT]
    plan = plan_sheets(folder, tables, prepared, notebook, chosen.effective[UNIT], units)
    chosen.effective[UNIT][PARAMETER] = ", ".join(plan.codes)
    scheme = prepared.period.scheme
    sheets = start_sheets(
        pool,
        [
            UnitJob(
                code, notebook, {**chosen.values[UNIT], PARAMETER: code}, tables, outputs, scheme, environment, limits
            )
            for code in plan.make
        ],
    )  # fmt: skip
    return pages, sheets, plan


def _publish_beside(folder: PeriodFolder, tables: Path, outputs: Path, prepared: Prepared) -> list[str]:
    """Writes what needs no notebook; returns the files."""
    links = publish_problem_files(folder, outputs, prepared)
    groups = group_by_unit(prepared.problems, prepared.units)
    write_problems(outputs / PROBLEMS, groups, prepared.period, len(prepared.questions), links)
    write_file_atomically(outputs / REVIEW, write_review(folder.name, prepared))
    publish_report(folder, outputs, prepared, read_code(tables))
    drafts = publish_next_year(outputs, prepared.next_year, prepared.period)
    return [PROBLEMS, *map(name_page, links), REVIEW, REPORT, *drafts]


def _publish_after(
    folder: PeriodFolder, outputs: Path, prepared: Prepared, own: Collection[str]
) -> list[str]:
    """Writes what is made from the executed notebooks, so that all have the same content; returns the files."""
    trail = publish_trail(outputs, prepared, folder.name)
    publish_appendices(outputs, prepared)
    books = publish_own_pages(outputs, own, prepared.figures, prepared.period.scheme)
    return [*trail, APPENDICES, *books, *write_slides(outputs), *write_leader(outputs)]


def _warn_of_forms(folder: PeriodFolder, prepared: Prepared) -> tuple[str, ...]:
    signed = [judged.record.commitment for judged in prepared.records]
    stale = find_stale_forms(folder, signed, prepared.fields)
    return warn_of_forms(folder, stale, prepared.period.cut_off.isoformat())


def count_steps(folder: PeriodFolder) -> int:
    """Returns how often `run_period` calls `progress`."""
    return 3 + len(choose_notebooks(folder))


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
