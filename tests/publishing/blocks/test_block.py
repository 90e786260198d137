from __future__ import annotations

from datetime import date

import pytest
from lxml import html
from pydantic import ValidationError

from camket.publishing.blocks.block import (
    BLOCK_MIME,
    Chart,
    Column,
    Cover,
    Heading,
    KeyNumbers,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Row,
    SignOff,
    SlideTitle,
    Table,
    block_from_json,
    block_to_html,
    header_groups,
)
from camket.publishing.blocks.inline import Marked, Printed

HOSTILE = "<script>alert(1)</script>\"'&"
NUMBER = Printed(figure="cut_off.total", text="293")
TABLE = Table(
    title="Tổng hợp",
    columns=(
        Column(heading="TT", align="center"),
        Column(heading="Đơn vị"),
        Column(heading="Hoàn thành", group="Lũy kế", align="right"),
        Column(heading="Không hoàn thành", group="Lũy kế", align="right"),
    ),
    rows=(
        Row(kind="group", cells=(("1. Sở Nội vụ",),)),
        Row(cells=(("1",), (HOSTILE,), (NUMBER,), ("02",)), anchor="SNV-01"),
        Row(kind="total", cells=(("",), ("Tổng số",), (NUMBER,), ("02",))),
    ),
    note="ghi chú",
    source="báo cáo",
)
BLOCKS = [
    Cover(label="Phụ lục I", title="Tổng hợp", agency="Sở", superior="UBND", issued=date(2022, 11, 9)),
    Heading(level=2, text=("Kết quả",)),
    Paragraph(text=("Tổng số ", NUMBER, Marked(mark="strong", text="nội dung"))),
    Listing(items=(("đ)", ("Có ", NUMBER)),)),
    TABLE,
    KeyNumbers(items=(((NUMBER,), ("nội dung đã ký",)),)),
    SlideTitle(text=("Có ", NUMBER), notes=("ghi chú",)),
    Chart(title="Cơ cấu", alt=("Nhiều nhất là hoàn thành",), svg="<svg/>", source="báo cáo"),
    SignOff(choices=("Thống nhất",), lines=2, day="ngày …", left=("NGƯỜI LẬP",), right=("THỦ TRƯỞNG",)),
    Preformatted(text="a  b"),
    Picture(png="aGk=", alt="Hình"),
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.kind)
def test_a_block_survives_the_round_trip_through_a_notebook(block):
    assert block_from_json(block._repr_mimebundle_()[BLOCK_MIME]) == block


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.kind)
def test_a_block_is_displayed_in_jupyterlab_and_as_plain_text(block):
    bundle = block._repr_mimebundle_()
    assert html.fromstring(bundle["text/html"]) is not None
    assert bundle["text/plain"].strip()


@pytest.mark.parametrize("data", [{}, {"kind": "script"}, {"kind": "paragraph", "text": [], "more": 1}, "x"])
def test_an_invalid_block_is_refused(data):
    with pytest.raises(ValidationError):
        block_from_json(data)


def test_text_from_outside_is_escaped():
    shown = block_to_html(TABLE)
    assert "<script" not in shown
    assert HOSTILE in html.fromstring(shown).text_content()


def test_a_table_has_caption_scopes_groups_and_row_headers():
    table = html.fromstring(block_to_html(TABLE)).cssselect("table")[0]
    assert table.findtext("caption/span") == "Tổng hợp"
    upper, lower = table.cssselect("thead tr")
    assert [(cell.text, cell.get("scope"), cell.get("colspan"), cell.get("rowspan")) for cell in upper] == [
        ("TT", "col", None, "2"),
        ("Đơn vị", "col", None, "2"),
        ("Lũy kế", "colgroup", "2", None),
    ]
    assert [cell.text for cell in lower] == ["Hoàn thành", "Không hoàn thành"]
    assert [cell.get("scope") for cell in table.cssselect("tbody th")] == ["rowgroup", "row", "row"]
    assert table.cssselect("tr#SNV-01")


def test_each_group_and_each_total_starts_a_table_body():
    table = html.fromstring(block_to_html(TABLE)).cssselect("table")[0]
    assert [[row.get("class") for row in body] for body in table.cssselect("tbody")] == [
        ["group", "body"],
        ["total"],
    ]


@pytest.mark.parametrize(
    ("deadline", "day"),
    [("30/9/2022", "2022-09-30"), ("Quý III", "2022-09-30"), ("thường xuyên", ""), ("", "")],
)
def test_a_deadline_cell_has_its_date_as_sort_key(deadline, day):
    block = Table(
        title="t",
        columns=(
            Column(heading="TT"),
            Column(heading="Nội dung"),
            Column(heading="Thời hạn", deadlines_of=2022),
        ),
        rows=(Row(cells=(("1",), ("a",), (deadline,))),),
    )
    cell = html.fromstring(block_to_html(block)).cssselect("tbody td")[-1]
    assert (cell.get("data-key"), cell.get("data-label"), cell.text or "") == (day, "Thời hạn", deadline)


def test_a_printed_figure_has_its_id():
    mark = html.fromstring(block_to_html(BLOCKS[2])).cssselect("a")[0]
    assert (mark.get("data-figure"), mark.text) == ("cut_off.total", "293")
    assert mark.get("href") == "../trace.html#cut_off.total"


def test_a_drawing_is_an_image_with_alternative_text_and_never_markup():
    shown = block_to_html(Chart(title="t", alt=('"><b>',), svg="<svg onload='x'/>"))
    image = html.fromstring(shown).cssselect("img")[0]
    assert image.get("alt") == '"><b>'
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert "onload" not in shown


def test_ungrouped_columns_have_separate_cells_in_the_upper_header():
    assert header_groups(TABLE.columns) == [("", 1), ("", 1), ("Lũy kế", 2)]
