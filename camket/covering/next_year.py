"""Section II of the covering report: registrations for the next year, remarks and proposals."""

from __future__ import annotations

from camket.analyses.next_year import counted_by_unit, say_reasons, say_spread, spread_of
from camket.analyses.period import Analysis
from camket.analyses.wording import call_registered
from camket.analyses.wording import wording as page_wording
from camket.blocks.inline import Text, fill
from camket.covering.draft import Line, wording
from camket.text import clean


def describe_next_year(analysis: Analysis) -> tuple[Line, ...]:
    """Returns the section, worded as in Report 158; empty where nothing is registered."""
    if "registration.total" not in analysis.figures:
        return ()
    period = analysis.period
    settings = {
        "title": period.title,
        "registered": call_registered(period),
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "agency": period.report.agency,
        "superior": period.superior_in_text,
    }
    words = {name: clean(text.format(**settings)) for name, text in wording()["next_year"].items()}
    said = wording()["next_year_figures"]
    sentences = page_wording()["sentences"]
    total, common = analysis.figure("registration.total"), analysis.figure("registration.common")
    note: Text = ()
    if common.numerator:
        tasks = "; ".join(clean(task).rstrip(".") for task in period.common_tasks)
        note = fill(
            said["note"], f=common, superior=period.superior_in_text, year=str(period.year), tasks=tasks
        )
    district = {
        letter: analysis.figure(f"registration.{stem}", "district")
        for letter, stem in (
            ("c", "carried"), ("u", "unchanged"), ("t", "changed"), ("r", "reworded"), ("n", "new"),
            ("q", "asked"), ("d", "dropped"),
        )
    }  # fmt: skip
    lines = [
        Line((words["section"].upper(),), "section"),
        Line((words["items"],), "heading"),
        Line(fill(said["items"], t=total, k=analysis.figure("registration.counted")), note=note),
        Line((words["opinion"],), "heading"),
        Line((words["opinion_opening"],)),
        Line(("2.1. ", *say_reasons(analysis).text)),
    ]
    if len(counted_by_unit(analysis, "department")) > 1 and spread_of(analysis, "department"):
        lines.append(Line(say_spread(analysis, "department").text))
    lines.append(Line(("2.2. ", *fill(sentences["carried"], **district))))
    if analysis.figure("registration.unlike", "district").denominator:
        lines.append(Line(fill(sentences["unlike"], f=analysis.figure("registration.unlike", "district"))))
    failed = analysis.figure("registration.failed_before", "district")
    if failed.numerator:
        lines.append(Line(fill(sentences["failed_before"], f=failed)))
    lines += [Line((words["proposal"],), "heading"), Line((words["for_departments"],), "subheading")]
    candidates = analysis.figure("registration.candidates", "department")
    if candidates.denominator:
        lines.append(Line(fill(said["candidates"], f=candidates)))
    lines += [
        Line((words["choose"],)),
        Line((words["for_districts"],), "subheading"),
        Line(fill(said["continue"], a=analysis.figure("registration.draft_adjusted", "district"))),
    ]
    return tuple(lines)
