"""A cell and a file on the trail."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from camket.intake.joining.record import Rejected


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


def row_label(kind: str) -> str:
    """A kind of row that is no data; a new kind by its own name."""
    return _words()["rows"].get(kind, kind)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("camket.publishing.trace").joinpath("trail_words.toml").read_text("utf-8"))
