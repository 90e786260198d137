"""A snapshot of a period's tables: of a run, of a kept copy, or of the raw files as they are now."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from camket.errors import InputError
from camket.figures.freshness import hash_program, is_fresh
from camket.figures.ledger import Figure
from camket.figures.period_tables import Row, field_names, record_rows
from camket.figures.store import read_figures
from camket.pipeline import Prepared, prepare_period
from camket.settings.fields import label_of
from camket.settings.period import open_settings
from camket.settings.project import PeriodFolder, open_folder
from camket.settings.read_scheme import read_scheme
from camket.settings.succession import find_succession
from camket.settings.units import read_other_units, read_units

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


def read_successors(folder: PeriodFolder, after: Snapshot) -> dict[str, str]:
    """Who took over from which unit by the cut-off day of a snapshot, where it is one unit."""
    scheme = read_scheme(folder.scheme_file, "data/raw/scheme.toml")
    on, path, place = date.fromisoformat(after.cut_off), folder.units_file, "data/raw/units.csv"
    units = read_units(path, place, on=on, scheme=scheme)
    others = read_other_units(path, place, on=on, scheme=scheme)
    return find_succession(units, others, on=on, year=after.year).single


def choose_snapshots(
    project: Path, before: str, after: str, progress: Callable[[str], None] = lambda _: None
) -> tuple[Snapshot, Snapshot, PeriodFolder, list[str]]:
    """Returns the two snapshots, the folder of the later one, and warnings about them.

    Two names mean the last runs of two periods. One name given twice means the last run of a period against
    its raw files now, that is, what the next run would change. The earlier one may also be a folder: a kept
    copy of `data/processed/<period>`. Raises `InputError` for an unknown period or missing tables.
    """
    folder = open_folder(project, after)
    padded = open_settings(folder).layout.zero_padded
    kept = Path(before)
    if before == after:
        run = f"{folder.name} (lần chạy gần nhất)"
        earlier = read_snapshot(folder.processed, run, zero_padded=padded)
        return earlier, take_snapshot(folder, prepare_period(folder, progress)), folder, []
    notes = [] if is_fresh(folder) else [_stale(folder)]
    if kept.is_dir() and (kept / "records.parquet").is_file():
        earlier = read_snapshot(kept, f"bản lưu {kept.name}", zero_padded=padded)
    else:
        other = open_folder(project, before)
        notes += [] if is_fresh(other) else [_stale(other)]
        earlier = read_snapshot(other.processed, other.name, zero_padded=padded)
    return earlier, read_snapshot(folder.processed, folder.name, zero_padded=padded), folder, notes


def _stale(folder: PeriodFolder) -> str:
    return (
        f"kỳ {folder.name}: các bảng không còn khớp tệp nguồn hoặc chương trình hiện nay; "
        f"so sánh theo lần chạy gần nhất, muốn mới hơn thì `camket run {folder.name}`"
    )
