"""A tagged cell makes a slide. Its title is that of its chart, table or section."""

from datetime import date

import nbformat
import pytest

from camket.errors import NotebookError
from camket.publishing.blocks.block import Chart, Cover, Paragraph, Table
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
