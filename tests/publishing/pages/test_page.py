from __future__ import annotations

from datetime import date

import nbformat.v4 as nb
import pytest

from camket.errors import NotebookError
from camket.figures.record_sources import RecordSource
from camket.publishing.blocks.block import (
    BLOCK_MIME,
    Chart,
    Column,
    Cover,
    Heading,
    LedgerLine,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Table,
)
from camket.publishing.blocks.inline import Marked, Printed
from camket.publishing.pages.page import drop_unprinted, read_markdown, read_page


def shown(*outputs, source="show()", tags=()):
    cell = nb.new_code_cell(source, outputs=list(outputs), execution_count=1)
    cell.metadata["tags"] = list(tags)
    return cell


def data(**bundle):
    return nb.new_output("display_data", {kind.replace("__", "/"): value for kind, value in bundle.items()})


def page_of(*cells):
    return read_page(nb.new_notebook(cells=list(cells)), "phan_tich")


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Một", [Heading(level=2, text=("Một",))]),
        ("### Ba", [Heading(level=3, text=("Ba",))]),
        ("chữ **đậm**", [Paragraph(text=("chữ ", Marked(mark="strong", text="đậm")))]),
        ("1. a\n2. b", [Listing(items=(("1.", ("a",)), ("2.", ("b",))))]),
        ("- a", [Listing(items=(("-", ("a",)),))]),
        ("<script>x</script>", [Preformatted(text="<script>x</script>")]),
    ],
)
def test_markdown_becomes_blocks_and_raw_html_stays_text(source, blocks):
    assert list(read_markdown(source)) == blocks


UNTRACED = Paragraph(
    text=("Chữ và hình in ra dưới đây do sổ tay tự tính; số liệu trong đó chưa truy được đến ô nguồn.",)
)


def test_code_in_the_prose_is_no_output_and_has_no_note():
    assert page_of(nb.new_markdown_cell("```\n42\n```")).blocks == (Preformatted(text="42"),)


def test_a_markdown_table_becomes_a_table():
    (table,) = read_markdown("| a | b |\n|---|---|\n| 1 | 2 |")
    assert isinstance(table, Table)
    assert [column.heading for column in table.columns] == ["a", "b"]
    assert table.rows[0].cells == (("1",), ("2",))


def test_code_is_left_out_and_outputs_are_kept_in_order():
    page = page_of(
        nb.new_markdown_cell("Trước"),
        shown(data(**{BLOCK_MIME.replace("/", "__"): Paragraph(text=("Giữa",)).model_dump(mode="json")})),
        shown(nb.new_output("stream", text="in ra\n")),
        shown(data(image__png="aGk=\n", text__plain="hình vẽ")),
        shown(data(**{"image__svg+xml": "<svg/>"})),
        shown(data(text__plain="42"), source="6 * 7"),
    )
    assert page.blocks == (
        Paragraph(text=("Trước",)),
        Paragraph(text=("Giữa",)),
        UNTRACED,
        Preformatted(text="in ra"),
        Picture(png="aGk=", alt="hình vẽ"),
        Chart(title="", alt=("Biểu đồ",), svg="<svg/>"),
        Preformatted(text="42"),
    )


def test_an_analysts_own_notebook_without_a_cover_gets_its_name_as_title():
    assert page_of(nb.new_markdown_cell("x")).cover.title == "phan_tich"


def test_a_hidden_cell_is_left_out():
    assert page_of(shown(nb.new_output("stream", text="bí mật"), tags=["hidden"])).blocks == ()


def test_a_failed_cell_is_refused_and_named():
    failed = shown(nb.new_output("error", ename="KeyError", evalue="'x'", traceback=[]))
    with pytest.raises(NotebookError) as caught:
        page_of(nb.new_markdown_cell("x"), failed)
    assert caught.value.where == "phan_tich.ipynb, ô 2"
    assert caught.value.found == "KeyError: 'x'"


def test_a_notebook_that_was_never_run_is_refused_with_the_remedy():
    with pytest.raises(NotebookError, match="chưa chạy") as caught:
        page_of(nb.new_code_cell("show()"))
    assert "--execute" in caught.value.remedy


def test_a_block_edited_by_hand_is_refused():
    with pytest.raises(NotebookError, match="không đúng dạng"):
        page_of(shown(data(**{BLOCK_MIME.replace("/", "__"): {"kind": "paragraph"}})))


def test_each_table_of_a_cell_so_tagged_is_a_slide_of_its_own_and_its_chart_is_none():
    table = Table(title="Bảng", columns=(Column(heading="TT"),), rows=())
    chart = Chart(title="Hình", alt=("Hình",), svg="<svg/>")
    outputs = [
        nb.new_output("display_data", {BLOCK_MIME: block.model_dump(mode="json")})
        for block in (chart, table, chart, table)
    ]
    cell = nb.new_code_cell("show()", outputs=outputs, metadata={"tags": ["slide-tables"]})
    page = read_page(nb.new_notebook(cells=[cell]), "p")
    assert page.slides == (((), (table,)), ((), (table,)))
    assert page.blocks == (chart, table, chart, table)


def test_a_notebook_keeps_the_figures_and_the_sources_that_its_page_prints():
    line = {"label": "hoàn thành", "scope": "all", "numerator": 1, "denominator": 3, "percent": None, "text": "01/03",
            "population": "nội dung"}  # fmt: skip
    head = Cover(
        title="Trang",
        agency="Sở",
        superior="UBND",
        issued=date(2022, 11, 9),
        ledger=tuple(
            LedgerLine(id=name, records=records, **line)
            for name, records in (("a", ("SNV-01", "SNV-02")), ("b", ("SNV-03",)))
        ),
        sources=tuple(
            RecordSource(record=f"SNV-0{number}", content="Đề án", file="a.xlsx", cells=())
            for number in (1, 2, 3)
        ),
    )
    shown = Paragraph(text=("Có ", Printed(figure="a", text="01"), " nội dung"))
    outputs = [
        nb.new_output("display_data", data={BLOCK_MIME: block.model_dump(mode="json")})
        for block in (head, shown)
    ]
    notebook = nb.new_notebook(cells=[nb.new_code_cell("x", outputs=outputs, execution_count=1)])
    drop_unprinted(notebook)
    kept = read_page(notebook, "p").cover
    assert [one.id for one in kept.ledger] == ["a"]
    assert [one.record for one in kept.sources] == ["SNV-01", "SNV-02"]


def test_what_a_cell_says_to_its_writer_stays_off_the_page():
    warning = nb.new_output("stream", name="stderr", text="/home/an/x.py:3: UserWarning: Glyph missing")
    printed = nb.new_output("stream", name="stdout", text="Có 05 nội dung")
    assert [block.as_plain() for block in page_of(shown(warning, printed)).blocks][1:] == ["Có 05 nội dung"]
