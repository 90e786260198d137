"""`camket run`: reads, classifies, counts, runs the notebooks, renders and publishes."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from camket.errors import CamketError
from camket.exchange.apply import hash_workbooks, refuse_unapplied
from camket.exchange.letter_sources import FOLDER as LETTERS
from camket.exchange.letter_sources import warn_of_letters
from camket.exchange.new_notebook import is_shipped
from camket.exchange.stale_forms import find_stale_forms, warn_of_forms
from camket.figures.freshness import hash_file, hash_inputs, list_arrived, refuse_changed
from camket.figures.period_lock import hold_period
from camket.figures.staging import staged
from camket.pipeline import Prepared, prepare_period
from camket.publishing.analyses.opened_period import REPORT_DAY, REPORT_NUMBER, STAGED_PERIOD, STAGED_TABLES
from camket.publishing.pages.index import write_index
from camket.publishing.report.word_report import check_report
from camket.running.changes import FILES_OF_AUDIT, warn_before_run
from camket.running.chosen_notebooks import Chosen, choose_and_check
from camket.running.final_checks import find_changed_files, find_unapplied, refuse_unfinished
from camket.running.free_memory import check_memory
from camket.running.history import RunContext
from camket.running.issue_plan import find_refusals, plan_issue, take_number
from camket.running.issues import IssuePlan, carry_issues, check_issues, seal_issue
from camket.running.jobs import (
    UNIT,
    Job,
    Limits,
    Progress,
    Rendered,
    UnitJob,
    say_nothing,
)
from camket.running.jobs import UNIT_PARAMETER as PARAMETER
from camket.running.machine import check_machine
from camket.running.manifest import NotebookEntry, list_notebooks
from camket.running.notebooks import (
    await_notebooks,
    choose_notebooks,
    count_cores,
    open_pool,
    start_notebooks,
)
from camket.running.own_notebooks import merge_declared
from camket.running.products import (
    MAY_READ_MORE,
    Products,
    describe_common,
    hash_data,
    name_page_product,
    open_products,
)
from camket.running.provenance import record_run
from camket.running.publish import publish_after, publish_beside
from camket.running.unit_sheets import (
    SheetPlan,
    await_sheets,
    plan_sheets,
    record_sheets,
    start_sheets,
)
from camket.running.workers import Pool
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The result of a run. `warnings` name what was edited since the run before, `issue` is what a final one sealed.

    `failures` are those of notebooks that the project adds; their pages are left out. `products` tells which were made,
    and why.
    """

    prepared: Prepared
    sheets: SheetPlan
    outputs: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float
    products: Products
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
    fresh: bool = False,
    progress: Progress = say_nothing,
) -> RunSummary:
    """Makes all tables and outputs of a period. Calls `progress` with the name of each step.

    `units` holds the codes of the units whose sheets are made (None: all); other sheets are kept while they are
    current. So are all other products, but for a `fresh` run. `at` and `by` appear in the history and in the record of
    an issue only. A `final` run seals an issue, which needs a `reason` if it is not the first; a number and a day of
    `folder` are put into the last one. Any error leaves the earlier tables and outputs unchanged.

    Raises `UsageError` for a wrong parameter, `InputError` for unusable input, for input that changes meanwhile and
    for a review workbook with answers not yet applied, `OpenQuestionsError` or `InputError` for a report that cannot be
    final, `NotebookError` for a failing cell, and `MachineError` where another command holds the period or nothing can
    be written.
    """
    started = time.monotonic()
    check_machine(folder.project)
    chosen = choose_and_check(folder, parameters)
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
        common = describe_common(folder, inputs, tables, prepared.period)
        products = open_products(folder, tables, outputs, common, fresh=fresh)
        pages, kept = _start(pool, folder, tables, prepared, chosen, products)
        sheets, plan = _start_sheets(pool, folder, tables, prepared, chosen, units, products)
        for name in kept:
            progress(f"sổ tay {name}: giữ nguyên")
        # These steps run while the workers are busy.
        written = publish_beside(folder, tables, outputs, prepared, products)
        rendered, failures = await_notebooks(pages, chosen.own, lambda name: progress(f"sổ tay {name}"))
        for name, page in rendered.items():
            products.add(name_page_product(name), page.outputs)
        declared = {name: page.declared for name, page in rendered.items()}
        prepared = replace(prepared, figures=merge_declared(tables, prepared.figures, declared))
        rendered = dict(sorted({**rendered, **kept}.items()))
        written += publish_after(folder, outputs, prepared, chosen.own & rendered.keys(), declared, products)
        await_sheets(sheets, progress)
        record_sheets(plan, products)
        products.write(tables)
        # People went on working while the notebooks ran.
        if hash_workbooks(folder) != workbooks:
            refuse_unapplied(folder, prepared)
        if arrived := list_arrived(folder, inputs):
            warnings.append(f"tệp đến trong khi chạy, chưa được dùng, cần chạy lại: {', '.join(arrived)}")
        names = {unit.code: unit.name for unit in prepared.units}
        written += write_index(outputs, names)
        # The record comes last because it lists and hashes every file that the run made.
        written += record_run(
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
        (*made, *plan.outputs, *written),
        (*warnings, *warn_of_letters(folder), *_warn_of_forms(folder, prepared)),
        time.monotonic() - started,
        products,
        issue,
        (*chosen.failures, *failures),
    )


def _start(
    pool: Pool, folder: PeriodFolder, tables: Path, prepared: Prepared, chosen: Chosen, products: Products
) -> tuple[dict[Future[Rendered], Job], dict[str, Rendered]]:
    """Hands the notebooks whose pages are not current to the workers; returns these jobs, and the pages that are."""
    limits, environment = _describe_work(folder, tables, prepared)
    names = [name for name in chosen.paths if name != UNIT]
    linked = tuple(name for name in names if name not in chosen.own)
    jobs, kept = [], {}
    for name in names:
        path = chosen.paths[name]
        reads = {
            **products.common,
            "notebook": hash_file(path, path.name),
            "parameters": hash_data(chosen.effective[name]),
            "pages": hash_data(linked),
        }
        if not is_shipped(path):
            products.expect(name_page_product(name), reads, MAY_READ_MORE)
        elif (files := products.keep(name_page_product(name), reads)) is not None:
            kept[name] = Rendered(files)
            continue
        jobs.append(Job(name, path, chosen.values[name], products.outputs, environment, limits, linked))
    return start_notebooks(pool, jobs), kept


def _start_sheets(
    pool: Pool,
    folder: PeriodFolder,
    tables: Path,
    prepared: Prepared,
    chosen: Chosen,
    units: Collection[str] | None,
    products: Products,
) -> tuple[list[Future[None]], SheetPlan]:
    """Hands the sheets of the units that are to be made to the workers, and keeps the others."""
    if UNIT not in chosen.paths:
        return [], SheetPlan()
    notebook, scheme = chosen.paths[UNIT], prepared.period.scheme
    limits, environment = _describe_work(folder, tables, prepared)
    plan = plan_sheets(tables, prepared, notebook, chosen.effective[UNIT], units, products)
    chosen.effective[UNIT][PARAMETER] = ", ".join(plan.codes)
    values = chosen.values[UNIT]
    jobs = [
        UnitJob(
            code, notebook, {**values, PARAMETER: code}, tables, products.outputs, scheme, environment, limits
        )
        for code in plan.make
    ]
    return start_sheets(pool, jobs), plan


def _describe_work(
    folder: PeriodFolder, tables: Path, prepared: Prepared
) -> tuple[Limits, Mapping[str, str]]:
    """The limits of every notebook, and the variables by which it finds its period."""
    settings = prepared.period.notebooks
    return Limits(settings.longest_minutes, settings.largest_megabytes), {
        "CAMKET_PROJECT": str(folder.project),
        STAGED_PERIOD: folder.name,
        STAGED_TABLES: str(tables),
        REPORT_NUMBER: folder.number,
        REPORT_DAY: folder.day.isoformat() if folder.day else "",
    }


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
