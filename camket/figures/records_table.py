"""The ledger counted from tables of judged records, without an object for each record: a country from its provinces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq

from camket.errors import InputError
from camket.figures.ledger import Figure, count_columns
from camket.figures.record_columns import Column, Columns
from camket.settings.period import Period
from camket.settings.states import BASES
from camket.settings.units import Unit

RECORDS, DERIVED = "records", "derived"
_KEY = "record_id"
_OF_RECORDS = (_KEY, "unit", "group", *(f"{basis}_status" for basis in BASES), "decided_by")
_OF_DERIVED = (_KEY, *(f"{basis}_found" for basis in BASES), "deadline_day")


def count_tables(folder: Path, units: Sequence[Unit], period: Period) -> list[Figure]:
    """The figures of `count_figures`, the same numbers, counted from the tables in a processed folder.

    Raises `InputError` for tables that do not belong together or hold records of units that are not in `units`, and
    `FigureError` as `count_figures` does.
    """
    columns = join_columns(
        _read_table(folder, RECORDS, _OF_RECORDS), _read_table(folder, DERIVED, _OF_DERIVED)
    )
    known = {unit.code for unit in units}
    if unknown := [str(code) for code in columns.unit.values if code not in known]:
        raise InputError(
            where=f"{RECORDS}.parquet › unit",
            found=f"đơn vị không có trong danh sách: {', '.join(sorted(unknown)[:5])}",
            expected="mọi đơn vị của bảng có trong units.csv",
            remedy="bổ sung đơn vị vào units.csv, hoặc lấy lại bảng của đúng kỳ",
        )
    return count_columns(columns, units, period)


def join_columns(records: pa.Table, derived: pa.Table) -> Columns:
    """The columns of `records` with those of `derived`, which may stand in another order. Raises `InputError`."""
    keys, others = records[_KEY], derived[_KEY]
    if len(pc.unique(keys)) != len(keys):
        raise _refuse("có mã nội dung lặp lại", "mỗi mã nội dung một dòng")
    if not keys.equals(others):
        places = pc.index_in(keys, value_set=others.combine_chunks())
        if places.null_count or len(keys) != len(others):
            raise _refuse(
                f"hai bảng không cùng các nội dung ({len(keys)} và {len(others)} dòng)",
                f"mỗi dòng của {RECORDS} có đúng một dòng của {DERIVED}",
            )
        derived = derived.take(places)
    return Columns(
        keys.to_numpy(),
        _encode(records["unit"]),
        _encode(records["group"]),
        {basis: _encode(records[f"{basis}_status"]) for basis in BASES},
        {basis: _encode(derived[f"{basis}_found"]) for basis in BASES},
        _encode(records["decided_by"]),
        _as_days(_encode(derived["deadline_day"])),
    )


def _read_table(folder: Path, name: str, columns: Sequence[str]) -> pa.Table:
    path = folder / f"{name}.parquet"
    try:
        if path.is_file():
            return pq.read_table(path, columns=list(columns))
        texts = pc_csv.ConvertOptions(
            include_columns=list(columns),
            column_types=dict.fromkeys(columns, pa.string()),
            strings_can_be_null=False,
        )
        quoted = pc_csv.ParseOptions(newlines_in_values=True)
        return pc_csv.read_csv(folder / f"{name}.csv", parse_options=quoted, convert_options=texts)
    except (OSError, pa.ArrowException, KeyError) as error:
        raise _refuse(f"không đọc được bảng {name} ({error})", "các bảng do camket run ghi") from None


def _encode(texts: pa.ChunkedArray) -> Column:
    coded = (
        pc.fill_null(texts.cast(pa.string()), "").dictionary_encode().unify_dictionaries().combine_chunks()
    )
    array: Any = coded.chunk(0) if isinstance(coded, pa.ChunkedArray) else coded
    return Column(array.dictionary.to_pylist(), array.indices.to_numpy().astype(np.intp))


def _as_days(column: Column) -> Column:
    days = [date.fromisoformat(str(text)) if text else None for text in column.values]
    return Column(days, column.codes)


def _refuse(found: str, expected: str) -> InputError:
    return InputError(
        where=f"data/processed › {RECORDS}.parquet, {DERIVED}",
        found=found,
        expected=expected,
        remedy="chạy lại `camket run` của kỳ này",
    )
