"""The workbook of a small period as a run makes it, without the run: its appendices from the same blocks."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from camket.figures.ledger import Figure
from camket.pipeline import Prepared, prepare_period
from camket.publishing.analyses.opened_period import open_analysis
from camket.publishing.analyses.page_wording import cover, say
from camket.publishing.analyses.status_tables import items_table, units_table
from camket.publishing.pages.page import Page
from camket.publishing.workbooks.appendices import write_appendices
from camket.settings.project import open_folder

PERIOD = "2022-10"


@dataclass(frozen=True)
class Made:
    """The workbook as bytes, and what it was made of."""

    content: bytes
    pages: dict[str, Page]
    prepared: Prepared

    @property
    def figures(self) -> dict[str, Figure]:
        return dict(self.prepared.figures)

    @property
    def formulas(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.content))

    @property
    def values(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(self.content), data_only=True)


@pytest.fixture(scope="session")
def make() -> Callable[[Path], Made]:
    """Makes the workbook of a project."""

    def of(project: Path) -> Made:
        prepared = prepare_period(open_folder(project, PERIOD))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CAMKET_PROJECT", str(project))
            analysis = open_analysis(PERIOD)
        pages = {
            "appendix_1": Page(
                cover=cover(analysis, "appendix_1"),
                blocks=(units_table(analysis), say("decided", d=analysis.figure("decided"))),
            ),
            "appendix_2": Page(
                cover=cover(analysis, "appendix_2"),
                blocks=(
                    items_table(analysis, "department"),
                    say("decided", d=analysis.figure("decided", "department")),
                ),
            ),
            "appendix_3": Page(
                cover=cover(analysis, "appendix_3"), blocks=(items_table(analysis, "district"),)
            ),
        }
        return Made(write_appendices(pages, prepared), pages, prepared)

    return of


@pytest.fixture(scope="session")
def made(
    make: Callable[[Path], Made], made_small_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    """The workbook of the small project. Not to be changed."""
    folder = tmp_path_factory.mktemp("workbook")
    return make(shutil.copytree(made_small_project, folder, dirs_exist_ok=True))
