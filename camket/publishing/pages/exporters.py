"""The exporters registered with nbconvert: `jupyter nbconvert --to camket-html | camket-pdf`."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode

from camket.errors import NotebookError
from camket.publishing.pages.html import page_to_html
from camket.publishing.pages.page import Page, read_page
from camket.publishing.pages.pdf import page_to_pdf
from camket.publishing.pages.slides import deck_to_html, make_deck


class PageExporter(Exporter):
    """The part that all formats share: nbconvert preprocesses the notebook, then it is read as a page."""

    enabled = True

    def _default_preprocessors_default(self) -> list[str]:
        # Inactive unless nbconvert is called with --execute.
        return ["nbconvert.preprocessors.ExecutePreprocessor"]

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Returns the exported document and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources.get("metadata", {}).get("name") or "notebook"
        return self.render(read_page(notebook, name)), resources

    def render(self, page: Page) -> str | bytes:
        """Returns the page in the exporter's format."""
        raise NotImplementedError


class HtmlExporter(PageExporter):
    """One offline HTML file in Vietnamese, with captions, header scopes and alternative texts, without code."""

    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "camket HTML"

    def _file_extension_default(self) -> str:
        return ".html"

    def render(self, page: Page) -> str:
        return page_to_html(page)


class PdfExporter(PageExporter):
    """PDF/A-3a and PDF/UA-1, A4, through the typst wheel."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "camket PDF"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def render(self, page: Page) -> bytes:
        return page_to_pdf(page)


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
