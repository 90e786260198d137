"""What fell due in the period: a sentence, and a table by unit."""

from __future__ import annotations

from camket.figures.due_figures import DUE, DUE_CLASSES, DueClass
from camket.figures.ledger import ALL
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import load_page_wording, source_note
from camket.publishing.blocks.block import Column, Paragraph, Row, Table
from camket.publishing.blocks.inline import Text, count, fill, join_clauses

# Classes that a text names only where there are such commitments.
_RARE: tuple[DueClass, ...] = ("stopped", "unresolved")
_HEADINGS: dict[DueClass, str] = {
    "on_time": "Xong đúng hạn",
    "late": "Xong sau hạn",
    "undated": "Xong, chưa rõ ngày",
    "undone": "Chưa, không hoàn thành",
    "stopped": "Được cho dừng",
    "unresolved": "Chưa xác định",
}


def say_due(analysis: Analysis) -> Text:
    """How many commitments fell due, and how many of these were finished in time, late, or not."""
    words, due = load_page_wording()["sentences"], analysis.figure(DUE)
    if not due.numerator:
        return fill(words["no_due"], d=due)
    parts = [fill(words["due_part"], f=analysis.figure(f"{DUE}.{name}")) for name in _list_classes(analysis)]
    return join_clauses(fill(words["due"], d=due), parts)


def due_paragraph(analysis: Analysis) -> Paragraph:
    """The sentence as a page shows it."""
    return Paragraph(text=say_due(analysis))


def due_table(analysis: Analysis) -> Table | None:
    """The units with commitments that fell due, with subtotals; None where nothing did."""
    whole = analysis.figure(DUE)
    if not whole.numerator:
        return None
    classes = _list_classes(analysis)
    columns = (
        Column(heading="TT", align="center", width=0.5),
        Column(heading="Đơn vị", width=3.4),
        Column(heading="Đến hạn", align="right", width=1),
        *(Column(heading=_HEADINGS[name], align="right", width=1.1) for name in classes),
    )

    def cells(number: str, name: str, scope: str) -> tuple[Text, ...]:
        parts = (count(analysis.figure(f"{DUE}.{each}", scope)) for each in classes)
        return (number,), (name,), count(analysis.figure(DUE, scope)), *parts

    rows = [Row(kind="total", cells=cells("", "TỔNG CỘNG", ALL))]
    for group in analysis.scheme.groups:
        members = [
            unit
            for unit in analysis.units
            if unit.group == group.code and analysis.figure(DUE, unit.code).numerator
        ]
        if members:
            rows.append(Row(kind="total", cells=cells("", group.title, group.code)))
        for position, unit in enumerate(members, start=1):
            rows.append(Row(cells=cells(str(position), unit.name, unit.code)))
    return Table(
        title=f"Nội dung {whole.label}, theo đơn vị",
        columns=columns,
        rows=tuple(rows),
        note="xong đúng hạn hay sau hạn tính theo ngày hoàn thành mà đơn vị ghi; không ghi ngày thì để riêng, "
        "không coi là đúng hạn. Chỉ liệt kê đơn vị có nội dung đến hạn.",
        source=source_note(analysis),
    )


def _list_classes(analysis: Analysis) -> tuple[DueClass, ...]:
    return tuple(
        name for name in DUE_CLASSES if name not in _RARE or analysis.figure(f"{DUE}.{name}").numerator
    )
