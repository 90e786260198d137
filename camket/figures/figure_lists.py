"""The records behind each figure of a large period as a table: in `figures.json` they would outgrow everything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from camket.figures.ledger import Figure

FILE = "figure_records.parquet"
# With more records than this in a population, lists stand in the table and not beside each figure.
MOST_LISTED = 10_000


def is_large(figures: Iterable[Figure]) -> bool:
    """Whether the lists of a ledger stand in a table of their own."""
    return any(figure.denominator > MOST_LISTED for figure in figures)


def write_lists(folder: Path, figures: Sequence[Figure]) -> None:
    """Write a row for each figure and each record that it counts, in the order of the ledger."""
    lengths = [len(figure.records) for figure in figures]
    places = np.repeat(np.arange(len(figures), dtype=np.int32), lengths)
    ids = pa.array(chain.from_iterable(figure.records for figure in figures), pa.string())
    table = pa.table(
        {
            "figure": pa.DictionaryArray.from_arrays(places, pa.array([figure.id for figure in figures])),
            "record_id": ids.dictionary_encode(),
        }
    )
    pq.write_table(table, folder / FILE, compression="zstd")


def read_lists(folder: Path) -> dict[str, tuple[str, ...]]:
    """The records of each figure that counts any. Raises `OSError` where the table is missing or broken."""
    table = pq.read_table(folder / FILE).combine_chunks()
    ids = tuple(table["record_id"].cast(pa.string()).to_pylist())
    figures = table["figure"].cast(pa.string()).to_numpy()
    starts = [0, *(np.flatnonzero(figures[1:] != figures[:-1]) + 1).tolist()] if ids else []
    return {
        str(figures[start]): ids[start:end]
        for start, end in zip(starts, [*starts[1:], len(ids)], strict=True)
    }
