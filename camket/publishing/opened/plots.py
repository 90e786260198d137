"""Drawings of matplotlib as charts of a page: vectors, with the finding in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from camket.errors import InputError
from camket.publishing.analyses.drawings import STYLE, draw_svg
from camket.publishing.blocks.block import BLOCK_MIME, Chart
from camket.publishing.pages.fonts import add_chart_fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

_STYLE: dict[Any, Any] = {name: STYLE[name] for name in ("svg.fonttype", "svg.hashsalt")}


def make_chart(drawing: Drawing, *, title: str, alt: str, source: str) -> Chart:
    """Returns a drawing as a chart. Raises `InputError` where `alt`, its finding in words, is empty."""
    if not hasattr(drawing, "savefig"):
        raise InputError(
            where=f"period.chart(…, title={title!r})",
            found=type(drawing).__name__,
            expected="một Figure của matplotlib",
            remedy="drawing, axes = plt.subplots(); đưa drawing vào, hoặc axes.figure",
        )
    if not alt.strip():
        raise InputError(
            where=f"period.chart(…, title={title!r})",
            found="biểu đồ chưa có lời mô tả",
            expected="alt='…': điều biểu đồ cho thấy, để người không nhìn được hình cũng hiểu",
            remedy="viết một câu nêu kết luận của biểu đồ",
        )
    return Chart(title=title, alt=(alt,), svg=_draw(drawing), source=source)


def take_drawings() -> None:
    """Lets a cell that ends with a drawing put it on the page as a chart, in the font of pages.

    The chart is described by its own titles and labels.
    """
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    if shell is not None:
        mpl.rcParams["font.family"] = add_chart_fonts()
        formatter = shell.display_formatter.mimebundle_formatter
        formatter.for_type_by_name("matplotlib.figure", "Figure", _bundle_drawing)


def _bundle_drawing(drawing: Drawing, include: object = None, exclude: object = None) -> dict[str, Any]:
    title, alt = describe_drawing(drawing)
    chart = Chart(title=title, alt=(alt,), svg=_draw(drawing))
    return {BLOCK_MIME: chart.model_dump(mode="json"), "text/plain": alt}


def _draw(drawing: Drawing) -> str:
    with mpl.rc_context(_STYLE):
        return draw_svg(drawing)


def describe_drawing(drawing: Drawing) -> tuple[str, str]:
    """The title of a drawing, and what its titles, axes and legends say of it."""
    axes = drawing.get_axes()
    titles = list(dict.fromkeys(filter(None, [drawing.get_suptitle(), *(each.get_title() for each in axes)])))
    said = [part for each in axes for part in _describe_axes(each)]
    return "; ".join(titles), "Biểu đồ: " + "; ".join([*titles, *said] or ["chưa có lời mô tả"])


def _describe_axes(axes: Axes) -> Iterator[str]:
    if axes.get_xlabel():
        yield f"trục ngang: {axes.get_xlabel()}"
    if axes.get_ylabel():
        yield f"trục đứng: {axes.get_ylabel()}"
    if legend := axes.get_legend():
        yield f"chú giải: {', '.join(text.get_text() for text in legend.get_texts())}"
