"""The top of the page of a notebook that does not say it itself: its title, and the figures that its cells declared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from camket.errors import NotebookError
from camket.publishing.blocks.block import BLOCK_MIME, DECLARED_MIME, Cover, LedgerLine
from camket.publishing.blocks.inline import Text

if TYPE_CHECKING:
    from nbformat import NotebookNode

_FIRST_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.MULTILINE)
_NOT_RUN: Text = ("trang chưa qua camket run: số liệu chưa đối chiếu, chưa rõ còn câu hỏi nào.",)
_LONG_AGO = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Title:
    """The first heading of a notebook that has no title otherwise: its cell, its line and its text."""

    cell: int = -1
    line: str = ""
    text: str = ""


def find_title(notebook: NotebookNode) -> Title:
    """The first heading of a notebook whose head has no title; nothing where it has one."""
    bundles = (output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ()))
    blocks = (data[BLOCK_MIME] for data in bundles if isinstance(data.get(BLOCK_MIME), dict))
    if any(block.get("kind") == "cover" and block.get("title") for block in blocks):
        return Title()
    for number, cell in enumerate(notebook.cells):
        is_shown = cell.cell_type == "markdown" and "hidden" not in cell.metadata.get("tags", ())
        if is_shown and (found := _FIRST_HEADING.search(cell.source)):
            return Title(number, found[0], found[1].strip())
    return Title()


def list_declared(notebook: NotebookNode, name: str) -> list[LedgerLine]:
    """The figures that the cells of an executed notebook declared. Raises `NotebookError` for two of one id."""
    found: dict[str, LedgerLine] = {}
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            data = output.get("data", {}).get(DECLARED_MIME)
            if data is None:
                continue
            try:
                line = LedgerLine.model_validate(data)
            except ValidationError as error:
                raise _describe_declared(
                    name, number, f"khai báo không đúng dạng ({error.error_count()} lỗi)"
                ) from error
            if found.setdefault(line.id, line) != line:
                raise _describe_declared(
                    name, number, f"số liệu {line.id} được khai hai lần, nội dung khác nhau"
                )
    return list(found.values())


def _describe_declared(name: str, cell: int, found: str) -> NotebookError:
    return NotebookError(
        where=f"{name}.ipynb, ô {cell + 1}",
        found=found,
        expected="mỗi mã số liệu khai một lần bằng period.figure(…)",
        remedy="đổi name=… ở một trong hai chỗ rồi chạy lại",
    )


def complete_head(cover: Cover | None, title: str, declared: Sequence[LedgerLine]) -> Cover:
    """The top of a page with its title and with the figures that the notebook declared itself.

    Without a head, as in a notebook that no run has made, the page is a draft.
    """
    cover = cover or Cover(title="", agency="", superior="", issued=_LONG_AGO, draft=_NOT_RUN)
    known = {line.id for line in cover.ledger}
    ledger = (*cover.ledger, *(line for line in declared if line.id not in known))
    return cover.model_copy(update={"title": cover.title or title, "ledger": ledger})
