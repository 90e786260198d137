"""Blocks as HTML. Every text is escaped by the template engine; drawings are images, never markup."""

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
    """One block as an HTML fragment."""
    return html_templates().get_template("blocks/block.html.j2").render(block=block)


@cache
def html_templates() -> jinja2.Environment:
    """The templates of the package, with escaping on."""
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
    """The upper header row: each heading with the columns it spans; no heading spans one by one."""
    groups: list[tuple[str, int]] = []
    for name, members in groupby(columns, key=lambda column: column.group):
        width = len(list(members))
        groups += [(name, width)] if name else [("", 1)] * width
    return groups


def _day(text: Text, year: int) -> str:
    """A deadline as the day it ends on, for sorting; empty where it names none."""
    day = read_deadline(as_plain(text), year=year)
    return day.isoformat() if day else ""


def _svg_uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
