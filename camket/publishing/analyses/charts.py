"""The charts, in colours that differ in grey print too, each with its finding in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve

from camket.dates import format_date
from camket.figures.ledger import Figure
from camket.figures.since_figures import NOW, SINCE, THEN, TOTAL
from camket.publishing.analyses import bar_charts
from camket.publishing.analyses.drawings import EDGE, STYLE, WIDTH, draw_svg
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.analyses.reporting_table import name_ranked
from camket.publishing.analyses.status_tables import shown_statuses
from camket.publishing.blocks.block import Chart
from camket.publishing.blocks.inline import Text, fill, join_clauses
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis
from camket.settings.units import Unit
from camket.signs import show_signs

_MOST_NAMES = 3


def status_chart(analysis: Analysis, basis: Basis) -> Chart:
    """The count of each status as one bar, with its share; in words the most frequent first."""
    figures = [analysis.figure(f"{basis}.{status}") for status in shown_statuses(analysis, basis)]
    ranked = sorted(figures, key=lambda figure: -figure.numerator)
    alt = join_clauses((load_page_wording()["charts"]["by_size"],), [_in_words(figure) for figure in ranked])
    title = _title(analysis, basis, "Cơ cấu kết quả")
    return bar_charts.statuses_chart(analysis, basis).model_copy(update={"title": title, "alt": alt})


def units_chart(analysis: Analysis, basis: Basis, group: str) -> Chart | None:
    """Each unit of a group as a bar of 100 %, the highest share of what is done first; None for no items.

    In words it says which completed the largest share, and which the smallest.
    """
    chart = bar_charts.units_chart(analysis, basis, group)
    if chart is None:
        return None
    called = analysis.scheme.group(group).label
    title = _title(analysis, basis, f"Kết quả của từng đơn vị trong nhóm {called}")
    alt = _compare_units(analysis, basis, analysis.units_with_items(basis, group))
    return chart.model_copy(update={"title": title, "alt": alt})


def _name_status(scheme: Scheme, status: str) -> str:
    return show_signs(scheme.short(status))


def flow_chart(analysis: Analysis) -> Chart:
    """Bands from each status at the cut-off to each status at year end, as wide as their counts."""
    day, year = format_date(analysis.period.cut_off), analysis.period.year
    svg, words = _draw_moves(
        analysis,
        {status: analysis.figure(f"cut_off.{status}") for status in shown_statuses(analysis, "cut_off")},
        {status: analysis.figure(f"full_year.{status}") for status in shown_statuses(analysis, "full_year")},
        "flow",
        (f"Đến {day}", f"Ước cả năm {year}"),
    )
    return Chart(
        title=f"Từ kết quả đến {day} sang ước cả năm {year}",
        alt=join_clauses((load_page_wording()["charts"]["moves"].format(day=day),), words),
        svg=svg,
        source=source_note(analysis),
    )


def since_chart(analysis: Analysis) -> Chart | None:
    """Bands from each status at the last cut-off of the year to each status at this one; None for a first period."""
    if not analysis.figures.get(TOTAL) or not analysis.figure(TOTAL).numerator:
        return None
    then, now = (
        {
            status: figure
            for status in analysis.scheme.possible("cut_off")
            if (figure := analysis.figure(f"{stem}.{status}")).numerator or status != UNRESOLVED
        }
        for stem in (THEN, NOW)
    )
    svg, words = _draw_moves(
        analysis, then, now, SINCE, ("Kỳ trước", f"Đến {format_date(analysis.period.cut_off)}")
    )
    return Chart(
        title=f"Từ kết quả kỳ trước sang kết quả đến {format_date(analysis.period.cut_off)}",
        alt=join_clauses((load_page_wording()["charts"]["moves_since"],), words),
        svg=svg,
        source=source_note(analysis),
    )


def _draw_moves(
    analysis: Analysis,
    before: Mapping[str, Figure],
    after: Mapping[str, Figure],
    stem: str,
    heads: tuple[str, str],
) -> tuple[str, list[Text]]:
    """Two stacks of statuses with bands between them, and each band in words.

    The bands are the figures `<stem>.<status before>.<status after>`, which add up to both stacks.
    """
    scheme, total = analysis.scheme, sum(figure.numerator for figure in before.values())
    gap = total * 0.06
    with mpl.rc_context(STYLE):
        drawing = Drawing(figsize=(WIDTH, 4.3), layout="constrained")
        axes = drawing.subplots()
        starts = _stack(axes, scheme, 0.0, before, gap)
        ends = _stack(axes, scheme, 1.0, after, gap)
        words = []
        for source in before:
            for end in after:
                figure = analysis.figure(f"{stem}.{source}.{end}")
                if figure.numerator:
                    _band(axes, starts[source], ends[end], figure.numerator, _look(scheme, source))
                    starts[source] += figure.numerator
                    ends[end] += figure.numerator
                    named = {"before": scheme.short(source), "after": scheme.short(end)}
                    words.append(fill(load_page_wording()["charts"]["move"], **named, f=figure))
        axes.set_xlim(-0.42, 1.42)
        axes.set_ylim(total + gap * (max(len(before), len(after)) - 1) + gap, -gap * 1.6)
        for x, head in enumerate(heads):
            axes.text(float(x), -gap * 0.7, head, ha="center", weight="bold")
        axes.set_axis_off()
        return draw_svg(drawing), words


def _stack(axes: Axes, scheme: Scheme, x: float, parts: Mapping[str, Figure], gap: float) -> dict[str, float]:
    tops: dict[str, float] = {}
    top = 0.0
    for status, figure in parts.items():
        tops[status] = top
        if figure.numerator:
            axes.bar(x, figure.numerator, bottom=top, width=0.08, **_look(scheme, status))
            label = f"{_name_status(scheme, status)}\n{figure.count} ({figure.share})"
            side, align = (-0.07, "right") if x == 0 else (0.07, "left")
            axes.text(x + side, top + figure.numerator / 2, label, ha=align, va="center")
        top += figure.numerator + gap
    return tops


def _band(axes: Axes, start: float, end: float, width: int, look: dict[str, Any]) -> None:
    left, right, middle = 0.045, 0.955, 0.5
    points = [
        (left, start), (middle, start), (middle, end), (right, end),
        (right, end + width), (middle, end + width), (middle, start + width), (left, start + width), (left, start),
    ]  # fmt: skip
    curve, line = Curve.CURVE4, Curve.LINETO
    codes = [Curve.MOVETO, curve, curve, curve, line, curve, curve, curve, Curve.CLOSEPOLY]
    axes.add_patch(PathPatch(Curve(points, codes), alpha=0.55, **look))


def _compare_units(analysis: Analysis, basis: Basis, units: Sequence[Unit]) -> Text:
    figures = {name_ranked(analysis, unit): analysis.state(basis, "done", unit.code) for unit in units}
    best = max(figures.values(), key=lambda figure: figure.numerator / max(figure.denominator, 1))
    least = min(figures.values(), key=lambda figure: figure.numerator / max(figure.denominator, 1))
    return fill(
        load_page_wording()["charts"]["all_equal" if best.share == least.share else "best_and_least"],
        group=analysis.scheme.group(units[0].group).label,
        best=best,
        best_units=_names(figures, best),
        least=least,
        least_units=_names(figures, least),
    )


def _names(figures: dict[str, Figure], like: Figure) -> str:
    names = [name for name, figure in figures.items() if figure.share == like.share]
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return str(load_page_wording()["charts"]["and_others"].format(names=", ".join(names[:_MOST_NAMES])))


def _in_words(figure: Figure) -> Text:
    return fill(load_page_wording()["charts"]["status"], f=figure)


def _title(analysis: Analysis, basis: Basis, what: str) -> str:
    if basis == "cut_off":
        return f"{what} đến {format_date(analysis.period.cut_off)}"
    return f"{what}, ước cả năm {analysis.period.year}"


def _look(scheme: Scheme, code: str) -> dict[str, Any]:
    status = scheme.status(code)
    return {"facecolor": status.colour, "hatch": status.hatch, "edgecolor": EDGE, "linewidth": 0.5}
