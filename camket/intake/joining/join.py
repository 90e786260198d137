"""Join rows to commitments one to one: by key, by unit and number if the text agrees, or by text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from camket.intake.formats.sheet import Cell, label_place
from camket.intake.joining.compared import Compared, compare_lists
from camket.intake.joining.decision import decide_pairs, propose
from camket.intake.joining.duplicates import settle_repeats
from camket.intake.joining.explanation import Explanation, explain_in_table, explain_pair
from camket.intake.joining.field_values import read_values, split_values
from camket.intake.joining.keys import Keys, read_keys
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import Profile, load_profile
from camket.intake.joining.record import Commitment, Record, Rejected, Report
from camket.intake.joining.rejections import (
    describe_doubtful_join,
    describe_foreign_row,
    describe_possible_continuation,
    reject_continued,
    reject_foreign,
    reject_row,
    reject_unjoined,
)
from camket.settings.fields import BUILT_IN, Fields
from camket.settings.period import Thresholds
from camket.text import fold


def fill_record(
    commitment: Commitment, report: Report | None, asks: Sequence[str], fields: Fields = BUILT_IN
) -> tuple[Record, list[Rejected]]:
    """The record of a commitment with its review questions, and the rejections of its unusable cells."""
    if report is None:
        return Record(commitment, commitment.source, places=commitment.places, review_reasons=tuple(asks)), []
    row = report.row
    names = ("item_no", "content", *(field.name for field in fields.reported))
    cells = {name: row.cells[name] for name in names if name in row.cells}
    broken = [cell for cell in cells.values() if cell.problem]
    problems = [
        reject_row(
            report,
            kind="cell",
            cell=cell.place,
            found=cell.problem,
            expected="một giá trị đọc được và rõ nghĩa",
            remedy="sửa ô rồi gửi lại",
        )
        for cell in broken
    ]
    values, faults = read_values(row, fields.reported)
    problems += [
        reject_row(
            report,
            kind="cell",
            cell=fault.cell.place,
            found=fault.found,
            expected=fault.expected,
            remedy=fault.remedy,
        )
        for fault in faults
    ]
    typed, others = split_values(values, Record)
    record = Record(
        commitment=commitment,
        source=report.source,
        reported=True,
        **typed,
        values=others,
        judged_words={name: words for name, words in row.judged_words.items() if name in cells},
        raw={name: cell.original or cell.shown for name, cell in cells.items() if cell.shown},
        places={**commitment.places, **_places(cells)},
        review_reasons=(
            *(f"{label_place(cell.place)}: {cell.problem}" for cell in broken),
            *report.doubts,
            *asks,
        ),
    )
    return record, problems


def _places(cells: Mapping[str, Cell]) -> dict[str, str]:
    # The content typed by the unit is evidence of the join; the signed text is the one that counts.
    renamed = {"content": "content_reported"}
    return {renamed.get(name, name): cell.place for name, cell in cells.items() if cell.text}


class ForeignCommitments:
    """The commitments of all units by their words."""

    def __init__(self, commitments: Iterable[Commitment]) -> None:
        self._by_text: dict[str, list[Commitment]] = defaultdict(list)
        for commitment in commitments:
            self._by_text[fold(commitment.content)].append(commitment)

    def find(self, report: Report) -> list[Commitment]:
        """The commitments with exactly the words of a row, if none of them is of the row's own unit."""
        words = fold(report.row.text("content"))
        found = self._by_text.get(words, []) if words else []
        return [] if any(each.unit.code == report.unit for each in found) else found


def find_continuation_rows(
    reports: Sequence[Report], sure: Mapping[Report, Commitment], loose: Set[Report]
) -> dict[Report, Commitment]:
    """For each loose row the commitment of the row right above it, which it may continue.

    It may continue it if it has no content, or no number in a table of numbered rows ("1.1", "-").
    """
    tables: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        tables[report.source.file, report.source.sheet].append(report)
    found: dict[Report, Commitment] = {}
    for table in tables.values():
        numbered = any(report.item_no is not None for report in table)
        above, last = None, 0
        for report in sorted(table, key=lambda report: report.source.row):
            follows = above is not None and report.source.row == last + 1
            bare = not fold(report.row.text("content")) or (numbered and report.item_no is None)
            last = report.source.row
            if report in sure:
                above = sure[report]
            elif above is not None and follows and bare and report in loose:
                found[report] = above
            else:
                above = None
    return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row and its commitment; `table` compares all rows of its table, None if a form's key decides."""

    report: Report
    commitment: Commitment
    table: Compared | None
    row: int
    column: int

    def explain(self) -> Explanation:
        """How the two compare, and what was decided."""
        if self.table is None:
            return explain_pair(
                report_item(self.report), commitment_item(self.commitment), load_profile("rows")
            )
        return explain_in_table(self.table, self.row, self.column)


@dataclass(frozen=True, slots=True)
class Joined:
    """One record for each commitment, in register order, and the rows without a commitment.

    `pairs` has for the id of each reported record the row that it was filled with.
    """

    records: tuple[Record, ...]
    rejected: tuple[Rejected, ...]
    pairs: Mapping[str, Candidate]


@dataclass(slots=True)
class _Found:
    """The rows of one unit: sure ones and questions by record id, unused rows, and rows of other units' commitments."""

    rows: dict[str, list[Report]] = field(default_factory=lambda: defaultdict(list))
    asks: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rejected: list[Rejected] = field(default_factory=list)
    foreign: list[tuple[Report, Commitment]] = field(default_factory=list)
    pairs: dict[Report, Candidate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A row without a sure commitment, with the table that it is in."""

    report: Report
    table: Compared
    row: int

    @property
    def likeness(self) -> list[float]:
        """How like it is to each commitment of its unit (0–100)."""
        found: list[float] = self.table.likeness[self.row].tolist()
        return found


def join_reports(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    thresholds: Thresholds,
    fields: Fields = BUILT_IN,
) -> Joined:
    """Gives each commitment its row. A doubtful or a second, different row is a review question."""
    keys, foreign = read_keys(commitments, reports), ForeignCommitments(commitments)
    profile = row_profile(thresholds)
    by_unit: dict[str, list[Commitment]] = defaultdict(list)
    rows_by_unit: dict[str, list[Report]] = defaultdict(list)
    for commitment in commitments:
        by_unit[commitment.unit.code].append(commitment)
    for report in reports:
        if report not in keys.foreign:
            rows_by_unit[report.unit].append(report)
    found = [
        _join_unit(by_unit.get(unit, []), unit_rows, keys, foreign, profile)
        for unit, unit_rows in rows_by_unit.items()
    ]
    rows = {record_id: own for unit in found for record_id, own in unit.rows.items()}
    pairs = {report: pair for unit in found for report, pair in unit.pairs.items()}
    used: dict[str, Candidate] = {}
    asks: dict[str, list[str]] = defaultdict(list)
    for asked in (keys.asks, *(unit.asks for unit in found)):
        for record_id, reasons in asked.items():
            asks[record_id] += reasons
    for report, commitment in (pair for unit in found for pair in unit.foreign):
        if commitment.record_id not in rows:
            asks[commitment.record_id].append(describe_foreign_row(report))
    rejected = [*keys.rejected, *(item for unit in found for item in unit.rejected)]
    records = []
    for commitment in commitments:
        settled = settle_repeats(rows.get(commitment.record_id, []), fields)
        record, problems = fill_record(
            commitment, settled.used, [*settled.asks, *asks.get(commitment.record_id, [])], fields
        )
        records.append(record)
        if settled.used:
            used[commitment.record_id] = pairs[settled.used]
        rejected += [*problems, *settled.rejected]
    return Joined(tuple(records), tuple(rejected), used)


def _join_unit(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    keys: Keys,
    foreign: ForeignCommitments,
    profile: Profile,
) -> _Found:
    found = _Found()
    tables: dict[tuple[str, str], list[Report]] = defaultdict(list)
    sure = dict(keys.own)
    for report in reports:
        if report in keys.own:
            found.pairs[report] = Candidate(report, keys.own[report], None, 0, 0)
        else:
            tables[report.source.file, report.source.sheet].append(report)
    doubtful: list[_Doubt] = []
    signed = [commitment_item(each) for each in commitments]
    for unordered in tables.values():
        # The order of numbers in a sheet says whether its rows were counted anew.
        rows = sorted(unordered, key=lambda report: report.source.row)
        table = compare_lists([report_item(report) for report in rows], signed, profile)
        decision = decide_pairs(table)
        for row, report in enumerate(rows):
            if row in decision.pairs:
                column = decision.pairs[row]
                sure[report] = commitments[column]
                found.pairs[report] = Candidate(report, commitments[column], table, row, column)
            elif others := foreign.find(report):
                found.rejected.append(reject_foreign(report, others))
                if len(others) == 1:
                    found.foreign.append((report, others[0]))
            else:
                doubtful.append(_Doubt(report, table, row))
    for report in reports:
        if report in sure:
            found.rows[sure[report].record_id].append(report)
    _add_questions(commitments, reports, doubtful, sure, found)
    return found


def _add_questions(
    commitments: Sequence[Commitment],
    reports: Sequence[Report],
    doubtful: Sequence[_Doubt],
    sure: Mapping[Report, Commitment],
    found: _Found,
) -> None:
    candidates = _find_candidates(commitments, doubtful, found)
    continued = find_continuation_rows(
        reports, sure, {doubt.report for doubt in doubtful} - candidates.keys()
    )
    for doubt in doubtful:
        report, candidate = doubt.report, candidates.get(doubt.report)
        if report in continued:
            found.asks[continued[report].record_id].append(describe_possible_continuation(report))
            found.rejected.append(reject_continued(report, continued[report]))
            continue
        likeness = doubt.likeness
        column = likeness.index(max(likeness)) if candidate is None and likeness else candidate
        likest = None if column is None else commitments[column]
        like = 0.0 if column is None else likeness[column]
        if likest and candidate is not None:
            explained = explain_in_table(doubt.table, doubt.row, candidate)
            found.asks[likest.record_id].append(describe_doubtful_join(report, likest, like, explained))
        found.rejected.append(reject_unjoined(report, likest, like, asked=candidate is not None))


def _find_candidates(
    commitments: Sequence[Commitment], doubtful: Sequence[_Doubt], found: _Found
) -> dict[Report, int]:
    """The commitment that each doubtful row may report, file by file: a later file corrects an earlier one."""
    files = {
        column: {report.source.file for report in found.rows.get(each.record_id, ())}
        for column, each in enumerate(commitments)
    }
    free = {column for column, own in files.items() if not own}
    by_file: dict[str, list[_Doubt]] = defaultdict(list)
    for doubt in doubtful:
        by_file[doubt.report.source.file].append(doubt)
    candidates = {}
    for file, doubts in by_file.items():
        elsewhere = {column for column, own in files.items() if own and file not in own}
        proposed = propose([(doubt.table, doubt.row) for doubt in doubts], free, elsewhere)
        for doubt, column in zip(doubts, proposed, strict=True):
            if column is not None:
                candidates[doubt.report] = column
    return candidates


def row_profile(thresholds: Thresholds) -> Profile:
    """How rows are compared with commitments in a period."""
    return load_profile("rows").with_thresholds(
        sure=thresholds.same_text, sure_claimed=thresholds.same_number
    )


def report_item(report: Report) -> Item:
    """A reported row as it is compared."""
    row = report.row
    return Item(
        report.place, row.text("content"), row.text("target"), number=report.item_no, form_key=report.key
    )


def commitment_item(signed: Commitment) -> Item:
    """A commitment as it is compared."""
    return Item(
        signed.record_id,
        signed.content,
        signed.target,
        signed.deadline,
        number=signed.item_no,
        form_key=signed.record_id,
    )
