"""The rows of one table beside the commitments of its unit: how like they are, and which pairs leave no doubt."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from camket.inputs.period import Thresholds
from camket.records.likeness import compare_texts, count_words, is_marked, tells_apart
from camket.records.objects import differs_in_object, holds_another
from camket.records.record import Commitment, Report

# What an equal number and an equal target add where texts compete for a commitment (of 100).
SAME_NUMBER, _SAME_TARGET = 10.0, 5.0
# A commitment is clearly the likest only when the next one is this much less like (of 100).
_CLEAR_LEAD = 5.0


class Comparison:
    """Likeness and scores (0–100 and more) of the rows of one table against the commitments of its unit.

    `likeness[row][column]` is that of the contents; `scores` add what number and target say.
    """

    def __init__(
        self, commitments: Sequence[Commitment], reports: Sequence[Report], thresholds: Thresholds
    ) -> None:
        self.commitments, self.thresholds = commitments, thresholds
        self.numbers = [report.item_no for report in reports]
        self.columns = {each.item_no: column for column, each in enumerate(commitments)}
        self.contents = [report.row.text("content") for report in reports]
        self.targets = [report.row.text("target") for report in reports]
        self.signed = [each.content for each in commitments]
        self.likeness = compare_texts(self.contents, self.signed)
        targets = compare_texts(self.targets, [each.target for each in commitments])
        self._same_words = {marked: _group_words(commitments, marked) for marked in (True, False)}
        self.numbers_hold = self._do_numbers_hold()
        self.last_trusted = self._find_last_trusted()
        self.scores = [
            [
                self.likeness[row][column]
                + _SAME_TARGET * targets[row][column] / 100
                + (SAME_NUMBER if self._is_numbered(row, column) else 0)
                for column in range(len(commitments))
            ]
            for row in range(len(reports))
        ]

    def best(self, row: int) -> int | None:
        """The commitment that a row is likest to, whoever else wants it."""
        scores = self.scores[row]
        return max(range(len(scores)), key=scores.__getitem__) if scores else None

    def is_sure(self, row: int, column: int | None) -> bool:
        """Whether number and text, or the text alone, leave no doubt."""
        if column is None:
            return False
        likeness = self.likeness[row]
        own = likeness[column]
        if own < self.thresholds.same_number or self._is_about_other(row, column):
            return False
        rivals = [other for other in self._find_rivals(row, column) if likeness[other] >= own - _CLEAR_LEAD]
        if self._is_numbered(row, column):
            return (
                max(likeness) <= own + _CLEAR_LEAD
                and not any(self._tells_apart(row, other, column) for other in rivals)
                and (
                    self.commitments[column].item_no <= self.last_trusted
                    or all(self._tells_apart(row, column, other) for other in rivals)
                )
            )
        numbered = self._numbered(row)
        return (
            own >= self.thresholds.same_text
            and (numbered is None or likeness[numbered] < own - _CLEAR_LEAD)
            and all(self._tells_apart(row, column, other) for other in rivals)
        )

    def _is_about_other(self, row: int, column: int) -> bool:
        """Whether the row names another thing than the commitment, or reports two commitments at once."""
        content, meant = self.contents[row], self.commitments[column].content
        return differs_in_object(content, meant) or holds_another(content, meant, self.signed)

    def _find_last_trusted(self) -> float:
        """Up to which number the numbers tell commitments apart that the texts do not.

        A unit that leaves out a commitment and counts its rows 1, 2, 3 anew shifts the ones behind it. Where
        rows are fewer than commitments, the last row whose text says by itself that its number is right
        vouches for the numbers before it.
        """
        numbers = [number for number in self.numbers if number is not None]
        if numbers != list(range(1, len(numbers) + 1)) or len(numbers) >= len(self.commitments):
            return math.inf
        for row in reversed(range(len(self.numbers))):
            column = self._numbered(row)
            if column is not None and self._says_itself(row, column):
                return self.commitments[column].item_no
        return 0

    def _says_itself(self, row: int, column: int) -> bool:
        likeness = self.likeness[row]
        return likeness[column] >= self.thresholds.same_text and all(
            self._tells_apart(row, column, other)
            for other in self._find_rivals(row, column)
            if likeness[other] >= likeness[column] - _CLEAR_LEAD
        )

    def _find_rivals(self, row: int, column: int) -> Iterable[int]:
        """The other commitments that the words of a row do not rule out at once.

        A row of exactly the words of one commitment is told apart from all but those of the same words:
        this is what keeps a table of thousands of like rows quick.
        """
        content = self.contents[row]
        marked = is_marked(content)
        said = count_words(content, marked)
        same = self._same_words[marked].get(said, ())
        return (
            other for other in (same if column in same else range(len(self.commitments))) if other != column
        )

    def _tells_apart(self, row: int, meant: int, rival: int) -> bool:
        content, target = self.contents[row], self.targets[row]
        one, other = self.commitments[meant], self.commitments[rival]
        if tells_apart(content, one.content, other.content):
            return True
        if not target or one.target == other.target or tells_apart(content, other.content, one.content):
            return False
        return tells_apart(target, one.target, other.target)

    def _numbered(self, row: int) -> int | None:
        """The commitment that has the number of a row, where numbers count."""
        number = self.numbers[row]
        return self.columns.get(number) if self.numbers_hold and number is not None else None

    def _is_numbered(self, row: int, column: int) -> bool:
        return self._numbered(row) == column

    def _do_numbers_hold(self) -> bool:
        """Whether most numbers agree with the texts: not where a unit counted anew or left a row out."""
        agree = []
        for number, likeness in zip(self.numbers, self.likeness, strict=True):
            if number is not None and likeness:
                column = self.columns.get(number)
                agree.append(
                    column is not None
                    and likeness[column] >= max(self.thresholds.same_number, max(likeness) - _CLEAR_LEAD)
                )
        return 2 * sum(agree) > len(agree)


def _group_words(
    commitments: Sequence[Commitment], marked: bool
) -> Mapping[frozenset[tuple[str, int]], list[int]]:
    """The commitments of the same words, by these."""
    groups: dict[frozenset[tuple[str, int]], list[int]] = defaultdict(list)
    for column, each in enumerate(commitments):
        groups[count_words(each.content, marked)].append(column)
    return groups
