"""`slides.html`: the slides of a run, made from its executed notebooks."""

from __future__ import annotations

from pathlib import Path

from camket.pages.executed import read_executed
from camket.publishing.files import put_file
from camket.slides.as_html import deck_to_html
from camket.slides.deck import make_deck

FILE = "slides.html"
# Other notebooks come after these.
_ORDER = ("cut_off", "full_year", "registration")


def write_slides(outputs: Path) -> tuple[str, ...]:
    """Writes the slides into a period's outputs; returns their file name, or nothing where no cell is tagged."""
    notebooks = sorted((outputs / "notebooks").glob("*.ipynb"), key=_place)
    deck = make_deck(map(read_executed, notebooks))
    if deck is None:
        return ()
    put_file(outputs / FILE, deck_to_html(deck).encode())
    return (FILE,)


def _place(path: Path) -> tuple[int, str]:
    return (_ORDER.index(path.stem) if path.stem in _ORDER else len(_ORDER), path.stem)
