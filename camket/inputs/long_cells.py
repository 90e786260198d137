"""Read CSV cells of any length: the csv module stops at 131,072 characters, a Word cell does not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

# The largest C long on every platform.
_ANY_LENGTH = 2**31 - 1


@contextmanager
def long_cells() -> Iterator[None]:
    """Lift the csv module's process-wide limit on cell length within the block only."""
    before = csv.field_size_limit(_ANY_LENGTH)
    try:
        yield
    finally:
        csv.field_size_limit(before)
