"""A small period whose tables are written without running its notebooks, and rows of records.csv."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from camket.figures.period_tables import Row, field_names
from camket.figures.staging import staged
from camket.pipeline import prepare_period
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder, open_folder

PERIOD = "2022-10"
HEADER = "record_id,field,value,expect,reason,document,decided_by,decided_on\n"


@pytest.fixture
def make_row() -> Callable[..., Row]:
    """A row of records.csv: a running commitment, with the given values in place of the defaults."""

    def make(record_id: str = "SNV-01", **other: object) -> Row:
        blank: Row = dict.fromkeys(field_names("records"), "")
        return blank | {
            "record_id": record_id, "unit": record_id.partition("-")[0], "unit_name": "Sở Nội vụ",
            "content": f"Nội dung {record_id}", "result_text": "Đang làm", "progress_percent": None,
            "reported": True, "cut_off_status": "in_progress", "cut_off_rule": "running",
            "cut_off_evidence": "Đang làm", "full_year_status": "completed", "full_year_rule": "estimate",
            "full_year_evidence": "Hoàn thành", "source_file": "submissions/SNV.xlsx", "source_sha256": "a",
            "source_cells": '{"result_text": "Sheet1!C2", "note": "Sheet1!E2"}',
        } | other  # fmt: skip

    return make


@pytest.fixture
def save_tables(small_project: Path) -> Callable[[], PeriodFolder]:
    """Writes the tables that the raw files of the small period give now."""

    def save() -> PeriodFolder:
        folder = open_folder(small_project, PERIOD)
        with staged([folder.processed]) as (tables,):
            save_prepared(replace(folder, processed=tables), prepare_period(folder))
        return folder

    return save


@pytest.fixture
def report(small_project: Path) -> Callable[[str, str], None]:
    """Writes a cell of the submission of Sở Nội vụ."""

    def write(cell: str, text: str) -> None:
        path = small_project / "data" / "raw" / PERIOD / "submissions" / "SNV.xlsx"
        book = openpyxl.load_workbook(path)
        book.active[cell] = text
        book.save(path)

    return write


@pytest.fixture
def decide(small_project: Path) -> Callable[[str], None]:
    """Writes the decisions of the small period."""

    def write(*lines: str) -> None:
        path = small_project / "data" / "raw" / PERIOD / "decisions.csv"
        path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")

    return write
