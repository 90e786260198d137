"""A page as PDF/A-3a and PDF/UA-1 through Typst. Texts are passed as data and never read as markup."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import typst

from camket.errors import CamketError
from camket.publishing.blocks.block import Picture, Table, header_groups
from camket.publishing.pages.page import Page

_STANDARDS: list[Any] = ["a-3a", "ua-1"]


def page_to_pdf(page: Page) -> bytes:
    """Returns the PDF, dated by the report's day: equal pages give equal bytes.

    Raises `CamketError` where Typst refuses the page, such as for a missing alternative text or a skipped
    heading level. An inaccessible page is a fault of camket and is not published.
    """
    day = page.cover.issued
    with as_file(files("camket.publishing.pages").joinpath("page.typ")) as template:
        try:
            document = typst.compile(
                str(template),
                format="pdf",
                sys_inputs={"page": json.dumps(_page_data(page), ensure_ascii=False)},
                font_paths=_find_fonts(),
                pdf_standards=_STANDARDS,
                timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
            )
        except typst.TypstError as error:
            raise CamketError(
                where=f"PDF “{page.cover.title}”",
                found=str(error),
                expected="trang dựng được theo PDF/A-3a và PDF/UA-1",
                remedy="lỗi của chương trình: gửi thông báo này cho người phát triển",
            ) from error
    if not isinstance(document, bytes):
        raise TypeError("one PDF file expected")
    return document


def list_fonts() -> list[str]:
    """Lists the fonts that a PDF can use on this machine, by family, style and weight."""
    return sorted(f"{font.family} {font.style} {font.weight}" for font in _find_fonts().fonts())


@cache
def _find_fonts() -> typst.Fonts:
    # Searching the font folders takes longer than setting a page.
    return typst.Fonts()


def _page_data(page: Page) -> dict[str, Any]:
    data = page.model_dump(mode="json")
    lines = data["cover"].pop("ledger")
    printed = set(_printed(data))
    data["index"] = [line for line in lines if line["id"] in printed]
    data["ledger"] = json.dumps(lines, ensure_ascii=False, indent=1)
    for block, shown in zip(page.blocks, data["blocks"], strict=True):
        if isinstance(block, Table):
            grouped = any(column.group for column in block.columns)
            shown["groups"] = header_groups(block.columns) if grouped else []
        elif isinstance(block, Picture):
            shown["png"] = list(base64.b64decode(block.png))  # Typst reads numbers, not base64
    return data


def _printed(data: Any) -> Iterator[str]:
    """Yields the ids of all figures in the data of a page."""
    if isinstance(data, dict):
        if isinstance(data.get("figure"), str):
            yield data["figure"]
        data = data.values()
    elif not isinstance(data, list):
        return
    for part in data:
        yield from _printed(part)
