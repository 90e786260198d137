"""Classify what a unit proposes for an item of this year's list, by its own words (`proposals.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from camket.reading.table import Row
from camket.registering.registration import Proposal
from camket.text import plain

_KINDS = ("drop", "change", "add", "keep")


def read_proposal(row: Row) -> Proposal:
    """The proposal of a row: by its own column, else by the section above it, else by its note."""
    for text in (row.text("proposal"), *reversed(row.sections)):
        if said := classify_proposal(text):
            return said
    noted = classify_proposal(row.text("note"))
    # A note may mention another item that is dropped, so it counts only if it begins with that word.
    if noted == "drop" and not plain(row.text("note")).startswith(tuple(_words()["drop"])):
        return ""
    return noted


def classify_proposal(text: str) -> Proposal:
    """The proposal that a text states, or empty.

    >>> classify_proposal("II. Nội dung đề nghị bổ sung")
    'add'
    """
    key, words = plain(text), _words()
    bare = key.strip(" .-")
    found = [
        *(kind for kind, said in words["before"].items() if any(each in key for each in said)),
        *(kind for kind in _KINDS if bare in words["bare"][kind] or any(each in key for each in words[kind])),
    ]
    return next((kind for kind in get_args(Proposal) if found and kind == found[0]), "")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("camket.registering").joinpath("proposals.toml").read_text("utf-8"))
