"""The form in which files are compared: parts in order, each a place in Vietnamese and its text."""

from __future__ import annotations

from collections.abc import Iterator

Parts = Iterator[tuple[str, str]]
