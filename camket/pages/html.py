"""A page as one HTML file: nothing is loaded from anywhere; its tables are sorted and filtered by our script."""

from __future__ import annotations

from camket.pages.document import to_document
from camket.pages.page import Page


def page_to_html(page: Page) -> str:
    """The whole document, UTF-8, `lang="vi"`, complete and readable with scripts off."""
    return to_document("pages/page.html.j2", wide=page.cover.landscape, page=page)
