"""index.html lists what is there, all of it, for its reader, by links that lead on."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

import pytest
from lxml import html

from camket.publishing.blocks.block import Cover
from camket.publishing.pages.index import FILE, index_to_html, list_sections, load_index_wording
from camket.publishing.pages.page import Page

COVER = Cover(title="Kết <quả>", agency="Sở Nội vụ", superior="UBND Tỉnh", issued=date(2022, 11, 9))
# These are written after the index, which they list.
LATER = {"manifest.json", "ro-crate-metadata.json"}


def page(**changes):
    return Page(cover=COVER.model_copy(update=changes), blocks=())


def links_of(document):
    return [unquote(link) for link in html.document_fromstring(document).xpath("//main//a/@href")]


@pytest.fixture(scope="module")
def made(demonstration):
    return (demonstration.outputs / FILE).read_text("utf-8")


def test_every_file_of_a_run_is_listed_once_and_every_link_leads_to_one(made, demonstration):
    there = {
        path.relative_to(demonstration.outputs).as_posix()
        for path in demonstration.outputs.rglob("*")
        if path.is_file()
    }
    # The page leader.pdf lies in two folders.
    assert sorted(links_of(made)) == sorted(there - {FILE, "pdf/leader.pdf"})


def test_every_page_leads_to_it(demonstration):
    for shown in (demonstration.outputs / "html").glob("*.html"):
        document = html.document_fromstring(shown.read_text("utf-8"))
        assert set(document.xpath("//nav//a[@rel='contents']/@href")) == {f"../{FILE}"}, shown.name


def test_it_is_in_the_manifest(demonstration):
    assert f"outputs/2022-10/{FILE}" in (demonstration.outputs / "manifest.json").read_text("utf-8")


def test_it_is_accessible(made, find_barriers, demonstration):
    assert find_barriers(demonstration.outputs / FILE) == []


def test_it_fits_on_a_phone(browser, demonstration):
    shown = browser.new_page(viewport={"width": 390, "height": 800})
    shown.goto((demonstration.outputs / FILE).as_uri())
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390
    shown.close()


def test_readers_come_in_their_order_and_only_those_with_a_product():
    everything = {"leader.pdf", "slides.html", "review.xlsx", "problems.xlsx", "trace.html"}
    titles = [group["title"] for group in load_index_wording()["group"]]
    assert [section.title for section in list_sections(everything, {}, {})] == titles
    assert [section.title for section in list_sections({"slides.html"}, {}, {})] == [titles[1]]


def test_a_page_of_a_notebook_of_ones_own_is_listed_with_its_title():
    there = {"html/rieng.html", "pdf/rieng.pdf", "html/other one.html"}
    [section] = list_sections(there, {"rieng": page(title="Phân tích riêng")}, {})
    assert [(entry.title, [link for _, link in entry.links]) for entry in section.entries] == [
        ("other one", ["html/other%20one.html"]),
        ("Phân tích riêng", ["html/rieng.html", "pdf/rieng.pdf"]),
    ]


def test_the_sheets_of_a_unit_have_its_name():
    there = {"units/SNV.pdf", "units/SNV.xlsx", "next_year/SNV.xlsx", "units/STC.pdf"}
    [section] = list_sections(there, {}, {"SNV": "Sở Nội vụ", "STC": "Sở Tài chính", "SXD": "Sở Xây dựng"})
    assert {entry.title: [link for _, link in entry.links] for entry in section.entries} == {
        "Sở Nội vụ": ["units/SNV.pdf", "units/SNV.xlsx", "next_year/SNV.xlsx"],
        "Sở Tài chính": ["units/STC.pdf"],
    }


def test_a_draft_says_so_and_text_from_outside_is_escaped():
    draft = index_to_html({"html/cut_off.html"}, {"cut_off": page(draft=("còn 2",))}, {})
    assert "<title>[DỰ THẢO]" in draft
    assert "DỰ THẢO" in html.document_fromstring(draft).find_class("draft")[0].text_content()
    assert "Kết &lt;quả&gt;" in draft
    assert "DỰ THẢO" not in index_to_html({"html/cut_off.html"}, {"cut_off": page()}, {})


def test_it_says_nothing_of_commands_and_names_no_folder_of_this_machine(made, demonstration):
    text = html.document_fromstring(made).find("body").text_content()
    assert "camket" not in re.sub(r"Content-Security-Policy.*", "", text).split("const ")[0]
    assert str(demonstration.project) not in made


def test_what_other_commands_wrote_changes_nothing():
    """A replay has no letters and no issues, so the index may not depend on them."""
    there = {"html/cut_off.html", "letters/SNV.eml", "issues/1/report.docx", "audit.xlsx", "diff.html"}
    assert links_of(index_to_html(there, {"cut_off": page()}, {})) == ["html/cut_off.html", *sorted(LATER)]
