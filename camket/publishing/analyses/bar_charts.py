"""Charts of bars for the slides and the leader's page: shares where units are compared, counts where kinds are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from camket.dates import format_date
from camket.figures.ledger import ALL, Figure
from camket.figures.registration_figures import KINDS
from camket.figures.report_figures import UNNAMED, WAITING
from camket.figures.since_figures import NOW, THEN, TOTAL
from camket.next_year.criteria import REASONS
from camket.publishing.analyses.drawn_bars import draw_bars
from camket.publishing.analyses.leading_tables import select_leading
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import registration_source, source_note
from camket.publishing.analyses.reporting_table import name_ranked
from camket.publishing.analyses.status_tables import shown_statuses
from camket.publishing.blocks.bars import Bars, Point, Series
from camket.publishing.blocks.block import Chart
from camket.publishing.blocks.inline import Printed, Run, Text
from camket.settings.states import Basis, Found, State

# What is reached stands at the left of every bar, so that bars sorted by it are compared at a glance.
_ORDER: tuple[Found, ...] = ("done", "waiting", "running", "failed", "stopped", "unresolved")
# Bars that are no statuses have one colour, dark enough for white letters.
_PLAIN = "#08447f"
_WHOLE = "Toàn tỉnh"


def statuses_chart(analysis: Analysis, basis: Basis) -> Chart:
    """One bar for each status, as long as its count."""
    statuses = _order_statuses(analysis, shown_statuses(analysis, basis))
    scheme = analysis.scheme
    return _count_chart(
        "Số nội dung theo kết quả",
        {scheme.short(status): analysis.figure(f"{basis}.{status}") for status in statuses},
        tuple(scheme.status(status).colour for status in statuses),
        source_note(analysis),
    )


def groups_chart(analysis: Analysis, *bases: Basis) -> Chart:
    """The whole and each group with items as bars of one length, divided into statuses; each once for each basis."""
    scopes = {_WHOLE: ALL, **{group.title: group.code for group in analysis.groups_with_items(bases[0])}}
    days = {
        "cut_off": f"đến {format_date(analysis.period.cut_off)}",
        "full_year": f"ước cả năm {analysis.period.year}",
    }
    rows = {
        f"{name}, {days[basis]}" if len(bases) > 1 else name: (basis, scope)
        for name, scope in scopes.items()
        for basis in bases
    }
    chart = _status_chart(analysis, "Cơ cấu kết quả theo nhóm đơn vị (%)", rows)
    if len(bases) == 1 or chart.bars is None:
        return chart
    # In words the whole is enough; what a picture shows of each group would take as much room as the picture.
    [whole, *_] = chart.bars.split(len(bases))
    return chart.model_copy(update={"alt": _describe(whole)})


def units_chart(analysis: Analysis, basis: Basis, group: str) -> Chart | None:
    """The units of a group, those that completed the largest share first; None for a group without items."""
    units = analysis.units_with_items(basis, group)
    if not units:
        return None
    units.sort(key=lambda unit: -_rate(analysis.state(basis, "done", unit.code)))
    rows = {name_ranked(analysis, unit): (basis, unit.code) for unit in units}
    return _status_chart(analysis, f"Cơ cấu kết quả của {analysis.scheme.group(group).label} (%)", rows)


def since_chart(analysis: Analysis) -> Chart | None:
    """The commitments of both periods as they stood then and stand now; None where the year has no earlier period."""
    if not analysis.figures.get(TOTAL) or not analysis.figure(TOTAL).numerator:
        return None
    rows = {"Kỳ trước": THEN, f"Đến {format_date(analysis.period.cut_off)}": NOW}
    statuses = [
        status
        for status in _order_statuses(analysis, analysis.scheme.possible("cut_off"))
        if any(analysis.figure(f"{stem}.{status}").numerator for stem in rows.values())
    ]
    series = [
        _status_series(analysis, status, [analysis.figure(f"{stem}.{status}") for stem in rows.values()])
        for status in statuses
    ]
    return _chart(
        "Kết quả kỳ trước và kỳ này (%)", "share", tuple(rows), series, source=source_note(analysis)
    )


def moves_chart(analysis: Analysis) -> Chart | None:
    """What becomes of the commitments that are open at the cut-off, by their status then; None where none is open."""
    scheme = analysis.scheme
    before = [
        status
        for status in shown_statuses(analysis, "cut_off")
        if scheme.state_of(status) in ("running", "waiting")
        and analysis.figure(f"cut_off.{status}").numerator
    ]
    if not before:
        return None
    after = _order_statuses(analysis, shown_statuses(analysis, "full_year"))
    figures = {
        end: [analysis.figure(f"flow.{status}.{end}") for status in before]
        for end in after
    }  # fmt: skip
    series = [
        _status_series(analysis, end, moved)
        for end, moved in figures.items()
        if any(figure.numerator for figure in moved)
    ]
    names = tuple(f"{scheme.short(status)} đến {format_date(analysis.period.cut_off)}" for status in before)
    return _chart(
        "Ước cả năm của nội dung chưa kết thúc (%)", "share", names, series, source=source_note(analysis)
    )


def waiting_chart(analysis: Analysis, most: int) -> Chart | None:
    """The appraisers awaited most often, then those that the signed list does not name; None where none is awaited."""
    waited = {
        figure.label.removeprefix("đang chờ ").removesuffix(" thẩm định"): figure
        for name, figure in analysis.figures.items()
        if name.startswith(f"{WAITING}.")
    }
    named = select_leading(waited, most)
    unnamed = analysis.figure(UNNAMED)
    if unnamed.numerator:
        named["Danh mục không ghi cơ quan thẩm định"] = unnamed
    if not named:
        return None
    return _count_chart("Nội dung chờ thẩm định", named, (_PLAIN,), source_note(analysis))


def failing_chart(analysis: Analysis, most: int) -> Chart | None:
    """The units of which the largest shares are forecast to fail, at most `most`; None where none is."""
    failing = {
        unit: figure
        for unit in analysis.units
        if (figure := analysis.state("full_year", "failed", unit.code)).numerator
    }
    if not failing:
        return None
    ranked = sorted(failing, key=lambda unit: -_rate(failing[unit]))[:most]
    rows: dict[str, tuple[Basis, str]] = {
        name_ranked(analysis, unit): ("full_year", unit.code) for unit in ranked
    }
    return _status_chart(analysis, "Ước cả năm của các đơn vị (%)", rows, first="failed")


def screened_chart(analysis: Analysis, group: str) -> Chart | None:
    """The signs by which items registered by a screened group are looked at again, the most frequent first."""
    figures = {
        figure.label: figure
        for code in REASONS
        if (figure := analysis.figure(f"registration.{code}", group)).numerator
    }
    ranked = dict(sorted(figures.items(), key=lambda each: -each[1].numerator))
    return (
        _count_chart("Dấu hiệu cần xem xét thêm", ranked, (_PLAIN,), registration_source(analysis))
        if ranked
        else None
    )


def carried_chart(analysis: Analysis) -> Chart:
    """What the items registered for the next year are to those of this year, by group."""
    groups = {
        group.title: group.code
        for group in analysis.scheme.groups
        if analysis.figure("registration.counted", group.code).numerator
    }
    shades = (_PLAIN, "#5aa0d0", "#e4eef7", "#f5be3d", "#ffffff")
    series = [
        Series(
            name=_capital(analysis.figure(f"registration.{kind}").label),
            colours=(shade,),
            points=tuple(_point(analysis.figure(f"registration.{kind}", group)) for group in groups.values()),
            hatched=kind == "asked",
        )
        for kind, shade in zip(KINDS, shades, strict=True)
        if analysis.figure(f"registration.{kind}").numerator
    ]
    title = f"Nội dung đăng ký năm {analysis.period.year + 1} so với năm {analysis.period.year} (%)"
    return _chart(title, "share", tuple(groups), series, source=registration_source(analysis))


def draft_chart(analysis: Analysis) -> Chart | None:
    """The draft list of the next year by group; None without a draft."""
    figures = {
        group.title: figure
        for group in analysis.scheme.groups
        if (figure := analysis.figures.get(f"registration.draft@{group.code}")) and figure.numerator
    }
    if not figures:
        return None
    title = f"Dự thảo danh mục năm {analysis.period.year + 1}"
    points = tuple(map(_point, figures.values()))
    series = Series(name="Số nội dung", colours=(_PLAIN,), points=points)
    return _chart(title, "count", tuple(figures), [series], source=registration_source(analysis))


def _status_chart(
    analysis: Analysis, title: str, rows: Mapping[str, tuple[Basis, str]], *, first: State = "done"
) -> Chart:
    """Bars of one length divided into statuses, those of the `first` state at the left and their share at the end."""
    bases = {basis for basis, _ in rows.values()}
    possible = {status for basis in bases for status in shown_statuses(analysis, basis)}
    series = []
    for status in _order_statuses(analysis, possible, first):
        points = tuple(
            _point(figure)
            if (figure := analysis.figures.get(f"{basis}.{status}" + ("" if scope == ALL else f"@{scope}")))
            else Point()
            for basis, scope in rows.values()
        )
        if any(point.number for point in points):
            series.append(_make_series(analysis, status, points))
    counted = [analysis.state(basis, first, scope) for basis, scope in rows.values()]
    ends = [Printed(figure=figure.id, text=figure.share) for figure in counted]
    heading = f"Tỷ lệ {counted[0].label}"
    return _chart(title, "share", tuple(rows), series, ends, heading, source=source_note(analysis))


def _status_series(analysis: Analysis, status: str, figures: Iterable[Figure]) -> Series:
    return _make_series(analysis, status, tuple(map(_point, figures)))


def _make_series(analysis: Analysis, status: str, points: tuple[Point, ...]) -> Series:
    shown = analysis.scheme.status(status)
    return Series(name=shown.short, colours=(shown.colour,), points=points, hatched=bool(shown.hatch))


def _count_chart(title: str, figures: Mapping[str, Figure], colours: tuple[str, ...], source: str) -> Chart:
    points = tuple(map(_point, figures.values()))
    ends = [Printed(figure=figure.id, text=figure.share) for figure in figures.values()]
    names = tuple(map(_capital, figures))
    series = Series(name="Số nội dung", colours=colours, points=points)
    return _chart(title, "count", names, [series], ends, "Tỷ lệ", source=source)


def _chart(
    title: str,
    scale: str,
    categories: tuple[str, ...],
    series: Sequence[Series],
    ends: Sequence[Printed] = (),
    ends_heading: str = "",
    *,
    source: str,
) -> Chart:
    bars = Bars.model_validate(
        {
            "scale": scale,
            "categories": categories,
            "series": tuple(series),
            "ends": tuple(ends),
            "ends_heading": ends_heading,
        }
    )
    return Chart(title=title, alt=_describe(bars), svg=draw_bars(bars), source=source, bars=bars)


def _describe(bars: Bars) -> Text:
    """What stands at the end of each bar, or else its first part, in words."""
    printed = bars.ends or [each.printed for each in bars.series[0].points] if bars.series else ()
    heading = bars.ends_heading or (bars.series[0].name if bars.series else "")
    runs: list[Run] = [f"{heading}: "]
    for position, (category, one) in enumerate(zip(bars.categories, printed, strict=True)):
        runs += [f"{'; ' if position else ''}{category} ", one or "–"]
    return (*runs, ".")


def _point(figure: Figure) -> Point:
    return Point(number=figure.numerator, printed=Printed(figure=figure.id, text=figure.count))


def _order_statuses(analysis: Analysis, statuses: Iterable[str], first: State = "done") -> list[str]:
    chosen = set(statuses)
    return sorted(
        (status for status in analysis.scheme.codes if status in chosen),
        key=lambda status: (
            (state := analysis.scheme.state_of(status)) != first,
            _ORDER.index(state),
        ),
    )


def _rate(figure: Figure) -> Fraction:
    return Fraction(figure.numerator, max(figure.denominator, 1))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
