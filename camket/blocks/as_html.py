"""Blocks as HTML. The template engine escapes every text; drawings are images, never markup."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from itertools import groupby

import jinja2
from pydantic import BaseModel

from camket.blocks.block import Column
from camket.blocks.inline import Text, as_plain
from camket.dates import read_deadline


def block_to_html(block: BaseModel) -> str:
    """Returns one block as an HTML fragment."""
    return load_templates().get_template("blocks/block.html.j2").render(block=block)


@cache
def load_templates() -> jinja2.Environment:
    """Loads the templates of the package, with escaping on."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("camket", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["plain"] = as_plain
    environment.filters["data_uri"] = _svg_uri
    environment.filters["header_groups"] = header_groups
    environment.filters["day"] = _day
    return environment


def header_groups(columns: Sequence[Column]) -> list[tuple[str, int]]:
    """Returns the upper header row: each heading with the number of columns it spans. Empty headings span one each."""
    groups: list[tuple[str, int]] = []
    for name, members in groupby(columns, key=lambda column: column.group):
        width = len(list(members))
        groups += [(name, width)] if name else [("", 1)] * width
    return groups


def _day(text: Text, year: int) -> str:
    """The ISO date of a deadline, for sorting; empty where the text names no day."""
    day = read_deadline(as_plain(text), year=year)
    return day.isoformat() if day else ""


def _svg_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
