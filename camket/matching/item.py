"""What matching needs of an item."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; `key` is whatever names it there and is never read."""

    key: str
    content: str
    target: str = ""
    deadline: str = ""
