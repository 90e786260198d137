"""What the ledger counts of each record, as columns: a condition is judged once for each value, not each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from camket.judging.classify import Judged
from camket.judging.judgement import find_deadline
from camket.settings.states import BASES, Basis

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """A value for each record: `codes` are places in `values`, which are distinct."""

    values: Sequence[object]
    codes: npt.NDArray[np.intp]

    def where(self, holds: Callable[[object], bool]) -> Mask:
        """The records whose value meets a condition."""
        chosen = np.fromiter(map(holds, self.values), bool, len(self.values))
        found: Mask = chosen[self.codes]
        return found

    def equals(self, value: object) -> Mask:
        """The records with one value."""
        return self.where(lambda each: each == value)


@dataclass(frozen=True, slots=True)
class Columns:
    """Records in register order. `found` is the status by basis before decisions; `deadline` has days or None."""

    record_ids: npt.NDArray[np.object_]
    unit: Column
    group: Column
    status: Mapping[Basis, Column]
    found: Mapping[Basis, Column]
    decided_by: Column
    deadline: Column


@dataclass(frozen=True, slots=True)
class Level:
    """Scopes of which a record is in one at most: the units, or the groups.

    `order` has the places of the records, scope by scope; `ends` says where each scope begins and ends in it.
    """

    order: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]

    @property
    def sizes(self) -> list[int]:
        """How many records each scope has."""
        sizes: list[int] = np.diff(self.ends).tolist()
        return sizes

    def divide(self, record_ids: npt.NDArray[np.object_], counted: Mask) -> list[tuple[str, ...]]:
        """The counted records of each scope, in register order."""
        in_order = counted[self.order]
        chosen = tuple(record_ids[self.order[in_order]])
        ends = np.concatenate(([0], np.cumsum(in_order)))[self.ends].tolist()
        return [chosen[start:end] for start, end in pairwise(ends)]


def make_level(column: Column, scopes: Sequence[object]) -> Level:
    """The scopes that values of a column name, in their order. Records of other values are in none of them."""
    places = {scope: place for place, scope in enumerate(scopes)}
    of_values = np.fromiter((places.get(value, -1) for value in column.values), np.intp, len(column.values))
    of_records = of_values[column.codes]
    order = np.argsort(of_records, kind="stable")
    return Level(order, np.searchsorted(of_records[order], np.arange(len(scopes) + 1)))


def columns_of(records: Sequence[Judged], year: int) -> Columns:
    """The columns of judged records."""
    return Columns(
        np.fromiter((judged.record.commitment.record_id for judged in records), object, len(records)),
        make_column(judged.record.commitment.unit.code for judged in records),
        make_column(judged.record.commitment.unit.group for judged in records),
        {basis: make_column(judged.at(basis).status for judged in records) for basis in BASES},
        {basis: make_column(judged.found_status(basis) for judged in records) for basis in BASES},
        make_column(bool(judged.decided_by) for judged in records),
        make_column(find_deadline(judged.record, year) for judged in records),
    )


def make_column(values: Iterable[object]) -> Column:
    """A column of values, each of which can be a key."""
    places: dict[object, int] = {}
    codes = np.fromiter((places.setdefault(value, len(places)) for value in values), np.intp)
    return Column(list(places), codes)
