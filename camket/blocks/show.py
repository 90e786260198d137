"""Several blocks shown by one cell of a notebook, as where it goes through the groups of units."""

from __future__ import annotations

from IPython.display import display

from camket.blocks.block import Block


def show(*blocks: Block | None) -> None:
    """Shows blocks one below the other; where there is none, nothing."""
    for block in blocks:
        if block is not None:
            display(block)  # type: ignore[no-untyped-call]
