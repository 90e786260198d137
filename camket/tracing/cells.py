"""A cell and a file on the trail."""

from __future__ import annotations

from dataclasses import dataclass

from camket.records.record import Rejected


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One field of a record: what is used, what the cell shows, and where that cell is.

    `raw` is empty where it is the same as `text`; `place` is the sheet and the cell, or the table, row and
    column of a Word file.
    """

    field: str
    label: str
    text: str
    raw: str
    file: str
    place: str


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A raw file: its hash, the records it gave, the rows and cells it lost, and what its other rows are."""

    place: str
    sha256: str
    records: tuple[str, ...] = ()
    lost: tuple[Rejected, ...] = ()
    other_rows: tuple[tuple[str, int], ...] = ()
