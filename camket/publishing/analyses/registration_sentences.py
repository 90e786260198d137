"""Sentences about the items registered for the next year."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from camket.figures.ledger import Figure
from camket.next_year.criteria import REASONS, Spread, measure_spread
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, say_by_group
from camket.publishing.blocks.block import Paragraph
from camket.publishing.blocks.inline import Run, fill


def say_registered(analysis: Analysis) -> Paragraph:
    """How many items are registered, are common tasks, and are counted, by group; and how many wait for an answer."""
    total, common, counted, asked = (
        analysis.figure(f"registration.{stem}") for stem in ("total", "common", "counted", "common_asked")
    )
    said = say_by_group(
        analysis, "registered", "registration.counted", t=total, c=common, k=counted,
        year=str(analysis.period.year + 1), superior=analysis.period.superior_in_text,
    )  # fmt: skip
    if not asked.numerator:
        return said
    waiting = fill(load_page_wording()["sentences"]["common_asked"], q=asked)
    return Paragraph(text=(*said.text, " ", *waiting))


def say_reasons(analysis: Analysis, group: str) -> Paragraph:
    """The number of items of a screened group for each reason. Reasons without items are left out."""
    parts: list[Run] = []
    for code in REASONS:
        figure = analysis.figure(f"registration.{code}", group)
        if figure.numerator:
            parts += ["; "] if parts else []
            parts += fill(load_page_wording()["sentences"]["reason"], f=figure)
    opening = fill(
        load_page_wording()["sentences"]["to_screen"],
        group=analysis.scheme.group(group).label,
        f=analysis.figure("registration.to_screen", group),
    )
    asked = analysis.figure("registration.to_screen", group).numerator
    # Once people have answered, the reasons that remain are no parts of what is still to be looked at.
    return Paragraph(text=(*opening, " Trong đó: ", *parts, ".") if parts and asked else opening)


def say_carried(analysis: Analysis, group: str) -> Paragraph:
    """What became of this year's items in what a group registers."""
    stems = {
        "c": "carried", "u": "unchanged", "t": "changed", "r": "reworded", "n": "new", "q": "asked", "d": "dropped",
    }  # fmt: skip
    figures = {letter: analysis.figure(f"registration.{stem}", group) for letter, stem in stems.items()}
    called = analysis.scheme.group(group).label
    words = load_page_wording()["sentences"]
    said = fill(words["carried"], group=called, **figures)
    withheld = analysis.figure("registration.withheld", group)
    return Paragraph(text=(*said, " ", *fill(words["withheld"], w=withheld)) if withheld.numerator else said)


def say_spread(analysis: Analysis, group: str) -> Paragraph:
    """The least, middle and greatest number of items in a group, and the outliers among its units."""
    numbers = counted_by_unit(analysis, group)
    spread = spread_of(analysis, group)
    if spread is None or numbers[spread.least].numerator == numbers[spread.most].numerator:
        return Paragraph(text=())
    names = {unit.code: unit.name for unit in analysis.registering}
    words = load_page_wording()["sentences"]
    text = fill(
        words["spread"],
        group=analysis.scheme.group(group).label,
        least=numbers[spread.least],
        least_unit=names[spread.least],
        middle=numbers[spread.middle],
        middle_unit=names[spread.middle],
        most=numbers[spread.most],
        most_unit=names[spread.most],
    )
    far: list[Run] = []
    for unit in spread.far:
        far += ["; "] if far else []
        far += fill(words["far_unit"], unit=names[unit], f=numbers[unit])
    return Paragraph(text=(*text, " ", words["far"], *far, ".") if far else text)


def counted_by_unit(analysis: Analysis, group: str) -> Mapping[str, Figure]:
    """Returns the figure of counted items of each unit of a group that registered any."""
    figures = {
        unit.code: analysis.figure("registration.counted", unit.code)
        for unit in analysis.registering
        if unit.group == group
    }
    return {code: figure for code, figure in figures.items() if figure.numerator}


def spread_of(analysis: Analysis, group: str) -> Spread | None:
    """Returns the spread of a group's numbers, by the threshold of the period."""
    numbers = {code: figure.numerator for code, figure in counted_by_unit(analysis, group).items()}
    return measure_spread(numbers, Fraction(str(analysis.period.registration.far_from_rest)))
