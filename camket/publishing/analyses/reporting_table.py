"""Which units reported, how much and when: a sentence, a table, and the remark on a unit that sent nothing."""

from __future__ import annotations

from camket.dates import format_date
from camket.figures.ledger import UNITS, Figure
from camket.figures.reporting_figures import REPORTED
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.blocks.block import Column, Paragraph, Row, Table
from camket.publishing.blocks.inline import Run, Text, count, fill, share
from camket.settings.units import Unit
from camket.settings.value_types import read_day

_WITHOUT_RESULTS = ("silent", "unusable", "blank")
_TIMELINESS = {"on_time": "Đúng hạn", "late": "Sau hạn", "undated": "Chưa rõ ngày"}


def name_ranked(analysis: Analysis, unit: Unit) -> str:
    """A unit as a ranking names it: one that sent nothing, or nothing readable, is called so."""
    words = load_page_wording()["remarks"]
    for sent in _WITHOUT_RESULTS:
        figure = analysis.figures.get(f"{UNITS}{sent}")
        if figure and _is_counted(analysis, unit, figure):
            return f"{unit.name} ({words[sent]})"
    return unit.name


def say_reporting(analysis: Analysis) -> Text:
    """How many units reported how many commitments, who sent nothing, and how many were in time."""
    words = load_page_wording()["sentences"]
    said: list[Run] = [
        *fill(words["reporting"], u=analysis.figure(f"{UNITS}reported"), i=analysis.figure(REPORTED))
    ]
    for sent in _WITHOUT_RESULTS:
        figure = analysis.figure(f"{UNITS}{sent}")
        if figure.numerator:
            names = "; ".join(unit.name for unit in analysis.units if _is_counted(analysis, unit, figure))
            said += fill(words["units_named"], f=figure, names=names)
    if f"{UNITS}on_time" in analysis.figures and (due := analysis.period.report_due):
        figures = {name: analysis.figure(f"{UNITS}{name}") for name in _TIMELINESS}
        said += fill(words["timeliness"], due=format_date(due), **figures)
    return tuple(said)


def reporting_paragraph(analysis: Analysis) -> Paragraph:
    """The sentence as a page shows it."""
    return Paragraph(text=say_reporting(analysis))


def reporting_table(analysis: Analysis) -> Table | None:
    """The units that left anything out, or all where the period asks when they reported; None where there are none."""
    dated = f"{UNITS}on_time" in analysis.figures
    sent = {row["unit"]: row for row in analysis.table("reporting")}
    columns = [
        Column(heading="TT", align="center", width=0.5),
        Column(heading="Đơn vị", width=3.4),
        Column(heading="Tổng số nội dung", align="right", width=1),
        Column(heading="Có báo cáo", align="right", width=1),
        Column(heading="Tỷ lệ", align="right", width=1),
    ]
    if dated:
        columns += [
            Column(heading="Ngày nhận", align="center", width=1.2),
            Column(heading="So với hạn gửi", width=1.4, choices=True),
        ]
    rows: list[Row] = []
    for unit in analysis.units:
        figure = analysis.figure(REPORTED, unit.code)
        if figure.numerator == figure.denominator and not dated:
            continue
        cells: list[Text] = [
            (str(len(rows) + 1),),
            (name_ranked(analysis, unit),),
            count(analysis.figure("cut_off.total", unit.code)),
            count(figure),
            share(figure),
        ]
        if dated:
            day = read_day(sent[unit.code]["received_on"])
            cells += [
                (format_date(day) if day else "",),
                (_TIMELINESS.get(sent[unit.code]["timeliness"], ""),),
            ]
        rows.append(Row(cells=tuple(cells)))
    if not rows:
        return None
    return Table(
        title="Mức độ đầy đủ, đúng hạn của báo cáo" if dated else "Đơn vị báo cáo chưa đủ nội dung đã ký",
        columns=tuple(columns),
        rows=tuple(rows),
        source=source_note(analysis),
    )


def _is_counted(analysis: Analysis, unit: Unit, figure: Figure) -> bool:
    """Whether a figure of units counts one: it names its first commitment."""
    return not set(analysis.figure("cut_off.total", unit.code).records).isdisjoint(figure.records)
