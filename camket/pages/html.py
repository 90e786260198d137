"""A page as one self-contained HTML file whose tables can be sorted and filtered."""

from __future__ import annotations

from camket.pages.document import render_document
from camket.pages.page import Page


def page_to_html(page: Page) -> str:
    """Returns the document: UTF-8, `lang="vi"`, complete and readable without scripts."""
    return render_document("pages/page.html.j2", wide=page.cover.landscape, page=page)
