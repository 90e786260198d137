"""The content of the covering report: head, sentences and end. `word` lays it out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from camket.analyses.period import Analysis
from camket.analyses.wording import cover, list_item_pages, status_sentences
from camket.blocks.block import Table
from camket.blocks.inline import Text, fill
from camket.dates import print_date, print_long_date
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
    """The report as a letter. `draft` is empty where no question is open."""

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


def draft_letter(
    analysis: Analysis,
    facts: dict[Basis, tuple[Line | Table, ...]],
    next_year: tuple[Line, ...] = (),
) -> Letter:
    """Returns the report on a period. `facts` come below the lists of the two bases.

    `next_year` is the section on registrations, empty where there are none.
    """
    period, report = analysis.period, analysis.period.report
    words = wording()
    settings = {
        "title": period.title,
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "cut_off": print_date(period.cut_off),
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
        number=clean(head["number"].format(number=report.number)),
        place_day=clean(head["place_day"].format(place=report.place, day=print_long_date(report.day))),
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
    filed = wording()["foot"]["filed"].format(filed=report.filed)
    return (*(f"- {clean(one)};" for one in named), f"- {clean(filed)}.")


@cache
def wording() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(files("camket.covering").joinpath("wording.toml").read_text("utf-8"))
