"""A page as PDF/A-3a and PDF/UA-1 through Typst. Texts are passed as data and never read as markup."""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

import typst

from camket.errors import CamketError
from camket.publishing.blocks.block import Picture, Table, header_groups
from camket.publishing.pages.fonts import find_fonts
from camket.publishing.pages.page import Page

_STANDARDS: list[Any] = ["a-3a", "ua-1"]
# Both standards refuse a character that no font has, or that has no meaning of its own.
_UNSHOWN = re.compile(r"(?:the text|contains the codepoint) `\"(.+?)\"`")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# Letters, punctuation, currencies, arrows, signs of mathematics: what the font that comes with Typst is made for.
_USUAL = re.compile(
    "[\u0000-\u052f\u1e00-\u200a\u2010-\u2027\u202f-\u205f\u2070-\u218f\u2190-\u22ff\u2500-\u25ff]"
)
# What every font of a text in Vietnamese has.
_PLAIN = re.compile("[\u0000-\u024f\u1e00-\u1eff\u2010-\u2026]")
_MOST_TRIES = 10


def page_to_pdf(page: Page, *, folder: str = "../") -> bytes:
    """Returns the PDF, dated by the report's day: equal pages give equal bytes. Its links lead through `folder`.

    A character that no font has, such as an emoji that a unit typed, stands as its code: "[U+1F389]".
    Raises `CamketError` where Typst refuses the page, such as for a missing alternative text or a skipped
    heading level. An inaccessible page is a fault of camket and is not published.
    """
    data = {**_page_data(page), "folder": folder}
    unshown, attempt = frozenset[str](), 0
    while True:
        try:
            return _compile(_spell_out(data, unshown.__contains__) if unshown else data, page)
        except typst.TypstError as error:
            refused = _UNSHOWN.search(str(error))
            further = _list_unshown(refused[1], data, attempt) if refused else frozenset[str]()
            if further <= unshown:
                raise CamketError(
                    where=f"PDF “{page.cover.title}”",
                    found=str(error),
                    expected="trang dựng được theo PDF/A-3a và PDF/UA-1",
                    remedy="lỗi của chương trình: gửi thông báo này cho người phát triển",
                ) from error
            unshown |= further
            attempt += 1


def _compile(data: Any, page: Page) -> bytes:
    day = page.cover.issued
    with as_file(files("camket.publishing.pages").joinpath("page.typ")) as template:
        document = typst.compile(
            str(template),
            format="pdf",
            sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
            font_paths=find_fonts(),
            pdf_standards=_STANDARDS,
            timestamp=int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
        )
    if not isinstance(document, bytes):
        raise TypeError("one PDF file expected")
    return document


def _list_unshown(refused: str, data: Any, attempt: int) -> frozenset[str]:
    """The characters to spell out: at first the unusual ones of the page, then those refused, at last all but plain.

    A sign that joins others is refused with them, and the message may not name it.
    """
    letters = frozenset(json.dumps(data, ensure_ascii=False))
    unusual = frozenset(letter for letter in letters if not _USUAL.match(letter))
    if attempt == 0 and unusual:
        return unusual
    named = frozenset(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), refused)) - {" "}
    if named and attempt < _MOST_TRIES:
        return named
    return frozenset(letter for letter in letters if not _PLAIN.match(letter))


def _spell_out(data: Any, is_unshown: Callable[[str], bool]) -> Any:
    if isinstance(data, str):
        return "".join(_name_code(letter) if is_unshown(letter) else letter for letter in data)
    if isinstance(data, dict):
        # The ledger is attached as a file, not set.
        return {
            key: value if key == "ledger" else _spell_out(value, is_unshown) for key, value in data.items()
        }
    if isinstance(data, list):
        return [_spell_out(each, is_unshown) for each in data]
    return data


def _name_code(letter: str) -> str:
    """The code of a character; empty for what only joins others or chooses their shape."""
    return "" if unicodedata.category(letter) in ("Cf", "Mn") else f"[U+{ord(letter):04X}]"


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
