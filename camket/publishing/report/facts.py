"""Facts beyond the counts: the best and the weakest units, overdue items, appraisers awaited, reasons, requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from camket.dates import format_date
from camket.figures.due_figures import DUE, DUE_CLASSES
from camket.figures.ledger import Figure
from camket.figures.reasons import find_reason
from camket.figures.report_figures import UNNAMED, WAITING, WITH_REASON
from camket.judging.classify import Judged
from camket.publishing.analyses.leading_tables import select_leading
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, name_item_pages
from camket.publishing.analyses.reporting_table import name_ranked, say_reporting
from camket.publishing.analyses.since_last import say_since, since_table
from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import Text, fill, join_clauses
from camket.publishing.report.content import UNITS, Block, Line, load_report_wording
from camket.settings.fields import label_of

# These limits keep the facts within a page: names listed per kind, and characters quoted per text.
_MOST_NAMED = 5
_MOST_ROWS = 10
_LONGEST_TEXT = 110


def gather_facts(analysis: Analysis, records: Sequence[Judged]) -> dict[str, Block]:
    """Returns blocks of the report by their slots, with figures of the ledger as numbers. At most a page and a half."""
    return {
        "since_last": _since(analysis),
        "cut_off_notes": (
            Line(("- ", *say_reporting(analysis))),
            *_rates(analysis),
            _due(analysis),
            _overdue(analysis),
            *_waiting(analysis),
        ),
        "full_year_reasons": tuple(_failing(analysis, records)),
        "requests": tuple(_requests(analysis)),
    }


def _since(analysis: Analysis) -> Block:
    """What changed since the last period of the year; nothing where there is none."""
    said, table = say_since(analysis), since_table(analysis, by_group=False)
    return (Line(("- ", *said)), table) if said and table else ()


def _rates(analysis: Analysis) -> Iterator[Line]:
    """The highest and the lowest share of completed commitments in each group."""
    words = load_report_wording()["facts"]
    for group in analysis.scheme.groups:
        rates = {
            name_ranked(analysis, unit): figure
            for unit in analysis.units
            if unit.group == group.code
            for figure in [analysis.state("cut_off", "done", unit.code)]
            if figure.denominator
        }
        shares = {name: Fraction(figure.numerator, figure.denominator) for name, figure in rates.items()}
        if len(set(shares.values())) < 2:  # all units have the same share
            continue
        best, least = (
            _name_units({name: rates[name] for name, share in shares.items() if share == extreme})
            for extreme in (max(shares.values()), min(shares.values()))
        )
        best[0] = (*fill(words["best"], group=group.label), *best[0])
        least[0] = (words["least"], *least[0])
        yield Line(join_clauses((), [*best, *least]))


def _name_units(tied: Mapping[str, Figure]) -> list[Text]:
    """The units of one share; the first alone where too many have it."""
    words = load_report_wording()["facts"]
    named = list(tied.items())[: _MOST_NAMED if len(tied) <= _MOST_NAMED else 1]
    clauses = [fill(words["rate_of_unit"], unit=name, f=figure) for name, figure in named]
    if len(named) < len(tied):
        page = load_page_wording()["pages"][UNITS]["label"]
        clauses[-1] = (*clauses[-1], *fill(words["and_others"], page=page))
    return clauses


def _due(analysis: Analysis) -> Line:
    """What fell due, by how it was finished; what there is none of goes without saying."""
    words, due = load_report_wording()["facts"], analysis.figure(DUE)
    if not due.numerator:
        return Line(fill(words["no_due"], label=due.label))
    parts = [
        fill(words["due_part"], f=figure)
        for name in DUE_CLASSES
        if (figure := analysis.figure(f"{DUE}.{name}")).numerator
    ]
    return Line(join_clauses(fill(words["due"], d=due), parts))


def _overdue(analysis: Analysis) -> Line:
    words, day = load_report_wording()["facts"], format_date(analysis.period.cut_off)
    overdue = analysis.figure("cut_off.overdue")
    if not overdue.numerator:
        return Line(fill(words["no_overdue"], cut_off_day=day))
    by_unit = {
        unit.name: figure
        for unit in analysis.units
        if (figure := analysis.figure("cut_off.overdue", unit.code)).numerator
    }
    named = select_leading(by_unit, _MOST_NAMED)
    clauses = [fill(words["overdue_unit"], unit=name, f=figure) for name, figure in named.items()]
    if len(named) < len(by_unit):
        clauses.append(fill(words["others"], pages=name_item_pages(analysis)))
    return Line(join_clauses(fill(words["overdue"], f=overdue, cut_off_day=day), clauses))


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
        clauses.append((words["waiting_others"],))
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
            Column(heading=numbering, align="center", width=0.7),
            Column(heading=unit, width=2.2),
            Column(heading=label_of("content"), width=3.5),
            Column(heading=reason, width=3.6),
        ),
        rows=tuple(rows),
    )
    return [Line(said), table]


def _requests(analysis: Analysis) -> Iterator[Line]:
    """What the superior body is asked for."""
    words, period = load_report_wording()["requests"], analysis.period
    for name, figure in (
        ("failing", analysis.state("full_year", "failed")),
        ("overdue", analysis.figure("cut_off.overdue")),
        ("waiting", analysis.state("cut_off", "waiting")),
    ):
        if figure.numerator:
            asked = {
                "superior_in_text": period.superior_in_text,
                "year_end": format_date(date(period.year, 12, 31)),
            }
            yield Line(fill(words[name], f=figure, **asked))


def _shortened(text: str) -> str:
    """The first words of a text, with an ellipsis where it is cut."""
    if len(text) <= _LONGEST_TEXT:
        return text
    return text[:_LONGEST_TEXT].rpartition(" ")[0].rstrip(" ,;") + " …"
