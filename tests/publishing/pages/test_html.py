"""The content security policy of an HTML file allows one script, by its hash, and nothing else."""

from __future__ import annotations

import base64
import hashlib
from datetime import date

import pytest
from lxml import html

from camket.publishing.blocks.block import Cover, Paragraph
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.page import Page

HOSTILE = (
    "</script><script>document.title = 'đã chạy'</script><img src=x onerror=\"document.title='đã chạy'\">"
)
COVER = Cover(title="Trang thử", agency="Sở", superior="UBND", issued=date(2022, 11, 9))
PAGE = page_to_html(Page(cover=COVER, blocks=(Paragraph(text=(HOSTILE,)),)))


def test_the_policy_allows_one_script_by_its_hash_and_loads_nothing():
    root = html.document_fromstring(PAGE)
    [script] = root.cssselect("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    [policy] = root.cssselect("meta[http-equiv='Content-Security-Policy']")
    assert policy.get("content") == (
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    )
    assert not root.cssselect("link, iframe, object, embed, [src]")


def test_the_same_page_gives_the_same_bytes():
    assert page_to_html(Page(cover=COVER, blocks=(Paragraph(text=(HOSTILE,)),))) == PAGE


@pytest.mark.browser
def test_text_from_outside_is_shown_and_never_executed(open_page, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    page = open_page(path)
    assert page.title() == "Trang thử"
    assert HOSTILE in page.locator("main p").last.text_content()


@pytest.mark.browser
def test_an_accessibility_fault_is_found_in_each_view_that_has_it(tmp_path, find_barriers):
    path = tmp_path / "page.html"
    pale = "<style>@media (prefers-color-scheme: dark) { main p { color: #333 !important; } }</style></head>"
    path.write_text(PAGE.replace("</head>", pale), encoding="utf-8")
    found = find_barriers(path)
    assert found
    assert all("'dark': True" in one and "color-contrast" in one for one in found)
