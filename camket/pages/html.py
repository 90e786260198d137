"""A page as one HTML file: nothing is loaded from anywhere, nothing in it runs."""

from __future__ import annotations

from importlib.resources import files

from camket.blocks.as_html import html_templates
from camket.pages.page import Page


def page_to_html(page: Page) -> str:
    """The whole document, UTF-8, `lang="vi"`."""
    css = files("camket.pages").joinpath("page.css").read_text("utf-8")
    return html_templates().get_template("pages/page.html.j2").render(page=page, css=css)
