"""How a page is set: what stays on a line, a dash for none, signs that can be shown. Nothing else changes."""

from datetime import date

import pytest

from camket.publishing.blocks.block import Chart, Column, Cover, Paragraph, Row, Table, header_groups
from camket.publishing.blocks.inline import Linked, Printed, as_plain
from camket.publishing.pages.page import Page
from camket.publishing.pages.typesetting import bind_words, break_long, dash_zeros, typeset_page

COVER = Cover(
    title="Kết quả năm 2022 ☐", agency="Sở Nội vụ", superior="UBND", issued=date(2022, 11, 9), code="a 01 xã"
)


def set_text(*text):
    page = typeset_page(Page(cover=COVER, blocks=(Paragraph(text=text),)))
    return as_plain(page.blocks[0].text).replace("\xa0", "~")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("trình UBND Tỉnh lũy kế", "trình UBND~Tỉnh lũy~kế"),
        ("của Sở Nội vụ, Sở Y tế", "của Sở~Nội~vụ, Sở~Y~tế"),
        ("Sở Kế hoạch và Đầu tư", "Sở Kế~hoạch và Đầu~tư"),
        ("01 đề án, 05/293 nội dung, 1.500 m² và 95 %", "01~đề~án, 05/293~nội~dung, 1.500~m² và 95~%"),
        ("ngày 09 tháng 11 năm 2022", "ngày~09~tháng 11~năm 2022"),
        ("Phụ lục II, Phụ lục này", "Phụ~lục~II, Phụ lục này"),
        ("xong – đúng hạn", "xong~– đúng hạn"),
        ("đề án số 158/BC", "đề án số~158/BC"),
        ("2022-01 xã", "2022-01~xã"),
        ("bộ phận một cửa", "bộ phận một cửa"),
    ],
)
def test_names_and_numbers_stay_on_one_line(text, bound):
    assert bind_words(text).replace("\xa0", "~") == bound


def test_a_number_that_is_a_run_of_its_own_stays_with_what_it_counts():
    number = Printed(figure="cut_off.completed", text="05/293")
    assert set_text("Có ", number, " nội dung đã xong") == "Có~05/293~nội~dung đã xong"
    assert set_text("(chiếm ", Printed(figure="a", text="1,7%"), ")") == "(chiếm~1,7%)"
    assert set_text("từ ", number, " trở lên") == "từ 05/293 trở lên"


NUMBER = {"00": Printed(figure="a", text="00"), "0,0%": Printed(figure="a", text="0,0%")}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ((NUMBER["00"],), "–"),
        ((NUMBER["0,0%"],), "–"),
        ((NUMBER["00"], " (", NUMBER["0,0%"], ")"), "–"),
        ((Printed(figure="a", text="00/05"),), "00/05"),
        ((Printed(figure="a", text="10"), " (", NUMBER["0,0%"], ")"), "10 (0,0%)"),
        ((NUMBER["00"], " xã"), "00 xã"),
        (("00",), "00"),
        ((), ""),
    ],
)
def test_a_cell_that_counts_nothing_has_a_dash_but_not_in_a_total(cell, shown):
    columns = (Column(heading="Số"),)
    rows = (Row(cells=(cell,)), Row(kind="total", cells=(cell,)))
    body, total = dash_zeros(Table(title="Bảng", columns=columns, rows=rows)).rows
    assert as_plain(body.cells[0]) == shown
    assert total.cells[0] == cell
    if shown == "–":
        assert body.cells[0][0].figure == "a"


def test_only_words_are_set():
    blocks = (
        Chart(title="01 xã", alt=("☐",), svg="<svg>01 xã ☐</svg>"),
        Paragraph(text=(Linked(link="show/01 xã ☐.html", text="01 xã"),)),
    )
    page = Page(cover=COVER, blocks=blocks, slides=((("01 xã",), blocks),))
    shown = typeset_page(page)
    assert (shown.cover.title, shown.cover.code) == ("Kết quả năm\xa02022 [ ]", "a 01 xã")
    chart, paragraph = shown.blocks
    assert (chart.title, chart.alt, chart.svg) == ("01\xa0xã", ("[ ]",), blocks[0].svg)
    assert paragraph.text == (Linked(link="show/01 xã ☐.html", text="01\xa0xã"),)
    assert shown.slides == ((("01\xa0xã",), shown.blocks),)


@pytest.mark.parametrize(
    ("text", "room", "broken"),
    [
        ("Đã ban hành", 8, "Đã ban hành"),
        ("KeHoach_150_KH.signed.pdf", 10, "KeHoach_|150_|KH.|signed.|pdf"),
        ("https://a.vn/x?id=12", 12, "https:|/|/|a.|vn/|x?|id=|12"),
        ("WWWWWWWWWW", 6, "WWW|WWW|WWW|W"),
        ("Theo tệp KeHoach_150_KH.pdf", 10, "Theo tệp KeHoach_|150_|KH.|pdf"),
    ],
)
def test_a_word_wider_than_its_column_may_end_a_line_within(text, room, broken):
    assert break_long(text, room).replace("\u200b", "|") == broken


def test_a_name_of_a_file_in_a_narrow_column_is_set_with_places_to_break():
    name = "KeHoach_150_KH_UBND_ngay_20_01_2022_ve_viec_cai_cach_hanh_chinh.signed.pdf"
    columns = tuple(Column(heading=f"Cột {letter}") for letter in "abcdefgh")
    page = Page(
        cover=COVER, blocks=(Table(title="Bảng", columns=columns, rows=(Row(cells=((name,),) * 8),)),)
    )
    [shown] = typeset_page(page).blocks
    words = as_plain(shown.rows[0].cells[0]).split("\u200b")
    assert "".join(words) == name
    assert max(map(len, words)) < 12


def test_a_heading_over_columns_of_different_width_stays_one():
    group = "Lũy kế đến 30/10/2022"
    columns = (
        *(Column(heading=letter, width=3) for letter in "abcde"),
        Column(heading="Kết quả", group=group, width=3),
        Column(heading="Đánh giá", group=group, width=1),
    )
    page = Page(cover=COVER, blocks=(Table(title="Bảng", columns=columns, rows=()),))
    [shown] = typeset_page(page).blocks
    assert header_groups(shown.columns)[5:] == [(group.replace("Lũy kế", "Lũy\u00a0kế"), 2)]


def test_slides_show_signs_as_pages_do():
    page = Page(cover=COVER, blocks=(), slides=((("Đạt ✅",), (Paragraph(text=("☐",)),)),))
    [(title, [block])] = typeset_page(page).slides
    assert (as_plain(title), as_plain(block.text)) == ("Đạt (đạt)", "[ ]")
