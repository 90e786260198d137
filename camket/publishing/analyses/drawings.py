"""How every chart is drawn: the font of pages, thin lines, vectors, and the same bytes for the same drawing."""

from __future__ import annotations

import io
from typing import Any

from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

from camket.publishing.pages.fonts import add_chart_fonts
from camket.signs import show_signs

STYLE: Any = {
    "font.family": add_chart_fonts(),
    "font.size": 10,
    # A name may have dollar signs; none of it is a formula.
    "text.parse_math": False,
    "svg.hashsalt": "camket",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#8a93a0",
    "axes.linewidth": 0.6,
    "xtick.color": "#444444",
    "ytick.left": False,
}
INK, EDGE = "#1a1a1a", "#4a4f57"
# Inches: the text of an upright page, so that the sizes of letters are those of the page.
WIDTH = 6.5


def draw_svg(drawing: Drawing) -> str:
    """Returns a drawing as SVG. A sign that the font lacks is shown by its meaning, as on the page."""
    _show_signs(drawing)
    buffer = io.StringIO()
    drawing.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue()


def _show_signs(drawing: Drawing) -> None:
    for axes in drawing.get_axes():
        for axis in (axes.xaxis, axes.yaxis):
            # The labels of ticks are written anew whenever they are drawn.
            labels = [label.get_text() for label in axis.get_ticklabels()]
            if any(show_signs(label) != label for label in labels):
                axis.set_ticks(axis.get_ticklocs(), [show_signs(label) for label in labels])
    for part in drawing.findobj(Text):
        if isinstance(part, Text) and show_signs(part.get_text()) != part.get_text():
            part.set_text(show_signs(part.get_text()))
