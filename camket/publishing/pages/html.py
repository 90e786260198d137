"""The frame that all HTML files share: no network access, and no script but camket's own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from camket.publishing.blocks.block import load_templates
from camket.publishing.pages.navigation import Neighbours, add_anchors
from camket.publishing.pages.page import Page
from camket.publishing.pages.typesetting import typeset_page

Part = tuple[str, str]

_STYLE: Part = ("camket.publishing.pages", "page.css")
_SEARCH: Part = ("camket.publishing.pages", "search.js")
TABLES: Part = ("camket.publishing.pages", "tables.js")


def render_document(
    template: str, *, script: Part = TABLES, styles: Sequence[Part] = (), wide: bool = False, **values: object
) -> str:
    """Renders `template`, which extends `pages/document.html.j2`, with the given values.

    The template engine escapes all texts. The content security policy of the page names the script by its hash,
    so text from outside cannot run as a script.
    """
    source = "\n".join(map(_read, (_SEARCH, script)))
    return (
        load_templates()
        .get_template(template)
        .render(
            css="\n".join(map(_read, (_STYLE, *styles))),
            script=source,
            digest=base64.b64encode(hashlib.sha256(f"\n{source}\n".encode()).digest()).decode(),
            wide=wide,
            **values,
        )
    )


def _read(part: Part) -> str:
    package, name = part
    return files(package).joinpath(name).read_text("utf-8")


def page_to_html(page: Page, neighbours: Neighbours | None = None) -> str:
    """Returns the document: UTF-8, `lang="vi"`, complete and readable without scripts.

    `neighbours` are the pages before and after it in the same folder.
    """
    shown, parts = add_anchors(typeset_page(page))
    return render_document(
        "publishing/pages/page.html.j2",
        wide=page.cover.landscape,
        page=shown,
        parts=parts,
        neighbours=neighbours or Neighbours(),
    )
