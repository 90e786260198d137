"""Rows sent under the name of a unit that was split, given to the units that answer for what it signed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from camket.intake.joining.compared import compare_lists
from camket.intake.joining.decision import decide_pairs
from camket.intake.joining.reading_context import ReadingContext
from camket.intake.joining.record import Commitment, Rejected, Report
from camket.intake.joining.row_pair import commitment_item, report_item, row_profile
from camket.intake.joining.submissions import Submissions, read_submissions
from camket.settings.period import Thresholds
from camket.settings.project import PeriodFolder
from camket.settings.succession import Succession
from camket.settings.units import Unit

_ByUnit = Mapping[str, Sequence[Commitment]]


def read_owned_submissions(
    folder: PeriodFolder, context: ReadingContext, commitments: Sequence[Commitment], thresholds: Thresholds
) -> Submissions:
    """What units sent, each row by the unit that answers for it."""
    split = list_split_units(commitments, context.succession)
    return give_rows_to_successors(read_submissions(folder, context, split), commitments, split, thresholds)


def list_split_units(commitments: Sequence[Commitment], succession: Succession) -> tuple[Unit, ...]:
    """The units that were split and signed any of the commitments, under whose name files may still come."""
    signed = {_find_signer(each) for each in commitments}
    return tuple(
        unit
        for unit in succession.signers
        if unit.code in signed and len(succession.successors[unit.code]) > 1
    )


def give_rows_to_successors(
    submissions: Submissions, commitments: Sequence[Commitment], split: Sequence[Unit], thresholds: Thresholds
) -> Submissions:
    """The submissions with each row of a `split` unit as one of the unit that answers for its commitment.

    A row that is no commitment of the split unit goes where most rows of its table go.
    """
    signed: dict[str, list[Commitment]] = {unit.code: [] for unit in split}
    for each in commitments:
        if _find_signer(each) in signed:
            signed[_find_signer(each)].append(each)
    if not signed:
        return submissions
    owners = _find_owners(submissions.reports, signed, thresholds)
    return replace(
        submissions,
        reports=tuple(
            replace(each, unit=owners[each]) if each in owners else each for each in submissions.reports
        ),
        rejected=tuple(_give_problem(each, signed) for each in submissions.rejected),
    )


def _find_signer(commitment: Commitment) -> str:
    return (commitment.signed_by or commitment.unit).code


def _find_owners(reports: Sequence[Report], signed: _ByUnit, thresholds: Thresholds) -> dict[Report, str]:
    tables: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.unit in signed:
            tables[report.unit, report.source.file, report.source.sheet].append(report)
    found: dict[Report, str] = {}
    for (code, _, _), rows in tables.items():
        found.update(_find_owners_in_table(rows, signed[code], thresholds))
    return found


def _find_owners_in_table(
    unordered: Sequence[Report], own: Sequence[Commitment], thresholds: Thresholds
) -> Iterator[tuple[Report, str]]:
    rows = sorted(unordered, key=lambda report: report.source.row)
    # In the unit's own file its numbers collide with nobody's.
    items = [commitment_item(replace(each, shares_number=False)) for each in own]
    pairs = decide_pairs(
        compare_lists([report_item(row) for row in rows], items, row_profile(thresholds))
    ).pairs
    by_id = {each.record_id: each for each in own}
    meant = [
        by_id.get(row.key) or (own[pairs[number]] if number in pairs else None)
        for number, row in enumerate(rows)
    ]
    most = _find_usual_owner([each for each in meant if each] or own)
    for row, commitment in zip(rows, meant, strict=True):
        yield row, commitment.unit.code if commitment else most


def _find_usual_owner(commitments: Sequence[Commitment]) -> str:
    return Counter(each.unit.code for each in commitments).most_common(1)[0][0]


def _give_problem(problem: Rejected, signed: _ByUnit) -> Rejected:
    """A problem of a split unit's file is its successor's; nobody's where there are several."""
    owners = {each.unit.code for each in signed.get(problem.unit, ())}
    return replace(problem, unit=owners.pop() if len(owners) == 1 else "") if owners else problem
