"""Tables of much: the units with their pages in place of all items, and the first rows of a long table."""

from __future__ import annotations

from camket.dates import format_date
from camket.numerals import format_count
from camket.publishing.analyses.opened_period import Analysis
from camket.publishing.analyses.page_wording import source_note
from camket.publishing.blocks.block import Column, Row, Table
from camket.publishing.blocks.inline import Linked, count
from camket.settings.states import BASES, UNRESOLVED, Basis

# The rows that a table prints whose rows all stand in a workbook or a table, too.
MOST_ROWS = 1000
# The folder of the outputs in which units have pages of their own.
TRACE_FOLDER = "trace"


def index_units(analysis: Analysis, group: str) -> Table:
    """The units of a group with their results from the ledger, each leading to its page with every item."""
    ledger, scheme = analysis.all_figures, analysis.scheme
    statuses = [
        (basis, status)
        for basis in BASES
        for status in scheme.possible(basis)
        if status != UNRESOLVED or ledger[f"{basis}.{status}"].numerator
    ]
    columns = [
        Column(heading="TT", align="center", width=0.5),
        Column(heading="Đơn vị", width=3),
        Column(heading="Số nội dung", align="right", width=1),
        *(
            Column(
                heading=scheme.short(status),
                group=_label_basis(analysis, basis),
                align="right",
                width=1,
            )
            for basis, status in statuses
        ),
    ]
    rows = [
        Row(
            cells=(
                (str(position),),
                (Linked(link=f"{TRACE_FOLDER}/{unit.code}.html", text=unit.name),),
                count(ledger[f"cut_off.total@{unit.code}"]),
                *(count(ledger[f"{basis}.{status}@{unit.code}"]) for basis, status in statuses),
            ),
            anchor=f"don-vi-{unit.code}",
        )
        for position, unit in enumerate((unit for unit in analysis.units if unit.group == group), start=1)
    ]
    return Table(
        title=f"Kết quả của {scheme.group(group).label}",
        columns=tuple(columns),
        rows=tuple(rows),
        note="kỳ này có nhiều nội dung nên kết quả từng nội dung nằm ở trang riêng của mỗi đơn vị (bấm vào tên đơn vị) "
        "và ở phiếu của đơn vị trong thư mục units.",
        source=source_note(analysis),
        head_column=1,
    )


def _label_basis(analysis: Analysis, basis: Basis) -> str:
    period = analysis.period
    return f"Lũy kế đến {format_date(period.cut_off)}" if basis == "cut_off" else f"Ước cả năm {period.year}"


def shorten(table: Table, elsewhere: str) -> Table:
    """A table; of a long one its first rows, with `elsewhere`, where all of them are."""
    if len(table.rows) <= MOST_ROWS:
        return table
    cut = f"bảng chỉ in {format_count(MOST_ROWS)} trong {format_count(len(table.rows))} dòng; đầy đủ ở {elsewhere}."
    note = f"{table.note} {cut[0].upper()}{cut[1:]}" if table.note else cut
    return table.model_copy(update={"rows": table.rows[:MOST_ROWS], "note": note})
