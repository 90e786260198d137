"""`index.html`: what a run made, for whom each product is, in a line each; written after all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from camket.figures.staging import write_file_atomically
from camket.publishing.blocks.block import Cover
from camket.publishing.pages.html import render_document
from camket.publishing.pages.page import Page, read_executed
from camket.settings.output_names import INDEX

FILE = INDEX
# What is written after the index, because it lists the index.
_WRITTEN_LATER = ("manifest.json", "ro-crate-metadata.json")
_FORMATS = {
    "html": "trang web",
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "Excel",
    "pptx": "PowerPoint",
    "json": "JSON",
    "ipynb": "sổ tay",
}
_OWN_GROUP = "analyst"


@dataclass(frozen=True, slots=True)
class Entry:
    """A product: what it is called and is, and its files by what they are, as relative links."""

    title: str
    says: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The products for one kind of reader."""

    title: str
    entries: tuple[Entry, ...]


def write_index(outputs: Path, units: Mapping[str, str]) -> tuple[str, ...]:
    """Writes the index of what lies in a period's outputs. `units` are the names of the units by their codes."""
    pages = {path.stem: read_executed(path) for path in sorted((outputs / "notebooks").glob("*.ipynb"))}
    there = {path.relative_to(outputs).as_posix() for path in outputs.rglob("*") if path.is_file()}
    document = index_to_html(there, pages, units)
    write_file_atomically(outputs / FILE, document.encode())
    return (FILE,)


def index_to_html(there: set[str], pages: Mapping[str, Page], units: Mapping[str, str]) -> str:
    """Returns the page for some files. Equal outputs give equal bytes."""
    words = load_index_wording()
    cover = _choose_cover(pages)
    return render_document(
        "publishing/pages/index.html.j2",
        styles=[("camket.publishing.pages", "index.css")],
        words=words,
        cover=cover,
        sections=list_sections(there | set(_WRITTEN_LATER), pages, units),
    )


def list_sections(there: set[str], pages: Mapping[str, Page], units: Mapping[str, str]) -> list[Section]:
    """The products that are there, by reader. Pages of a project's own notebooks are the analyst's."""
    words = load_index_wording()
    known = {product["page"] for product in words["product"] if "page" in product}
    own = sorted(
        name.removeprefix("html/").removesuffix(".html")
        for name in there
        if name.startswith("html/") and name.endswith(".html")
    )
    products = [*words["product"]] + [
        {"group": _OWN_GROUP, "page": name, "says": words["own"]} for name in own if name not in known
    ]
    sections = []
    for group in words["group"]:
        entries = [
            entry
            for product in products
            if product["group"] == group["code"]
            for entry in _make_entry(product, there, pages)
        ]
        if group["code"] == "unit":
            entries += _list_sheets(there, units)
        if entries:
            sections.append(Section(group["title"], tuple(entries)))
    return sections


def _make_entry(product: Mapping[str, str], there: set[str], pages: Mapping[str, Page]) -> Iterator[Entry]:
    page, file, folder = (product.get(key, "") for key in ("page", "file", "folder"))
    kinds = (f"html/{page}.html", file or f"pdf/{page}.pdf", f"xlsx/{page}.xlsx", f"notebooks/{page}.ipynb")
    names = kinds if page else (file,)
    links = _link(name for name in names if name in there)
    if folder:
        inside = sorted(name for name in there if name.startswith(f"{folder}/"))
        links = tuple((name.removeprefix(f"{folder}/").removesuffix(".html"), quote(name)) for name in inside)
    if links:
        title = product.get("title") or (_call(pages[page].cover) if page in pages else page)
        yield Entry(title, product["says"], links)


def _list_sheets(there: set[str], units: Mapping[str, str]) -> Iterator[Entry]:
    words = load_index_wording()
    for code, name in units.items():
        links = _link(sheet for kind in ("pdf", "xlsx") if (sheet := f"units/{code}.{kind}") in there)
        draft = f"next_year/{code}.xlsx"
        if draft in there:
            links += ((words["next_year"], quote(draft)),)
        if links:
            yield Entry(name, words["sheet"], links)


def _link(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((_FORMATS.get(name.rpartition(".")[2], name), quote(name)) for name in names)


def _call(cover: Cover) -> str:
    return " – ".join(part for part in (cover.label, cover.title) if part)


def _choose_cover(pages: Mapping[str, Page]) -> Cover | None:
    """The head of the index is that of the leader's page, else of the first page of an agency."""
    named = [page.cover for page in (pages.get("leader"), *pages.values()) if page and page.cover.agency]
    return named[0] if named else None


@cache
def load_index_wording() -> dict[str, Any]:
    """Loads the wording file."""
    return tomllib.loads(files("camket.publishing.pages").joinpath("index_wording.toml").read_text("utf-8"))
