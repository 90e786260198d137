"""The ways through HTML pages: neighbours, parts, and ids that stand once."""

from datetime import date

import pytest
from lxml import html

from camket.publishing.blocks.block import Column, Cover, Heading, Row, Table
from camket.publishing.blocks.inline import Printed
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.navigation import Neighbour, Neighbours, find_neighbours
from camket.publishing.pages.page import Page

COVER = Cover(title="Trang thử", agency="Sở", superior="UBND", issued=date(2022, 11, 9))
COLUMNS = (Column(heading="TT"), Column(heading="Nội dung"))


def read(*blocks, neighbours=None):
    return html.document_fromstring(page_to_html(Page(cover=COVER, blocks=blocks), neighbours))


def grouped(number, *anchors):
    group = Row(kind="group", cells=((f"{number}. Sở số {number}",),))
    return (group, *(Row(cells=(("1",), ("Đề án",)), anchor=anchor) for anchor in anchors))


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("cut_off", None, "Ước cả năm"),
        ("appendix_1", "Ước cả năm", "Phụ lục II"),
        ("appendix_2", "Phụ lục I", "phan_tich"),
        ("phan_tich", "Phụ lục II", None),
    ],
)
def test_the_pages_of_camket_come_in_their_order_and_then_those_of_the_project(name, before, after):
    found = find_neighbours(name, ("phan_tich", "appendix_1", "cut_off", "full_year", "appendix_2"))
    assert (found.previous and found.previous.words, found.next and found.next.words) == (before, after)


def test_a_page_that_no_run_made_has_no_neighbours():
    assert find_neighbours("phan_tich", ()) == Neighbours()
    assert read(Heading(level=2, text=("1. Mục",))).cssselect("nav") == []


def test_a_page_links_to_its_neighbours_at_its_head_and_at_its_foot():
    root = read(neighbours=Neighbours(next=Neighbour("appendix_1.html", "Phụ lục I")))
    head, foot = root.cssselect("nav.pages")
    assert [link.get("href") for link in (*head, *foot)] == ["../index.html", "appendix_1.html"] * 2
    assert head.get("aria-label") != foot.get("aria-label")


def test_a_long_page_leads_to_its_headings_and_to_each_unit():
    table = Table(
        title="Bảng", columns=COLUMNS, rows=tuple(row for n in range(1, 5) for row in grouped(n, f"SNV-0{n}"))
    )
    root = read(Heading(level=2, text=("1. Mục",)), table)
    links = root.cssselect("nav.parts a")
    assert [link.text_content().replace("\xa0", " ") for link in links] == [
        "1. Mục",
        *(f"{n}. Sở số {n}" for n in range(1, 5)),
    ]
    for link in links:
        [target] = root.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.text_content().strip() == link.text_content()


def test_the_list_of_parts_names_units_without_their_counts():
    heading = ("1. Sở Nội vụ (", Printed(figure="cut_off.total@SNV", text="03"), " nội dung)")
    group = Row(kind="group", cells=(heading,))
    parts = tuple(Heading(level=2, text=(f"{n}. Mục",)) for n in range(1, 5))
    root = read(*parts, Table(title="Bảng", columns=COLUMNS, rows=(group, *grouped(2, "SNV-01"))))
    words = [link.text_content().replace("\xa0", " ") for link in root.cssselect("nav.parts a")]
    assert words[4:] == ["1. Sở Nội vụ", "2. Sở số 2"]


def test_a_short_page_has_no_list_of_parts():
    table = Table(title="Bảng", columns=COLUMNS, rows=grouped(1, "SNV-01"))
    assert read(Heading(level=2, text=("1. Mục",)), table).cssselect("nav.parts") == []


def test_no_id_stands_twice_where_two_tables_list_the_same_item():
    tables = (Table(title="Bảng", columns=COLUMNS, rows=grouped(n, "SNV-01", "SNV-02")) for n in (1, 2))
    ids = read(*tables).xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    assert {"SNV-01", "SNV-02"} < set(ids)
