"""Tables of PowerPoint, with a header row, thin lines and rows as tall as their text."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from camket.publishing.blocks.block import Row, Table
from camket.publishing.blocks.inline import Text
from camket.publishing.pages.powerpoint_text import SMALL, Line, make_colour, write_lines
from camket.publishing.pages.slide_layout import column_letters, count_lines

_ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
_HEAD, _TOTAL, _BODY, _RULE = "e6edf5", "f4f4f4", "ffffff", "666666"
_LINE, _PADDING = 1.22 * SMALL, 6.0  # points


def add_table(page: Any, table: Table, left: Any, top: Any, width: Any) -> Any:
    """Adds a table; returns its frame. A heading that columns share stands before each of theirs."""
    letters = column_letters(table)
    heads = [f"{each.group}: {each.heading}" if each.group else each.heading for each in table.columns]
    lines = [max(-(-len(head) // size) for head, size in zip(heads, letters, strict=True))]
    lines += [count_lines(row, letters) for row in table.rows]
    heights = [Pt(count * _LINE + _PADDING) for count in lines]
    frame = page.shapes.add_table(len(heights), len(heads), left, top, width, Emu(sum(heights)))
    grid = frame.table
    grid.horz_banding = False
    whole = sum(column.width for column in table.columns)
    for placed, column in zip(grid.columns, table.columns, strict=True):
        placed.width = Emu(int(width * column.width / whole))
    for placed, height in zip(grid.rows, heights, strict=True):
        placed.height = height
    first, *rows = grid.rows
    for cell, head in zip(first.cells, heads, strict=True):
        _fill_cell(cell, (head,), _HEAD, PP_ALIGN.CENTER)
    for placed, row in zip(rows, table.rows, strict=True):
        _fill_row(list(placed.cells), row, table)
    return frame


def _fill_row(cells: list[Any], row: Row, table: Table) -> None:
    fill = _BODY if row.kind == "body" else _TOTAL
    if row.kind == "group":
        cells[0].merge(cells[-1])
        _fill_cell(cells[0], row.cells[0], fill, PP_ALIGN.LEFT)
        return
    for cell, text, column in zip(cells, row.cells, table.columns, strict=True):
        _fill_cell(cell, text, fill, _ALIGN[column.align])


def _fill_cell(cell: Any, text: Text, fill: str, align: Any) -> None:
    cell.margin_left = cell.margin_right = Pt(5)
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.fill.solid()
    cell.fill.fore_color.rgb = make_colour(fill)
    write_lines(cell.text_frame, [Line(text, bold=fill != _BODY)], align=align)
    # The lines of the template's style are white.
    properties = cell._tc.get_or_add_tcPr()
    for position, side in enumerate(("a:lnL", "a:lnR", "a:lnT", "a:lnB")):
        line = properties.makeelement(qn(side), {"w": "9525"})
        solid = line.makeelement(qn("a:solidFill"), {})
        solid.append(solid.makeelement(qn("a:srgbClr"), {"val": _RULE}))
        line.append(solid)
        properties.insert(position, line)
