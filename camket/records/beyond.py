"""Rows that are no commitment's own: the rest of the row above, or word for word another unit's commitment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from camket.records.record import Commitment, Report
from camket.text import fold


class Foreign:
    """The commitments of all units by their words."""

    def __init__(self, commitments: Iterable[Commitment]) -> None:
        self._by_text: dict[str, list[Commitment]] = defaultdict(list)
        for commitment in commitments:
            self._by_text[fold(commitment.content)].append(commitment)

    def find(self, report: Report) -> list[Commitment]:
        """The commitments that have just the words of a row, none of them of the row's own unit."""
        words = fold(report.row.text("content"))
        found = self._by_text.get(words, []) if words else []
        return [] if any(each.unit.code == report.unit for each in found) else found


def find_continued(
    reports: Sequence[Report], sure: Mapping[Report, Commitment], loose: Set[Report]
) -> dict[Report, Commitment]:
    """For each loose row the commitment of the row right above it, which it may continue.

    So it may where it has no content, or no number in a table of numbered rows ("1.1", "-").
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
