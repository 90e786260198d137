"""The progress that a command shows while it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str], None]


@contextmanager
def show_progress(steps: int) -> Iterator[Progress]:
    """Shows a bar on a terminal and plain lines elsewhere, both on standard error."""
    if not sys.stderr.isatty():
        yield lambda text: print(text, file=sys.stderr, flush=True)
        return
    from tqdm import tqdm

    with tqdm(total=steps, bar_format="{bar:30} {n_fmt}/{total_fmt} {desc}", leave=False) as bar:

        def step(text: str) -> None:
            bar.set_description_str(text, refresh=False)
            bar.update()

        yield step
