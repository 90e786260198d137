"""Write and read the processed folder: CSV and Parquet tables, the ledger, and a data package."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from camket.errors import InputError, explain_refusal
from camket.figures.figure_lists import FILE as LISTS
from camket.figures.figure_lists import is_large, read_lists, write_lists
from camket.figures.ledger import Figure
from camket.figures.period_tables import Row, field_names, rejected_rows, table_schemas
from camket.figures.reference_code import read_own
from camket.figures.table_files import FIGURES, write_csv, write_json
from camket.intake.joining.record import Rejected
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.period import Period
from camket.settings.project import UNFINISHED, PeriodFolder
from camket.settings.scheme import Scheme
from camket.settings.states import BASES

_PARQUET = "application/vnd.apache.parquet"
_FIELDS = ("id", "label", "scope", "numerator", "denominator", "percent", "text", "population", "records")
_ARROW = {
    "string": pa.string(),
    "date": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
}


def write_figures(folder: Path, figures: Iterable[Figure]) -> None:
    """Write the ledger as a JSON list, in order; the records of a large one as a table beside it."""
    figures = tuple(figures)
    data = [figure_data(figure) for figure in figures]
    if is_large(figures):
        write_lists(folder, figures)
        for each in data:
            del each["records"]
    write_json(folder / FIGURES, data)


def figure_data(figure: Figure) -> dict[str, Any]:
    """A figure as plain data with the keys of `figures.json`."""
    return {name: getattr(figure, name) for name in _FIELDS}


def read_figures(folder: Path, *, zero_padded: bool) -> dict[str, Figure]:
    """Read the ledger by figure id; `zero_padded` is the period's number format."""
    read = json.loads((folder / FIGURES).read_text(encoding="utf-8"))
    if any("records" not in data for data in read):
        lists = read_lists(folder)
        read = [{"records": lists.get(data["id"], ()), **data} for data in read]
        if short := [data["id"] for data in read if len(data["records"]) != data["numerator"]]:
            raise ValueError(f"{LISTS}: {short[0]}")
    return {data["id"]: restore_figure(data, zero_padded=zero_padded) for data in read}


def restore_figure(data: Mapping[str, Any], *, zero_padded: bool) -> Figure:
    """The figure that `figure_data` wrote; `zero_padded` is the period's number format."""
    return Figure(**{**data, "records": tuple(data["records"]), "zero_padded": zero_padded})


def explain_unreadable(folder: PeriodFolder, error: Exception) -> InputError:
    """The error about tables of the last run that somebody edited or that another program wrote."""
    return InputError(
        where=f"data/processed/{folder.name}",
        found=f"không đọc được các bảng của lần chạy gần nhất ({type(error).__name__}: {error})",
        expected="các bảng do camket run ghi",
        remedy=f"chạy lại `camket run {folder.name}`",
    )


def save_processed(
    folder: Path,
    period_name: str,
    period: Period,
    tables: Mapping[str, Sequence[Row]],
    figures: Iterable[Figure],
    fields: Fields = BUILT_IN,
) -> None:
    """Write every processed file into the empty `folder`; the same input gives the same bytes."""
    for name, rows in tables.items():
        write_csv(folder / f"{name}.csv", field_names(name, fields), rows)
    _write_parquet(folder / "records.parquet", "records", tables["records"], fields)
    figures = tuple(figures)
    write_figures(folder, figures)
    package = _data_package(period_name, period, list(tables), fields)
    if is_large(figures):
        package["resources"].append(_describe_table("figure_records", LISTS, _PARQUET, fields, period.scheme))
    write_json(folder / "datapackage.json", package)


def save_problems(folder: Path, rejected: Iterable[Rejected]) -> None:
    """Write only the list of problems, beside the existing tables."""
    scratch = folder / f"{UNFINISHED}rejected.csv"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_csv(scratch, field_names("rejected"), rejected_rows(rejected))
        scratch.replace(folder / "rejected.csv")
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise explain_refusal(error, "rejected.csv") from None


def _write_parquet(path: Path, table: str, rows: Sequence[Row], fields: Fields) -> None:
    described = table_schemas(fields)[table]["fields"]
    schema = pa.schema([(field["name"], _ARROW[field["type"]]) for field in described])
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), path, compression="zstd")


def _data_package(period_name: str, period: Period, tables: Sequence[str], fields: Fields) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": f"camket-{period_name.lower()}",
        "title": f"{period.title} năm {period.year}, số liệu đến {period.cut_off.isoformat()}",
        **({"description": period.notice} if period.notice else {}),
        "year": period.year,
        "cut_off": period.cut_off.isoformat(),
        "resources": [
            *(_describe_table(name, f"{name}.csv", "text/csv", fields, period.scheme) for name in tables),
            _describe_table("figures", FIGURES, "application/json", fields, period.scheme),
            _describe_table("records", "records.parquet", _PARQUET, fields, period.scheme)
            | {"name": "records-parquet"},
        ],
    }


def _describe_table(name: str, path: str, kind: str, fields: Fields, scheme: Scheme) -> dict[str, Any]:
    schema = table_schemas(fields)[name]
    return {
        "name": name,
        "type": "table",
        "path": path,
        "title": schema["title"],
        "format": path.rpartition(".")[2],
        "mediatype": kind,
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": {
            "fields": [_describe_field(field, fields, scheme) for field in schema["fields"]],
            **({"primaryKey": schema["key"]} if "key" in schema else {}),
            "missingValues": [""],
        },
    }


def _describe_field(field: Mapping[str, Any], fields: Fields, scheme: Scheme) -> dict[str, Any]:
    """A field as the data package has it, with the codes of the scheme where it holds one of them."""
    described = {key: value for key, value in field.items() if key != "workbook"}
    column = fields.columns.get(field["name"])
    if column is None or column.choices is None:
        return described
    codes: dict[str, tuple[str, ...]] = {f"{basis}_statuses": scheme.possible(basis) for basis in BASES}
    codes["groups"] = scheme.group_codes
    constraints = {**field.get("constraints", {}), "enum": list(codes[column.choices])}
    return {**described, "constraints": constraints}


def read_own_figures(tables: Path, *, zero_padded: bool) -> dict[str, Figure]:
    """These figures by id, as the last run published them."""
    own = read_own(tables)
    figures = read_figures(tables, zero_padded=zero_padded) if own else {}
    return {name: figure for name, figure in figures.items() if name in own}
