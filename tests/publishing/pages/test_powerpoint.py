"""The slides as a PowerPoint file: what can be edited, what is said aloud, and the same bytes every time."""

from __future__ import annotations

import base64
import io
import re
import time
import zipfile
from datetime import date

import pptx
import pytest
from lxml import html
from pptx.enum.dml import MSO_FILL
from pptx.util import Pt

from camket.publishing.blocks.bars import Bars, Point, Series
from camket.publishing.blocks.block import Chart, Column, Cover, Listing, Paragraph, Picture, Row, Table
from camket.publishing.blocks.inline import Printed
from camket.publishing.pages.powerpoint import FILE, deck_to_pptx
from camket.publishing.pages.powerpoint_text import SMALL
from camket.publishing.pages.slide_layout import Deck, Slide
from camket.publishing.pages.slides import deck_to_html

COVER = Cover(
    title="Kết quả năm 2022",
    agency="Sở Nội vụ",
    superior="UBND Tỉnh",
    issued=date(2022, 11, 9),
    notice="Số liệu giả lập: không có thật.",
    draft=("còn ", Printed(figure="cut_off.unresolved", text="02"), " nội dung"),
)
NUMBER = Printed(figure="cut_off.completed", text="05")
TITLE = ("Đã hoàn thành ", NUMBER, " nội dung")
HOSTILE = "a\x0bb <c:x/> & \ufffe"
PNG = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
).decode()


def bars(scale="share"):
    made = [
        Series(
            name=name,
            colours=(colour,),
            points=tuple(Point(number=n, printed=Printed(figure=f"f.{n}", text=f"{n:02}")) for n in numbers),
        )
        for name, colour, numbers in (
            ("Hoàn thành", "#0b3c6f", (5, 3)),
            ("Đang thực hiện", "#f6cf65", (1, 0)),
        )
    ]
    ends = (Printed(figure="f.5", text="83,3%"), Printed(figure="f.3", text="100,0%"))
    categories = ("Sở Nội vụ", "Sở Tài chính")
    series = tuple(made if scale == "share" else made[:1])
    return Bars(scale=scale, categories=categories, series=series, ends=ends, ends_heading="Tỷ lệ hoàn thành")


CHART = Chart(title="Cơ cấu", alt=("Cao nhất là Sở Tài chính",), svg="<svg/>", source="báo cáo", bars=bars())
TABLE = Table(
    title="Chờ ai",
    columns=(
        Column(heading="TT", align="center"),
        Column(heading="Cơ quan"),
        Column(heading="Số", align="right"),
    ),
    rows=(
        Row(kind="group", cells=(("Nhóm",),)),
        Row(cells=(("1",), (HOSTILE,), (NUMBER,))),
        Row(kind="total", cells=(("",), ("Cộng",), (NUMBER,))),
    ),
)


def make(*slides, cover=COVER):
    return deck_to_pptx(Deck(cover, tuple(slides)))


def opened(*slides, cover=COVER):
    return pptx.Presentation(io.BytesIO(make(*slides, cover=cover)))


def only(*blocks, notes=()):
    """The shapes of a slide with these blocks."""
    return opened(Slide(TITLE, blocks, notes)).slides[1]


def test_the_file_is_wide_and_its_title_stands_in_the_placeholder_of_titles():
    show = opened(Slide(TITLE, (CHART,)))
    assert round(show.slide_width / show.slide_height, 3) == round(16 / 9, 3)
    assert [slide.shapes.title.text_frame.text for slide in show.slides] == [
        "Kết quả năm 2022",
        "Đã hoàn thành 05 nội dung",
    ]
    assert show.core_properties.title == "Kết quả năm 2022"


def test_a_chart_of_bars_is_one_of_powerpoint_with_the_same_numbers():
    slide = only(CHART)
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    plot = frame.chart.plots[0]
    assert list(plot.categories) == ["Sở Nội vụ (83,3%)", "Sở Tài chính (100,0%)"]
    assert {series.name: tuple(series.values) for series in plot.series} == {
        "Hoàn thành": (5, 3),
        "Đang thực hiện": (1, 0),
    }
    assert frame.chart.part.chart_workbook.xlsx_part is not None
    described = frame._element.xpath(".//p:cNvPr")[0].get("descr")
    assert described == "Cơ cấu: Cao nhất là Sở Tài chính"
    assert any("Trong ngoặc: tỷ lệ hoàn thành" in shape.text_frame.text for shape in texts_of(slide))


def test_what_is_hatched_is_so_in_powerpoint_and_in_the_browser():
    drawn = bars()
    series = (drawn.series[0], drawn.series[1].model_copy(update={"hatched": True}))
    chart = CHART.model_copy(update={"bars": drawn.model_copy(update={"series": series})})
    [frame] = [shape for shape in only(chart).shapes if shape.has_chart]
    fills = [each.format.fill.type for each in frame.chart.plots[0].series]
    assert fills == [MSO_FILL.SOLID, MSO_FILL.PATTERNED]
    page = html.document_fromstring(deck_to_html(Deck(COVER, (Slide(TITLE, (chart,)),))))
    assert len(page.xpath("//span[contains(@class, 'part') and contains(@class, 'hatched')]")) == 1


def test_a_table_is_one_of_powerpoint_with_its_header_and_all_its_cells():
    [frame] = [shape for shape in only(TABLE).shapes if shape.has_table]
    assert frame.table.first_row
    assert [[cell.text_frame.text for cell in row.cells] for row in frame.table.rows] == [
        ["TT", "Cơ quan", "Số"],
        ["Nhóm", "", ""],
        ["1", "ab <c:x/> & ", "05"],
        ["", "Cộng", "05"],
    ]


@pytest.mark.parametrize(
    "block",
    [
        Picture(png=PNG, alt="Hình của cơ quan"),
        Chart(
            title="",
            alt=("Hình của cơ quan",),
            svg='<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>',
        ),
    ],
    ids=["bitmap", "drawing"],
)
def test_a_picture_without_data_keeps_its_alternative_text(block):
    [picture] = [shape for shape in only(block).shapes if shape.shape_type == 13]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == "Hình của cơ quan"
    assert picture.image.content_type == "image/png"


def test_a_drawing_that_cannot_be_drawn_is_said_in_words():
    slide = only(Chart(title="", alt=("Cao nhất là Sở Nội vụ",), svg="<svg"))
    assert "Cao nhất là Sở Nội vụ" in [shape.text_frame.text for shape in texts_of(slide)]


def test_the_notes_stand_in_the_notes_of_the_slide():
    slide = only(CHART, notes=("05/10 nội dung: ", NUMBER))
    assert slide.notes_slide.notes_text_frame.text == "05/10 nội dung: 05"


def test_the_title_is_read_first_and_the_foot_last():
    slide = only(Paragraph(text=("Một câu",)), Listing(items=(("a)", ("hai",)),)))
    said = [shape.text_frame.text for shape in texts_of(slide)]
    assert said == ["Đã hoàn thành 05 nội dung", "Một câu", "a) hai", "DỰ THẢO | Số liệu giả lập"]


def test_every_text_is_large_enough_vietnamese_and_not_underlined():
    slide = only(CHART, TABLE, Paragraph(text=("Một câu",)))
    frames = [shape.text_frame for shape in texts_of(slide)]
    frames += [
        cell.text_frame
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    runs = [run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs]
    assert len(runs) > 12
    assert {run.font.name for run in runs} == {"Arial"}
    assert {run._r.get_or_add_rPr().get("lang") for run in runs} == {"vi-VN"}
    assert min(run.font.size for run in runs) >= Pt(SMALL) > 0.03 * 6858000
    assert not any(run.font.underline for run in runs)


def test_equal_decks_give_equal_bytes_at_any_hour_and_every_date_is_that_of_the_report():
    deck = (Slide(TITLE, (CHART,), ("ghi chú",)), Slide(TITLE, (TABLE,)))
    first = make(*deck)
    time.sleep(2.1)  # a zip archive counts in steps of two seconds
    assert make(*deck) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(2022, 11, 9, 0, 0, 0)}
        books = [name for name in package.namelist() if name.endswith(".xlsx")]
        assert len(books) == 1
        with zipfile.ZipFile(io.BytesIO(package.read(books[0]))) as book:
            assert {info.date_time for info in book.infolist()} == {(2022, 11, 9, 0, 0, 0)}
            stamps = [book.read("docProps/core.xml"), package.read("docProps/core.xml")]
    for stamp in stamps:
        assert set(re.findall(rb">([^<]*)</dcterms:", stamp)) == {b"2022-11-09T00:00:00Z"}


def test_a_run_writes_a_slide_for_each_one_of_slides_html(demonstration):
    page = (demonstration.outputs / "slides.html").read_text("utf-8")
    show = pptx.Presentation(demonstration.outputs / FILE)
    assert len(show.slides) == page.count("<section")
    assert sum(shape.has_chart for slide in show.slides for shape in slide.shapes) > 8
    assert all(slide.shapes.title.text_frame.text.strip() for slide in show.slides)
    assert all(slide.has_notes_slide for slide in list(show.slides)[1:])


def texts_of(slide):
    return [shape for shape in slide.shapes if shape.has_text_frame]
