"""A judgement, a cell and a file on the trail."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from camket.intake.joining.record import Rejected
from camket.settings.scheme import Scheme
from camket.settings.states import Basis


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
class TracedJudgement:
    """A status of a record: its basis in words, the rule, the words that decided, and their cell."""

    when: str
    status: str
    status_label: str
    rule: str
    rule_label: str
    evidence: str
    place: str


@dataclass(frozen=True, slots=True)
class TracedRecord:
    """A commitment with its judgements, its cells and the figures that count it. `file` is where it was read."""

    id: str
    unit: str
    unit_name: str
    content: str
    judgements: Mapping[Basis, TracedJudgement]
    decided_by: tuple[str, ...]
    review_reasons: tuple[str, ...]
    cells: tuple[TracedCell, ...]
    figures: tuple[str, ...]
    file: str
    sha256: str


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


def label_basis(scheme: Scheme, basis: Basis) -> str:
    """A basis at the head of a line."""
    called = scheme.label_basis(basis)
    return called[0].upper() + called[1:]


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("camket.publishing.trace").joinpath("trail_words.toml").read_text("utf-8"))
