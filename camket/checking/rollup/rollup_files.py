"""`rollup.csv` with the sums and the parts of the headline, and parquet tables of all parts and all records."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from camket.checking.rollup.rollup import Missing, Part, Rollup
from camket.figures.table_files import format_csv

COLUMNS = (
    "period",
    "cut_off",
    "figure",
    "variant",
    "scope",
    "label",
    "project",
    "numerator",
    "denominator",
    "percent",
    "projects",
    "absent",
    "missing",
    "trace",
)
_PART = [
    ("period", pa.string()),
    ("cut_off", pa.string()),
    ("figure", pa.string()),
    ("variant", pa.int64()),
    ("project", pa.string()),
]
_PARTS = pa.schema([*_PART, ("numerator", pa.int64()), ("denominator", pa.int64()), ("trace", pa.string())])
_RECORDS = pa.schema([*_PART, ("record", pa.string()), ("trace", pa.string())])


def rollups_to_csv(rollups: Sequence[Rollup], uncounted: Sequence[Missing]) -> bytes:
    """Returns the table: a sum has no project, and names who lacks the figure (`absent`) or failed (`missing`).

    Below a sum of the headline stand its parts. At the end comes a line without a figure for each period that could not
    be counted.
    """
    rows = [row for rollup in rollups for row in _list_rows(rollup)]
    rows += [
        {"period": each.period, "project": each.project, "label": each.message.replace("\n", " ")}
        for each in uncounted
    ]
    return format_csv(COLUMNS, ({name: row.get(name, "") for name in COLUMNS} for row in rows))


def _list_rows(rollup: Rollup) -> Iterator[dict[str, object]]:
    missing = "; ".join(each.project for each in rollup.missing)
    for rolled in rollup.figures:
        about: dict[str, object] = {
            "period": rollup.period,
            "cut_off": rollup.cut_off.isoformat(),
            "figure": rolled.figure.id,
            "variant": rolled.variant,
            "scope": rolled.figure.scope,
        }
        yield about | {
            "label": rolled.figure.label,
            "numerator": rolled.figure.numerator,
            "denominator": rolled.figure.denominator,
            "percent": rolled.figure.percent or "",
            "projects": len(rolled.parts),
            "absent": "; ".join(rolled.absent),
            "missing": missing,
        }
        for part in rolled.parts if rolled.is_headline else ():
            yield about | {
                "label": part.figure.label,
                "project": part.project,
                "numerator": part.figure.numerator,
                "denominator": part.figure.denominator,
                "percent": part.figure.percent or "",
                "trace": part.trace,
            }


def parts_to_parquet(rollups: Sequence[Rollup]) -> bytes:
    """Returns a table with a row for each part of each sum."""
    rows = [
        (*about, part.figure.numerator, part.figure.denominator, part.trace)
        for about, part in _list_parts(rollups)
    ]
    return _to_parquet(_PARTS, rows)


def records_to_parquet(rollups: Sequence[Rollup]) -> bytes:
    """Returns a table with a row for each record of each part; `record` is the id that it has in its project."""
    rows = [
        (*about, record, f"{part.trace.partition('#')[0]}#{record}")
        for about, part in _list_parts(rollups)
        for record in part.figure.records
    ]
    return _to_parquet(_RECORDS, rows)


def _list_parts(rollups: Sequence[Rollup]) -> Iterator[tuple[tuple[object, ...], Part]]:
    for rollup in rollups:
        for rolled in rollup.figures:
            for part in rolled.parts:
                about = (
                    rollup.period,
                    rollup.cut_off.isoformat(),
                    rolled.figure.id,
                    rolled.variant,
                    part.project,
                )
                yield about, part


def _to_parquet(schema: pa.Schema, rows: Sequence[tuple[object, ...]]) -> bytes:
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    sink = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()
