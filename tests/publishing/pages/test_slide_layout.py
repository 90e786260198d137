"""What is longer than a slide goes on, on a slide of the same title; nothing is lost."""

import pytest

from camket.publishing.blocks.bars import Bars, Point, Series
from camket.publishing.blocks.block import Chart, Column, Paragraph, Row, Table
from camket.publishing.blocks.inline import Printed, as_plain
from camket.publishing.pages.slide_layout import MOST_BARS, Slide, lay_out

COLUMNS = (Column(heading="TT", width=0.5), Column(heading="Nội dung", width=4))


def table(count, text="Ngắn"):
    return Table(
        title="Bảng", columns=COLUMNS, rows=tuple(Row(cells=((str(n),), (text,))) for n in range(count))
    )


def chart(count):
    one = Printed(figure="f", text="01")
    series = Series(name="S", colours=("#0b3c6f",), points=(Point(number=1, printed=one),) * count)
    bars = Bars(scale="share", categories=tuple(map(str, range(count))), series=(series,))
    return Chart(title="Biểu đồ", alt=("a",), svg="<svg/>", bars=bars)


def laid_out(*blocks):
    return list(lay_out(Slide(("Có 05 nội dung",), blocks, ("ghi chú",))))


def test_what_fits_stays_on_one_slide():
    assert len(laid_out(table(10))) == len(laid_out(chart(MOST_BARS))) == len(laid_out()) == 1


@pytest.mark.parametrize(("rows", "text"), [(60, "Ngắn"), (12, "Một nội dung dài " * 20)])
def test_a_long_table_goes_on_with_its_headings_and_loses_no_row(rows, text):
    slides = laid_out(table(rows, text))
    assert len(slides) > 1
    assert [as_plain(slide.title) for slide in slides[:2]] == ["Có 05 nội dung", "Có 05 nội dung (tiếp theo)"]
    assert all(slide.blocks[0].columns == COLUMNS and slide.notes == ("ghi chú",) for slide in slides)
    shown = [as_plain(row.cells[0]) for slide in slides for row in slide.blocks[0].rows]
    assert shown == [str(number) for number in range(rows)]


def test_more_bars_than_can_be_read_go_on_and_none_is_lost():
    slides = laid_out(chart(45))
    assert [len(slide.blocks[0].bars.categories) for slide in slides] == [15, 15, 15]
    assert [name for slide in slides for name in slide.blocks[0].bars.categories] == list(map(str, range(45)))


def test_a_chart_below_a_full_table_gets_a_slide_of_its_own():
    first, second = laid_out(table(12), chart(8))
    assert [type(first.blocks[0]), type(second.blocks[0])] == [Table, Chart]


def test_a_row_taller_than_a_slide_still_comes_once():
    slides = laid_out(table(2, "Một nội dung rất dài " * 300))
    assert [as_plain(row.cells[0]) for slide in slides for row in slide.blocks[0].rows] == ["0", "1"]


def test_short_texts_share_a_slide():
    [slide] = laid_out(Paragraph(text=("a",)), table(3))
    assert len(slide.blocks) == 2
