"""Reads an executed notebook of a run as a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from camket.pages.page import Page, read_page


def read_executed(path: Path) -> Page:
    """Reads the file of an executed notebook as a page."""
    # nbformat takes a second to import and would validate what the run has just written with it.
    notebook: Any = json.loads(path.read_text(encoding="utf-8"), object_hook=_Node)
    for cell in notebook.cells:
        for part in (
            cell,
            *(side for output in cell.get("outputs", ()) for side in (output, output.get("data", {}))),
        ):
            part.update((key, "".join(value)) for key, value in part.items() if _is_lines(value))
    return read_page(notebook, path.stem)


def _is_lines(value: object) -> bool:
    """Whether a value is a list of lines, as notebook files store text."""
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


class _Node(dict[str, Any]):
    """A part of a notebook, with its fields as attributes as in nbformat."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None
