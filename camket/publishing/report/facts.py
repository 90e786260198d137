"""Facts beyond the counts: units that are behind, overdue items, appraisers awaited, reasons for failure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from camket.figures.reasons import find_reason
from camket.figures.report_figures import UNNAMED, WAITING, WITH_REASON
from camket.judging.classify import Judged
from camket.publishing.analyses.due_table import say_due
from camket.publishing.analyses.leading_tables import select_leading
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import name_item_pages
from camket.publishing.analyses.reporting_table import name_ranked, say_reporting
from camket.publishing.analyses.since_last import say_since, since_table
from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import fill, join_clauses
from camket.publishing.report.content import Line, load_report_wording
from camket.settings.fields import label_of
from camket.settings.states import Basis

# These limits keep the facts within a page: names listed per kind, and characters quoted per text.
_MOST_NAMED = 5
_MOST_ROWS = 10
_LONGEST_TEXT = 110


def gather_facts(analysis: Analysis, records: Sequence[Judged]) -> dict[Basis, tuple[Line | Table, ...]]:
    """Returns the facts below the list of each basis, with figures of the ledger as numbers. At most one page."""
    return {
        "cut_off": (
            Line(("- ", *say_reporting(analysis))),
            *_since(analysis),
            *_behind(analysis),
            Line(("- ", *say_due(analysis))),
            _overdue(analysis),
            *_waiting(analysis),
        ),
        "full_year": tuple(_failing(analysis, records)),
    }


def _since(analysis: Analysis) -> list[Line | Table]:
    """What changed since the last period of the year; nothing where there is none."""
    said, table = say_since(analysis), since_table(analysis, by_group=False)
    return [Line(("- ", *said)), table] if said and table else []


def _behind(analysis: Analysis) -> list[Line]:
    """The lowest share of completed commitments in each group, with all units that have it."""
    words = load_report_wording()["facts"]
    lines = []
    for group in analysis.scheme.groups:
        shares = {
            name_ranked(analysis, unit): (Fraction(figure.numerator, figure.denominator), figure)
            for unit in analysis.units
            if unit.group == group.code
            for figure in [analysis.state("cut_off", "done", unit.code)]
            if figure.denominator
        }
        exact = {share for share, _ in shares.values()}
        if len(exact) < 2:  # all units have the same share
            continue
        least = [
            fill(words["least_unit"], unit=name, f=figure)
            for name, (share, figure) in shares.items()
            if share == min(exact)
        ]
        lines.append(Line(join_clauses(fill(words["least"], group=group.label), least)))
    return lines


def _overdue(analysis: Analysis) -> Line:
    words = load_report_wording()["facts"]
    overdue = analysis.figure("cut_off.overdue")
    if not overdue.numerator:
        return Line(fill(words["no_overdue"], f=overdue))
    by_unit = {
        unit.name: figure
        for unit in analysis.units
        if (figure := analysis.figure("cut_off.overdue", unit.code)).numerator
    }
    named = select_leading(by_unit, _MOST_NAMED)
    clauses = [fill(words["overdue_unit"], unit=name, f=figure) for name, figure in named.items()]
    if len(named) < len(by_unit):
        clauses.append(fill(words["others"], pages=name_item_pages(analysis)))
    return Line(join_clauses(fill(words["overdue"], f=overdue), clauses))


def _waiting(analysis: Analysis) -> list[Line]:
    """The appraisers most often awaited, as the signed list names them."""
    words = load_report_wording()["facts"]
    if not analysis.state("cut_off", "waiting").numerator:
        return []
    waited = {name: figure for name, figure in analysis.figures.items() if name.startswith(f"{WAITING}.")}
    unnamed = analysis.figure(UNNAMED)
    named = select_leading(waited, _MOST_NAMED)
    clauses = [fill(words["waiting_one"], f=figure) for figure in named.values()]
    if unnamed.numerator:
        clauses.append(fill(words["waiting_one"], f=unnamed))
    if len(named) < len(waited):
        clauses.append(fill(words["waiting_others"], pages=name_item_pages(analysis)))
    return [Line(join_clauses((words["waiting"],), clauses))]


def _failing(analysis: Analysis, records: Sequence[Judged]) -> list[Line | Table]:
    """The number of units that give a reason, and the first reasons in list order.

    The others are not mentioned, because a reason in words unknown to camket is also a reason.
    """
    words = load_report_wording()
    reasoned = analysis.figure(WITH_REASON)
    if not reasoned.numerator:
        return []
    said = fill(words["facts"]["reasoned"], f=reasoned, pages=name_item_pages(analysis))
    by_id = {judged.record.commitment.record_id: judged for judged in records}
    rows = []
    for number, record_id in enumerate(reasoned.records[:_MOST_ROWS], start=1):
        record = by_id[record_id].record
        signed = record.commitment
        quoted = f"“{_shortened(find_reason(record))}”"
        cells = (str(number), signed.unit.name, _shortened(signed.content), quoted)
        rows.append(Row(cells=tuple((cell,) for cell in cells)))
    numbering, unit, reason = words["table"]["columns"]
    table = Table(
        title=words["table"]["title"],
        columns=(
            Column(heading=numbering, align="center", width=0.6),
            Column(heading=unit, width=2.3),
            Column(heading=label_of("content"), width=3.5),
            Column(heading=reason, width=3.6),
        ),
        rows=tuple(rows),
    )
    return [Line(said), table]


def _shortened(text: str) -> str:
    """The first words of a text, with an ellipsis where it is cut."""
    if len(text) <= _LONGEST_TEXT:
        return text
    return text[:_LONGEST_TEXT].rpartition(" ")[0].rstrip(" ,;") + " …"
