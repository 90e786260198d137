"""Section II of the covering report: registrations for the next year, remarks and proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from camket.analyses.next_year import counted_by_unit, say_carried, say_reasons, say_spread, spread_of
from camket.analyses.period import Analysis
from camket.analyses.wording import call_registered
from camket.analyses.wording import wording as page_wording
from camket.blocks.inline import Text, fill
from camket.covering.draft import Line, wording
from camket.settings.scheme import Group
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
    total, common = analysis.figure("registration.total"), analysis.figure("registration.common")
    note: Text = ()
    if common.numerator:
        tasks = "; ".join(clean(task).rstrip(".") for task in period.common_tasks)
        note = fill(
            said["note"], f=common, superior=period.superior_in_text, year=str(period.year), tasks=tasks
        )
    groups = [group for group in analysis.scheme.groups if group.next_year != "counted"]
    lines = [
        Line((words["section"].upper(),), "section"),
        Line((words["items"],), "heading"),
        Line(fill(said["items"], t=total, k=analysis.figure("registration.counted")), note=note),
        Line((words["opinion"],), "heading"),
        Line((words["opinion_opening"],)),
    ]
    for number, group in enumerate(groups, start=1):
        lines += _give_opinion(analysis, group, number)
    lines.append(Line((words["proposal"],), "heading"))
    for number, group in enumerate(groups, start=1):
        lines += _propose(analysis, group, {**settings, "number": str(number), "group": group.label})
    return tuple(lines)


def _give_opinion(analysis: Analysis, group: Group, number: int) -> Iterator[Line]:
    """What is to be noted of the items of a group."""
    sentences = page_wording()["sentences"]
    if group.next_year == "screened":
        yield Line((f"2.{number}. ", *say_reasons(analysis, group.code).text))
        if len(counted_by_unit(analysis, group.code)) > 1 and spread_of(analysis, group.code):
            yield Line(say_spread(analysis, group.code).text)
        return
    yield Line((f"2.{number}. ", *say_carried(analysis, group.code).text))
    unlike = analysis.figure("registration.unlike", group.code)
    if unlike.denominator:
        yield Line(fill(sentences["unlike"], f=unlike))
    failed = analysis.figure("registration.failed_before", group.code)
    if failed.numerator:
        yield Line(fill(sentences["failed_before"], f=failed))


def _propose(analysis: Analysis, group: Group, settings: Mapping[str, str]) -> Iterator[Line]:
    """What is proposed for the list of a group."""
    said = wording()["next_year_figures"]
    yield Line(fill(said["for_group"], **settings), "subheading")
    if group.next_year == "continued":
        yield Line(fill(said["continue"], a=analysis.figure("registration.draft_adjusted", group.code)))
        return
    candidates = analysis.figure("registration.candidates", group.code)
    if candidates.denominator:
        yield Line(fill(said["candidates"], group=group.label, f=candidates))
    yield Line(fill(said["choose"], **settings))
