"""The exporter registered with nbconvert: `jupyter nbconvert --to camket-slides`."""

from __future__ import annotations

from camket.errors import NotebookError
from camket.pages.exporters import PageExporter
from camket.pages.page import Page
from camket.slides.as_html import deck_to_html
from camket.slides.deck import make_deck


class SlidesExporter(PageExporter):
    """The tagged cells of one notebook as slides, in one offline HTML file."""

    file_extension = ".slides.html"
    output_mimetype = "text/html"
    export_from_notebook = "camket slides"

    def render(self, page: Page) -> str:
        """Returns the file. Raises `NotebookError` where no cell is tagged `slide`."""
        deck = make_deck([page])
        if deck is None:
            raise NotebookError(
                where=page.cover.title,
                found="không có ô nào gắn thẻ slide",
                expected="ít nhất một ô gắn thẻ (tag) slide",
                remedy="gắn thẻ slide cho ô cần trình chiếu, slide-part cho ô đi tiếp",
            )
        return deck_to_html(deck)
