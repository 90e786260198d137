"""A page as PDF/A-3a and PDF/UA-1 through Typst. Texts are passed as data and never read as markup."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

import typst

from camket.errors import CamketError
from camket.publishing.blocks.block import Heading, Picture, Table, header_groups
from camket.publishing.pages.fonts import find_fonts
from camket.publishing.pages.page import Page
from camket.publishing.pages.row_headers import mark_row_headers
from camket.publishing.pages.source_workbook import FILE, MIME, Place, write_sources
from camket.publishing.pages.typesetting import typeset_page

_STANDARDS: list[Any] = ["a-3a", "ua-1"]
# Points above and below the text of a row: the usual ones, then those that may bring a last row to the others.
_INSETS = (4.0, 3.6, 3.2, 4.5, 5.0)


@dataclass(frozen=True, slots=True)
class Division:
    """How a table is divided into pages: the points above and below the text of its rows, and a page of its own."""

    inset: float = _INSETS[0]
    fresh: bool = False


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


def _set_page(page: Page, folder: str) -> bytes:
    shown = typeset_page(page)
    data = {**_page_data(shown), "folder": folder}
    tables = [block for block in shown.blocks if isinstance(block, Table)]
    with as_file(files("camket.publishing.pages").joinpath("page.typ")) as template:
        fonts = find_fonts(of_machine=bool(page.cover.fonts))
        printed = _divide(str(template), fonts, data, tables)
        if page.cover.ledger and printed:
            data["sources"] = [FILE, MIME, list(write_sources(page.cover, printed))]
        day = page.cover.issued
        document = _start(str(template), fonts, data).compile(
            format="pdf",
            pdf_standards=_STANDARDS,
            timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
        )
    if not isinstance(document, bytes):
        raise TypeError("one PDF file expected")
    return mark_row_headers(document, [(len(table.columns), table.head_column) for table in tables])


def _start(template: str, fonts: typst.Fonts, data: dict[str, Any]) -> typst.Compiler:
    text = json.dumps(data, ensure_ascii=False)
    return typst.Compiler(template, font_paths=fonts, sys_inputs={"page": text})


def _divide(template: str, fonts: typst.Fonts, data: dict[str, Any], tables: Sequence[Table]) -> list[Place]:
    """Divides the tables of the data so that no page has one row of a table alone; returns where numbers stand."""
    best = [Division()] * len(tables)
    tried = best
    least: int | None = None
    places: dict[str, Any] = {}
    for attempt in range(len(_INSETS)):
        _apply(data, tried)
        found = json.loads(_start(template, fonts, data).query("<places>", field="value", one=True))
        lonely = _find_lonely(found["rows"], tables)
        if least is None or len(lonely) < least:
            least, best, places = len(lonely), tried, found
        if not lonely or attempt + 1 == len(_INSETS):
            break
        tried = [
            _divide_anew(division, attempt + 1, lonely[number]) if number in lonely else division
            for number, division in enumerate(best)
        ]
    _apply(data, best)
    return [(number, text, figure) for number, text, figure in places["printed"]]


def _find_lonely(rows: Iterable[tuple[int, int]], tables: Sequence[Table]) -> dict[int, bool]:
    """The tables of which a page has one row alone, with whether it is their first page."""
    pages: dict[int, Counter[int]] = {}
    for table, page in rows:
        pages.setdefault(table, Counter())[page] += 1
    return {
        table: counts[min(counts)] == 1
        for table, counts in pages.items()
        if len(counts) > 1 and 1 in counts.values() and not _is_endless(tables[table])
    }


def _is_endless(table: Table) -> bool:
    """Whether rows are so long that a page may hold one alone."""
    longest = max((sum(len(cell) for cell in _plain(row.cells)) for row in table.rows), default=0)
    return longest > 1500


def _plain(cells: Sequence[Sequence[Any]]) -> list[str]:
    return ["".join(run if isinstance(run, str) else run.text for run in cell) for cell in cells]


def _divide_anew(division: Division, attempt: int, is_first: bool) -> Division:
    if is_first and not division.fresh:
        return replace(division, fresh=True)
    return replace(division, inset=_INSETS[attempt])


def _apply(data: dict[str, Any], divisions: Sequence[Division]) -> None:
    tables = [block for block in data["blocks"] if block["kind"] == "table"]
    for block, division in zip(tables, divisions, strict=True):
        block["inset"], block["fresh"] = division.inset, division.fresh


def _page_data(page: Page) -> dict[str, Any]:
    """The page as data for the template: what it does not print is left out."""
    data = page.model_dump(mode="json", exclude={"slides": True, "cover": {"ledger", "sources"}})
    level, number = 1, 0
    for block, shown in zip(page.blocks, data["blocks"], strict=True):
        if isinstance(block, Heading):
            level = block.level
        elif isinstance(block, Table):
            grouped = any(column.group for column in block.columns)
            shown["groups"] = header_groups(block.columns) if grouped else []
            shown["level"], shown["number"] = level + 1, number
            number += 1
        elif isinstance(block, Picture):
            shown["png"] = list(base64.b64decode(block.png))  # Typst reads numbers, not base64
    return data
