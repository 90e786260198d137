"""The slides of the demonstration period in a browser."""

import io
import re

import pypdf
import pytest

FEWEST, MOST = 10, 15
# Three hundredths of the height of a slide, which has 720 pixels.
SMALLEST = 0.03 * 720
A4 = (842, 595)
# A text that is shown: of a number too narrow for its bar only readers aloud are told.
SHOWN = ".slides section :is(p, li, td, th, span, figcaption, h1, h2):not(.aside):not(.narrow)"


def open_slides(browser, demonstration, said, size=(1280, 720)):
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if "slides.html" not in request.url else None)
    page.goto((demonstration.outputs / "slides.html").as_uri())
    return page


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_ten_to_fifteen_slides_fit_without_an_error_or_a_request(browser, demonstration, size):
    said = []
    page = open_slides(browser, demonstration, said, size)
    count = page.evaluate("Reveal.getTotalSlides()")
    assert FEWEST <= count <= MOST
    for number in range(count):
        page.evaluate(f"Reveal.slide({number})")
        outside = page.evaluate(
            "(() => { const one = Reveal.getCurrentSlide(), frame = one.getBoundingClientRect();"
            " return [...one.querySelectorAll('h1, h2, p, li, table, figcaption, ul')].filter((part) => {"
            " const box = part.getBoundingClientRect();"
            " return box.width > 2 && (box.bottom > frame.bottom + 1 || box.right > frame.right + 1); })"
            ".map((part) => part.textContent.trim()); })()"
        )
        assert outside == []
        # Bars do not lie on the line below them.
        assert page.evaluate(
            "(() => { const one = Reveal.getCurrentSlide();"
            " const ends = [...one.querySelectorAll('.bars li, tr')]"
            ".map((part) => part.getBoundingClientRect().bottom);"
            " const below = one.querySelector('figcaption');"
            " return !below || !ends.length || Math.max(...ends) <= below.getBoundingClientRect().top + 1; })()"
        )
        shown = page.locator("section.present").bounding_box()
        assert 0 <= shown["x"] <= shown["x"] + shown["width"] <= size[0]
        assert shown["width"] > 0.95 * size[0]
        assert page.locator("section.present").locator("h1, h2").is_visible()
    assert [text for text in said if not text.startswith("data:")] == []
    page.close()


def test_every_title_is_a_sentence_with_a_figure_and_says_something_else(browser, demonstration):
    page = open_slides(browser, demonstration, [])
    titles = page.evaluate("[...document.querySelectorAll('h2')].map((one) => one.textContent.trim())")
    *findings, asked = titles
    assert len(set(titles)) == len(titles)
    assert all(re.search(r"\d", title) and len(title.split()) > 6 for title in findings)
    assert asked.replace("\xa0", " ") == "Đề nghị UBND Tỉnh cho ý kiến"
    page.close()


def test_the_slide_that_asks_names_units_and_items(browser, demonstration):
    page = open_slides(browser, demonstration, [])
    rows = page.locator("section").last.locator("tbody tr").all_text_contents()
    assert 0 < len(rows) <= 5
    assert "27/293" in rows[0]
    assert re.search(r"UBND\s+huyện\s+Tân\s+Hồng\s+\(mục\s+\d+(,\s+\d+)*\)", rows[0])
    page.close()


def test_every_text_of_a_slide_is_large_enough_for_the_last_row_and_none_is_underlined(
    browser, demonstration
):
    page = open_slides(browser, demonstration, [])
    wrong = page.evaluate(
        f"[...document.querySelectorAll({SHOWN!r})].filter((one) => {{"
        f" const style = getComputedStyle(one);"
        f" return one.textContent.trim() && (parseFloat(style.fontSize) < {SMALLEST}"
        f" || style.textDecorationLine !== 'none'); }}).map((one) => one.textContent)"
    )
    assert wrong == []
    assert page.evaluate("getComputedStyle(document.querySelector('.slides a')).textDecorationLine") == "none"
    page.close()


def test_paper_has_a_whole_sheet_for_each_slide(browser, demonstration):
    page = open_slides(browser, demonstration, [])
    count = page.evaluate("Reveal.getTotalSlides()")
    titles = page.evaluate("[...document.querySelectorAll('h1, h2')].map((one) => one.textContent.trim())")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == count
    for sheet, title in zip(sheets, titles, strict=True):
        assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == A4
        assert "".join(title.split())[:20] in "".join(sheet.extract_text().split())
    page.close()


def test_the_speaker_opens_the_notes_in_a_window_that_follows_the_slides(browser, demonstration):
    page = open_slides(browser, demonstration, [])
    page.evaluate("Reveal.slide(1)")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    notes = opened.value
    assert "Tra cứu: trace.html" in notes.locator("body").inner_text()
    first = notes.locator("h1").inner_text()
    page.evaluate("Reveal.slide(2)")
    assert notes.locator("h1").inner_text() != first
    page.close()


def test_every_number_on_a_slide_is_a_figure_and_links_to_trace_html(demonstration):
    slides = (demonstration.outputs / "slides.html").read_text("utf-8")
    trail = (demonstration.outputs / "trace.html").read_text("utf-8")
    named = set(re.findall(r'href="trace.html#([^"]+)" data-figure', slides))
    assert len(named) > 40
    assert all(f'id="{name}"' in trail for name in named)


def test_without_scripts_all_slides_are_shown_one_below_the_other(browser, demonstration):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto((demonstration.outputs / "slides.html").as_uri())
    tops = [page.locator("section").nth(number).bounding_box()["y"] for number in range(5)]
    assert tops == sorted(set(tops))
    assert page.locator("section h2").last.is_visible()
    context.close()


def test_the_slides_are_accessible(find_barriers, demonstration):
    assert find_barriers(demonstration.outputs / "slides.html") == []


def test_the_notes_of_every_slide_state_how_many_records_rest_on_decisions(demonstration):
    slides = (demonstration.outputs / "slides.html").read_text("utf-8")
    notes = re.findall(r'<aside class="notes">.*?</aside>', slides, re.DOTALL)
    assert len(notes) == slides.count("<h2")
    assert all('href="trace.html#decided" data-figure' in each for each in notes)
