"""The content of the covering report by the slots of its template. The module `word_report` puts it in."""

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
    name_item_pages,
    status_sentences,
)
from camket.publishing.blocks.block import Table
from camket.publishing.blocks.inline import Text, fill
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, UNRESOLVED, Basis
from camket.text import clean

UNITS = "appendix_1"
REGISTERED = "appendix_4"

Level = Literal["subheading", "body"]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `note` is its footnote, or empty."""

    text: Text
    level: Level = "body"
    note: Text = ()


Block = tuple[Line | Table, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What the report says in each slot: a text in inline slots and notes, lines and tables in the others."""

    texts: Mapping[str, Text]
    blocks: Mapping[str, Block]

    def says(self, tag: str) -> bool:
        """Whether there is anything to say in a slot."""
        return any(self.texts.get(tag, ())) or bool(self.blocks.get(tag))


def draft_letter(
    analysis: Analysis,
    facts: Mapping[str, Block],
    next_year: Mapping[str, Block] | None = None,
    audit: AuditSummary | None = None,
    code: str = "",
) -> Letter:
    """Returns the report on a period. `facts` are blocks beyond the counts, by slot.

    `next_year` are the blocks on registrations, empty if there are none. What `audit` states is told where period.toml
    wants it. `code` ties the report to its data.
    """
    period, report = analysis.period, analysis.period.report
    words = load_report_wording()
    settings = settings_of(analysis)
    head = words["head"]
    # "Kết quả … năm 2022", with what is registered for the next year where anything is.
    title = head["title_with_next_year" if next_year else "title"].format(**settings)
    draft = cover(analysis, UNITS).draft
    decided = analysis.figure("decided")
    texts: dict[str, Text] = {
        **{name: (clean(text),) for name, text in settings.items()},
        "number": (report.label_number(),),
        "place": (clean(report.place),),
        "day": (report.label_day(),),
        "draft": draft,
        "title": (clean(title),),
        "notice": (clean(period.notice),),
        "decided": fill(words["notes"]["decided"], d=decided, pages=name_item_pages(analysis))
        if decided.numerator
        else (),
        "signer_name": (clean(report.signer_name),),
        "code": (code,),
    }
    blocks: dict[str, Block] = {
        "legal_bases": tuple(Line((clean(basis),)) for basis in report.legal_bases),
        "signed": (Line(_say_signed(analysis)),),
        **{basis: tuple(_list_statuses(analysis, basis)) for basis in BASES},
        **facts,
        "audit": tuple(Line(("- ", *said)) for said in say_audit(analysis.figures, audit))
        if audit and report.audit
        else (),
        **(next_year or {}),
        "appendices": tuple(_list_appendices(analysis, bool(next_year))),
        "recipients": tuple(_list_recipients(analysis)),
        "signer_titles": tuple(Line((clean(title),)) for title in report.signer_titles),
    }
    return Letter(texts, blocks)


def settings_of(analysis: Analysis) -> dict[str, str]:
    """What texts of the report take from period.toml, by the tags of the slots."""
    period = analysis.period
    return {
        "subject": period.title,
        "registered": label_registered(period),
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "cut_off_day": format_date(period.cut_off),
        "agency": period.report.agency,
        "superior": period.report.superior,
        "superior_in_text": period.superior_in_text,
    }


def _say_signed(analysis: Analysis) -> Text:
    """How many commitments were signed, and how many of them by each group."""
    words = load_report_wording()["signed"]
    groups = [
        (group.label, figure)
        for group in analysis.scheme.groups
        if (figure := analysis.figure("cut_off.total", group.code)).numerator
    ]
    total = fill(words["total"], t=analysis.figure("cut_off.total"))
    if len(groups) < 2:
        return (*total, ".")
    text: Text = (*total, words["of_which"])
    for number, (group, figure) in enumerate(groups):
        text = (*text, ", " if number else "", *fill(words["group"], group=group, f=figure))
    return (*text, ".")


def _list_statuses(analysis: Analysis, basis: Basis) -> Iterator[Line]:
    """The counted sentence of each status, in words where there is no such commitment."""
    scheme, superior = analysis.scheme, analysis.period.superior_in_text
    none = load_report_wording()["signed"]["none"]
    by_marker = {scheme.marker(basis, status): status for status in _lettered(scheme, basis)}
    for marker, said in status_sentences(analysis, basis).items:
        status = by_marker.get(marker, UNRESOLVED)
        empty = marker in by_marker and not analysis.figure(f"{basis}.{status}").numerator
        yield Line(
            (f"{marker} ", *(fill(none, label=scheme.label(status, superior)) if empty else said)),
        )


def _lettered(scheme: Scheme, basis: Basis) -> list[str]:
    """The statuses that have a letter of their own in the list."""
    return [status for status in scheme.possible(basis) if not scheme.is_apart(status)]


def _list_appendices(analysis: Analysis, with_registrations: bool) -> Iterator[Line]:
    pages = (UNITS, *list_item_pages(analysis), *([REGISTERED] if with_registrations else ()))
    for number, page in enumerate(pages, start=1):
        each = cover(analysis, page)
        yield Line((f"- {each.label}: {each.title}{'.' if number == len(pages) else ';'}",))


def _list_recipients(analysis: Analysis) -> Iterator[Line]:
    """The recipients, each with its list marker. The last line says where the report is filed."""
    report = analysis.period.report
    for recipient in report.recipients or (analysis.period.superior_in_text,):
        yield Line((f"- {clean(recipient)};",))
    filed = load_report_wording()["foot"]["filed"].format(filed=report.filed)
    yield Line((f"- {clean(filed)}.",))


@cache
def load_report_wording() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(files("camket.publishing.report").joinpath("report_wording.toml").read_text("utf-8"))
