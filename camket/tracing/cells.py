"""A cell and a file on the trail."""

from __future__ import annotations

from dataclasses import dataclass

from camket.records.record import Rejected


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One field of a record: the text used, the text of the cell, and the place of the cell.

    `raw` is empty where it equals `text`. `place` is sheet and cell, or table, row and column of a Word file.
    """

    field: str
    label: str
    text: str
    raw: str
    file: str
    place: str


@dataclass(frozen=True, slots=True)
class TracedFile:
    """A raw file: its hash, its records, its rejected rows and cells, and the kinds of its other rows."""

    place: str
    sha256: str
    records: tuple[str, ...] = ()
    lost: tuple[Rejected, ...] = ()
    other_rows: tuple[tuple[str, int], ...] = ()
