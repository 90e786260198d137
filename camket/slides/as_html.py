"""A deck as one self-contained HTML file by reveal.js, readable without scripts.

`reveal/` holds reveal.js 5.2.0 as its authors built it, without the line that names its source map. It is
copied because the packages that contain it bring a whole documentation system, and because meeting rooms
may have no network. Licence: MIT, `reveal/LICENSE`.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from camket.blocks.as_html import load_templates
from camket.slides.deck import Deck

# slides.html is in the same folder as trace.html, pages are one folder below.
_FROM_PAGES, _FROM_SLIDES = 'href="../trace.html#', 'href="trace.html#'


def deck_to_html(deck: Deck) -> str:
    """Returns the file: UTF-8, `lang="vi"`. Equal decks give equal bytes. Its policy allows its one script by hash."""
    script = "\n".join(_read(name) for name in ("reveal/reveal.js", "slides.js"))
    page = (
        load_templates()
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
