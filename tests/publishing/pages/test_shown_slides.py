"""The slides of the demonstration period in a browser."""

import re

FEWEST, MOST = 10, 15
# The slide has 720 pixels; the rest is for its number and controls.
TALLEST = 690


def open_slides(browser, demonstration, said):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if "slides.html" not in request.url else None)
    page.goto((demonstration.outputs / "slides.html").as_uri())
    return page


def test_ten_to_fifteen_slides_fit_without_an_error_or_a_request(browser, demonstration):
    said = []
    page = open_slides(browser, demonstration, said)
    count = page.evaluate("Reveal.getTotalSlides()")
    assert FEWEST <= count <= MOST
    for number in range(count):
        page.evaluate(f"Reveal.slide({number})")
        size = page.evaluate(
            "(() => { const one = Reveal.getCurrentSlide();"
            " return [one.scrollHeight, one.scrollWidth, one.querySelector('h1, h2').textContent.trim()]; })()"
        )
        assert size[0] <= TALLEST, size
        assert size[1] <= 1280, size
        assert size[2]
        # The slide is visible and fills the screen.
        shown = page.locator("section.present").bounding_box()
        assert 0 <= shown["x"] <= shown["x"] + shown["width"] <= 1280
        assert 0 <= shown["y"] < 60
        assert shown["width"] > 1200
        assert page.locator("section.present").locator("h1, h2").is_visible()
    assert [text for text in said if not text.startswith("data:")] == []
    page.close()


def test_the_text_of_a_slide_is_readable_from_the_last_row(browser, demonstration):
    page = open_slides(browser, demonstration, [])
    small = page.evaluate(
        "[...document.querySelectorAll('.slides section p, .slides section li, .slides section td,"
        " .slides section th')].filter((one) => !one.closest('figcaption, .notice')"
        " && parseFloat(getComputedStyle(one).fontSize) < 22).map((one) => one.textContent)"
    )
    assert small == []
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


def test_the_slides_state_how_many_records_rest_on_decisions(demonstration):
    slides = (demonstration.outputs / "slides.html").read_text("utf-8")
    assert 'href="trace.html#decided" data-figure' in slides
