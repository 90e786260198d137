"""`rollup.csv`, a line for each sum and each of its parts; `rollup_records.parquet`, the records behind them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from camket.checking.rollup.rollup import Missing, Rollup
from camket.figures.store import format_csv

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
_RECORDS = pa.schema(
    [
        ("period", pa.string()),
        ("cut_off", pa.string()),
        ("figure", pa.string()),
        ("variant", pa.int64()),
        ("project", pa.string()),
        ("record", pa.string()),
        ("trace", pa.string()),
    ]
)


def rollups_to_csv(rollups: Sequence[Rollup], uncounted: Sequence[Missing]) -> bytes:
    """Returns the table: a sum has no project, and names who lacks the figure (`absent`) or failed (`missing`).

    After the figures comes a line without a figure for each period that could not be counted.
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
        for part in rolled.parts:
            yield about | {
                "label": part.figure.label,
                "project": part.project,
                "numerator": part.figure.numerator,
                "denominator": part.figure.denominator,
                "percent": part.figure.percent or "",
                "trace": part.trace,
            }


def rollups_to_parquet(rollups: Sequence[Rollup]) -> bytes:
    """Returns a table with a row for each record of each part; `record` is the id that it has in its project."""
    columns: dict[str, list[object]] = {name: [] for name in _RECORDS.names}
    for rollup in rollups:
        for rolled in rollup.figures:
            for part in rolled.parts:
                page = part.trace.partition("#")[0]
                own = part.figure.records
                columns["period"] += [rollup.period] * len(own)
                columns["cut_off"] += [rollup.cut_off.isoformat()] * len(own)
                columns["figure"] += [rolled.figure.id] * len(own)
                columns["variant"] += [rolled.variant] * len(own)
                columns["project"] += [part.project] * len(own)
                columns["record"] += own
                columns["trace"] += [f"{page}#{record}" for record in own]
    sink = io.BytesIO()
    pq.write_table(pa.table(columns, schema=_RECORDS), sink, compression="zstd")
    return sink.getvalue()
