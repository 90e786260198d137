"""The charts, in colours that differ in grey print too, each with its finding in words."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path as Curve

from camket.dates import format_date
from camket.figures.ledger import Figure
from camket.figures.since_figures import NOW, SINCE, THEN, TOTAL
from camket.publishing.analyses.drawings import EDGE, INK, PAPER, STYLE, draw_svg
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.analyses.reporting_table import name_ranked
from camket.publishing.analyses.status_tables import shown_statuses
from camket.publishing.blocks.block import Chart
from camket.publishing.blocks.inline import Text, fill, join_clauses
from camket.settings.scheme import Scheme, Status
from camket.settings.states import UNRESOLVED, Basis, State
from camket.settings.units import Unit
from camket.signs import show_signs

# Inches: the text of an upright page, so that the sizes of letters are those of the page.
_WIDTH = 6.5
_LONGEST_NAME = 44
_MOST_NAMES = 3
# A part of a bar that is shorter has no room for its number.
_SHORTEST_PART = 0.035
# What each bar of a unit shows, from the line of zero.
_ORDER: tuple[State, ...] = ("done", "waiting", "running", "failed", "stopped")
# Of 255: on what is darker a number is white.
_DARK = 125


def status_chart(analysis: Analysis, basis: Basis) -> Chart:
    """The share of each status as one bar, in the order of the report's list."""
    figures = {status: analysis.figure(f"{basis}.{status}") for status in shown_statuses(analysis, basis)}
    with mpl.rc_context(STYLE):
        drawing = Drawing(figsize=(_WIDTH, 0.36 * len(figures) + 0.2), layout="constrained")
        axes = drawing.subplots()
        for position, (status, figure) in enumerate(figures.items()):
            axes.barh(position, figure.numerator, height=0.68, **_look(analysis.scheme, status))
            axes.text(figure.numerator, position, f"  {figure.count} ({figure.share})", va="center")
        axes.set_yticks(range(len(figures)), [_name_status(analysis.scheme, status) for status in figures])
        axes.invert_yaxis()
        axes.set_xlim(0, max(figure.numerator for figure in figures.values()) * 1.2 + 1)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        svg = draw_svg(drawing)
    ranked = sorted(figures.values(), key=lambda figure: -figure.numerator)
    alt = join_clauses((load_page_wording()["charts"]["by_size"],), [_in_words(figure) for figure in ranked])
    return Chart(
        title=_title(analysis, basis, "Cơ cấu kết quả"), alt=alt, svg=svg, source=source_note(analysis)
    )


def units_chart(analysis: Analysis, basis: Basis, group: str) -> Chart | None:
    """Each unit of a group as a bar of 100 %, the highest share of what is done first; None for no items.

    Units that have done equally much keep the prescribed order. The number of commitments stands behind each bar.
    """
    statuses = _done_first(analysis, basis)
    units = analysis.units_with_items(basis, group)
    if not units:
        return None
    units.sort(key=lambda unit: -_share(analysis.state(basis, "done", unit.code)))
    totals = [analysis.figure(f"{basis}.total", unit.code) for unit in units]
    with mpl.rc_context(STYLE):
        drawing = Drawing(figsize=(_WIDTH, 0.225 * len(units) + 0.85), layout="constrained")
        axes = drawing.subplots()
        left = [0.0] * len(units)
        for status in statuses:
            figures = [analysis.figure(f"{basis}.{status}", unit.code) for unit in units]
            shares = [_share(figure) for figure in figures]
            look = _look(analysis.scheme, status)
            axes.barh(range(len(units)), shares, left=left, height=0.78, **look)
            for position, (figure, share) in enumerate(zip(figures, shares, strict=True)):
                if share > _SHORTEST_PART:
                    _number_in_bar(axes, left[position] + share / 2, position, figure, look)
            left = [start + share for start, share in zip(left, shares, strict=True)]
        for position, total in enumerate(totals):
            axes.text(1.015, position, total.count, va="center", fontsize=9)
        axes.text(1.015, -0.95, "Tổng", va="center", fontsize=9, style="italic")
        axes.set_yticks(range(len(units)), [_name_unit(analysis, unit) for unit in units], fontsize=9)
        axes.set_ylim(len(units) - 0.45, -0.6)
        axes.set_xlim(0, 1.06)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"], fontsize=9)
        axes.spines["bottom"].set_bounds(0, 1)
        axes.spines["left"].set_visible(False)
        handles = [
            Patch(label=_name_status(analysis.scheme, status), **_look(analysis.scheme, status))
            for status in statuses
        ]
        drawing.legend(
            handles=handles, loc="outside upper center", ncols=len(statuses), frameon=False, fontsize=9,
            columnspacing=1.2, handletextpad=0.5, handlelength=1.2,
        )  # fmt: skip
        svg = draw_svg(drawing)
    return Chart(
        title=_title(
            analysis, basis, f"Kết quả của từng đơn vị trong nhóm {analysis.scheme.group(group).label}"
        ),
        alt=_compare_units(analysis, basis, units),
        svg=svg,
        source=source_note(analysis),
    )


def _done_first(analysis: Analysis, basis: Basis) -> list[str]:
    """The statuses in the order of a bar: what is done begins at the line of zero, so that it can be compared."""

    def place(status: str) -> int:
        found = analysis.scheme.status(status)
        return (
            min((_ORDER.index(state) for state, _ in found.cases), default=0)
            if isinstance(found, Status)
            else len(_ORDER)
        )

    return sorted(shown_statuses(analysis, basis), key=place)


def _share(figure: Figure) -> float:
    return figure.numerator / max(figure.denominator, 1)


def _name_unit(analysis: Analysis, unit: Unit) -> str:
    return textwrap.shorten(show_signs(name_ranked(analysis, unit)), _LONGEST_NAME, placeholder="…")


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
        drawing = Drawing(figsize=(_WIDTH, 4.3), layout="constrained")
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


def _number_in_bar(axes: Axes, x: float, y: float, figure: Figure, look: Mapping[str, Any]) -> None:
    is_dark = _grey(look["facecolor"]) < _DARK
    box = {"boxstyle": "round,pad=0.1", "facecolor": PAPER, "edgecolor": "none"} if look["hatch"] else None
    colour = PAPER if is_dark and not box else INK
    axes.text(x, y, figure.count, ha="center", va="center", fontsize=8.5, color=colour, bbox=box)


def _grey(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


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
