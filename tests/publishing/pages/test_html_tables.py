"""Tables that DataFrames and Stylers print as HTML, read as tables of a page; nothing else of the HTML is kept."""

from __future__ import annotations

import pandas as pd
import pytest

from camket.publishing.blocks.inline import as_plain
from camket.publishing.pages.html_tables import read_html_tables

FRAME = pd.DataFrame({"n": [1, 22], "words": ["<b>x</b>", None]}, index=pd.Index(["a", "b"], name="unit"))


def texts_of(source):
    [table] = read_html_tables(source)
    heads = [(column.group, column.heading) for column in table.columns]
    return heads, [[as_plain(cell) for cell in row.cells] for row in table.rows]


def test_a_frame_is_a_table_with_its_index_as_row_headings():
    heads, rows = texts_of(FRAME.to_html())
    assert [heading for _, heading in heads] == ["unit", "n", "words"]
    assert rows == [["a", "1", "<b>x</b>"], ["b", "22", "–"]]
    [table] = read_html_tables(FRAME.to_html())
    assert [column.align for column in table.columns] == ["left", "right", "left"]
    assert "chưa truy được" in table.note


def test_a_styler_gives_its_caption_and_its_texts_without_its_looks():
    [table] = read_html_tables(FRAME.style.set_caption("Bảng 1").format(precision=1).to_html())
    assert table.title == "Bảng 1"
    assert as_plain(table.rows[0].cells[1]) == "1"


def test_two_levels_of_columns_are_a_row_of_headings_above():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("Năm", "a"), ("Năm", "b")]))
    heads, rows = texts_of(frame.to_html())
    assert heads[1:] == [("Năm", "a"), ("Năm", "b")]
    assert rows[0][1:] == ["1", "2"]


@pytest.mark.parametrize("source", ["<table></table>", "<p>none</p>"])
def test_html_without_cells_is_no_table(source):
    assert list(read_html_tables(source)) == []


def test_scripts_and_wide_spans_do_no_harm():
    source = (
        '<table><tr><th>a</th></tr><tr><td colspan="999999999">x<script>alert(1)</script></td></tr></table>'
    )
    [table] = read_html_tables(source)
    assert len(table.columns) <= 1000
    assert as_plain(table.rows[0].cells[0]) == "x"
