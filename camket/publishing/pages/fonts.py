"""The fonts that Typst and matplotlib can use on this machine, and the files of those that they used."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import typst

# How a PDF names a font that it holds a part of: six letters, then the PostScript name.
_EMBEDDED = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
# What charts are set in; see `analyses/charts.py`.
_CHART_FAMILY = "DejaVu Sans"
_CHART_WEIGHTS = ("normal", "bold")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font by its PostScript name and family, with the name and the SHA-256 of the file that holds it."""

    name: str
    family: str
    file: str
    sha256: str
    used_by: Literal["typst", "matplotlib"] = "typst"


@cache
def find_fonts() -> typst.Fonts:
    """The fonts that Typst finds. Searching the font folders takes longer than setting a page."""
    return typst.Fonts()


def list_fonts() -> list[str]:
    """Lists the fonts that a PDF can use on this machine, by family, style and weight."""
    return sorted(f"{font.family} {font.style} {font.weight}" for font in find_fonts().fonts())


def list_families() -> frozenset[str]:
    """The families that a PDF can use on this machine, in small letters."""
    return frozenset(font.family.lower() for font in find_fonts().fonts())


def name_embedded_fonts(pdfs: Iterable[bytes]) -> list[str]:
    """The PostScript names of the fonts in some PDFs."""
    return sorted({name.decode("latin-1") for pdf in pdfs for name in _EMBEDDED.findall(pdf)})


def find_font_files(names: Sequence[str]) -> list[FontFile]:
    """The files from which Typst takes fonts on this machine, by PostScript names; one that is nowhere is left out.

    A font that comes with Typst is held by Typst's own library.
    """
    return [found for name in names if (found := _find_font_file(name))]


def list_chart_fonts() -> list[FontFile]:
    """The files from which matplotlib takes the fonts of charts."""
    # matplotlib takes a third of a second to import, and only a run that draws charts needs it.
    from matplotlib.font_manager import FontProperties, findfont

    paths = [Path(findfont(FontProperties(family=_CHART_FAMILY, weight=weight))) for weight in _CHART_WEIGHTS]
    return [FontFile(_name(path), _CHART_FAMILY, path.name, _hash(path), "matplotlib") for path in paths]


def _find_font_file(name: str) -> FontFile | None:
    for family, path in _list_candidates(name):
        if path is None:
            library = Path(typst._typst.__file__)  # type: ignore[attr-defined]
            return FontFile(name, family, library.name, _hash(library))
        if _name(path) == name:
            return FontFile(name, family, path.name, _hash(path))
    return None


def _list_candidates(name: str) -> Iterator[tuple[str, Path | None]]:
    """The files that may hold a font, in the order in which Typst looks; None stands for its library."""
    fonts = find_fonts().fonts()
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
