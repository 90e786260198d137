"""The Vietnamese wording of pages (`page_wording.toml`), filled with settings and figures."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from IPython.display import Markdown

from camket.dates import BLANK, format_date, leave_day_blank
from camket.figures.figure_labels import label_figure
from camket.figures.figure_lists import is_large
from camket.figures.ledger import ALL, Figure, build_figure, describe_population
from camket.figures.reference_code import read_code
from camket.figures.store import figure_data
from camket.numerals import spell_count
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.blocks.block import Cover, LedgerLine, Listing, Paragraph
from camket.publishing.blocks.inline import Run, Text, fill
from camket.settings.period import Period
from camket.settings.scheme import Group, NextYear
from camket.settings.states import BASES, UNRESOLVED, Basis, field_of


def cover(analysis: Analysis, page: str, *, draft: Text | None = None, **names: str) -> Cover:
    """Returns the top of a page: `cut_off`, `full_year`, `appendix_1`, …

    `names` fill its title beside the settings of the period. `draft` replaces the sentence on open questions of
    the whole period.
    """
    period = analysis.period
    words = load_page_wording()["pages"][page]
    settings = {
        "title": period.title,
        "registered": label_registered(period),
        "year": str(period.year),
        "next_year": str(period.year + 1),
        "cut_off": format_date(period.cut_off),
        "groups": join_words([group.label for group in groups_of(analysis, page)]),
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
        issued=period.document_day,
        landscape=words.get("landscape", False),
        fonts=period.layout.machine_fonts,
        margins_mm=period.layout.margins_mm,
        **_list_trail(analysis),
        code=read_code(analysis.folder.processed) if words.get("label") or words.get("code") else "",
    )


def make_head(analysis: Analysis) -> Cover:
    """Returns the top of a page of a notebook's own. Its title is the first heading of the notebook."""
    period = analysis.period
    return Cover(
        title="",
        agency=period.report.agency,
        superior=period.report.superior,
        notice=period.notice,
        draft=_draft(analysis),
        issued=period.document_day,
        fonts=period.layout.machine_fonts,
        margins_mm=period.layout.margins_mm,
        **_list_trail(analysis),
    )


def _list_trail(analysis: Analysis) -> dict[str, Any]:
    """The ledger and the sources of a page; those of a large period stand in its tables, not in each page."""
    figures = analysis.all_figures.values()
    large = is_large(figures)
    lines = (figure_data(figure) | ({"records": ()} if large else {}) for figure in figures)
    return {
        "ledger": tuple(LedgerLine(**line) for line in lines),
        "sources": () if large else analysis.sources,
    }


def groups_of(analysis: Analysis, page: str) -> tuple[Group, ...]:
    """The groups whose items a page lists: Appendix II those of the first group, Appendix III those of all others."""
    which = load_page_wording()["pages"][page].get("groups")
    groups = analysis.scheme.groups
    return groups[:1] if which == "first" else groups[1:] if which == "others" else ()


def list_item_pages(analysis: Analysis) -> tuple[str, ...]:
    """The pages that list the items of a group."""
    return tuple(page for page in load_page_wording()["pages"] if groups_of(analysis, page))


def name_item_pages(analysis: Analysis) -> str:
    """How a text refers to them: `Phụ lục II, Phụ lục III`."""
    return ", ".join(load_page_wording()["pages"][page]["label"] for page in list_item_pages(analysis))


def join_words(words: Sequence[str]) -> str:
    """Words as a list within a sentence: `a, b và c`."""
    return " và ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def label_registered(period: Period) -> str:
    """Returns the title without its "nội dung", to follow the words "nội dung đăng ký"."""
    return period.title.removeprefix("nội dung ")


def status_sentences(analysis: Analysis, basis: Basis, scope: str = "all") -> Listing:
    """The report's list: `a) Có 103/293 nội dung … (chiếm 35,2%).` Unresolved records are always included."""
    scheme = analysis.scheme
    figures = {status: analysis.figure(f"{basis}.{status}", scope) for status in scheme.possible(basis)}
    if not figures[UNRESOLVED].numerator:
        del figures[UNRESOLVED]
    sentence = load_page_wording()["sentences"]["status"]
    return Listing(
        items=tuple(
            (scheme.marker(basis, status), fill(sentence, f=figures[status]))
            for status in sorted(figures, key=scheme.is_apart)
        )
    )


def say(sentence: str, **values: Figure | str) -> Paragraph:
    """Returns a sentence of `page_wording.toml` with its figures, and with names or days as texts."""
    return Paragraph(text=fill(load_page_wording()["sentences"][sentence], **values))


def say_flow(analysis: Analysis) -> Paragraph | None:
    """The forecast for commitments open at the cut-off; None if one of these states has no status of its own."""
    scheme = analysis.scheme
    before = {
        "open": scheme.only_status("cut_off", "running"),
        "wait": scheme.only_status("cut_off", "waiting"),
    }
    after = {
        "done": scheme.only_status("full_year", "done"),
        "fail": scheme.only_status("full_year", "failed"),
    }
    if None in (*before.values(), *after.values()):
        return None
    figures = {name: analysis.figure(f"cut_off.{status}") for name, status in before.items()}
    for name, status in before.items():
        for end, becomes in after.items():
            figures[f"{name}_{end}"] = analysis.figure(f"flow.{status}.{becomes}")
    return say("flow", day=format_date(analysis.period.cut_off), **figures)


def prose(analysis: Analysis, name: str, next_year: NextYear | None = None) -> Markdown | None:
    """A passage about the statuses, or about the groups with one treatment; None if there are no such groups."""
    words, scheme = load_page_wording()["prose"], analysis.scheme
    groups = {
        treated: join_words([group.label for group in scheme.groups_with(treated)])
        for treated in get_args(NextYear)
    }
    if next_year and not groups[next_year]:
        return None
    proposals = [
        words[f"propose_{treated}"].format(groups=called)
        for treated, called in groups.items()
        if called and f"propose_{treated}" in words
    ]
    text = words[name].format(
        statuses=spell_count(len(scheme.decided("cut_off"))),
        day=format_date(analysis.period.cut_off),
        groups=groups[next_year] if next_year else "",
        proposals=" ".join(proposals),
    )
    return Markdown(text)  # type: ignore[no-untyped-call]


def say_by_group(analysis: Analysis, sentence: str, stem: str, **values: Figure | str) -> Paragraph:
    """One of the sentences, in which `{groups}` is how many of a figure each group has that has any."""
    parts: list[Run] = []
    counted = {group.label: analysis.figure(stem, group.code) for group in analysis.scheme.groups}
    shown = {label: figure for label, figure in counted.items() if figure.numerator} or counted
    for number, (label, figure) in enumerate(shown.items()):
        parts += [", "] if number else []
        parts += fill(load_page_wording()["sentences"]["of_group"], group=label, f=figure)
    opening, ending = load_page_wording()["sentences"][sentence].split("{groups}")
    return Paragraph(text=(*fill(opening, **values), *(part for part in parts if part), *fill(ending)))


def source_note(analysis: Analysis) -> str:
    """Returns the source line of tables and charts."""
    words = load_page_wording()["source"]
    text: str = words["text"]
    return words["synthetic"] + text if analysis.period.notice else text


def registration_source(analysis: Analysis) -> str:
    """Returns the source line of tables of the next year."""
    words = load_page_wording()["source"]
    text: str = words["registrations"]
    return words["synthetic"] + text if analysis.period.notice else text


@cache
def load_page_wording() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(files("camket.publishing.analyses").joinpath("page_wording.toml").read_text("utf-8"))


def _reference(period: Period) -> str:
    report, words = period.report, load_page_wording()["reference"]
    number, day = report.label_number(), report.label_day()
    if period.layout.electronic:
        number, day = f"{BLANK}{report.symbol}", leave_day_blank(report.day.year if report.day else None)
    return str(words["text"].format(number=number, day=day, agency=report.agency))


def _draft(analysis: Analysis) -> Text:
    open_cut_off, open_full_year = (_count_open(analysis, basis) for basis in BASES)
    if not open_cut_off.numerator and not open_full_year.numerator:
        return ()
    day = format_date(analysis.period.cut_off)
    return fill(load_page_wording()["sentences"]["draft"], a=open_cut_off, b=open_full_year, day=day)


def _count_open(analysis: Analysis, basis: Basis) -> Figure:
    """The records of a basis that are open: as the ledger has them, from the table where there is no ledger."""
    name = f"{basis}.{UNRESOLVED}"
    if name in analysis.all_figures:
        return analysis.all_figures[name]
    records = analysis.records
    chosen = records.loc[records[field_of(basis)] == UNRESOLVED, "record_id"]
    label, population = label_figure(name, analysis.period), describe_population(analysis.period)
    return build_figure(name, label, ALL, population, tuple(chosen), len(records), analysis.period)
