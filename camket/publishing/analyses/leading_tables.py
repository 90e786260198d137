"""Short tables of the first and the last: appraisers awaited, units that fail, completion rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from camket.figures.ledger import Figure
from camket.figures.report_figures import UNNAMED, WAITING
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import source_note
from camket.publishing.analyses.reporting_table import name_ranked
from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import count, fill, share
from camket.settings.states import Basis

# Columns of a short list of names with their counts.
_NAMED_COLUMNS = (
    Column(heading="TT", align="center", width=0.5),
    Column(heading="Cơ quan, đơn vị", width=5),
    Column(heading="Số nội dung", align="right", width=1.2),
    Column(heading="Tỷ lệ", align="right", width=1.2),
)


def waiting_table(analysis: Analysis, most: int) -> Table:
    """The appraisers most often awaited at the cut-off, as the signed list names them; at most `most`."""
    waited = {name: figure for name, figure in analysis.figures.items() if name.startswith(f"{WAITING}.")}
    unnamed = analysis.figure(UNNAMED)
    named = select_leading(waited, most)
    rows = [
        Row(cells=((str(position),), (_name_appraiser(figure),), count(figure), share(figure)))
        for position, figure in enumerate(
            [*named.values(), *([unnamed] if unnamed.numerator else [])], start=1
        )
    ]
    return Table(
        title="Nội dung chờ thẩm định, theo cơ quan thẩm định",
        columns=_NAMED_COLUMNS,
        rows=tuple(rows),
        note="tỷ lệ tính trên số nội dung đang chờ thẩm định; các cơ quan khác xem trang Chờ thẩm định của phụ lục bản "
        "Excel."
        if len(named) < len(waited)
        else "tỷ lệ tính trên số nội dung đang chờ thẩm định.",
        source=source_note(analysis),
    )


def _name_appraiser(figure: Figure) -> str:
    """The appraiser within the figure's words: "đang chờ Sở Nội vụ thẩm định"."""
    if figure.id == UNNAMED:
        return "Danh mục không ghi cơ quan thẩm định"
    return _capital(figure.label.removeprefix("đang chờ ").removesuffix(" thẩm định"))


def failing_units_table(analysis: Analysis, most: int) -> Table:
    """The units with most items that are forecast to fail; at most `most`."""
    by_unit = {
        unit.name: figure
        for unit in analysis.units
        if (figure := analysis.state("full_year", "failed", unit.code)).numerator
    }
    named = select_leading(by_unit, most)
    rows = [
        Row(cells=((str(position),), (name,), count(figure), share(figure)))
        for position, (name, figure) in enumerate(named.items(), start=1)
    ]
    return Table(
        title="Đơn vị có nhiều nội dung ước không hoàn thành nhất",
        columns=_NAMED_COLUMNS,
        rows=tuple(rows),
        note="tỷ lệ tính trên tổng số nội dung của chính đơn vị"
        + ("; các đơn vị khác xem Phụ lục I." if len(named) < len(by_unit) else "."),
        source=source_note(analysis),
    )


def rates_table(analysis: Analysis, basis: Basis, group: str, most: int) -> Table | None:
    """The units of a group with the largest and the smallest completion rates, at most `most` of each, none in both.

    Tied units are all listed or all left out, units without items too. None for one unit, or where all rates are equal.
    """
    figures = [
        (name_ranked(analysis, unit), analysis.state(basis, "done", unit.code))
        for unit in analysis.units_with_items(basis, group)
    ]
    ranked = sorted(figures, key=lambda each: -_rate(each[1]))
    most = min(most, len(ranked) // 2)
    best, least = _first(ranked, most), _first(ranked[::-1], most)
    if not best and not least:
        return None
    rows: list[Row] = []
    for heading, chosen in (("Cao nhất", best), ("Thấp nhất", least)):
        if not chosen:
            continue
        rows.append(Row(kind="group", cells=((heading,),)))
        rows += [
            Row(cells=((str(position),), (name,), fill("{f.fraction}", f=figure), share(figure)))
            for position, (name, figure) in enumerate(chosen, start=1)
        ]
    return Table(
        title=f"Tỷ lệ hoàn thành cao nhất, thấp nhất trong nhóm {analysis.scheme.group(group).label}",
        columns=(
            *_NAMED_COLUMNS[:2],
            Column(heading="Số nội dung hoàn thành", align="right", width=1.6),
            _NAMED_COLUMNS[3],
        ),
        rows=tuple(rows),
        note="tỷ lệ tính trên tổng số nội dung của chính đơn vị; các đơn vị khác xem Phụ lục I.",
        source=source_note(analysis),
    )


def select_leading(figures: Mapping[str, Figure], most: int) -> dict[str, Figure]:
    """The `most` largest figures, largest first; equal ones are all named or all left out."""
    ranked = sorted(figures.items(), key=lambda pair: -pair[1].numerator)
    counts = [figure.numerator for _, figure in ranked]
    beyond = counts[most] if len(counts) > most else 0
    return {name: figure for name, figure in ranked if figure.numerator > beyond}


def _first(ranked: Sequence[tuple[str, Figure]], most: int) -> list[tuple[str, Figure]]:
    beyond = _rate(ranked[most][1]) if len(ranked) > most else None
    return [each for each in ranked[:most] if _rate(each[1]) != beyond]


def _rate(figure: Figure) -> Fraction:
    return Fraction(figure.numerator, figure.denominator)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
