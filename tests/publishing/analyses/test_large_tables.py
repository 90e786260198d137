"""A long table prints its first rows and says where all are; a short one stays as it is."""

from __future__ import annotations

from camket.publishing.analyses.large_tables import MOST_ROWS, shorten
from camket.publishing.blocks.block import Column, Row, Table


def make_table(rows, note=""):
    columns = (Column(heading="TT"),)
    return Table(
        title="Bảng", columns=columns, rows=tuple(Row(cells=((str(row),),)) for row in range(rows)), note=note
    )


def test_a_table_of_as_many_rows_as_allowed_stays_as_it_is():
    table = make_table(MOST_ROWS)
    assert shorten(table, "review.xlsx") is table


def test_a_longer_table_says_how_many_rows_there_are_and_where():
    short = shorten(make_table(MOST_ROWS + 1, "ghi chú."), "review.xlsx")
    assert len(short.rows) == MOST_ROWS
    assert short.note == "ghi chú. Bảng chỉ in 1.000 trong 1.001 dòng; đầy đủ ở review.xlsx."
