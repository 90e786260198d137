"""Rows join their commitments: by key, by unit and number where the text agrees, else by text, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camket.inputs.period import Thresholds
from camket.records.fill import fill_record
from camket.records.keys import Keys, read_keys
from camket.records.pairing import Pair, choose_candidates, pair_rows
from camket.records.record import Commitment, Record, Rejected, Report
from camket.records.reject import ask_about_join, reject_unjoined
from camket.records.repeats import settle_repeats


@dataclass(frozen=True, slots=True)
class Joined:
    """One record for each commitment, in register order, and the rows that found none."""

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class _UnitJoin:
    """The rows of one unit: sure ones by record id, questions by record id, and what was not used."""

    rows: Mapping[str, list[Report]]
    asks: Mapping[str, list[str]]
    rejected: list[Rejected]


def join_reports(
    commitments: Sequence[Commitment], reports: Sequence[Report], thresholds: Thresholds
) -> Joined:
    """Gives each commitment its row. A doubtful or a second, different row is a review question."""
    keys = read_keys(commitments, reports)
    by_unit: dict[str, list[Commitment]] = defaultdict(list)
    rows_by_unit: dict[str, list[Report]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.unit.code].append(commitment)
    for report in reports:
        if report not in keys.foreign:
            rows_by_unit[report.unit].append(report)
    rows: dict[str, list[Report]] = {}
    asks: dict[str, list[str]] = defaultdict(list)
    rejected = [*keys.rejected]
    for record_id, reasons in keys.asks.items():
        asks[record_id] += reasons
    for unit, unit_rows in rows_by_unit.items():
        found = _join_unit(by_unit.get(unit, []), unit_rows, keys, thresholds)
        rows |= found.rows
        for record_id, reasons in found.asks.items():
            asks[record_id] += reasons
        rejected += found.rejected
    records = []
    for commitment in commitments:
        settled = settle_repeats(rows.get(commitment.record_id, []))
        record, problems = fill_record(
            commitment, settled.used, [*settled.asks, *asks.get(commitment.record_id, [])]
        )
        records.append(record)
        rejected += [*problems, *settled.rejected]
    return Joined(tuple(records), tuple(rejected))


def _join_unit(
    commitments: Sequence[Commitment], reports: Sequence[Report], keys: Keys, thresholds: Thresholds
) -> _UnitJoin:
    rows: dict[str, list[Report]] = defaultdict(list)
    tables: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report in keys.own:
            rows[keys.own[report].record_id].append(report)
        else:
            tables[report.source.file, report.source.sheet].append(report)
    doubtful: list[Pair] = []
    for table in tables.values():
        for pair in pair_rows(commitments, table, thresholds):
            if pair.sure is None:
                doubtful.append(pair)
            else:
                rows[commitments[pair.sure].record_id].append(pair.report)
    free = [column for column, each in enumerate(commitments) if each.record_id not in rows]
    asks: dict[str, list[str]] = defaultdict(list)
    rejected: list[Rejected] = []
    for pair, candidate in zip(doubtful, choose_candidates(commitments, doubtful, free), strict=True):
        column = _likest(pair) if candidate is None else candidate
        likest = None if column is None else commitments[column]
        likeness = 0.0 if column is None else pair.likeness[column]
        if likest and candidate is not None:
            asks[likest.record_id].append(ask_about_join(pair.report, likest, likeness))
        rejected.append(reject_unjoined(pair.report, likest, likeness, asked=candidate is not None))
    return _UnitJoin(rows, asks, rejected)


def _likest(pair: Pair) -> int | None:
    return max(range(len(pair.likeness)), key=pair.likeness.__getitem__) if pair.likeness else None
