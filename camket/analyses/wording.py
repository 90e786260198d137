"""The Vietnamese wording of pages (`wording.toml`), filled with settings and figures."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from camket.analyses.period import Analysis
from camket.blocks.block import Cover, LedgerLine, Listing, Paragraph
from camket.blocks.inline import Text, fill
from camket.dates import print_date, print_long_date
from camket.figures.ledger import Figure
from camket.inputs.period import Period
from camket.processed.figures_file import figure_data
from camket.statuses import DECIDED, UNRESOLVED, Basis, list_letter


def cover(analysis: Analysis, page: str, *, draft: Text | None = None, **names: str) -> Cover:
    """Returns the top of a page: `cut_off`, `full_year`, `appendix_1`, …

    `names` fill its title beside the settings of the period. `draft` replaces the sentence on open questions of
    the whole period.
    """
    period = analysis.period
    words = wording()["pages"][page]
    settings = {
        "title": period.title,
        "registered": call_registered(period),
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "cut_off": print_date(period.cut_off),
        **names,
    }
    return Cover(
        label=words.get("label", ""),
        title=words["title"].format(**settings),
        subtitle=words.get("subtitle", "").format(**settings),
        reference=_reference(period) if words.get("label") else "",
        agency=period.report.agency,
        superior=period.report.superior,
        notice=period.notice,
        draft=_draft(analysis) if draft is None else draft,
        issued=period.report.day,
        landscape=words.get("landscape", False),
        index=words.get("index", True),
        fonts=period.layout.fonts,
        margins_mm=period.layout.margins_mm,
        ledger=tuple(LedgerLine(**figure_data(figure)) for figure in analysis.figures.values()),
    )


def call_registered(period: Period) -> str:
    """Returns the title without its "nội dung", to follow the words "nội dung đăng ký"."""
    return period.title.removeprefix("nội dung ")


def status_sentences(analysis: Analysis, basis: Basis, scope: str = "all") -> Listing:
    """The report's list: `a) Có 103/293 nội dung … (chiếm 35,2%).` Unresolved records are always included."""
    figures = [analysis.figure(f"{basis}.{status}", scope) for status in DECIDED[basis]]
    unresolved = analysis.figure(f"{basis}.{UNRESOLVED}", scope)
    if unresolved.numerator:
        figures.append(unresolved)
    return Listing(
        items=tuple(
            (f"{list_letter(position)})", fill(wording()["sentences"]["status"], f=figure))
            for position, figure in enumerate(figures)
        )
    )


def for_decision(analysis: Analysis) -> Listing:
    """The matters for the superior body to decide, each with its number of items."""
    words = wording()["for_decision"]
    figures = {
        "unresolved": analysis.figure(f"full_year.{UNRESOLVED}"),
        "failing": analysis.figure("full_year.not_completed"),
        "overdue": analysis.figure("cut_off.overdue"),
        "waiting": analysis.figure("cut_off.awaiting_appraisal"),
    }
    shown = [(name, figure) for name, figure in figures.items() if figure.numerator]
    return Listing(
        items=tuple(("-", fill(words[name], f=figure)) for name, figure in shown)
        or (("-", fill(words["nothing"], f=figures["failing"])),)
    )


def say(sentence: str, **figures: Figure) -> Paragraph:
    """Returns a sentence of `wording.toml` with its figures."""
    return Paragraph(text=fill(wording()["sentences"][sentence], **figures))


def source_note(analysis: Analysis) -> str:
    """Returns the source line of tables and charts."""
    words = wording()["source"]
    text: str = words["text"]
    return words["synthetic"] + text if analysis.period.notice else text


def registration_source(analysis: Analysis) -> str:
    """Returns the source line of tables of the next year."""
    words = wording()["source"]
    text: str = words["registrations"]
    return words["synthetic"] + text if analysis.period.notice else text


@cache
def wording() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(files("camket.analyses").joinpath("wording.toml").read_text("utf-8"))


def _reference(period: Period) -> str:
    report = period.report
    words = wording()["reference"]["electronic" if period.layout.electronic else "paper"]
    _, slash, symbol = report.number.partition("/")
    return str(
        words.format(
            number=report.number,
            symbol=slash + symbol,
            day=print_long_date(report.day),
            issued_year=report.day.year,
            agency=report.agency,
        )
    )


def _draft(analysis: Analysis) -> Text:
    open_cut_off = analysis.figure(f"cut_off.{UNRESOLVED}")
    open_full_year = analysis.figure(f"full_year.{UNRESOLVED}")
    if not open_cut_off.numerator and not open_full_year.numerator:
        return ()
    return fill(wording()["sentences"]["draft"], a=open_cut_off, b=open_full_year)
