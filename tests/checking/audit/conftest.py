"""Audits to test on: lists made directly, and the period of five commitments with its tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from camket.checking.audit.audit import Auditing, Moment
from camket.figures.audit_record import Audit, AuditList, Draw, Reading
from camket.figures.staging import staged
from camket.pipeline import prepare_period
from camket.saved_period import save_prepared
from camket.settings.project import PeriodFolder, open_folder

PERIOD = "2022-10"
HEADER = 3
READER, SECOND = "Trần Thị Bình", "Lê Văn Cường"


@pytest.fixture
def make_audit() -> Callable[..., Audit]:
    """An audit of a list of records that all have the status completed, except those named."""

    def make(
        population: int = 40,
        *,
        drawn: dict[str, int] | None = None,
        aim: int = 3,
        whole: tuple[str, ...] = (),
        **statuses: str,
    ) -> Audit:
        names = [f"SNV-{number:02}" for number in range(1, population + 1)]
        given = {name.replace("_", "-"): status for name, status in statuses.items()}
        found = {f"{PERIOD}/{name}": (given.get(name, "completed"), "completed") for name in names}
        listed = AuditList(
            hash="list", tables={PERIOD: "table"}, whole=whole, records=found, decided=(), unresolved=()
        )
        draws = {
            number: Draw(hash="list", number=number, drawn=length, aim=aim)
            for number, length in (drawn or {"7": 0}).items()
        }
        return Audit(listed, draws)

    return make


@pytest.fixture
def read() -> Callable[..., Audit]:
    """The audit in which a person read some records, the same as the program unless told otherwise."""

    def add(audit: Audit, keys: list[str], **others: str) -> Audit:
        given = {f"{PERIOD}/{name.replace('_', '-')}": status for name, status in others.items()}
        readings = {
            key: Reading(
                key=key,
                cut_off=given.get(key, audit.listed.found(key, "cut_off")),
                full_year=audit.listed.found(key, "full_year"),
                reader=READER,
            )
            for key in keys
        }
        return replace(audit, readings={**audit.readings, **readings})

    return add


@pytest.fixture
def folder(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> PeriodFolder:
    """The period of five commitments with the tables of a run, which is made once."""
    made = tmp_path_factory.getbasetemp() / "audited"
    if not made.exists():
        make_tables(open_folder(small_project, PERIOD))
        shutil.copytree(small_project, made)
    shutil.rmtree(small_project)
    shutil.copytree(made, small_project)
    return open_folder(small_project, PERIOD)


def make_tables(opened: PeriodFolder) -> None:
    """The tables as a run makes them from the raw files."""
    with staged([opened.processed]) as (tables,):
        save_prepared(replace(opened, processed=tables), prepare_period(opened), earlier=opened.processed)


@pytest.fixture
def run_again() -> Callable[[PeriodFolder], None]:
    """Makes the tables anew."""
    return make_tables


@pytest.fixture
def audit_of() -> Callable[..., Auditing]:
    """The command on a period, at a fixed time."""

    def make(*folders: PeriodFolder, by: str = "an") -> Auditing:
        return Auditing(folders, Moment(datetime(2022, 11, 20, 8, 0, tzinfo=UTC), by))

    return make


@pytest.fixture
def fill() -> Callable[..., Path]:
    """Fills cells of a workbook in: for each record (or record and basis) its cells by heading."""

    def write(path: Path, rows: dict[str, dict[str, str]], to: str = "filled.xlsx") -> Path:
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        at = {cell.value: cell.column for cell in sheet[HEADER]}
        for number in range(HEADER + 1, sheet.max_row + 1):
            name = str(sheet.cell(number, at["Mã"]).value).partition("\n")[0]
            if "audit_basis" in at:
                name += f" {sheet.cell(number, at['audit_basis']).value}"
            for heading, text in rows.get(name, {}).items():
                sheet.cell(number, at[heading]).value = text
        filled = path.parent / to
        book.save(filled)
        return filled

    return write
