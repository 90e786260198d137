"""The content of the covering report: head, sentences and end. The module `word_report` lays it out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from camket.dates import format_date
from camket.figures.audit_record import AuditSummary
from camket.publishing.analyses.audit_sentences import say_audit
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import (
    cover,
    label_registered,
    list_item_pages,
    load_page_wording,
    status_sentences,
)
from camket.publishing.analyses.registration_sentences import (
    counted_by_unit,
    say_carried,
    say_reasons,
    say_spread,
    spread_of,
)
from camket.publishing.blocks.block import Table
from camket.publishing.blocks.inline import Text, fill
from camket.settings.scheme import Group
from camket.settings.states import BASES, Basis
from camket.text import clean

UNITS = "appendix_1"
REGISTERED = "appendix_4"

Level = Literal["section", "heading", "subheading", "body"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `note` is its footnote, or empty."""

    text: Text
    level: Level = "body"
    note: Text = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The report as a letter. `draft` is empty where no question is open; `code` ties it to its data."""

    superior: str
    agency: str
    number: str
    place_day: str
    kind: str
    title: str
    draft: Text
    notice: str
    parts: tuple[Line | Table, ...]
    recipients: tuple[str, ...]
    signer_titles: tuple[str, ...]
    signer_name: str
    code: str = ""


def draft_letter(
    analysis: Analysis,
    facts: dict[Basis, tuple[Line | Table, ...]],
    next_year: tuple[Line, ...] = (),
    audit: AuditSummary | None = None,
) -> Letter:
    """Returns the report on a period. `facts` come below the lists of the two bases.

    `next_year` is the section on registrations, empty if there are no registrations. What `audit` states is told
    where period.toml wants it.
    """
    period, report = analysis.period, analysis.period.report
    words = load_report_wording()
    settings = {
        "title": period.title,
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "cut_off": format_date(period.cut_off),
        "agency": report.agency,
        "superior": period.superior_in_text,
    }
    text = {name: clean(sentence.format(**settings)) for name, sentence in words["text"].items()}
    decided = analysis.figure("decided")
    note = fill(words["notes"]["decided"], d=decided) if decided.numerator else ()
    covers = [
        cover(analysis, page)
        for page in (UNITS, *list_item_pages(analysis), *([REGISTERED] if next_year else ()))
    ]
    parts: list[Line | Table] = [
        *(Line((clean(basis),)) for basis in report.legal_bases),
        Line((text["opening"],)),
        Line((text["results"].upper(),), "section"),
    ]
    for basis in BASES:
        parts.append(Line((text[basis],), "heading", note if basis == "cut_off" else ()))
        parts += [Line((f"{mark} ", *said)) for mark, said in status_sentences(analysis, basis).items]
        if facts[basis]:
            parts += [Line((text[f"{basis}_facts"],), "subheading"), *facts[basis]]
    if audit and report.audit:
        parts.append(Line((text["audit"],), "heading"))
        parts += [Line(("- ", *said)) for said in say_audit(analysis.figures, audit)]
    marks = [*";" * (len(covers) - 1), "."]
    parts += [
        Line((text["sent_along"],)),
        *next_year,
        Line((text["appendices"],)),
        *(Line((f"- {each.label}: {each.title}{mark}",)) for each, mark in zip(covers, marks, strict=True)),
        Line((text["closing"],)),
    ]
    head = words["head"]
    return Letter(
        superior=clean(report.superior),
        agency=clean(report.agency),
        number=head["number"].format(number=report.label_number()),
        place_day=head["place_day"].format(place=clean(report.place), day=report.label_day()),
        kind=head["kind"],
        title=clean(head["title_with_next_year" if next_year else "title"].format(**settings)),
        draft=covers[0].draft,
        notice=clean(period.notice),
        parts=tuple(parts),
        recipients=_recipients(analysis),
        signer_titles=tuple(map(clean, report.signer_titles)),
        signer_name=clean(report.signer_name),
    )


def _recipients(analysis: Analysis) -> tuple[str, ...]:
    """The recipients, each with its list marker. The last line says where the report is filed."""
    report = analysis.period.report
    named = report.recipients or (analysis.period.superior_in_text,)
    filed = load_report_wording()["foot"]["filed"].format(filed=report.filed)
    return (*(f"- {clean(one)};" for one in named), f"- {clean(filed)}.")


@cache
def load_report_wording() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(files("camket.publishing.report").joinpath("report_wording.toml").read_text("utf-8"))


def describe_next_year(analysis: Analysis) -> tuple[Line, ...]:
    """Returns the section, worded as in Report 158; empty where nothing is registered."""
    if "registration.total" not in analysis.figures:
        return ()
    period = analysis.period
    settings = {
        "title": period.title,
        "registered": label_registered(period),
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "agency": period.report.agency,
        "superior": period.superior_in_text,
    }
    words = {
        name: clean(text.format(**settings)) for name, text in load_report_wording()["next_year"].items()
    }
    said = load_report_wording()["next_year_figures"]
    total, common = analysis.figure("registration.total"), analysis.figure("registration.common")
    asked = analysis.figure("registration.common_asked")
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
        *([Line(fill(said["waiting"], q=asked))] if asked.numerator else []),
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
    sentences = load_page_wording()["sentences"]
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
    said = load_report_wording()["next_year_figures"]
    yield Line(fill(said["for_group"], **settings), "subheading")
    if group.next_year == "continued":
        yield Line(fill(said["continue"], a=analysis.figure("registration.draft_adjusted", group.code)))
        return
    candidates = analysis.figure("registration.candidates", group.code)
    if candidates.denominator:
        yield Line(fill(said["candidates"], group=group.label, f=candidates))
    yield Line(fill(said["choose"], **settings))
