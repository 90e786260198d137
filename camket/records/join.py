"""Rows join their commitments: by key, by unit and number where the text agrees, else by text, one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from camket.inputs.period import Thresholds
from camket.records.beyond import Foreign, find_continued
from camket.records.fill import fill_record
from camket.records.keys import Keys, read_keys
from camket.records.pairing import Pair, choose_candidates, pair_rows
from camket.records.record import Commitment, Record, Rejected, Report
from camket.records.reject import (
    ask_about_continued,
    ask_about_foreign,
    ask_about_join,
    reject_continued,
    reject_foreign,
    reject_unjoined,
)
from camket.records.repeats import settle_repeats
from camket.settings.fields import BUILT_IN, Fields


@dataclass(frozen=True, slots=True)
class Joined:
    """One record for each commitment, in register order, and the rows that found none."""

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]


@dataclass(slots=True)
class _Found:
    """The rows of one unit: sure ones and questions by record id, what was not used, what is another unit's."""

    rows: dict[str, list[Report]] = field(default_factory=lambda: defaultdict(list))
    asks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rejected: list[Rejected] = field(default_factory=list)
    foreign: list[tuple[Report, Commitment]] = field(default_factory=list)


def join_reports(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    thresholds: Thresholds,
    fields: Fields = BUILT_IN,
) -> Joined:
    """Gives each commitment its row. A doubtful or a second, different row is a review question."""
    keys, foreign = read_keys(commitments, reports), Foreign(commitments)
    by_unit: dict[str, list[Commitment]] = defaultdict(list)
    rows_by_unit: dict[str, list[Report]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.unit.code].append(commitment)
    for report in reports:
        if report not in keys.foreign:
            rows_by_unit[report.unit].append(report)
    found = [
        _join_unit(by_unit.get(unit, []), unit_rows, keys, foreign, thresholds)
        for unit, unit_rows in rows_by_unit.items()
    ]
    rows = {record_id: own for unit in found for record_id, own in unit.rows.items()}
    asks: dict[str, list[str]] = defaultdict(list)
    for asked in (keys.asks, *(unit.asks for unit in found)):
        for record_id, reasons in asked.items():
            asks[record_id] += reasons
    for report, commitment in (pair for unit in found for pair in unit.foreign):
        if commitment.record_id not in rows:
            asks[commitment.record_id].append(ask_about_foreign(report))
    rejected = [*keys.rejected, *(item for unit in found for item in unit.rejected)]
    records = []
    for commitment in commitments:
        settled = settle_repeats(rows.get(commitment.record_id, []), fields)
        record, problems = fill_record(
            commitment, settled.used, [*settled.asks, *asks.get(commitment.record_id, [])], fields
        )
        records.append(record)
        rejected += [*problems, *settled.rejected]
    return Joined(tuple(records), tuple(rejected))


def _join_unit(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    keys: Keys,
    foreign: Foreign,
    thresholds: Thresholds,
) -> _Found:
    found = _Found()
    tables: dict[tuple[str, str], list[Report]] = defaultdict(list)
    sure = dict(keys.own)
    for report in reports:
        if report not in keys.own:
            tables[report.source.file, report.source.sheet].append(report)
    doubtful: list[Pair] = []
    for table in tables.values():
        for pair in pair_rows(commitments, table, thresholds):
            if pair.sure is not None:
                sure[pair.report] = commitments[pair.sure]
            elif others := foreign.find(pair.report):
                found.rejected.append(reject_foreign(pair.report, others))
                if len(others) == 1:
                    found.foreign.append((pair.report, others[0]))
            else:
                doubtful.append(pair)
    for report in reports:
        if report in sure:
            found.rows[sure[report].record_id].append(report)
    _ask_about_doubtful(commitments, reports, doubtful, sure, found)
    return found


def _ask_about_doubtful(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    doubtful: Sequence[Pair],
    sure: Mapping[Report, Commitment],
    found: _Found,
) -> None:
    candidates = _find_candidates(commitments, doubtful, found)
    continued = find_continued(reports, sure, {pair.report for pair in doubtful} - candidates.keys())
    for pair in doubtful:
        report, candidate = pair.report, candidates.get(pair.report)
        if report in continued:
            found.asks[continued[report].record_id].append(ask_about_continued(report))
            found.rejected.append(reject_continued(report, continued[report]))
            continue
        column = _likest(pair) if candidate is None else candidate
        likest = None if column is None else commitments[column]
        likeness = 0.0 if column is None else pair.likeness[column]
        if likest and candidate is not None:
            found.asks[likest.record_id].append(ask_about_join(report, likest, likeness))
        found.rejected.append(reject_unjoined(report, likest, likeness, asked=candidate is not None))


def _find_candidates(
    commitments: Sequence[Commitment], doubtful: Sequence[Pair], found: _Found
) -> dict[Report, int]:
    """The commitment that each doubtful row may report, file by file: a later file corrects an earlier one."""
    files = {
        column: {report.source.file for report in found.rows.get(each.record_id, ())}
        for column, each in enumerate(commitments)
    }
    free = {column for column, own in files.items() if not own}
    by_file: dict[str, list[Pair]] = defaultdict(list)
    for pair in doubtful:
        by_file[pair.report.source.file].append(pair)
    candidates = {}
    for file, pairs in by_file.items():
        elsewhere = {column for column, own in files.items() if own and file not in own}
        for pair, column in zip(pairs, choose_candidates(commitments, pairs, free, elsewhere), strict=True):
            if column is not None:
                candidates[pair.report] = column
    return candidates


def _likest(pair: Pair) -> int | None:
    return max(range(len(pair.likeness)), key=pair.likeness.__getitem__) if pair.likeness else None
