"""Count the next year's figures, `registration.*`: registered, common, carried over, dropped, drafted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from camket.errors import FigureError
from camket.figures.ledger import ALL, Figure, build_figure
from camket.next_year.criteria import REASONS
from camket.next_year.draft import ACCEPT
from camket.next_year.findings import NextYear, Screened
from camket.settings.period import Period
from camket.settings.scheme import Group, Scheme
from camket.settings.units import Unit

# The prefix of their ids.
STEM = "registration"
KINDS = {
    "unchanged": "giữ nguyên chỉ tiêu",
    "changed": "điều chỉnh chỉ tiêu",
    "reworded": "diễn đạt lại",
    "new": "bổ sung so với năm {before}",
    "asked": "chưa rõ tiếp tục nội dung nào của năm {before}",
}
# What each figure counts; {year} is the next year, {before} this one.
LABELS: dict[str, str] = {
    "total": "đăng ký năm {year}",
    "common": "là nhiệm vụ giao chung, không tính",
    "common_asked": "chưa rõ có phải nhiệm vụ giao chung",
    "counted": "được xem xét, không kể nhiệm vụ giao chung",
    **KINDS,
    "carried": "tiếp tục nội dung của năm {before}",
    "failed_before": "tiếp tục nội dung mà năm {before} ước không hoàn thành hoặc được cho dừng",
    "decided": "đăng ký có kết luận do công chức tổng hợp quyết định",
    "dropped": "của năm {before} không được đăng ký lại",
    "withheld": "của năm {before} chưa rõ có được đăng ký lại không",
    "draft": "trong dự thảo danh mục năm {year}",
    "draft_adjusted": "có chỉ tiêu điều chỉnh theo nghị quyết, kế hoạch",
    "draft_accepted": "đã được chấp nhận đưa vào danh mục",
    "to_screen": "cần xem xét thêm về tính chất trọng tâm",
    **{str(code): label for code, label in REASONS.items()},
    "candidates": "có trong chương trình, kế hoạch mà chưa có đơn vị đăng ký",
    "unlike": "đăng ký hoặc đề nghị giảm thuộc các nội dung chung mà các địa phương đề xuất chưa thống nhất",
}
TREATMENTS: dict[str, str] = {
    "keeps": "giữ nguyên",
    "changes": "điều chỉnh chỉ tiêu",
    "adds": "bổ sung",
    "drops": "đề nghị giảm",
    "asked": "chưa rõ",
}


def label_registered(stem: str, period: Period) -> str:
    """The label of `registration.<stem>`."""
    return LABELS[stem].format(year=period.year + 1, before=period.year)


@dataclass(frozen=True, slots=True)
class _Scope:
    name: str
    called: str
    units: frozenset[str]

    def figure_id(self, stem: str) -> str:
        return f"{STEM}.{stem}" if self.name == ALL else f"{STEM}.{stem}@{self.name}"


@dataclass(frozen=True, slots=True)
class _Population:
    """The things counted: their ids in order, each with its unit."""

    called: str
    unit_of: Mapping[str, str]

    def within(self, scope: _Scope) -> list[str]:
        return [key for key, unit in self.unit_of.items() if unit in scope.units]


def count_registration_figures(next_year: NextYear, units: Sequence[Unit], period: Period) -> list[Figure]:
    """Count the figures for all units, the groups and each unit; none if no unit registered anything.

    Each figure names its population: everything registered, the registered items without common tasks, this
    year's list without them, the programme, or the draft. Raises `FigureError` if parts do not add up.
    """
    if not next_year.registered.files:
        return []
    figures = list(_count_all(next_year, units, period))
    _check(figures)
    return figures


def _count_all(next_year: NextYear, units: Sequence[Unit], period: Period) -> Iterator[Figure]:
    year, before = next_year.year, period.year
    by_id = {each.item.registration_id: each for each in next_year.screened}
    heard = next_year.registering
    everything = _Population(
        f"nội dung các đơn vị đăng ký năm {year}",
        {key: each.item.unit.code for key, each in by_id.items()},
    )
    counted = _Population(
        f"nội dung đăng ký năm {year}, không kể nhiệm vụ giao chung",
        {key: each.item.unit.code for key, each in by_id.items() if each.is_counted},
    )
    signed = _Population(
        f"{period.title} năm {before}, không kể nhiệm vụ giao chung, của các đơn vị đã đăng ký năm {year}",
        {each.record_id: each.unit.code for each in next_year.this_year if each.unit.code in heard},
    )
    drafted = _Population(
        f"dự thảo danh mục năm {year}",
        {f"{each.key}": each.unit.code for each in next_year.drafts},
    )
    drafts = {each.key: each for each in next_year.drafts}
    dropped = {each.commitment.record_id for each in next_year.dropped}
    withheld = {each.commitment.record_id for each in next_year.withheld}
    for scope in _scopes(units, period.scheme):
        yield _figure(everything, scope, "total", period, lambda _: True)
        yield _figure(everything, scope, "common", period, lambda key: by_id[key].is_common)
        yield _figure(everything, scope, "common_asked", period, lambda key: by_id[key].common.is_asked)
        yield _figure(counted, scope, "counted", period, lambda _: True)
        for kind in KINDS:
            yield _figure(counted, scope, kind, period, _is_kind(by_id, kind))
        yield _figure(
            counted, scope, "carried", period,
            lambda key: _kind(by_id[key]) in ("unchanged", "changed", "reworded"),
        )  # fmt: skip
        yield _figure(counted, scope, "failed_before", period, lambda key: bool(by_id[key].failed))
        yield _figure(
            everything, scope, "decided", period,
            lambda key: any(finding.settled for finding in by_id[key].findings),
        )  # fmt: skip
        yield _figure(signed, scope, "dropped", period, dropped.__contains__)
        yield _figure(signed, scope, "withheld", period, withheld.__contains__)
        yield _figure(drafted, scope, "draft", period, lambda _: True)
        yield _figure(drafted, scope, "draft_adjusted", period, lambda key: drafts[key].adjusted)
        yield _figure(drafted, scope, "draft_accepted", period, lambda key: drafts[key].decision == ACCEPT)
    yield from _count_screening(next_year, counted, by_id, units, period)
    yield from _count_contents(next_year, period)


def _count_screening(
    next_year: NextYear,
    counted: _Population,
    by_id: Mapping[str, Screened],
    units: Sequence[Unit],
    period: Period,
) -> Iterator[Figure]:
    """Count what concerns only the screened groups: reasons to look at an item, and the programme."""
    for group in period.scheme.groups_with("screened"):
        yield from _count_screened(group, next_year, counted, by_id, units, period)


def _count_screened(
    group: Group,
    next_year: NextYear,
    counted: _Population,
    by_id: Mapping[str, Screened],
    units: Sequence[Unit],
    period: Period,
) -> Iterator[Figure]:
    own = {group.code, *(unit.code for unit in units if unit.group == group.code)}
    scopes = [scope for scope in _scopes(units, period.scheme) if scope.name in own]
    programme = _Population(
        f"nhiệm vụ của {group.label} trong chương trình, kế hoạch năm {next_year.year}",
        {
            each.item_id: each.unit.code
            for each in next_year.programme
            if each.unit and each.unit.group == group.code
        },
    )
    candidates = {each.item.item_id for each in next_year.candidates}
    for scope in scopes:
        yield _figure(
            counted, scope, "to_screen", period,
            lambda key: (found := by_id[key].key_item) is not None and found.is_asked,
        )  # fmt: skip
        for code in REASONS:
            yield _figure(counted, scope, code, period, _has_reason(by_id, code))
        yield _figure(programme, scope, "candidates", period, candidates.__contains__)


def _count_contents(next_year: NextYear, period: Period) -> Iterator[Figure]:
    """Count the proposals for each common content, and those in contents that units treat differently."""
    for group in period.scheme.groups_with("continued"):
        yield from _count_compared(group, next_year, period)


def _count_compared(group: Group, next_year: NextYear, period: Period) -> Iterator[Figure]:
    scope = _Scope(group.code, group.label, frozenset())
    in_common: list[str] = []
    unlike: list[str] = []
    for content in next_year.contents:
        if content.group != group.code:
            continue
        keys = tuple(proposal.key for proposal in content.proposals)
        in_common += keys
        unlike += () if content.is_consistent else keys
        for treatment, label in TREATMENTS.items():
            chosen = tuple(proposal.key for proposal in content.proposals if proposal.treatment == treatment)
            yield build_figure(
                scope.figure_id(f"content.{content.number}.{treatment}"), label, scope.name,
                f"đề xuất của {group.label} về nội dung “{content.text}”",
                chosen, len(keys), period,
            )  # fmt: skip
    yield build_figure(
        scope.figure_id("unlike"),
        label_registered("unlike", period),
        scope.name, f"đề xuất của {group.label} về các nội dung chung từ hai địa phương trở lên",
        tuple(unlike), len(in_common), period,
    )  # fmt: skip


def _scopes(units: Sequence[Unit], scheme: Scheme) -> list[_Scope]:
    return [
        _Scope(ALL, "", frozenset(unit.code for unit in units)),
        *(
            _Scope(
                group.code, group.label, frozenset(unit.code for unit in units if unit.group == group.code)
            )
            for group in scheme.groups
        ),
        *(_Scope(unit.code, unit.name, frozenset({unit.code})) for unit in units),
    ]


def _figure(
    population: _Population,
    scope: _Scope,
    stem: str,
    period: Period,
    chosen: Callable[[str], bool],
) -> Figure:
    keys = population.within(scope)
    called = f"{population.called}, của {scope.called}" if scope.called else population.called
    return build_figure(
        scope.figure_id(stem),
        label_registered(stem, period),
        scope.name,
        called,
        tuple(key for key in keys if chosen(key)),
        len(keys),
        period,
    )


def _kind(screened: Screened) -> str:
    kind = screened.carried.kind if screened.carried else ""
    return {"year_only": "unchanged", "target_changed": "changed"}.get(kind, kind)


def _is_kind(by_id: Mapping[str, Screened], kind: str) -> Callable[[str], bool]:
    return lambda key: _kind(by_id[key]) == kind


def _has_reason(by_id: Mapping[str, Screened], code: str) -> Callable[[str], bool]:
    return lambda key: any(reason.code == code for reason in by_id[key].reasons)


def _check(figures: Sequence[Figure]) -> None:
    """Check kinds against counted items, counted plus common against all, and contents by consistency."""
    counts = {figure.id: figure for figure in figures}
    for figure in figures:
        stem, at, scope = figure.id.partition("@")
        if stem == f"{STEM}.counted":
            parts = [counts[f"{STEM}.{kind}{at}{scope}"] for kind in KINDS]
            _compare(figure.id, sum(part.numerator for part in parts), figure.numerator)
            common, asked = (counts[f"{STEM}.{stem}{at}{scope}"] for stem in ("common", "common_asked"))
            _compare(common.id, figure.numerator + common.numerator + asked.numerator, common.denominator)
        elif stem.startswith(f"{STEM}.content.") and stem.endswith(".keeps"):
            shared = stem.removesuffix("keeps")
            parts = [counts[f"{shared}{treatment}{at}{scope}"] for treatment in TREATMENTS]
            _compare(figure.id, sum(part.numerator for part in parts), figure.denominator)


def _compare(figure_id: str, total: int, expected: int) -> None:
    if total != expected:
        raise FigureError(
            where=f"figures.json › {figure_id}",
            found=f"các phần cộng lại là {total}",
            expected=f"{expected} (lệch {total - expected:+d})",
            remedy="lỗi của chương trình: gửi thông báo này cùng thư mục kỳ cho người phát triển",
        )
