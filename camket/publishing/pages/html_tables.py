"""The HTML tables that DataFrames and their Stylers print, read as tables of a page; only their texts are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from camket.publishing.blocks.block import Column, Row, Table, fit_width

_UNTRACED = "bảng do sổ tay tự tính; số liệu trong bảng chưa truy được đến ô nguồn."
# How pandas prints what is missing.
_MISSING, _NONE = frozenset({"NaN", "NaT", "None", "<NA>"}), "–"


def read_html_tables(source: str) -> Iterator[Table]:
    """Yields each table of some HTML, with a note that its numbers are no figures; none without cells."""
    page = html.fromstring(f"<div>{source}</div>")
    etree.strip_elements(page, "script", "style", with_tail=False)
    for table in page.iter("table"):
        rows = [[_read_cell(cell) for cell in row.iter("th", "td")] for row in table.iter("tr")]
        heads = [all(cell.tag == "th" for cell in row.iter("th", "td")) for row in table.iter("tr")]
        grid = _spread(rows)
        if not grid or not grid[0]:
            continue
        first = next((number for number, is_head in enumerate(heads) if not is_head), len(heads))
        caption = table.find("caption")
        title = "" if caption is None else _read_text(caption)
        yield _make_table(title, grid[: max(first, 1)], grid[max(first, 1) :])


def _make_table(title: str, heads: list[list[str]], body: list[list[str]]) -> Table:
    width = max(len(row) for row in (*heads, *body))
    heads, body = ([[*row, *[""] * (width - len(row))] for row in part] for part in (heads, body))
    columns = []
    for place in range(width):
        said = list(dict.fromkeys(filter(None, (row[place] for row in heads))))
        cells = [row[place] for row in body]
        longest = max([len(cell) for cell in cells] + [len(said[-1]) if said else 0])
        columns.append(
            Column(
                heading=said[-1] if said else "",
                group=" – ".join(said[:-1]),
                align="right" if cells and all(_is_number(cell) for cell in cells) else "left",
                width=fit_width(longest),
            )
        )
    rows = tuple(Row(cells=tuple((_NONE if cell in _MISSING else cell,) for cell in row)) for row in body)
    return Table(title=title, columns=tuple(columns), rows=rows, note=_UNTRACED, head_column=0)


def _read_cell(cell: Any) -> tuple[str, int, int]:
    return _read_text(cell), _read_span(cell.get("colspan")), _read_span(cell.get("rowspan"))


def _read_text(cell: Any) -> str:
    return " ".join(str(cell.text_content()).split())


def _read_span(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isdecimal() and int(text) else 1


def _spread(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """The text of every place of a grid; a cell over several has its text in each."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        place = 0
        for text, across, down in row:
            while place in grid[number]:
                place += 1
            for covered in grid[number : number + down]:
                covered.update(dict.fromkeys(range(place, place + across), text))
            place += across
    return [[row.get(place, "") for place in range(max(row, default=-1) + 1)] for row in grid]


def _is_number(text: str) -> bool:
    return text.strip("-+%").replace(".", "").replace(",", "").isdecimal()
