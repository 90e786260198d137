"""Section II of the covering report, on what the units register for the next year, worded as in Report 158."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording
from camket.publishing.analyses.registration_sentences import (
    counted_by_unit,
    say_carried,
    say_reasons,
    say_spread,
    spread_of,
)
from camket.publishing.blocks.inline import Text, fill
from camket.publishing.report.content import Block, Line, load_report_wording, settings_of
from camket.settings.scheme import Group
from camket.text import clean


def describe_next_year(analysis: Analysis) -> dict[str, Block]:
    """Returns the blocks of the section by their slots; empty where nothing is registered."""
    if "registration.total" not in analysis.figures:
        return {}
    said = load_report_wording()["next_year"]
    settings = settings_of(analysis)
    total, common = analysis.figure("registration.total"), analysis.figure("registration.common")
    asked = analysis.figure("registration.common_asked")
    note: Text = ()
    if common.numerator:
        tasks = "; ".join(f"“{clean(task).rstrip('.')}”" for task in analysis.period.common_tasks)
        note = fill(said["note"], f=common, tasks=tasks, **settings)
    groups = [group for group in analysis.scheme.groups if group.next_year != "counted"]
    numbered = list(enumerate(groups, start=1))
    items = [
        Line(fill(said["items"], t=total, k=analysis.figure("registration.counted")), note=note),
        *([Line(fill(said["waiting"], q=asked))] if asked.numerator else []),
    ]
    opinion = [line for number, group in numbered for line in _give_opinion(analysis, group, number)]
    proposal = [line for number, group in numbered for line in _propose(analysis, group, number, settings)]
    opening = Line((clean(said["opinion"].format(**settings)),))
    return {
        "registrations": tuple(items),
        "registration_opinion": (opening, *opinion) if opinion else (),
        "registration_proposal": tuple(proposal),
    }


def _give_opinion(analysis: Analysis, group: Group, number: int) -> Iterator[Line]:
    """What is to be noted of the items of a group."""
    sentences = load_page_wording()["sentences"]
    if group.next_year == "screened":
        yield Line((f"2.{number}. ", *say_reasons(analysis, group.code).text))
        if len(counted_by_unit(analysis, group.code)) > 1 and spread_of(analysis, group.code):
            yield Line(say_spread(analysis, group.code).text)
        return
    yield Line((f"2.{number}. ", *say_carried(analysis, group.code).text))
    unlike = analysis.figure("registration.unlike", group.code)
    if unlike.numerator:
        yield Line(fill(sentences["unlike"], f=unlike, group=group.label))
    failed = analysis.figure("registration.failed_before", group.code)
    if failed.numerator:
        yield Line(fill(sentences["failed_before"], f=failed))


def _propose(analysis: Analysis, group: Group, number: int, settings: Mapping[str, str]) -> Iterator[Line]:
    """What is proposed for the list of a group."""
    said = load_report_wording()["next_year"]
    names = {**settings, "number": str(number), "group": group.label}
    yield Line(fill(said["for_group"], **names), "subheading")
    if group.next_year == "continued":
        adjusted = analysis.figure("registration.draft_adjusted", group.code)
        yield Line(fill(said["continue" if adjusted.numerator else "continue_as_is"], a=adjusted, **names))
        return
    candidates = analysis.figure("registration.candidates", group.code)
    if candidates.numerator:
        yield Line(fill(said["candidates"], f=candidates, **names))
    unfit = analysis.figure("registration.to_screen", group.code)
    yield Line(fill(said["choose" if unfit.numerator else "choose_more"], **names))
