"""How a period and its figures show themselves in JupyterLab."""

from __future__ import annotations

from camket.publishing.blocks.block import load_templates


def render_card(kind: str, **parts: object) -> str:
    """Returns the HTML of `cards.html.j2` for a kind: `period`, `figure` or `figures`. All texts are escaped."""
    return load_templates().get_template("publishing/opened/cards.html.j2").render(kind=kind, **parts)
