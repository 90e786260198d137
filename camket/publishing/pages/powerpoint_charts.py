"""Bars as charts of PowerPoint, with the numbers in a workbook of their own that PowerPoint opens for editing."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Pt

from camket.publishing.blocks.bars import Bars, Series
from camket.publishing.pages.powerpoint_text import FONT, INK, SMALL, SOFT, clean, make_colour

_LINE, _HATCH = "222222", "999999"
_NARROW = 4.0  # percent of a bar
_GAP = 25  # percent of the thickness of a bar


def add_chart(page: Any, bars: Bars, place: tuple[Any, Any, Any, Any]) -> Any:
    """Adds the bars at left, top, width, height; returns the frame of the chart."""
    data: Any = CategoryChartData(number_format=_number_format(bars))  # type: ignore[no-untyped-call]
    data.categories = [
        clean(f"{name} ({bars.ends[position].text})" if bars.ends else name)
        for position, name in enumerate(bars.categories)
    ]
    for series in bars.series:
        data.add_series(clean(series.name), [point.number for point in series.points])
    kind = XL_CHART_TYPE.BAR_STACKED_100 if bars.scale == "share" else XL_CHART_TYPE.BAR_CLUSTERED
    frame = page.shapes.add_chart(kind, *place, data)
    _style_chart(frame.chart, bars)
    return frame


def _style_chart(chart: Any, bars: Bars) -> None:
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(SMALL), FONT, make_colour(INK)
    chart.has_title = False
    chart.has_legend = bars.has_key
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        chart.legend.font.size = Pt(SMALL)
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = True
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.format.line.color.rgb = make_colour(SOFT)
    categories.tick_labels.font.size = Pt(SMALL)
    _show_every_name(categories)
    values.visible, values.has_major_gridlines, values.minimum_scale = False, False, 0
    plot = chart.plots[0]
    plot.gap_width = _GAP
    if bars.scale == "share":
        values.maximum_scale, plot.overlap = 1, 100
    for drawn, series in zip(plot.series, bars.series, strict=True):
        _style_series(drawn, series, bars)


def _style_series(drawn: Any, series: Series, bars: Bars) -> None:
    _colour(drawn.format, series.colour(0))
    if series.hatched:
        drawn.format.fill.patterned()
        drawn.format.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        drawn.format.fill.fore_color.rgb = make_colour(_HATCH)
        drawn.format.fill.back_color.rgb = make_colour(series.colour(0))
    if len(series.colours) > 1:
        for position in range(len(series.points)):
            _colour(drawn.points[position].format, series.colour(position))
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _number_format(bars), False
    labels.font.size, labels.font.bold = Pt(SMALL), True
    if bars.scale == "count":
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.color.rgb = make_colour(series.ink(0) if bars.scale == "share" else INK)
    if bars.scale == "share":
        for position in range(len(series.points)):
            if bars.width(series, position) < _NARROW:
                _leave_out_label(drawn.points[position])


def _leave_out_label(point: Any) -> None:
    """A number that is wider than its part of the bar would lie on that of its neighbour."""
    label = point.data_label._get_or_add_dLbl()
    for part in list(label)[1:]:
        label.remove(part)
    label.append(label.makeelement(qn("c:delete"), {"val": "1"}))


def _show_every_name(axis: Any) -> None:
    """Without this, a program that has little room leaves out every other name."""
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _colour(shown: Any, colour: str) -> None:
    shown.fill.solid()
    shown.fill.fore_color.rgb = make_colour(colour)
    shown.line.color.rgb, shown.line.width = make_colour(_LINE), Pt(0.5)


def _number_format(bars: Bars) -> str:
    """As the figures are printed: `05`, or `5`; nothing for a part that is not there."""
    texts = [point.printed.text for each in bars.series for point in each.points if point.printed]
    padded = any(text.startswith("0") and len(text) > 1 for text in texts)
    return "00;;;" if padded else "0;;;"
