"""The ledger of figures: each printed number as an object with its population and its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from camket.errors import FigureError
from camket.judging.classify import Judged
from camket.judging.judgement import find_deadline
from camket.numerals import format_count, format_percent, round_share
from camket.settings.period import Period
from camket.settings.scheme import Scheme
from camket.settings.states import BASES, STATES, Basis, State, field_of, judge_undone, label_state
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
        return stem if self.name == ALL else f"{stem}@{self.name}"


def count_figures(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> list[Figure]:
    """Count the whole ledger. Raises `FigureError` if parts do not add up to their denominators."""
    figures: list[Figure] = []
    scheme = period.scheme
    scopes = list(list_scopes(records, units, period))
    for scope in scopes:
        for basis in BASES:
            for status in scheme.possible(basis):
                label = scheme.label(status, period.superior_in_text)
                figures.append(make_figure(scope, f"{basis}.{status}", label, period, _has(basis, status)))
                figures.append(
                    make_figure(
                        scope, f"{FOUND}.{basis}.{status}", label_found(label), period,
                        _is_found(basis, status),
                    )
                )  # fmt: skip
            for state in STATES:
                if scheme.is_counted(basis, state):
                    label = label_alone(state)
                    counted = _is_in(basis, state, scheme)
                    figures.append(make_figure(scope, scheme.stem(basis, state), label, period, counted))
            figures.append(make_figure(scope, f"{basis}.total", TOTAL_LABEL, period, lambda _: True))
        figures.append(
            make_figure(
                scope,
                "cut_off.overdue",
                label_overdue(period),
                period,
                lambda judged: is_overdue(judged, period),
            )
        )
        figures.append(
            make_figure(
                scope, "decided", DECIDED_LABEL, period,
                lambda judged: bool(judged.decided_by),
            )
        )  # fmt: skip
    for before in scheme.possible("cut_off"):
        for after in scheme.possible("full_year"):
            label = label_flow(before, after, period)
            figures.append(
                make_figure(scopes[0], f"flow.{before}.{after}", label, period, _moves(before, after))
            )
    check_sums(figures, units, scheme)
    return figures


def is_overdue(judged: Judged, period: Period) -> bool:
    """Whether an unfinished commitment is late: at the end of its last day it is, so the cut-off day itself counts."""
    if period.scheme.state_of(judged.cut_off.status) != "running":
        return False
    return judge_undone(find_deadline(judged.record, period.year), period.cut_off) == "late"


def check_sums(figures: Iterable[Figure], units: Sequence[Unit], scheme: Scheme) -> None:
    """Check all parts against their totals: statuses, groups, units, and both margins of the flow."""
    counts = {figure.id: figure.numerator for figure in figures}
    denominators = {figure.id: figure.denominator for figure in figures}
    codes = [unit.code for unit in units]
    for basis in BASES:
        for scope in (ALL, *scheme.group_codes, *codes):
            suffix = "" if scope == ALL else f"@{scope}"
            for stem in (basis, f"{FOUND}.{basis}"):
                parts = [f"{stem}.{status}{suffix}" for status in scheme.possible(basis)]
                _check(counts, parts, f"{basis}.total{suffix}", denominators[f"{basis}.total{suffix}"])
        for stem in (f"{basis}.{status}" for status in (*scheme.possible(basis), "total")):
            _check(counts, [f"{stem}@{group}" for group in scheme.group_codes], stem, counts[stem])
            for group in scheme.group_codes:
                members = [f"{stem}@{unit.code}" for unit in units if unit.group == group]
                _check(counts, members, f"{stem}@{group}", counts[f"{stem}@{group}"])
    for before in scheme.possible("cut_off"):
        parts = [f"flow.{before}.{after}" for after in scheme.possible("full_year")]
        _check(counts, parts, f"cut_off.{before}", counts[f"cut_off.{before}"])
    for after in scheme.possible("full_year"):
        parts = [f"flow.{before}.{after}" for before in scheme.possible("cut_off")]
        _check(counts, parts, f"full_year.{after}", counts[f"full_year.{after}"])


def _check(counts: dict[str, int], parts: Sequence[str], whole: str, expected: int) -> None:
    total = sum(counts[part] for part in parts)
    if total != expected:
        raise FigureError(
            where=f"figures.json › {whole}",
            found=f"{' + '.join(f'{part} ({counts[part]})' for part in parts)} = {total}",
            expected=f"{expected} (lệch {total - expected:+d})",
            remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
        )


def list_scopes(records: Sequence[Judged], units: Sequence[Unit], period: Period) -> Iterator[Scope]:
    """All records, the groups, then the units."""
    population = describe_population(period)
    yield Scope(ALL, population, tuple(records))
    members: dict[str, list[Judged]] = defaultdict(list)
    for judged in records:
        unit = judged.record.commitment.unit
        members[unit.group].append(judged)
        members[unit.code].append(judged)
    groups = ((group.code, group.label) for group in period.scheme.groups)
    for name, called in (*groups, *((unit.code, unit.name) for unit in units)):
        yield Scope(name, f"{population} của {called}", tuple(members[name]))


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
    share = round_share(len(chosen), whole)
    percent = None if share is None else str(share)
    padded = period.layout.zero_padded
    count = (
        f"{format_count(len(chosen), zero_padded=padded)}/{format_count(whole, zero_padded=padded)} "
        f"{_noun_of(figure_id)}"
    )
    return Figure(
        id=figure_id,
        label=label,
        scope=scope,
        numerator=len(chosen),
        denominator=whole,
        percent=percent,
        text=count if percent is None else f"{count} (chiếm {format_percent(percent)})",
        population=population,
        records=chosen,
        zero_padded=padded,
    )


def _noun_of(figure_id: str) -> str:
    return "đơn vị" if figure_id.startswith(UNITS) else "nội dung"


def _has(basis: Basis, status: str) -> Callable[[Judged], bool]:
    return lambda judged: judged.at(basis).status == status


def _is_in(basis: Basis, state: State, scheme: Scheme) -> Callable[[Judged], bool]:
    return lambda judged: scheme.state_of(judged.at(basis).status) == state


def _is_found(basis: Basis, status: str) -> Callable[[Judged], bool]:
    return lambda judged: judged.found[field_of(basis)].status == status


def _moves(before: str, after: str) -> Callable[[Judged], bool]:
    return lambda judged: (judged.cut_off.status, judged.full_year.status) == (before, after)
