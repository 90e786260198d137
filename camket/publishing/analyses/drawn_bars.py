"""Bars drawn as SVG, for pages and for whoever reads a notebook; slides draw their own."""

from __future__ import annotations

import textwrap

import matplotlib as mpl
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import Patch

from camket.publishing.analyses.drawings import INK, STYLE, WIDTH, draw_svg
from camket.publishing.blocks.bars import Bars

_NAME, _SIZE = 42, 8.5  # characters of a line of a name, points of a letter
_HATCH = "//"
_BOX = {"boxstyle": "round,pad=0.12", "facecolor": "white", "edgecolor": "none"}
_NARROW = 3.0  # percent of the width that a number needs


def draw_bars(bars: Bars) -> str:
    """Returns the SVG: a bar below the other, numbers on their parts, a key where there are several parts."""
    names = [textwrap.fill(name, _NAME) for name in bars.categories]
    lines = sum(name.count("\n") + 1 for name in names)
    with mpl.rc_context(STYLE):
        height = 0.145 * lines + 0.075 * len(names) + 0.17 * bool(bars.ends) + 0.32 * bars.has_key + 0.1
        drawing = Drawing(figsize=(WIDTH, height), layout="constrained")
        axes = drawing.subplots()
        left = [0.0] * len(names)
        for series in bars.series:
            for position, point in enumerate(series.points):
                width = bars.width(series, position)
                if not width:
                    continue
                axes.barh(
                    position, width, left=left[position], height=0.7,
                    facecolor=series.colour(position), edgecolor=INK, linewidth=0.5,
                    hatch=_HATCH if series.hatched else None,
                )  # fmt: skip
                if width >= _NARROW and point.printed:
                    axes.text(
                        left[position] + width / 2, position, point.printed.text,
                        ha="center", va="center", fontsize=_SIZE, color=series.ink(position),
                        bbox=_BOX if series.hatched else None,
                    )  # fmt: skip
                left[position] += width
        for position, end in enumerate(bars.ends):
            axes.text(left[position] + 1.5, position, end.text, va="center", fontsize=_SIZE)
        if bars.ends:
            axes.text(
                101.5, -0.85, bars.ends_heading, va="center", ha="center", fontsize=_SIZE, style="italic"
            )
        axes.set_yticks(range(len(names)), names, fontsize=_SIZE)
        axes.set_ylim(len(names) - 0.5, -1.2 if bars.ends else -0.5)
        axes.set_xlim(0, 110)
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        if bars.has_key:
            handles = [
                Patch(
                    label=each.name,
                    facecolor=each.colour(0),
                    edgecolor=INK,
                    linewidth=0.5,
                    hatch=_HATCH if each.hatched else None,
                )
                for each in bars.series
            ]
            drawing.legend(
                handles=handles, loc="outside upper center", ncols=min(len(handles), 5), frameon=False,
                fontsize=_SIZE, columnspacing=1.2, handletextpad=0.5,
            )  # fmt: skip
        return draw_svg(drawing)
