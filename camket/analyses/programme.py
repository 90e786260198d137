"""The tables of the programme's tasks that nobody registered."""

from __future__ import annotations

from collections.abc import Sequence

from camket.analyses.period import Analysis
from camket.analyses.registered import by_unit
from camket.analyses.wording import registration_source
from camket.blocks.block import Column, Row, Table
from camket.blocks.inline import fill
from camket.settings.fields import label_of


def candidates_table(analysis: Analysis) -> Table:
    """The programme's items that nobody registered, by unit, best supported ones first."""
    chosen = sorted(
        (row for row in analysis.table("programme") if row["rank"]), key=lambda row: int(row["rank"])
    )
    own = by_unit(chosen)
    screened = analysis.scheme.codes_with("screened")
    rows: list[Row] = []
    for unit in analysis.units:
        if unit.code not in own or unit.group not in screened:
            continue
        figure = analysis.figure("registration.candidates", unit.code)
        rows.append(Row(kind="group", cells=(fill("{unit}: {f.count} nhiệm vụ", unit=unit.name, f=figure),)))
        for number, row in enumerate(own[unit.code], start=1):
            cells = (
                str(number), row["content"], row["target"], row["deadline"], row["basis"], row["speaks"],
            )  # fmt: skip
            rows.append(Row(cells=tuple((cell,) for cell in cells), anchor=row["item_id"]))
    return _table(
        analysis, "Nhiệm vụ trong chương trình, kế hoạch chưa đơn vị nào đăng ký", "Lý do đề xuất chọn", rows
    )


def unclaimed_table(analysis: Analysis) -> Table:
    """The programme's tasks for a whole group that none of its units registered."""
    rows = [
        Row(cells=tuple((cell,) for cell in (str(number), *texts)), anchor=row["item_id"])
        for number, row in enumerate(unclaimed(analysis), start=1)
        for missing in [
            "; ".join(analysis.scheme.group(group).label for group in row["unclaimed_in"].split(";"))
        ]
        for texts in [(row["content"], row["target"], row["deadline"], row["basis"], missing)]
    ]
    return _table(
        analysis,
        "Nhiệm vụ chung trong chương trình, kế hoạch mà chưa đơn vị nào của nhóm có",
        "Chưa đơn vị nào có, trong",
        rows,
    )


def unclaimed(analysis: Analysis) -> list[dict[str, str]]:
    """Returns the rows of the programme that are assigned to a whole group and registered by none of its units."""
    return [row for row in analysis.table("programme") if row["unclaimed_in"]]


def _table(analysis: Analysis, title: str, last: str, rows: Sequence[Row]) -> Table:
    """Tasks with the columns of the programme and one more."""
    return Table(
        title=title,
        columns=(
            Column(heading="TT", align="center", width=0.5),
            Column(heading="Nhiệm vụ", width=3.6),
            Column(heading=label_of("target"), width=1.6),
            Column(heading=label_of("deadline"), width=1.1, deadlines_of=analysis.period.year + 1),
            Column(heading="Nguồn", width=1.8),
            Column(heading=last, width=2),
        ),
        rows=tuple(rows),
        source=registration_source(analysis),
    )
