"""Beyond three thousand records each unit has a trace page of its own; every link of every page has its target."""

from __future__ import annotations

from urllib.parse import unquote

import lxml.html
import pytest

from camket.pipeline import prepare_period
from camket.publishing.trace import trace_page
from camket.publishing.trace.trace_page import publish_trail
from camket.settings.project import open_folder


@pytest.fixture
def pages(small_project, tmp_path, monkeypatch):
    """The pages of a period of too many records for one page, by their path."""
    monkeypatch.setattr(trace_page, "MOST_ON_PAGE", 3)
    prepared = prepare_period(open_folder(small_project, "2022-10"))
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    names = publish_trail(outputs, prepared, "2022-10")
    return {name: lxml.html.document_fromstring((outputs / name).read_bytes()) for name in names}


def find_ids(root):
    return {node.get("id") for node in root.iter() if node.get("id")}


def test_the_index_leads_to_a_page_for_each_unit(pages):
    assert [*pages] == ["trace.html", "trace/SNV.html", "trace/HTN.html"]
    links = {
        node.get("href"): node.get("data-codes")
        for node in pages["trace.html"].xpath("//ul[@class='apart']//a")
    }
    assert links == {"trace/SNV.html": "SNV", "trace/HTN.html": "HTN"}


def test_every_link_of_every_page_has_its_target(pages):
    for name, root in pages.items():
        for link in (node.get("href") for node in root.iter("a")):
            page, _, target = link.partition("#")
            path = page.removeprefix("../") if name != "trace.html" or page else page
            assert (path or name) in pages
            assert not target or unquote(target) in find_ids(pages[path or name]), (name, link)


def test_each_record_and_figure_stands_on_one_page(pages):
    index, snv, htn = (find_ids(root) for root in pages.values())
    assert {"SNV-01", "SNV-02", "SNV-03", "cut_off.completed@SNV"} <= snv - index - htn
    assert {"HTN-01", "HTN-02", "cut_off.completed@HTN"} <= htn - index - snv
    assert {
        "cut_off.completed",
        "cut_off.completed@department",
        "flow.in_progress.completed",
    } <= index - snv - htn


def test_a_page_of_a_unit_says_nothing_of_another(pages):
    text = pages["trace/SNV.html"].text_content()
    assert "submissions/SNV.xlsx" in text
    assert "HTN" not in text
