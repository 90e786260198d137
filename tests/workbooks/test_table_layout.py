"""A count with its share takes two columns of a sheet."""

from __future__ import annotations

import pytest

from camket.blocks.block import Column, Row, Table
from camket.blocks.inline import Printed, fill
from camket.workbooks.table_layout import lay_out, split_pair

COUNT, SHARE = (
    Printed(figure="cut_off.completed", text="05"),
    Printed(figure="cut_off.completed", text="1,7%"),
)


@pytest.mark.parametrize(
    "cell",
    [
        (),
        ("05 (1,7%)",),
        (COUNT,),
        (COUNT, " – ", SHARE),
        (COUNT, " (", Printed(figure="decided", text="1,7%"), ")"),
        (COUNT, " (", SHARE, ") và hơn"),
    ],
)
def test_only_a_count_with_its_own_share_in_brackets_is_split(cell):
    assert split_pair(cell) is None
    assert split_pair((COUNT, " (", SHARE, ")")) == (COUNT, SHARE)


def test_columns_lie_side_by_side_and_keep_their_proportions():
    table = Table(
        title="",
        columns=(
            Column(heading="TT", width=0.5),
            Column(heading="Kết quả", width=1),
            Column(heading="Đơn vị", width=3),
        ),
        rows=(
            Row(kind="group", cells=(fill("1. Sở"),)),
            Row(cells=(("1",), (COUNT, " (", SHARE, ")"), ("Sở Nội vụ",))),
        ),
    )
    number, result, unit = lay_out(table)
    assert [placed.first for placed in (number, result, unit)] == [0, 1, 3]
    assert [placed.is_pair for placed in (number, result, unit)] == [False, True, False]
    assert unit.widths[0] == pytest.approx(6 * number.widths[0])
