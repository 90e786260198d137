"""The tables of the analyses and appendices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from camket.dates import format_date
from camket.figures.ledger import FOUND
from camket.judging.classify import DECIDED_BY_PERSON
from camket.judging.earlier_results import STOP_CARRIED_OVER
from camket.numerals import format_roman
from camket.publishing.analyses.large_tables import index_units, shorten
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.blocks.block import Column, Paragraph, Row, Table
from camket.publishing.blocks.inline import Text, count, fill, share
from camket.settings.fields import label_of
from camket.settings.scheme import Scheme
from camket.settings.states import UNRESOLVED, Basis
from camket.settings.units import label_item

if TYPE_CHECKING:
    import pandas as pd


def shown_statuses(analysis: Analysis, basis: Basis) -> tuple[str, ...]:
    """Returns the statuses that a table of a basis shows; `unresolved` only where there are such records."""
    if analysis.figure(f"{basis}.{UNRESOLVED}").numerator:
        return analysis.scheme.possible(basis)
    return analysis.scheme.decided(basis)


def status_table(analysis: Analysis, basis: Basis, title: str) -> Table:
    """Counts and shares of each status, overall and for each group of units."""
    groups = analysis.groups_beside_total(f"{basis}.{shown_statuses(analysis, basis)[0]}")
    scopes = ("all", *(group.code for group in groups))
    columns = [Column(heading="TT", align="center", width=0.5), Column(heading="Kết quả", width=4)]
    for heading in ("Toàn tỉnh", *(group.title for group in groups)):
        columns.append(Column(heading="Số nội dung", group=heading, align="right", width=1.1))
        columns.append(Column(heading="Tỷ lệ", group=heading, align="right", width=1.1))
    rows = []
    for position, status in enumerate(shown_statuses(analysis, basis), start=1):
        figures = [analysis.figure(f"{basis}.{status}", scope) for scope in scopes]
        label = figures[0].label
        cells: list[Text] = [(str(position),), (label[0].upper() + label[1:],)]
        cells += [cell for figure in figures for cell in (count(figure), share(figure))]
        rows.append(Row(cells=tuple(cells)))
    totals = [analysis.figure(f"{basis}.total", scope) for scope in scopes]
    cells = [("",), ("Tổng số",), *(cell for figure in totals for cell in (count(figure), share(figure)))]
    rows.append(Row(cells=tuple(cells), kind="total"))
    return Table(title=title, columns=tuple(columns), rows=tuple(rows), source=source_note(analysis))


def with_and_without_table(analysis: Analysis, basis: Basis) -> Table:
    """The headline figures with decisions, and by the rules alone."""
    columns = [Column(heading="TT", align="center", width=0.5), Column(heading="Kết quả", width=4)]
    for heading in ("Kể cả quyết định của người rà soát", "Chỉ theo quy tắc, chưa kể quyết định"):
        columns.append(Column(heading="Số nội dung", group=heading, align="right", width=1.2))
        columns.append(Column(heading="Tỷ lệ", group=heading, align="right", width=1.2))
    rows = []
    for position, status in enumerate(analysis.scheme.possible(basis), start=1):
        figures = [analysis.figure(stem) for stem in (f"{basis}.{status}", f"{FOUND}.{basis}.{status}")]
        label = figures[0].label
        cells: list[Text] = [(str(position),), (label[0].upper() + label[1:],)]
        cells += [cell for figure in figures for cell in (count(figure), share(figure))]
        rows.append(Row(cells=tuple(cells)))
    return Table(
        title=f"Kết quả {analysis.scheme.label_basis(basis)}, có và không có quyết định của người rà soát",
        columns=tuple(columns),
        rows=tuple(rows),
        source=source_note(analysis),
    )


def units_table(analysis: Analysis) -> Table:
    """Appendix I: each unit in the prescribed order, with subtotals and both bases side by side."""
    bases: tuple[tuple[Basis, str], ...] = (
        ("cut_off", f"Lũy kế đến {format_date(analysis.period.cut_off)}"),
        ("full_year", f"Ước cả năm {analysis.period.year}"),
    )
    columns = [
        Column(heading="TT", align="center", width=0.55),
        Column(heading="Đơn vị", width=3.4),
        Column(heading="Tổng số nội dung", align="right", width=0.9),
    ]
    for basis, heading in bases:
        columns += [
            Column(heading=analysis.scheme.short(status), group=heading, align="right", width=1.15)
            for status in shown_statuses(analysis, basis)
        ]

    def cells(number: str, name: str, scope: str) -> tuple[Text, ...]:
        total = analysis.figure("cut_off.total", scope)
        figures = [
            analysis.figure(f"{basis}.{status}", scope)
            for basis, _ in bases
            for status in shown_statuses(analysis, basis)
        ]
        return (
            (number,),
            (name,),
            count(total),
            *(fill("{f.count} ({f.share})", f=figure) for figure in figures),
        )

    rows = [Row(kind="total", cells=cells("", "TỔNG CỘNG", "all"))]
    groups = [
        group for group in analysis.scheme.groups if analysis.figure("cut_off.total", group.code).numerator
    ]
    for number, group in enumerate(groups, start=1):
        members = [unit for unit in analysis.units if unit.group == group.code]
        rows.append(Row(kind="total", cells=cells(format_roman(number), group.title.upper(), group.code)))
        for position, unit in enumerate(members, start=1):
            rows.append(Row(cells=cells(str(position), unit.name, unit.code), anchor=unit.code))
    return Table(
        title="Số nội dung và tỷ lệ theo kết quả của từng đơn vị",
        columns=tuple(columns),
        rows=tuple(rows),
        note="tỷ lệ tính trên tổng số nội dung của chính đơn vị, làm tròn đến một chữ số thập phân. "
        + _key_of_labels(analysis),
        source=source_note(analysis),
    )


def items_table(analysis: Analysis, group: str, *, show_evidence: bool = False) -> Table | Paragraph:
    """Appendices II and III: every commitment of a group, by unit, with both results; of a large period the units.

    A group without commitments is said to have none.
    """
    if not any(unit.group == group for unit in analysis.units):
        words = load_page_wording()["sentences"]["no_items"]
        return Paragraph(text=(words.format(group=analysis.scheme.group(group).label),))
    if analysis.is_large:
        return index_units(analysis, group)
    period = analysis.period
    columns = [
        Column(heading="TT", align="center", width=0.5),
        Column(heading=label_of("content"), width=3.2),
        Column(heading=label_of("target"), width=1.7),
        Column(heading=label_of("deadline"), width=1.2, deadlines_of=period.year),
        Column(heading=label_of("result_text"), group=f"Lũy kế đến {format_date(period.cut_off)}", width=3.2),
        Column(
            heading="Đánh giá", group=f"Lũy kế đến {format_date(period.cut_off)}", width=1.15, choices=True
        ),
        Column(heading=label_of("estimate_text"), group=f"Ước cả năm {period.year}", width=2.1),
        Column(heading="Đánh giá", group=f"Ước cả năm {period.year}", width=1.15, choices=True),
        Column(heading=label_of("note"), width=1.6),
    ]
    if show_evidence:
        columns.append(Column(heading="Căn cứ đánh giá", width=1.8))
    by_unit = dict(tuple(analysis.records.groupby("unit", sort=False)))
    rows: list[Row] = []
    members = [unit for unit in analysis.units if unit.group == group]
    for position, unit in enumerate(members, start=1):
        total = analysis.figure("cut_off.total", unit.code)
        heading = fill("{number}. {unit} ({t.count} nội dung)", number=str(position), unit=unit.name, t=total)
        rows.append(Row(kind="group", cells=(heading,)))
        rows += [_item_row(record, analysis.scheme, show_evidence) for record in _rows(by_unit[unit.code])]
    total = analysis.figure("cut_off.total", group)
    return Table(
        title=f"Kết quả từng nội dung của {analysis.scheme.group(group).label}",
        columns=tuple(columns),
        rows=tuple(rows),
        note="dấu (*) ở cột Đánh giá là kết quả do công chức tổng hợp rà soát, kết luận. "
        + _key_of_labels(analysis),
        source=source_note(analysis),
    )


def overdue_table(analysis: Analysis) -> Table:
    """The running commitments whose deadline is before the cut-off."""
    chosen = analysis.figure("cut_off.overdue").records
    return _record_table(
        analysis,
        chosen,
        title="Nội dung chưa hoàn thành đã quá thời hạn",
        heading=f"Kết quả đến ngày {format_date(analysis.period.cut_off)}",
        fields=("result_text", "note"),
    )


def failing_table(analysis: Analysis) -> Table:
    """The commitments forecast to fail, in the units' own words."""
    chosen = analysis.state("full_year", "failed").records
    return _record_table(
        analysis,
        chosen,
        title="Nội dung ước cả năm không hoàn thành",
        heading="Đơn vị báo cáo",
        fields=("estimate_text", "result_text", "full_year_evidence"),
    )


def flow_table(analysis: Analysis) -> Table:
    """The counts from each status at the cut-off to each status at year end."""
    after = shown_statuses(analysis, "full_year")
    columns = [
        Column(heading=f"Kết quả đến ngày {format_date(analysis.period.cut_off)}", width=3),
        *(
            Column(heading=analysis.scheme.short(status), group="Ước cả năm", align="right", width=1.3)
            for status in after
        ),
        Column(heading="Tổng số", align="right", width=1.2),
    ]
    rows = []
    for before in shown_statuses(analysis, "cut_off"):
        figures = [analysis.figure(f"flow.{before}.{status}") for status in after]
        total = analysis.figure(f"cut_off.{before}")
        rows.append(
            Row(
                cells=((analysis.scheme.short(before),), *(count(figure) for figure in figures), count(total))
            )
        )
    totals = [analysis.figure(f"full_year.{status}") for status in after]
    rows.append(
        Row(
            kind="total",
            cells=(("Tổng số",), *(count(f) for f in totals), count(analysis.figure("full_year.total"))),
        )
    )
    return Table(
        title=f"Chuyển biến từ kết quả đến ngày {format_date(analysis.period.cut_off)} sang ước cả năm (số nội dung)",
        columns=tuple(columns),
        rows=tuple(rows),
        source=source_note(analysis),
        head_column=0,
    )


def _record_table(
    analysis: Analysis, chosen: Sequence[str], *, title: str, heading: str, fields: Sequence[str]
) -> Table:
    """The chosen records. The last column shows the first of `fields` with content."""
    records = analysis.records.set_index("record_id", drop=False).loc[list(chosen)]
    rows = []
    for position, record in enumerate(_rows(records), start=1):
        said = next((text for name in fields if (text := getattr(record, name))), "")
        rows.append(
            Row(
                cells=((str(position),), (record.unit_name,), (record.content,), (record.deadline,), (said,)),
                anchor=str(record.record_id),
            )
        )
    table = Table(
        title=title,
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Đơn vị", width=1.8, choices=True),
            Column(heading=label_of("content"), width=3),
            Column(heading=label_of("deadline"), width=1.2, deadlines_of=analysis.period.year),
            Column(heading=heading, width=3),
        ),
        rows=tuple(rows),
        source=source_note(analysis),
        head_column=2,
    )
    return shorten(table, "data/processed, bảng records.csv, và trang của từng đơn vị")


def _key_of_labels(analysis: Analysis) -> str:
    """The meaning of the short labels of a table, in the words of the report."""
    superior = analysis.period.superior_in_text
    pairs = [
        (analysis.scheme.short(status), analysis.scheme.label(status, superior))
        for status in shown_statuses(analysis, "cut_off")
    ]
    return "; ".join(f"{short}: {label}" for short, label in pairs if short.lower() != label) + "."


def _rows(records: pd.DataFrame) -> Iterator[Any]:
    # The type of a data frame cannot express its columns, which `period_tables.toml` lists.
    return records.itertuples()


def _result(record: Any) -> str:
    if not record.reported:
        return "Đơn vị không báo cáo"
    in_note = "Ghi ở cột ghi chú" if record.note else "Đơn vị không ghi kết quả"
    return record.result_text or record.self_assessment or in_note


def _item_row(record: Any, scheme: Scheme, show_evidence: bool) -> Row:
    cells: list[Text] = [
        (label_item(record.item_no, record.record_id, record.unit),),
        (record.content,),
        (record.target,),
        (record.deadline,),
        (_result(record),),
        (_verdict(scheme, record.cut_off_status, record.cut_off_rule),),
        (record.estimate_text,),
        (_verdict(scheme, record.full_year_status, record.full_year_rule),),
        (record.note,),
    ]
    if show_evidence:
        cells.append((f"{record.cut_off_rule}: “{record.cut_off_evidence}”",))
    return Row(cells=tuple(cells), anchor=record.record_id)


def _verdict(scheme: Scheme, status: str, rule: str) -> str:
    return scheme.short(status) + (" (*)" if rule in (DECIDED_BY_PERSON, STOP_CARRIED_OVER) else "")
