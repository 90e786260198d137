"""A row and the commitment that it reports, as the two are compared."""

from __future__ import annotations

from dataclasses import dataclass

from camket.intake.joining.compared import Compared
from camket.intake.joining.explanation import Explanation, explain_in_table, explain_pair
from camket.intake.joining.lists import Item
from camket.intake.joining.profiles import Profile, load_profile
from camket.intake.joining.record import Commitment, Report
from camket.intake.tables.target_measures import add_measure
from camket.settings.period import Thresholds


@dataclass(frozen=True, slots=True)
class RowPair:
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


def row_profile(thresholds: Thresholds) -> Profile:
    """How rows are compared with commitments in a period."""
    return load_profile("rows").with_thresholds(
        sure=thresholds.same_text, sure_claimed=thresholds.same_number
    )


def report_item(report: Report) -> Item:
    """A reported row as it is compared."""
    row = report.row
    target = add_measure(row, row.text("target"))
    return Item(report.place, row.text("content"), target, number=report.item_no, form_key=report.key)


def commitment_item(signed: Commitment) -> Item:
    """A commitment as it is compared."""
    return Item(
        signed.record_id,
        signed.content,
        signed.target,
        signed.deadline,
        number=signed.own_number,
        form_key=signed.record_id,
    )
