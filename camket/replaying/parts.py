"""What a file is compared by: its pieces in order, each with the place that a reader would name."""

from __future__ import annotations

from collections.abc import Iterator

Parts = Iterator[tuple[str, str]]
