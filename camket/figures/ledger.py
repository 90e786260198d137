"""The ledger of figures: each printed number as an object with its population and its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

import numpy as np

from camket.collection import without_collection
from camket.errors import FigureError
from camket.figures.record_columns import Column, Columns, Mask, columns_of, make_level
from camket.judging.classify import Judged
from camket.judging.judgement import find_deadline
from camket.numerals import format_count, format_percent, round_share
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, STATES, State, judge_undone, label_state
from camket.settings.units import Unit

ALL = "all"
# Prefix of a figure's id: the same count by the program's findings, before decisions.
FOUND = "found"
# Prefix of a figure that counts units.
UNITS = "units."
TOTAL_LABEL = "nội dung cam kết"
DECIDED_LABEL = "kết quả do công chức tổng hợp rà soát, kết luận"


@dataclass(frozen=True, slots=True)
class Figure:
    """`numerator` of `denominator` records, with the printed forms.

    `percent` is the exact share rounded half up to one decimal, with a point ("35.2"), or None for an empty
    population. `records` are the ids of the records in the numerator.
    """

    id: str
    label: str
    scope: str
    numerator: int
    denominator: int
    percent: str | None
    text: str
    population: str
    records: tuple[str, ...]
    zero_padded: bool = True

    @property
    def count(self) -> str:
        """The numerator as printed: `05`."""
        return format_count(self.numerator, zero_padded=self.zero_padded)

    @property
    def whole(self) -> str:
        """The denominator as printed: `293`."""
        return format_count(self.denominator, zero_padded=self.zero_padded)

    @property
    def noun(self) -> str:
        """What it counts."""
        return _noun_of(self.id)

    @property
    def fraction(self) -> str:
        """Numerator and denominator as printed: `05/293`."""
        return f"{self.count}/{self.whole}"

    @property
    def share(self) -> str:
        """The percentage as printed: `1,7%`; a dash for an empty population."""
        return format_percent(self.percent)


def label_found(label: str) -> str:
    """The label of a status before decisions, from that of the status."""
    return f"{label}, chưa kể quyết định của người rà soát"


def label_alone(state: State) -> str:
    """The label of a state that no status has to itself."""
    return label_state(state).lower()


def label_overdue(period: Period) -> str:
    """The label of what is late at the cut-off."""
    return f"chưa hoàn thành, đã quá thời hạn cam kết tính đến {period.cut_off:%d/%m/%Y}"


def label_flow(before: str, after: str, period: Period) -> str:
    """The label of what has one status at the cut-off and another at the end of the year."""
    scheme, superior = period.scheme, period.superior_in_text
    return (
        f"{scheme.label_basis('cut_off')} {scheme.label(before, superior)}; "
        f"{scheme.label_basis('full_year')} {scheme.label(after, superior)}"
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """The records that a denominator counts: all, or those of a group or a unit."""

    name: str
    population: str
    records: tuple[Judged, ...]

    def figure_id(self, stem: str) -> str:
        """`cut_off.completed`, or `cut_off.completed@SNV` for a part."""
        return name_figure(stem, self.name)


def name_figure(stem: str, scope: str) -> str:
    """The id of a figure: `cut_off.completed`, or `cut_off.completed@SNV` for a part."""
    return stem if scope == ALL else f"{stem}@{scope}"


def count_figures(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> list[Figure]:
    """Count the whole ledger. Raises `FigureError` if parts do not add up to their denominators."""
    return count_columns(columns_of(records, period.year), units, period)


def count_columns(columns: Columns, units: Sequence[Unit], period: Period) -> list[Figure]:
    """The same from records as columns. Raises `FigureError` as `count_figures` does."""
    with without_collection():
        figures = [*_count_scopes(columns, units, period), *_count_flow(columns, period)]
        check_sums(figures, units, period.scheme)
    return figures


def _count_scopes(columns: Columns, units: Sequence[Unit], period: Period) -> Iterator[Figure]:
    record_ids = columns.record_ids
    stems = list(_list_stems(columns, period))
    levels = (
        make_level(Column([ALL], np.zeros(len(record_ids), np.intp)), [ALL]),
        make_level(columns.group, period.scheme.group_codes),
        make_level(columns.unit, [unit.code for unit in units]),
    )
    sizes = [size for level in levels for size in level.sizes]
    chosen = [
        [own for level in levels for own in level.divide(record_ids, counted)] for _, _, counted in stems
    ]
    for place, (scope, population) in enumerate(_name_scopes(units, period)):
        for (stem, label, _), own in zip(stems, chosen, strict=True):
            figure_id = name_figure(stem, scope)
            yield build_figure(figure_id, label, scope, population, own[place], sizes[place], period)


def _count_flow(columns: Columns, period: Period) -> Iterator[Figure]:
    scheme, population = period.scheme, describe_population(period)
    before, after = (columns.status[basis] for basis in BASES)
    for was in scheme.possible("cut_off"):
        for becomes in scheme.possible("full_year"):
            moved = tuple(columns.record_ids[before.equals(was) & after.equals(becomes)])
            label, stem = label_flow(was, becomes, period), f"flow.{was}.{becomes}"
            yield build_figure(stem, label, ALL, population, moved, len(columns.record_ids), period)


def _list_stems(columns: Columns, period: Period) -> Iterator[tuple[str, str, Mask]]:
    """What is counted in each scope: the id of the figure over all, its label, and the records."""
    scheme = period.scheme
    for basis in BASES:
        status, found = columns.status[basis], columns.found[basis]
        for code in scheme.possible(basis):
            label = scheme.label(code, period.superior_in_text)
            yield f"{basis}.{code}", label, status.equals(code)
            yield f"{FOUND}.{basis}.{code}", label_found(label), found.equals(code)
        for state in STATES:
            if scheme.is_counted(basis, state):
                counted = status.where(partial(_is_of_state, state, scheme))
                yield scheme.stem(basis, state), label_alone(state), counted
        yield f"{basis}.total", TOTAL_LABEL, status.where(lambda _: True)
    running = columns.status["cut_off"].where(partial(_is_of_state, "running", scheme))
    late = columns.deadline.where(partial(_is_late, period.cut_off))
    yield "cut_off.overdue", label_overdue(period), running & late
    yield "decided", DECIDED_LABEL, columns.decided_by.where(bool)


def _is_of_state(state: State, scheme: Scheme, status: Any) -> bool:
    return scheme.state_of(status) == state


def _is_late(cut_off: date, deadline: Any) -> bool:
    return judge_undone(deadline, cut_off) == "late"


def is_overdue(judged: Judged, period: Period) -> bool:
    """Whether an unfinished commitment is late: at the end of its last day it is, so the cut-off day itself counts."""
    return _is_of_state("running", period.scheme, judged.cut_off.status) and _is_late(
        period.cut_off, find_deadline(judged.record, period.year)
    )


def check_sums(figures: Iterable[Figure], units: Sequence[Unit], scheme: Scheme) -> None:
    """Check all parts against their totals: statuses, groups, units, and both margins of the flow."""
    by_id = {figure.id: figure for figure in figures}
    codes = [unit.code for unit in units]
    members: dict[str, list[str]] = {group: [] for group in scheme.group_codes}
    for unit in units:
        members[unit.group].append(unit.code)
    for basis in BASES:
        for scope in (ALL, *scheme.group_codes, *codes):
            suffix = "" if scope == ALL else f"@{scope}"
            for stem in (basis, f"{FOUND}.{basis}"):
                parts = [f"{stem}.{status}{suffix}" for status in scheme.possible(basis)]
                _check(by_id, parts, f"{basis}.total{suffix}", by_id[f"{basis}.total{suffix}"].denominator)
        for stem in (f"{basis}.{status}" for status in (*scheme.possible(basis), "total")):
            _check(by_id, [f"{stem}@{group}" for group in scheme.group_codes], stem, by_id[stem].numerator)
            for group in scheme.group_codes:
                own = [f"{stem}@{code}" for code in members[group]]
                _check(by_id, own, f"{stem}@{group}", by_id[f"{stem}@{group}"].numerator)
    for before in scheme.possible("cut_off"):
        parts = [f"flow.{before}.{after}" for after in scheme.possible("full_year")]
        _check(by_id, parts, f"cut_off.{before}", by_id[f"cut_off.{before}"].numerator)
    for after in scheme.possible("full_year"):
        parts = [f"flow.{before}.{after}" for before in scheme.possible("cut_off")]
        _check(by_id, parts, f"full_year.{after}", by_id[f"full_year.{after}"].numerator)


def _check(by_id: Mapping[str, Figure], parts: Sequence[str], whole: str, expected: int) -> None:
    total = sum(by_id[part].numerator for part in parts)
    if total != expected:
        raise FigureError(
            where=f"figures.json › {whole}",
            found=f"{' + '.join(f'{part} ({by_id[part].numerator})' for part in parts)} = {total}",
            expected=f"{expected} (lệch {total - expected:+d})",
            remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
        )


def list_scopes(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> Iterator[Scope]:
    """All records, the groups, then the units."""
    members: dict[str, list[Judged]] = defaultdict(list)
    members[ALL] = list(records)
    for judged in records:
        unit = judged.record.commitment.unit
        members[unit.group].append(judged)
        members[unit.code].append(judged)
    for name, population in _name_scopes(units, period):
        yield Scope(name, population, tuple(members[name]))


def _name_scopes(units: Sequence[Unit], period: Period) -> Iterator[tuple[str, str]]:
    """The names of all scopes, in the order of the ledger, with what the records of each are called."""
    population = describe_population(period)
    yield ALL, population
    groups = ((group.code, group.label) for group in period.scheme.groups)
    for name, called in (*groups, *((unit.code, unit.name) for unit in units)):
        yield name, f"{population} của {called}"


def describe_population(period: Period) -> str:
    """What all records of a period are, as a figure names its population."""
    return f"{period.title} năm {period.year}"


def make_figure(
    scope: Scope, stem: str, label: str, period: Period, counted: Callable[[Judged], bool]
) -> Figure:
    """Count the records of a scope that satisfy `counted`, and format the figure."""
    chosen = tuple(judged.record.commitment.record_id for judged in scope.records if counted(judged))
    return build_figure(
        scope.figure_id(stem), label, scope.name, scope.population, chosen, len(scope.records), period
    )


def build_figure(
    figure_id: str,
    label: str,
    scope: str,
    population: str,
    chosen: tuple[str, ...],
    whole: int,
    period: Period,
) -> Figure:
    """Build a figure from the `chosen` ids of a population of `whole` things."""
    padded = period.layout.zero_padded
    percent, text = _print_share(len(chosen), whole, _noun_of(figure_id), zero_padded=padded)
    return Figure(
        figure_id, label, scope, len(chosen), whole, percent, text, population, chosen, zero_padded=padded
    )


def add_figures(figures: Sequence[Figure], label: str, population: str, records: tuple[str, ...]) -> Figure:
    """The sum of one figure over several periods of different projects, with the `records` of all of them."""
    first = figures[0]
    count, whole = (sum(getattr(figure, name) for figure in figures) for name in ("numerator", "denominator"))
    padded = all(figure.zero_padded for figure in figures)
    percent, text = _print_share(count, whole, first.noun, zero_padded=padded)
    return Figure(
        first.id, label, first.scope, count, whole, percent, text, population, records, zero_padded=padded
    )


# Units of ten items have the same few shares over and over.
@lru_cache(100_000)
def _print_share(count: int, whole: int, noun: str, *, zero_padded: bool) -> tuple[str | None, str]:
    """A share as a number and within a text."""
    share = round_share(count, whole)
    numbers = (format_count(number, zero_padded=zero_padded) for number in (count, whole))
    text = f"{'/'.join(numbers)} {noun}"
    return (None, text) if share is None else (str(share), f"{text} (chiếm {format_percent(share)})")


def _noun_of(figure_id: str) -> str:
    return "đơn vị" if figure_id.startswith(UNITS) else "nội dung"
