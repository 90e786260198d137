"""The fonts of pages and charts: those that come with camket, and those of the machine that period.toml asks for.

Pages and charts are set in Liberation Serif, which has the widths of Times New Roman and all Vietnamese letters.
It lies in `pages/liberation/`, so that a PDF has the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

import typst

SHIPPED_FAMILY = "Liberation Serif"
# Under a name of its own, matplotlib takes no font of the machine in its place.
CHART_FAMILY = "camket Liberation Serif"

_SHIPPED = Path(__file__).with_name("liberation")
# It holds the fonts that come with Typst.
_LIBRARY = Path(typst._typst.__file__)  # type: ignore[attr-defined]
TYPST = _LIBRARY.name
# How a PDF names a font that it holds a part of: six letters, then the PostScript name.
_EMBEDDED = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_CHART_FILES = ("LiberationSerif-Bold.ttf", "LiberationSerif-Regular.ttf")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font by its PostScript name and family, with the name and the SHA-256 of the file that holds it."""

    name: str
    family: str
    file: str
    sha256: str
    used_by: Literal["typst", "matplotlib"] = "typst"


@cache
def find_fonts(*, of_machine: bool = False) -> typst.Fonts:
    """The fonts for Typst: those of camket, those of Typst itself, and last those of the machine if asked for.

    Searching the machine's font folders takes longer than setting a page.
    """
    return typst.Fonts(include_system_fonts=of_machine, font_paths=[str(_SHIPPED)])


def list_families() -> frozenset[str]:
    """The families that a PDF can use on this machine, in small letters."""
    return frozenset(font.family.lower() for font in find_fonts(of_machine=True).fonts())


def list_fonts(families: Sequence[str]) -> list[str]:
    """The fonts of some families on this machine by name and hash of their files, with those that camket ships."""
    asked = {family.lower() for family in families}
    paths = {
        Path(font.path)
        for font in (find_fonts(of_machine=True).fonts() if asked else ())
        if font.path and font.family.lower() in asked
    }
    return [f"{path.name} {_hash(path)}" for path in sorted({*paths, *_SHIPPED.glob("*.ttf")})]


def name_embedded_fonts(pdfs: Iterable[bytes]) -> list[str]:
    """The PostScript names of the fonts in some PDFs."""
    return sorted({name.decode("latin-1") for pdf in pdfs for name in _EMBEDDED.findall(pdf)})


def find_font_files(names: Sequence[str]) -> list[FontFile]:
    """The files from which Typst takes fonts, by PostScript names; one that is nowhere is left out.

    A font that comes with Typst is held by Typst's own library.
    """
    return [found for name in names if (found := _find_font_file(name))]


def list_chart_fonts() -> list[FontFile]:
    """The files from which matplotlib takes the fonts of charts."""
    paths = [_SHIPPED / name for name in _CHART_FILES]
    return [FontFile(_name(path), SHIPPED_FAMILY, path.name, _hash(path), "matplotlib") for path in paths]


@cache
def add_chart_fonts() -> str:
    """Makes the shipped fonts known to matplotlib; returns the family by which charts ask for them."""
    # matplotlib takes a third of a second to import, and only a run that draws charts needs it.
    from matplotlib.font_manager import fontManager, get_font, ttfFontProperty

    for path in sorted(_SHIPPED.glob("*.ttf")):
        fontManager.ttflist.append(replace(ttfFontProperty(get_font(path)), name=CHART_FAMILY))
    return CHART_FAMILY


def _find_font_file(name: str) -> FontFile | None:
    for of_machine in (False, True):
        for family, path in _list_candidates(name, of_machine):
            if path is None:
                return FontFile(name, family, _LIBRARY.name, _hash(_LIBRARY))
            if _name(path) == name:
                return FontFile(name, family, path.name, _hash(path))
    return None


def _list_candidates(name: str, of_machine: bool) -> Iterator[tuple[str, Path | None]]:
    """The files that may hold a font, in the order in which Typst looks; None stands for its library."""
    fonts = find_fonts(of_machine=of_machine).fonts()
    own = [font for font in fonts if name.lower().startswith(font.family.replace(" ", "").lower())]
    own.sort(key=lambda font: -len(font.family))
    for font in (*own, *(font for font in fonts if font not in own and font.path)):
        yield font.family, Path(font.path) if font.path else None


@cache
def _name(path: Path) -> str:
    """The PostScript name of the first font in a file; empty for a file that is no font."""
    from matplotlib.ft2font import FT2Font

    try:
        return str(FT2Font(path).postscript_name)
    except (OSError, RuntimeError):
        return ""


@cache
def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
