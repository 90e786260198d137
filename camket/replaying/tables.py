"""Splits JSON, CSV and Parquet files into parts: each value by its path, or by its record and column."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

import pyarrow.parquet as pq

from camket.inputs.long_cells import long_cells
from camket.replaying.parts import Parts

# A list entry is named by the first of these keys that it has.
_NAMES = ("id", "@id", "record_id", "path", "name")


def read_json(content: bytes) -> Parts:
    """Yields every value by its path, such as `cut_off.completed › numerator`."""
    return walk_json(json.loads(content), "")


def walk_json(data: object, path: str) -> Parts:
    """Yields every value in `data` by its path, which starts with `path`."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from walk_json(value, _join(path, name))
    elif isinstance(data, list):
        for number, value in enumerate(data, start=1):
            yield from walk_json(value, _join(path, _name_of(value) or f"mục {number}"))
        yield _join(path, "số mục"), str(len(data))
    else:
        yield path, data if isinstance(data, str) else json.dumps(data)


def read_csv(content: bytes) -> Parts:
    """Yields every cell by its row and column. A row is named by its record id, else by its number."""
    with long_cells():
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return _walk_rows(rows)


def read_parquet(content: bytes) -> Parts:
    """Yields every cell by its row and column, as `read_csv` does."""
    return _walk_rows(pq.read_table(io.BytesIO(content)).to_pylist())


def _walk_rows(rows: Iterable[Mapping[str, object]]) -> Parts:
    for number, row in enumerate(rows, start=2):
        name = _name_of(row) or f"dòng {number}"
        for column, value in row.items():
            yield f"{name} › {column}", "" if value is None else str(value)


def _name_of(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return ""
    return next((str(entry[name]) for name in _NAMES if isinstance(entry.get(name), str)), "")


def _join(path: str, name: object) -> str:
    return f"{path} › {name}" if path else str(name)
