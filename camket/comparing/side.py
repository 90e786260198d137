"""A snapshot of a period's tables: of a run, of a kept copy, or of the raw files as they are now."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.inputs.project import PeriodFolder
from camket.processed.figures_file import read_figures
from camket.processed.fresh import hash_program
from camket.processed.prepare import Prepared
from camket.processed.tables import Row, field_names, record_rows
from camket.settings.fields import label_of

_LABELS = {name: label_of(name) for name in field_names("records")}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The tables of one state of a period.

    `records` maps ids to rows of records.csv, `cut_off` is an ISO date, `program` the program's SHA-256.
    """

    name: str
    year: int
    cut_off: str
    program: str
    figures: Mapping[str, Figure]
    records: Mapping[str, Row]
    labels: Mapping[str, str] = field(default_factory=lambda: dict(_LABELS))


def read_snapshot(folder: Path, name: str, *, zero_padded: bool) -> Snapshot:
    """Reads the tables in a processed folder. Raises `InputError` where they are missing or broken."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        inputs = json.loads((folder / "inputs.json").read_text(encoding="utf-8"))
        rows = pq.read_table(io.BytesIO((folder / "records.parquet").read_bytes())).to_pylist()
        return Snapshot(
            name=name,
            year=package["year"],
            cut_off=package["cut_off"],
            program=inputs["camket"],
            figures=read_figures(folder, zero_padded=zero_padded),
            records={row["record_id"]: row for row in rows},
            labels={
                column["name"]: column["title"]
                for table in package["resources"]
                if table["name"] == "records"
                for column in table["schema"]["fields"]
                if "title" in column
            }
            | _LABELS,
        )
    except FileNotFoundError as error:
        found, remedy = f"không có {Path(error.filename).name}", "chạy `camket run` cho kỳ đó trước"
    except (OSError, ValueError, KeyError, TypeError) as error:
        found, remedy = f"không đọc được ({type(error).__name__}: {error})", "chạy lại `camket run` cho kỳ đó"
    raise InputError(
        where=name, found=found, expected="các bảng do camket run ghi trong data/processed", remedy=remedy
    )


def take_snapshot(folder: PeriodFolder, prepared: Prepared) -> Snapshot:
    """Returns the tables that the raw files give now."""
    return Snapshot(
        name=f"{folder.name} (theo tệp nguồn hiện nay)",
        year=prepared.period.year,
        cut_off=prepared.period.cut_off.isoformat(),
        program=hash_program(),
        figures=prepared.figures,
        records={str(row["record_id"]): row for row in record_rows(prepared.records, prepared.fields)},
        labels={name: prepared.fields.label(name) for name in field_names("records", prepared.fields)},
    )
