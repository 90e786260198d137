"""A deck as one HTML file, by reveal.js: nothing is loaded from anywhere, and it can be read with scripts off."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from camket.blocks.as_html import html_templates
from camket.slides.deck import Deck

# Slides lie beside trace.html, pages one folder below it.
_FROM_PAGES, _FROM_SLIDES = 'href="../trace.html#', 'href="trace.html#'


def deck_to_html(deck: Deck) -> str:
    """The whole file, UTF-8, `lang="vi"`. Same deck, same bytes; its policy names its one script by its hash."""
    script = "\n".join(_read(name) for name in ("reveal/reveal.js", "slides.js"))
    page = (
        html_templates()
        .get_template("slides/slides.html.j2")
        .render(
            deck=deck,
            script=script,
            digest=base64.b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode(),
            css=_read("slides.css"),
            reveal_css=_read("reveal/reveal.css"),
        )
    )
    return page.replace(_FROM_PAGES, _FROM_SLIDES)


def _read(name: str) -> str:
    return files("camket.slides").joinpath(name).read_text("utf-8")
