"""The page of an executed notebook: its prose and the outputs of its cells, without code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mistune
from pydantic import BaseModel, ConfigDict, ValidationError

from camket.errors import NotebookError
from camket.publishing.blocks.block import (
    BLOCK_MIME,
    DECLARED_MIME,
    Block,
    Chart,
    Column,
    Cover,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Row,
    SlideTitle,
    Table,
    block_from_json,
)
from camket.publishing.blocks.inline import Marked, Run, Text
from camket.publishing.pages.html_tables import read_html_tables
from camket.publishing.pages.notebook_head import complete_head, find_title, list_declared

if TYPE_CHECKING:
    from nbformat import NotebookNode

_MARKDOWN = mistune.create_markdown(renderer=None, plugins=["strikethrough", "table"])
_UNTRACED: Text = (
    "Chữ và hình in ra dưới đây do sổ tay tự tính; số liệu trong đó chưa truy được đến ô nguồn.",
)
_MARKS = {"strong": "strong", "emphasis": "emphasis", "codespan": "code"}


class Page(BaseModel):
    """A cover and the blocks below it.

    `slides` holds the outputs of each cell tagged `slide` with the heading above it. A cell tagged `slide-part`
    adds its outputs to the slide before it. Each table of a cell tagged `slide-tables` is a slide of its own, and each
    title of a slide begins one. The page leaves titles of slides out, and what a cell tagged `slide-only` shows.
    """

    model_config = ConfigDict(frozen=True)

    cover: Cover
    blocks: tuple[Block, ...]
    slides: tuple[tuple[Text, tuple[Block, ...]], ...] = ()


def read_page(notebook: NotebookNode, name: str) -> Page:
    """Reads an executed notebook. Raises `NotebookError` where a cell failed or no cell was run.

    A note, once a page, says that what cells print themselves holds no figures. A notebook without a cover, such as an
    analyst's own, gets one with its file name as the title.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if code and not any(cell.get("execution_count") or cell.get("outputs") for cell in code):
        raise NotebookError(
            where=f"{name}.ipynb",
            found="sổ tay chưa chạy ô nào",
            expected="sổ tay đã chạy hết",
            remedy="chạy hết các ô (Run All) rồi lưu, hoặc thêm --execute",
        )
    cover: Cover | None = None
    title = find_title(notebook)
    blocks: list[Block] = []
    slides: list[tuple[Text, list[Block]]] = []
    heading: Text = ()
    is_noted = False
    for number, cell in enumerate(notebook.cells):
        if "hidden" in cell.metadata.get("tags", ()):
            continue
        shown = list(
            read_markdown(cell.source.replace(title.line, "", 1) if number == title.cell else cell.source)
            if cell.cell_type == "markdown"
            else _read_outputs(cell, number, name)
        )
        printed = [place for place, block in enumerate(shown) if isinstance(block, Preformatted | Picture)]
        if cell.cell_type == "code" and printed and not is_noted:
            shown.insert(printed[0], Paragraph(text=_UNTRACED))
            is_noted = True
        tags = cell.metadata.get("tags", ())
        if "slide" in tags:
            slides.append((heading, []))
        if "slide-tables" in tags:
            slides += [(heading, [block]) for block in shown if isinstance(block, Table)]
        for block in shown:
            if isinstance(block, Cover):
                cover = cover or block
                continue
            if isinstance(block, Heading):
                heading = block.text
            if not isinstance(block, SlideTitle) and "slide-only" not in tags:
                blocks.append(block)
            if slides and ("slide" in tags or "slide-part" in tags):
                if isinstance(block, SlideTitle) and slides[-1][1]:
                    slides.append((heading, []))
                slides[-1][1].append(block)
    cover = complete_head(cover, title.text or name, list_declared(notebook, name))
    shown_slides = tuple((title, tuple(parts)) for title, parts in slides if parts)
    return Page(cover=cover, blocks=tuple(blocks), slides=shown_slides)


def read_markdown(source: str) -> Iterator[Block]:
    """Yields Markdown prose as blocks. Raw HTML is shown as text."""
    tokens: Any = _MARKDOWN(source)
    for token in tokens:
        match token["type"]:
            case "heading":
                yield Heading(level=min(max(token["attrs"]["level"], 2), 6), text=_runs(token))
            case "paragraph" | "block_text":
                yield Paragraph(text=_runs(token))
            case "list":
                ordered = token["attrs"].get("ordered", False)
                yield Listing(
                    items=tuple(
                        (f"{position}." if ordered else "-", _runs(item))
                        for position, item in enumerate(token["children"], start=1)
                    )
                )
            case "block_quote":
                yield Paragraph(text=_runs(token))
            case "block_code" | "block_html":
                yield Preformatted(text=token["raw"].rstrip())
            case "table":
                yield _markdown_table(token)


def _runs(token: dict[str, Any]) -> Text:
    if "children" not in token:
        return (token.get("raw", " "),)
    runs: list[Run] = []
    for child in token["children"]:
        if child["type"] in _MARKS:
            words = "".join(run if isinstance(run, str) else run.text for run in _runs(child))
            runs.append(Marked(mark=_MARKS[child["type"]], text=words))
        else:
            runs += _runs(child)
    return tuple(runs)


def _markdown_table(token: dict[str, Any]) -> Table:
    head, body = token["children"]
    headings = [
        "".join(run if isinstance(run, str) else run.text for run in _runs(cell)) for cell in head["children"]
    ]
    return Table(
        title="",
        columns=tuple(Column(heading=heading) for heading in headings),
        rows=tuple(Row(cells=tuple(_runs(cell) for cell in row["children"])) for row in body["children"]),
        head_column=0,
    )


def _read_outputs(cell: NotebookNode, number: int, name: str) -> Iterator[Block]:
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            raise NotebookError(
                where=f"{name}.ipynb, ô {number + 1}",
                found=f"{output.ename}: {output.evalue}",
                expected="sổ tay chạy hết không lỗi",
                remedy="sửa ô được nêu rồi chạy lại",
            )
        if output.output_type == "stream" and output.get("name") == "stderr":
            continue
        if output.output_type == "stream":
            yield Preformatted(text=output.text.rstrip())
        else:
            yield from _read_bundle(output.data, f"{name}.ipynb, ô {number + 1}")


def _read_bundle(data: dict[str, Any], where: str) -> Iterator[Block]:
    if BLOCK_MIME in data:
        try:
            yield block_from_json(data[BLOCK_MIME])
        except ValidationError as error:
            raise NotebookError(
                where=where,
                found=f"khối hiển thị không đúng dạng ({error.error_count()} lỗi)",
                expected="khối do camket tạo ra, không sửa tay",
                remedy="chạy lại sổ tay",
            ) from error
    elif DECLARED_MIME in data:
        return
    elif "image/svg+xml" in data:
        yield Chart(title="", alt=(_plain(data) or "Biểu đồ",), svg=data["image/svg+xml"])
    elif "image/png" in data:
        yield Picture(png=data["image/png"].replace("\n", ""), alt=_plain(data) or "Hình")
    elif "text/markdown" in data:
        yield from read_markdown(data["text/markdown"])
    elif "<table" in data.get("text/html", ""):
        yield from read_html_tables(data["text/html"])
    elif "text/plain" in data:
        yield Preformatted(text=data["text/plain"])


def _plain(data: dict[str, Any]) -> str:
    return str(data.get("text/plain", ""))


def drop_unprinted(notebook: NotebookNode) -> None:
    """Leaves in the cover of an executed notebook what its page prints: those figures, and the records behind them."""
    shown = [
        output.data[BLOCK_MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if BLOCK_MIME in output.get("data", {})
    ]
    printed = set(_list_figures(shown))
    for block in shown:
        if isinstance(block, dict) and block.get("kind") == "cover":
            block["ledger"] = [line for line in block.get("ledger", ()) if line["id"] in printed]
            counted = {record for line in block["ledger"] for record in line["records"].split()}
            counted |= {record for line in list_declared(notebook, "") for record in line.records}
            block["sources"] = [one for one in block.get("sources", ()) if one["record"] in counted]


def _list_figures(data: Any) -> Iterator[str]:
    """Yields the ids of all figures in the data of some blocks."""
    if isinstance(data, dict):
        if isinstance(data.get("figure"), str):
            yield data["figure"]
        data = data.values()
    elif not isinstance(data, list | tuple):
        return
    for part in data:
        yield from _list_figures(part)


def read_executed(path: Path) -> Page:
    """Reads the file of an executed notebook as a page."""
    # nbformat takes a second to import and would validate what the run has just written with it.
    notebook: Any = json.loads(path.read_text(encoding="utf-8"), object_hook=_Node)
    for cell in notebook.cells:
        for part in (
            cell,
            *(side for output in cell.get("outputs", ()) for side in (output, output.get("data", {}))),
        ):
            part.update((key, "".join(value)) for key, value in part.items() if _is_lines(value))
    return read_page(notebook, path.stem)


def _is_lines(value: object) -> bool:
    """Whether a value is a list of lines, as notebook files store text."""
    return isinstance(value, list) and all(isinstance(line, str) for line in value)


class _Node(dict[str, Any]):
    """A part of a notebook, with its fields as attributes as in nbformat."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None
