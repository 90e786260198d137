"""The products that need no worker: what is made beside the notebooks, and from them when they are done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from camket.exchange.next_year_workbook import publish_next_year
from camket.exchange.review_workbook import FILE as REVIEW
from camket.exchange.review_workbook import write_review
from camket.figures.freshness import hash_file
from camket.figures.reference_code import read_code
from camket.figures.staging import write_file_atomically
from camket.pipeline import Prepared
from camket.publishing.blocks.block import LedgerLine
from camket.publishing.pages.leader import write_leader
from camket.publishing.pages.slides import write_slides
from camket.publishing.report.word_report import FILE as REPORT
from camket.publishing.report.word_report import publish_report
from camket.publishing.shown.file_page import name_page, publish_problem_files
from camket.publishing.trace.trace_page import FILE as TRACE
from camket.publishing.trace.trace_page import publish_trail
from camket.publishing.workbooks.appendices import FILE as APPENDICES
from camket.publishing.workbooks.appendices import publish_appendices
from camket.publishing.workbooks.own_pages import publish_own_pages
from camket.publishing.workbooks.problems import FILE as PROBLEMS
from camket.publishing.workbooks.problems import group_by_unit, write_problems
from camket.running.products import Products, hash_data
from camket.settings.project import PeriodFolder


def publish_beside(
    folder: PeriodFolder, tables: Path, outputs: Path, prepared: Prepared, products: Products
) -> list[str]:
    """Writes what needs no notebook; returns the files."""

    def make_problems() -> list[str]:
        links = publish_problem_files(folder, outputs, prepared)
        groups = group_by_unit(prepared.problems, prepared.units)
        write_problems(outputs / PROBLEMS, groups, prepared.period, len(prepared.questions), links)
        return [PROBLEMS, *map(name_page, links)]

    def make_review() -> list[str]:
        write_file_atomically(outputs / REVIEW, write_review(folder.name, prepared))
        return [REVIEW]

    def make_report() -> list[str]:
        publish_report(folder, outputs, prepared, read_code(tables))
        return [REPORT]

    return [
        *products.publish(PROBLEMS, make_problems),
        *products.publish(REVIEW, make_review),
        *products.publish(REPORT, make_report),
        *products.publish(
            "next_year", lambda: publish_next_year(outputs, prepared.next_year, prepared.period)
        ),
    ]


def publish_after(
    folder: PeriodFolder,
    outputs: Path,
    prepared: Prepared,
    own: Collection[str],
    declared: Mapping[str, tuple[LedgerLine, ...]],
    products: Products,
) -> list[str]:
    """Writes what is made from the executed notebooks, so that all have the same content; returns the files.

    `own` are the notebooks that the project adds, `declared` the figures that each notebook declared.
    """

    def make_appendices() -> list[str]:
        publish_appendices(outputs, prepared)
        return [APPENDICES]

    def make_own_pages() -> list[str]:
        return publish_own_pages(outputs, own, prepared.figures, prepared.period.scheme)

    executed = {path.name: hash_file(path, path.name) for path in (outputs / "notebooks").glob("*.ipynb")}
    pages = {"notebooks": hash_data(executed)}
    lines = {name: [line.model_dump(mode="json") for line in each] for name, each in declared.items() if each}
    return [
        *products.publish(
            TRACE, lambda: publish_trail(outputs, prepared, folder.name), {"notebooks": hash_data(lines)}
        ),
        *products.publish(APPENDICES, make_appendices, pages),
        *(products.publish("bảng của sổ tay riêng", make_own_pages, pages) if own else ()),
        *products.publish("slides.html", lambda: write_slides(outputs), pages),
        *products.publish("leader.pdf", lambda: write_leader(outputs), pages),
    ]
