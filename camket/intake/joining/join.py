"""Join rows to commitments one to one: by key, by unit and number if the text agrees, or by text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from camket.collection import without_collection
from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import decide_pairs
from camket.intake.joining.duplicates import settle_repeats
from camket.intake.joining.explanation import explain_in_table
from camket.intake.joining.file_order import UnorderedRows
from camket.intake.joining.filling import fill_record
from camket.intake.joining.keys import Keys, read_keys, settle_doubts
from camket.intake.joining.profiles import Profile
from camket.intake.joining.record import Commitment, Record, Rejected, Report
from camket.intake.joining.rejections import (
    describe_doubtful_join,
    describe_foreign_row,
    describe_possible_continuation,
    describe_row_of_another,
    reject_continued,
    reject_foreign,
    reject_unjoined,
)
from camket.intake.joining.replaced import Resent, reject_replaced
from camket.intake.joining.row_pair import RowPair, commitment_item, report_item, row_profile
from camket.intake.joining.unjoined_rows import (
    CommitmentsByWords,
    UnjoinedRow,
    find_continuation_rows,
    propose_commitments,
)
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.period import Thresholds
from camket.settings.units import Unit

_STRANGE_ROWS = 2  # with exactly the words of one other unit


@dataclass(frozen=True, slots=True)
class Joined:
    """One record for each commitment, in register order, and the rows without a commitment.

    `pairs` has for the id of each reported record the row that it was filled with; `resent` knows what was replaced,
    `unordered` are rows of two files that differ.
    """

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]
    pairs: Mapping[str, RowPair]
    resent: Resent
    unordered: tuple[UnorderedRows, ...]


@dataclass(slots=True)
class _UnitRows:
    """The rows of one unit: those joined and the questions by record id, and those rejected.

    `foreign` are rows with the words of commitments of other units, `for_others` those that name one.
    """

    commitments: Sequence[Commitment]
    reports: Sequence[Report]
    joined: dict[str, list[Report]] = field(default_factory=lambda: defaultdict(list))
    asks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rejected: list[Rejected] = field(default_factory=list)
    foreign: list[tuple[Report, list[Commitment]]] = field(default_factory=list)
    unjoined: list[UnjoinedRow] = field(default_factory=list)
    for_others: list[tuple[Report, Commitment]] = field(default_factory=list)
    pairs: dict[Report, RowPair] = field(default_factory=dict)


def join_reports(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    thresholds: Thresholds,
    fields: Fields = BUILT_IN,
) -> Joined:
    """Gives each commitment its row. A doubtful or a second, different row is a review question."""
    with without_collection():
        return _join(commitments, reports, thresholds, fields)


def _join(
    commitments: Sequence[Commitment], reports: Sequence[Report], thresholds: Thresholds, fields: Fields
) -> Joined:
    reports = settle_doubts(commitments, reports)
    keys, by_words = read_keys(commitments, reports), CommitmentsByWords(commitments)
    profile = row_profile(thresholds)
    by_unit: dict[str, list[Commitment]] = defaultdict(list)
    reports_by_unit: dict[str, list[Report]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.unit.code].append(commitment)
    for report in reports:
        if report not in keys.foreign:
            reports_by_unit[report.unit].append(report)
    units = [
        _join_unit(by_unit.get(code, []), own, keys, by_words, profile)
        for code, own in reports_by_unit.items()
    ]
    rows = {record_id: own for unit in units for record_id, own in unit.joined.items()}
    resent = Resent(commitments, reports, rows, fields)
    for unit in units:
        _add_questions(unit, resent)
    pairs = {report: pair for unit in units for report, pair in unit.pairs.items()}
    used: dict[str, RowPair] = {}
    unordered: list[UnorderedRows] = []
    asks: dict[str, list[str]] = defaultdict(list)
    for report, meant, reason in keys.asks:
        if not resent.find_later(report, meant if report.unit == meant.unit.code else None):
            asks[meant.record_id].append(reason)
    for unit in units:
        for record_id, reasons in unit.asks.items():
            asks[record_id] += reasons
    for report, commitment in (each for unit in units for each in unit.for_others):
        if commitment.record_id not in rows:
            asks[commitment.record_id].append(describe_foreign_row(report))
    rejected = [
        *_settle_keys(keys, pairs, resent),
        *(item for unit in units for item in unit.rejected),
    ]
    records = []
    for commitment in commitments:
        settled = settle_repeats(rows.get(commitment.record_id, []), fields)
        record, problems = fill_record(
            commitment, settled.completed, [*settled.asks, *asks.get(commitment.record_id, [])], fields
        )
        records.append(replace(record, chosen_by=settled.chosen_by) if settled.chosen_by else record)
        if settled.used:
            used[commitment.record_id] = pairs[settled.used]
            unordered += [
                UnorderedRows(commitment, settled.used.source, other.source) for other in settled.unordered
            ]
        rejected += [*problems, *settled.rejected]
    return Joined(tuple(records), tuple(rejected), used, resent, tuple(unordered))


def _settle_keys(keys: Keys, pairs: Mapping[Report, RowPair], resent: Resent) -> Iterator[Rejected]:
    """What is wrong with keys, unless the row was replaced; one that is joined all the same has its end there."""
    for report, item in keys.rejected.items():
        later = resent.find_later(report, pairs[report].commitment if report in pairs else None)
        if not later:
            yield item
        elif item.kind == "row":
            yield reject_replaced(report, later)


def _join_unit(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    keys: Keys,
    by_words: CommitmentsByWords,
    profile: Profile,
) -> _UnitRows:
    unit = _UnitRows(commitments, reports)
    tables: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report in keys.own:
            unit.pairs[report] = RowPair(report, keys.own[report], None, 0, 0)
        else:
            tables[report.source.file, report.source.sheet].append(report)
    signed = [commitment_item(each) for each in commitments]
    for unordered in tables.values():
        # The order of numbers in a sheet says whether its rows were counted anew.
        rows = sorted(unordered, key=lambda report: report.source.row)
        table = compare_lists([report_item(report) for report in rows], signed, profile)
        decision = decide_pairs(table)
        for row, report in enumerate(rows):
            if row in decision.pairs:
                column = decision.pairs[row]
                unit.pairs[report] = RowPair(report, commitments[column], table, row, column)
            elif others := by_words.find(report):
                unit.foreign.append((report, others))
            else:
                unit.unjoined.append(UnjoinedRow(report, table, row))
    for report in reports:
        if report in unit.pairs:
            unit.joined[unit.pairs[report].commitment.record_id].append(report)
    return unit


def _ask_tables_of_another(unit: _UnitRows, resent: Resent) -> None:
    """Ask about each row of a table with several rows of one other unit: the letterhead may be left from a copy."""
    count: Counter[tuple[str, str, Unit]] = Counter()
    for report, others in unit.foreign:
        if len(others) == 1:
            count[report.source.file, report.source.sheet, others[0].unit] += 1
    for (file, sheet, other), rows in count.items():
        if rows < _STRANGE_ROWS:
            continue
        for report, pair in unit.pairs.items():
            same_table = (report.source.file, report.source.sheet) == (file, sheet)
            if same_table and pair.table is not None and not resent.find_later(report, pair.commitment):
                unit.asks[pair.commitment.record_id].append(describe_row_of_another(report, other, rows))


def _add_questions(unit: _UnitRows, resent: Resent) -> None:
    """What is asked of the rows without a sure commitment, unless a later file replaced them."""
    commitments = unit.commitments
    _ask_tables_of_another(unit, resent)
    for report, others in unit.foreign:
        if later := resent.find_later(report):
            unit.rejected.append(reject_replaced(report, later))
            continue
        unit.rejected.append(reject_foreign(report, others))
        if len(others) == 1:
            unit.for_others.append((report, others[0]))
    proposed = propose_commitments(commitments, unit.unjoined, unit.joined)
    alone = propose_commitments(commitments, unit.unjoined, unit.joined, by_themselves=True)
    sure = {report: pair.commitment for report, pair in unit.pairs.items()}
    loose = {each.report for each in unit.unjoined} - proposed.keys()
    continued = find_continuation_rows(unit.reports, sure, loose)
    for each in unit.unjoined:
        report, column = each.report, proposed.get(each.report)
        meant = alone.get(report)
        about = continued.get(report) or (None if meant is None else commitments[meant])
        if later := resent.find_later(report, about):
            unit.rejected.append(reject_replaced(report, later))
            continue
        if report in continued:
            unit.asks[continued[report].record_id].append(describe_possible_continuation(report))
            unit.rejected.append(reject_continued(report, continued[report]))
            continue
        asked, likeness = column is not None, each.likeness
        if column is None and likeness:
            column = likeness.index(max(likeness))
        likest = None if column is None else commitments[column]
        like = 0.0 if column is None else likeness[column]
        if asked and likest and column is not None:
            explained = explain_in_table(each.table, each.row, column)
            unit.asks[likest.record_id].append(describe_doubtful_join(report, likest, like, explained))
        unit.rejected.append(reject_unjoined(report, likest, like, asked=asked))
