"""What every HTML file of ours shares: it asks nothing of a network and runs nothing but our own script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files

from camket.blocks.as_html import html_templates

Part = tuple[str, str]

_STYLE: Part = ("camket.pages", "page.css")
_SEARCH: Part = ("camket.pages", "search.js")
TABLES: Part = ("camket.pages", "tables.js")


def to_document(
    template: str, *, script: Part = TABLES, styles: Sequence[Part] = (), wide: bool = False, **values: object
) -> str:
    """The file that `template`, which extends `pages/document.html.j2`, makes of the values.

    Texts are escaped by the template engine. The page's policy names the script by its hash, so that no other
    one runs, whatever a text from outside has in it.
    """
    source = "\n".join(map(_read, (_SEARCH, script)))
    return (
        html_templates()
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
