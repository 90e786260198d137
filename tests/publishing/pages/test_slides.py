"""A tagged cell makes a slide. Its title is its finding, else that of its chart, table or section."""

from datetime import date

import nbformat
import pytest
from lxml import html

from camket.errors import NotebookError
from camket.publishing.blocks.bars import Bars, Point, Series
from camket.publishing.blocks.block import Chart, Cover, Paragraph, SlideTitle, Table
from camket.publishing.pages.exporters import SlidesExporter
from camket.publishing.pages.page import read_page
from camket.publishing.pages.slides import deck_to_html, make_deck

COVER = Cover(title="Kết quả <năm> 2022", agency="Sở", superior="Tỉnh", issued=date(2022, 11, 9))
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def cell(block, *tags):
    output = nbformat.v4.new_output("display_data", data=block._repr_mimebundle_())
    return nbformat.v4.new_code_cell("show()", outputs=[output], metadata={"tags": list(tags)})


def notebook(*cells):
    return nbformat.v4.new_notebook(cells=[cell(COVER), *cells])


def heading(text):
    return nbformat.v4.new_markdown_cell(f"## {text}\n\nLời dẫn không lên trang chiếu.")


def deck_of(*cells):
    return make_deck([read_page(notebook(*cells), "cut_off")])


def test_without_a_tag_there_is_no_deck():
    assert deck_of(heading("1. Chung"), cell(Paragraph(text=("a",)))) is None


def test_the_title_of_a_slide_is_that_of_its_section_without_the_number():
    deck = deck_of(heading("3. Kết quả chung"), cell(Paragraph(text=("Có 81/293.",)), "slide"))
    [slide] = deck.slides
    assert "".join(slide.title) == "Kết quả chung"
    assert [block.as_plain() for block in slide.blocks] == ["Có 81/293."]


def test_the_title_of_a_slide_is_that_of_its_chart_or_table():
    chart = Chart(title="Cơ cấu", alt=("nhiều nhất",), svg=SVG)
    table = Table(title="Chờ ai", columns=(), rows=())
    first, second = deck_of(heading("1. Chung"), cell(chart, "slide"), cell(table, "slide")).slides
    assert (first.title, second.title) == (("Cơ cấu",), ("Chờ ai",))


def test_a_finding_is_the_title_and_its_notes_are_for_the_speaker():
    figure = {"figure": "cut_off.completed", "text": "81"}
    finding = SlideTitle(text=("Đã xong ", figure, " nội dung"), notes=("tra ở sổ số liệu",))
    chart = Chart(title="Cơ cấu", alt=("nhiều nhất",), svg=SVG)
    deck = deck_of(heading("1. Chung"), cell(finding, "slide"), cell(chart, "slide-part"))
    [slide] = deck.slides
    assert slide.blocks == (chart,)
    page = html.document_fromstring(deck_to_html(deck))
    assert page.xpath("//h2")[0].text_content().strip() == "Đã xong 81 nội dung"
    assert page.xpath("//h2/a/@href") == ["trace.html#cut_off.completed"]
    assert page.xpath("//aside[@class='notes']")[0].text_content() == "tra ở sổ số liệu"


def test_each_finding_of_a_cell_begins_a_slide():
    outputs = [
        nbformat.v4.new_output("display_data", data=block._repr_mimebundle_())
        for text in ("Nhóm A", "Nhóm B")
        for block in (SlideTitle(text=(text,)), Paragraph(text=(f"của {text}",)))
    ]
    both = nbformat.v4.new_code_cell("show()", outputs=outputs, metadata={"tags": ["slide"]})
    slides = deck_of(both).slides
    assert [(slide.title, slide.blocks[0].as_plain()) for slide in slides] == [
        (("Nhóm A",), "của Nhóm A"),
        (("Nhóm B",), "của Nhóm B"),
    ]


def test_a_finding_alone_is_a_slide():
    [slide] = deck_of(cell(SlideTitle(text=("Chưa có nội dung quá hạn",)), "slide")).slides
    assert slide.blocks == ()


def test_the_page_leaves_out_findings_and_what_is_for_slides_only():
    page = read_page(
        notebook(
            cell(SlideTitle(text=("Kết luận",)), "slide"),
            cell(Paragraph(text=("trên cả hai",)), "slide-part"),
            cell(Paragraph(text=("chỉ trang chiếu",)), "slide", "slide-only"),
        ),
        "cut_off",
    )
    assert [block.as_plain() for block in page.blocks] == ["trên cả hai"]
    assert [len(blocks) for _, blocks in page.slides] == [2, 1]


def test_bars_are_drawn_with_their_numbers_as_links_and_no_picture():
    point = Point(number=5, printed={"figure": "f.a", "text": "05"})
    series = Series(name="Hoàn thành", colours=("#0b3c6f",), points=(point, Point()))
    bars = Bars(scale="share", categories=("Sở <Nội vụ>", "Sở Tài chính"), series=(series,))
    chart = Chart(title="Cơ cấu", alt=("a",), svg=SVG, bars=bars)
    page = html.document_fromstring(deck_to_html(deck_of(cell(chart, "slide"))))
    first, second = page.xpath("//li")
    assert first.find_class("name")[0].text_content() == "Sở <Nội vụ>"
    assert first.xpath(".//a/@href") == ["trace.html#f.a"]
    assert first.xpath(".//*[contains(@class, 'part')]/@style")[0].startswith("width: 100.0%")
    assert second.find_class("part") == []
    assert page.xpath("//img") == []


def test_a_cell_tagged_as_part_adds_to_the_slide_before_it():
    deck = deck_of(
        heading("1. Chung"),
        cell(Paragraph(text=("a",)), "slide"),
        cell(Paragraph(text=("không",))),
        cell(Paragraph(text=("b",)), "slide-part"),
    )
    assert [[block.as_plain() for block in slide.blocks] for slide in deck.slides] == [["a", "b"]]


def test_a_tagged_cell_without_output_makes_no_slide():
    empty = nbformat.v4.new_code_cell("None", metadata={"tags": ["slide"]}, execution_count=1)
    assert deck_of(heading("1. Chung"), empty) is None


def test_text_from_outside_is_escaped_and_numbers_link_to_trace_html():
    figure = {"figure": "cut_off.completed", "text": "81"}
    deck = deck_of(heading("1. Chung"), cell(Paragraph(text=("<script>x</script>", figure)), "slide"))
    page = deck_to_html(deck)
    assert "<script>x" not in page
    assert "Kết quả &lt;năm&gt; 2022" in page
    assert 'href="trace.html#cut_off.completed"' in page
    assert "../trace.html" not in page


def test_the_exporter_refuses_a_notebook_without_slides():
    page, resources = SlidesExporter().from_notebook_node(
        notebook(heading("1. Chung"), cell(Paragraph(text=("a",)), "slide"))
    )
    assert "<h2>Chung</h2>" in page
    assert resources["output_extension"] == ".slides.html"
    with pytest.raises(NotebookError, match="slide"):
        SlidesExporter().from_notebook_node(notebook(heading("1. Chung")))
