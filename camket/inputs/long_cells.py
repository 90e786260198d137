"""Cells of any length in the CSV files of our own: the csv module stops at 131,072 signs, a Word cell does not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

# The most that a C long holds on every system.
_ANY_LENGTH = 2**31 - 1


@contextmanager
def long_cells() -> Iterator[None]:
    """Within it, and only there, `csv` reads cells of any length: its limit is one for the whole process."""
    before = csv.field_size_limit(_ANY_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)
