"""Figures added up over projects: a country of provinces, a province of communes.

Numerators and denominators are added, never shares. Only what means the same is added: the same figure, defined alike,
of periods with one name, year and cut-off. Who lacks a figure is named beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from camket.checking.rollup.project_ledger import ProjectLedger
from camket.figures.ledger import ALL, Figure, add_figures
from camket.settings.states import BASES


@dataclass(frozen=True, slots=True)
class Part:
    """The figure of one project, and the link to where its own trace shows it."""

    project: str
    figure: Figure
    trace: str


@dataclass(frozen=True, slots=True)
class RolledFigure:
    """The sum over `parts`, with records named `project/record`. `absent` are the projects that have no such figure.

    Where projects define a figure otherwise, each definition is a figure of its own, told apart by `variant`.
    """

    figure: Figure
    variant: int
    parts: tuple[Part, ...]
    absent: tuple[str, ...]

    @property
    def is_result(self) -> bool:
        """Whether it counts a result at the cut-off or for the full year, or all that could have one."""
        return self.figure.id.partition(".")[0] in BASES

    @property
    def is_headline(self) -> bool:
        """Whether it does so over all units."""
        return self.is_result and self.figure.scope == ALL


@dataclass(frozen=True, slots=True)
class Missing:
    """A period of a project that could not be counted, and why."""

    project: str
    period: str
    message: str


@dataclass(frozen=True, slots=True)
class Rollup:
    """The figures of the projects that have a period of this name, year and cut-off.

    `missing` are projects of which a period of this name failed.
    """

    period: str
    year: int
    cut_off: date
    ledgers: tuple[ProjectLedger, ...]
    figures: tuple[RolledFigure, ...]
    missing: tuple[Missing, ...]

    @property
    def open_questions(self) -> int:
        """How many questions are open in all projects."""
        return sum(ledger.open_questions for ledger in self.ledgers)

    def find(self, figure_id: str) -> list[RolledFigure]:
        """Returns the variants of a figure, the most common first."""
        return [rolled for rolled in self.figures if rolled.figure.id == figure_id]


def roll_up(ledgers: Sequence[ProjectLedger], missing: Sequence[Missing] = ()) -> list[Rollup]:
    """Adds up what belongs together; the earliest cut-off first."""
    ordered = sorted(ledgers, key=_key)
    return [
        _add_up(list(own), [each for each in missing if each.period == period])
        for (_, period, _), own in groupby(ordered, key=_key)
    ]


def _key(ledger: ProjectLedger) -> tuple[date, str, int]:
    return ledger.cut_off, ledger.period, ledger.year


def _add_up(ledgers: list[ProjectLedger], missing: Sequence[Missing]) -> Rollup:
    first = ledgers[0]
    ids = dict.fromkeys(key for ledger in ledgers for key in ledger.figures)
    figures = [rolled for key in ids for rolled in _add_variants(key, ledgers)]
    figures.sort(key=lambda rolled: rolled.figure.scope != ALL)
    return Rollup(first.period, first.year, first.cut_off, tuple(ledgers), tuple(figures), tuple(missing))


def _add_variants(figure_id: str, ledgers: Sequence[ProjectLedger]) -> Iterator[RolledFigure]:
    """One sum for each meaning that the figure has, that of the most projects first."""
    variants: dict[str, list[ProjectLedger]] = {}
    for ledger in ledgers:
        if figure_id in ledger.figures:
            variants.setdefault(ledger.meanings[figure_id], []).append(ledger)
    common_first = sorted(variants.items(), key=lambda each: -len(each[1]))
    for number, (meaning, own) in enumerate(common_first, start=1):
        parts = tuple(
            Part(each.name, each.figures[figure_id], f"{each.place}/trace.html#{figure_id}") for each in own
        )
        having = {each.name for each in own}
        absent = tuple(each.name for each in ledgers if each.name not in having)
        yield RolledFigure(_sum(parts, meaning, own), number, parts, absent)


def _sum(parts: Sequence[Part], meaning: str, ledgers: Sequence[ProjectLedger]) -> Figure:
    figures = [part.figure for part in parts]
    labels = {figure.label for figure in figures}
    label = labels.pop() if len(labels) == 1 else str(json.loads(meaning)[0])
    population = f"{_name_together({each.title for each in ledgers})} của {len(ledgers)} dự án"
    return add_figures(figures, label, population, tuple(_name_records(parts)))


def _name_together(titles: Iterable[str]) -> str:
    return "; ".join(sorted(titles))


def _name_records(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        for record in part.figure.records:
            yield f"{part.project}/{record}"
