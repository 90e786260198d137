"""One state of a period's tables: as a run left them, as a folder was kept, or as the raw files say now."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from camket.errors import InputError
from camket.figures.ledger import Figure
from camket.inputs.project import PeriodFolder
from camket.processed.figures_file import read_figures
from camket.processed.fresh import hash_program
from camket.processed.prepare import Prepared
from camket.processed.tables import Row, record_rows


@dataclass(frozen=True, slots=True)
class Side:
    """`records` by their ids, rows as in records.csv; `cut_off` as 2022-10-30; `program` its SHA-256."""

    name: str
    year: int
    cut_off: str
    program: str
    figures: Mapping[str, Figure]
    records: Mapping[str, Row]


def read_side(folder: Path, name: str, *, zero_padded: bool) -> Side:
    """The tables that lie in a processed folder. Raises `InputError` where they are missing or broken."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        inputs = json.loads((folder / "inputs.json").read_text(encoding="utf-8"))
        rows = pq.read_table(io.BytesIO((folder / "records.parquet").read_bytes())).to_pylist()
        return Side(
            name=name,
            year=package["year"],
            cut_off=package["cut_off"],
            program=inputs["camket"],
            figures=read_figures(folder, zero_padded=zero_padded),
            records={row["record_id"]: row for row in rows},
        )
    except FileNotFoundError as error:
        found, remedy = f"không có {Path(error.filename).name}", "chạy `camket run` cho kỳ đó trước"
    except (OSError, ValueError, KeyError, TypeError) as error:
        found, remedy = f"không đọc được ({type(error).__name__}: {error})", "chạy lại `camket run` cho kỳ đó"
    raise InputError(
        where=name, found=found, expected="các bảng do camket run ghi trong data/processed", remedy=remedy
    )


def take_side(folder: PeriodFolder, prepared: Prepared) -> Side:
    """What the raw files of a period say now."""
    return Side(
        name=f"{folder.name} (theo tệp nguồn hiện nay)",
        year=prepared.period.year,
        cut_off=prepared.period.cut_off.isoformat(),
        program=hash_program(),
        figures=prepared.figures,
        records={str(row["record_id"]): row for row in record_rows(prepared.records)},
    )
