"""What a row without a sure commitment may report: another unit's, a doubtful one of its own, or the row above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from camket.intake.joining.compared import Compared
from camket.intake.joining.decision import propose
from camket.intake.joining.record import Commitment, Report
from camket.text import fold


class CommitmentsByWords:
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
    """For each loose row the commitment of the row above it, which it may continue.

    It may continue it if it has neither content nor number, wherever it stands: below an empty row, in the next
    table, on the next sheet. Right below it, it may also have a content and no number ("1.1", "-") in a table of
    numbered rows.
    """
    tables: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports:
        tables[report.source.file, report.source.sheet].append(report)
    found: dict[Report, Commitment] = {}
    ends: dict[str, Commitment | None] = {}
    for (file, _), table in tables.items():
        numbered = any(report.item_no is not None for report in table)
        above, last = ends.get(file), 0
        for report in sorted(table, key=lambda report: report.source.row):
            is_right_below = last > 0 and report.source.row == last + 1
            has_no_number = report.item_no is None
            if fold(report.row.text("content")):
                may_continue = is_right_below and numbered and has_no_number
            else:
                may_continue = is_right_below or has_no_number
            last = report.source.row
            if report in sure:
                above = sure[report]
            elif above is not None and may_continue and report in loose:
                found[report] = above
            else:
                above = None
        ends[file] = above
    return found


@dataclass(frozen=True, slots=True)
class UnjoinedRow:
    """A row without a sure commitment, with the comparison of its table."""

    report: Report
    table: Compared
    row: int

    @property
    def likeness(self) -> list[float]:
        """How like it is to each commitment of its unit (0–100)."""
        likeness: list[float] = self.table.likeness[self.row].tolist()
        return likeness


def propose_commitments(
    commitments: Sequence[Commitment],
    unjoined: Sequence[UnjoinedRow],
    joined: Mapping[str, Sequence[Report]],
    *,
    by_themselves: bool = False,
) -> dict[Report, int]:
    """The place of the commitment that a row may report, file by file: a later file corrects an earlier one.

    `joined` has the sure rows by record id; those of other files do not count where each file is taken `by_themselves`.
    """
    files = {
        column: {report.source.file for report in joined.get(each.record_id, ())}
        for column, each in enumerate(commitments)
    }
    free = {column for column, own in files.items() if not own}
    by_file: dict[str, list[UnjoinedRow]] = defaultdict(list)
    for each in unjoined:
        by_file[each.report.source.file].append(each)
    proposed = {}
    for file, rows in by_file.items():
        elsewhere = {column for column, own in files.items() if own and file not in own}
        open_columns, others = (free | elsewhere, set()) if by_themselves else (free, elsewhere)
        columns = propose([(each.table, each.row) for each in rows], open_columns, others)
        for each, column in zip(rows, columns, strict=True):
            if column is not None:
                proposed[each.report] = column
    return proposed
