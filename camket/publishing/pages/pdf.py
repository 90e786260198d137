"""A page as PDF/A-3a and PDF/UA-1 through Typst. Texts are passed as data and never read as markup."""

from __future__ import annotations

import base64
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from camket.errors import CamketError
from camket.publishing.blocks.block import Chart, Heading, Paragraph, Picture, Table, header_groups
from camket.publishing.pages.fonts import find_fonts
from camket.publishing.pages.page import Page
from camket.publishing.pages.row_headers import mark_row_headers
from camket.publishing.pages.source_workbook import FILE, MIME, Place, write_sources
from camket.publishing.pages.typesetting import typeset_page

_STANDARDS: list[Any] = ["a-3a", "ua-1"]


@dataclass(frozen=True, slots=True)
class Division:
    """How a table is divided into pages: the points above and below the text of its rows, and a page of its own."""

    inset: float = 4.0
    fresh: bool = False


# What is tried, one after the other, for a table that leaves a row alone on a page.
_DIVISIONS = (Division(3.6), Division(3.2), Division(4.5), Division(5.0), Division(fresh=True))


def page_to_pdf(page: Page, *, folder: str = "../") -> bytes:
    """Returns the PDF, dated by the report's day: equal pages give equal bytes. Its links lead through `folder`.

    Raises `CamketError` where Typst refuses the page, such as for a missing alternative text or a skipped
    heading level. An inaccessible page is a fault of camket and is not published.
    """
    try:
        return _set_page(page, folder)
    except typst.TypstError as error:
        raise CamketError(
            where=f"PDF “{page.cover.title}”",
            found=str(error),
            expected="trang dựng được theo PDF/A-3a và PDF/UA-1",
            remedy="lỗi của chương trình: gửi thông báo này cho người phát triển",
        ) from error


def _set_page(page: Page, links: str) -> bytes:
    shown = typeset_page(page)
    tables = [block for block in shown.blocks if isinstance(block, Table)]
    # What changes between two attempts is read from files, so that Typst sets anew only what changed.
    with tempfile.TemporaryDirectory(prefix="camket-") as folder:
        desk = _Desk(Path(folder), shown, links)
        printed = _divide(desk, tables)
        if page.cover.ledger and printed:
            desk.attach(write_sources(page.cover, printed))
        document = desk.print_pdf(page.cover.issued)
    return mark_row_headers(document, [(len(table.columns), table.head_column) for table in tables])


class _Desk:
    """A folder with the template, the data of a page and the files that it shows."""

    def __init__(self, folder: Path, page: Page, links: str) -> None:
        self._folder = folder
        template = files("camket.publishing.pages").joinpath("page.typ").read_bytes()
        (folder / "page.typ").write_bytes(template)
        self._data = {**_page_data(page), "folder": links}
        for number, picture in enumerate(block for block in page.blocks if isinstance(block, Picture)):
            (folder / f"{number}.png").write_bytes(base64.b64decode(picture.png))
        self._compiler = typst.Compiler(
            str(folder / "page.typ"),
            root=str(folder),
            font_paths=find_fonts(of_machine=bool(page.cover.fonts)),
        )

    def divide(self, divisions: Sequence[Division]) -> None:
        """Divides the tables of the page."""
        tables = (block for block in self._data["blocks"] if block["kind"] == "table")
        for block, division in zip(tables, divisions, strict=True):
            block["inset"], block["fresh"] = division.inset, division.fresh
        self._write()

    def find_places(self, divisions: Sequence[Division]) -> dict[str, Any]:
        """Where numbers and rows stand when the tables are divided so."""
        self.divide(divisions)
        found: dict[str, Any] = json.loads(self._compiler.query("<places>", field="value", one=True))
        return found

    def attach(self, workbook: bytes) -> None:
        """Gives the PDF a workbook to carry."""
        (self._folder / FILE).write_bytes(workbook)
        self._data["sources"] = [FILE, MIME]
        self._write()

    def print_pdf(self, day: date) -> bytes:
        """The PDF of a day."""
        noon = datetime(day.year, day.month, day.day, tzinfo=UTC)
        document = self._compiler.compile(
            format="pdf", pdf_standards=_STANDARDS, timestamp=int(noon.timestamp())
        )
        if not isinstance(document, bytes):
            raise TypeError("one PDF file expected")
        return document

    def _write(self) -> None:
        text = json.dumps(self._data, ensure_ascii=False)
        (self._folder / "page.json").write_text(text, encoding="utf-8")


def _divide(desk: _Desk, tables: Sequence[Table]) -> list[Place]:
    """Divides the tables so that no page has one row of a table alone; returns where numbers stand."""
    best = [Division()] * len(tables)
    found = desk.find_places(best)
    lonely = _find_lonely(found, tables)
    for division in _DIVISIONS:
        if not lonely:
            break
        tried = [division if number in lonely else kept for number, kept in enumerate(best)]
        places = desk.find_places(tried)
        still = _find_lonely(places, tables)
        if len(still) < len(lonely):
            best, found, lonely = tried, places, still
    desk.divide(best)
    return [(number, text, figure) for number, text, figure in found["printed"]]


def _find_lonely(places: Mapping[str, Any], tables: Sequence[Table]) -> set[int]:
    """The tables of which a page has one row alone, or the note without a row."""
    pages: dict[int, Counter[int]] = {}
    for table, page in places["rows"]:
        pages.setdefault(table, Counter())[page] += 1
    rows = {table for table, counts in pages.items() if len(counts) > 1 and 1 in counts.values()}
    notes = {table for table, page in places["notes"] if page not in pages.get(table, (page,))}
    return {table for table in rows if not _is_endless(tables[table])} | notes


def _is_endless(table: Table) -> bool:
    """Whether rows are so long that a page may hold one alone."""
    longest = max((sum(len(cell) for cell in _plain(row.cells)) for row in table.rows), default=0)
    return longest > 1500


def _plain(cells: Sequence[Sequence[Any]]) -> list[str]:
    return ["".join(run if isinstance(run, str) else run.text for run in cell) for cell in cells]


def _page_data(page: Page) -> dict[str, Any]:
    """The page as data for the template: what it does not print is left out."""
    data = page.model_dump(mode="json", exclude={"slides": True, "cover": {"ledger", "sources"}})
    level, number, pictures = 1, 0, 0
    before = [None, *page.blocks]
    after = [*page.blocks[1:], None]
    for block, above, below, shown in zip(page.blocks, before, after, data["blocks"], strict=False):
        if isinstance(block, Heading):
            level = block.level
        elif isinstance(block, Paragraph):
            shown["leads"] = isinstance(above, Heading) and isinstance(below, Table | Chart)
        elif isinstance(block, Table):
            grouped = any(column.group for column in block.columns)
            shown["groups"] = header_groups(block.columns) if grouped else []
            shown["level"], shown["number"] = level + 1, number
            number += 1
        elif isinstance(block, Picture):
            shown["png"], pictures = f"{pictures}.png", pictures + 1
    return data
