"""trace.html is readable offline and without scripts; with scripts it can be searched and filtered."""

from dataclasses import replace

import lxml.html
import openpyxl
import pytest

from camket.pipeline import prepare_period
from camket.publishing.trace.trace_page import trail_to_html
from camket.publishing.trace.trail import Trail, build_trail
from camket.settings.project import open_folder

HOSTILE = "<img src=x onerror=alert(1)>=cmd|' /C calc'!A0 & “đậm”"


def make_page(project, **change):
    prepared = prepare_period(open_folder(project, "2022-10"))
    trail = build_trail(prepared)
    return trail_to_html(
        change.get("grow", lambda same: same)(trail), prepared.period, prepared.units, name="2022-10"
    )


def multiplied(trail: Trail, count: int) -> Trail:
    one = next(iter(trail.records.values()))
    ids = [f"SNV-{number:05d}" for number in range(len(trail.records), count)]
    return replace(trail, records={**trail.records, **{name: replace(one, id=name) for name in ids}})


def test_every_link_of_the_page_has_its_target(small_project):
    root = lxml.html.document_fromstring(make_page(small_project))
    targets = {node.get("id") for node in root.iter() if node.get("id")}
    links = [node.get("href") for node in root.iter("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= targets
    assert all(link.startswith("#") for link in links)
    assert {"cut_off.completed@SNV", "SNV-03", "flow.in_progress.completed"} <= targets


def test_the_page_without_scripts_shows_every_record_with_its_cells(small_project):
    root = lxml.html.document_fromstring(make_page(small_project))
    assert [article.get("id") for article in root.iter("article")] == [
        "SNV-01", "SNV-02", "SNV-03", "HTN-01", "HTN-02"
    ]  # fmt: skip
    text = root.get_element_by_id("SNV-03").text_content()
    assert "Bồi dưỡng cán bộ cấp xã" in text
    assert "Sheet!C4" in text
    assert "submissions/SNV.xlsx" in text
    assert root.get("lang") == "vi"
    assert "DỰ THẢO" in root.text_content()


def test_text_from_a_unit_is_never_markup(small_project):
    path = small_project / "data/raw/2022-10/submissions/SNV.xlsx"
    book = openpyxl.load_workbook(path)
    book.active["C2"] = HOSTILE
    book.active["C2"].data_type = "s"
    book.save(path)
    page = make_page(small_project)
    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


def test_equal_trails_give_equal_bytes(small_project):
    assert make_page(small_project) == make_page(small_project)


@pytest.fixture(scope="module")
def made_page(made_small_project):
    return make_page(made_small_project)


@pytest.fixture
def opened(open_page, made_page, small_project, tmp_path):
    """Opens the page at a deep link in a browser."""

    def open_trail(anchor="", *, width=1366, **change):
        path = tmp_path / "trace.html"
        path.write_text(make_page(small_project, **change) if change else made_page, encoding="utf-8")
        return open_page(path, anchor, width=width)

    return open_trail


def shown(page) -> list[str]:
    return page.eval_on_selector_all("article:not([hidden])", "all => all.map(one => one.id)")


@pytest.mark.browser
def test_records_are_found_by_words_without_diacritics_and_by_every_filter(opened):
    page = opened()
    assert page.text_content("output") == "5 / 5 nội dung"
    page.fill("input[name=words]", "boi duong CAN BO")
    page.locator("output", has_text="1 / 5 nội dung").wait_for()
    assert shown(page) == ["SNV-03"]
    page.click("button[type=reset]")
    page.locator("output", has_text="5 / 5 nội dung").wait_for()
    page.select_option("select[name=unit]", "HTN")
    page.select_option("select[name=cutoff]", "not_completed")
    page.locator("output", has_text="1 / 5 nội dung").wait_for()
    assert shown(page) == ["HTN-01"]


@pytest.mark.browser
def test_the_page_is_accessible(small_project, tmp_path, find_barriers):
    path = tmp_path / "trace.html"
    path.write_text(make_page(small_project), encoding="utf-8")
    assert find_barriers(path) == []


@pytest.mark.browser
def test_a_word_with_diacritics_does_not_match_other_spellings(opened):
    page = opened()
    page.fill("input[name=words]", "can bo")
    page.locator("output", has_text="1 / 5 nội dung").wait_for()
    assert shown(page) == ["SNV-03"]
    page.fill("input[name=words]", "cấn bộ")
    page.locator("output", has_text="0 / 5 nội dung").wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("anchor", ["cut_off.completed@SNV", "SNV-03"])
def test_a_deep_link_opens_and_focuses_its_target(opened, anchor):
    page = opened(f"#{anchor}")
    assert page.evaluate("document.activeElement.id") == anchor
    place = page.locator(f"[id='{anchor}']").bounding_box()
    form = page.locator("form").bounding_box()
    assert place["y"] < 800
    assert place["y"] >= form["y"] + form["height"] or place["y"] + place["height"] <= form["y"]


@pytest.mark.browser
def test_on_a_phone_the_search_form_does_not_cover_the_content(opened):
    page = opened("#HTN-02", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.locator("form").bounding_box()["y"] < 0


@pytest.mark.browser
@pytest.mark.trial
def test_ten_thousand_records_are_opened_and_filtered_quickly(opened):
    page = opened(grow=lambda trail: multiplied(trail, 10_000))
    page.fill("input[name=words]", "SNV-09999")
    page.locator("output", has_text="1 / 10000 nội dung").wait_for()
    assert shown(page) == ["SNV-09999"]
