"""A page of an appendix on a sheet: its cover, then its blocks one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from camket.publishing.blocks.block import Block, Column, Heading, Listing, Paragraph, Row, Table
from camket.publishing.blocks.inline import Printed, Text, as_plain
from camket.publishing.pages.page import Page
from camket.publishing.workbooks.cell_styles import (
    CAPTION,
    HEADER,
    LABEL,
    NOTE,
    REFERENCE,
    ROWS,
    SMALL_SIZE,
    Style,
)
from camket.publishing.workbooks.cell_text import TALLEST, count_lines, fit_height, line_height
from camket.publishing.workbooks.figure_sheet import Sheet
from camket.settings.states import BASES, Basis

PAIR = ("Số", "Tỷ lệ")
_PAGE = 132.0  # characters across a landscape page at full size
_NARROWEST = 4.5
_PAIR_WIDTHS = (5.5, 8.0)  # what "103" and "100,0%" need in bold
_LINE = line_height(SMALL_SIZE)
_ALONE = 12  # columns of a page without a table
_NUMBERS = {"align": "right"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of a table: the first of its columns on the sheet, and the widths of all of them."""

    column: Column
    first: int
    widths: tuple[float, ...]

    @property
    def is_pair(self) -> bool:
        """Whether it takes a column for the count and one for the share."""
        return len(self.widths) > 1


def plan_columns(table: Table) -> tuple[Placed, ...]:
    """The columns of a table from the left, as wide as they are on the page."""
    scale = _PAGE / sum(column.width for column in table.columns)
    placed: list[Placed] = []
    first = 0
    for position, column in enumerate(table.columns):
        pair = any(split_pair(row.cells[position]) for row in table.rows if row.kind != "group")
        widths = _PAIR_WIDTHS if pair else (max(column.width * scale, _NARROWEST),)
        placed.append(Placed(column, first, widths))
        first += len(widths)
    return tuple(placed)


def split_pair(cell: Text) -> tuple[Printed, Printed] | None:
    """Count and share of a cell that says `05 (27,6%)` and nothing else; None of any other."""
    match cell:
        case (Printed() as count, " (", Printed() as share, ")") if count.figure == share.figure:
            return count, share
    return None


@dataclass(frozen=True, slots=True)
class Written:
    """Positions on the sheet: the repeated header rows, each row with an anchor, the columns, the next free row."""

    header: tuple[int, int]
    anchors: Mapping[str, int]
    columns: int
    end: int


def write_page(sheet: Sheet, page: Page) -> Written:
    """The page from the top. Pictures and charts are left to the HTML and the PDF."""
    tables = [plan_columns(block) for block in page.blocks if isinstance(block, Table)]
    widths = _widest(tables)
    for column, width in enumerate(widths):
        sheet.sheet.set_column(column, column, width)
    row = _write_cover(sheet, page, widths)
    header = (0, row - 1)
    anchors: dict[str, int] = {}
    for position, block in enumerate(page.blocks):
        if isinstance(block, Table):
            start = row + bool(block.title)
            first = start + _header_depth(block, plan_columns(block))
            anchors |= {one.anchor: first + at for at, one in enumerate(block.rows) if one.anchor}
            row = _write_table(sheet, row, block, widths)
            if all(not isinstance(earlier, Table) for earlier in page.blocks[:position]):
                header = (start, first - 1)
        else:
            row = _write_words(sheet, row, block, widths)
    cover = page.cover
    sheet.set_page(cover.margins_mm, header, draft=bool(cover.draft), code=cover.code)
    sheet.sheet.set_zoom(90)
    return Written(header, anchors, len(widths), row)


def _widest(tables: Sequence[tuple[Placed, ...]]) -> list[float]:
    found = [[width for placed in table for width in placed.widths] for table in tables]
    return max(found, key=len, default=[11.0] * _ALONE)


def _write_cover(sheet: Sheet, page: Page, widths: Sequence[float]) -> int:
    cover = page.cover
    draft: Text = ("DỰ THẢO – ", *cover.draft) if cover.draft else ()
    lines: list[tuple[Text, Style, float]] = [
        ((cover.label,), LABEL, 18.75),
        ((cover.title.upper(),), {**LABEL, "font_size": 13}, 17.5),
        ((cover.subtitle,), {**LABEL, "font_size": 13}, 17.5),
        ((cover.reference,), REFERENCE, 17.5),
        (draft, {**CAPTION, "align": "center"}, _LINE),
        ((cover.notice,), {**NOTE, "align": "center"}, _LINE),
    ]
    row = 0
    for text, style, line in lines:
        if as_plain(text):
            _write_across(sheet, row, text, style, widths, line)
            row += 1
    return row


def _write_words(sheet: Sheet, row: int, block: Block, widths: Sequence[float]) -> int:
    texts: list[Text] = []
    style: Style = {}
    if isinstance(block, Heading):
        texts, style = [block.text], CAPTION
    elif isinstance(block, Paragraph):
        texts = [block.text]
    elif isinstance(block, Listing):
        texts = [(f"{marker} ", *text) for marker, text in block.items]
    for text in texts:
        _write_across(sheet, row, text, style, widths, _LINE)
        row += 1
    return row


def _write_across(
    sheet: Sheet, row: int, text: Text, style: Style, widths: Sequence[float], line: float
) -> None:
    # A letter of larger type takes more of the width.
    room = sum(widths) * _LINE / line
    sheet.sheet.set_row(row, min(line * count_lines(as_plain(text), room, SMALL_SIZE) + 1, TALLEST))
    sheet.write(row, 0, text, style, len(widths))


def _write_table(sheet: Sheet, row: int, table: Table, widths: Sequence[float]) -> int:
    columns = plan_columns(table)
    if table.title:
        _write_across(sheet, row, (table.title,), CAPTION, widths, _LINE)
        row += 1
    _write_header(sheet, row, table, columns)
    row += _header_depth(table, columns)
    verdicts = find_verdict_columns(table, sheet.verdicts)
    for one in table.rows:
        if one.kind == "group":
            _write_across(sheet, row, one.cells[0], ROWS["group"], _own(columns), _LINE)
        else:
            _write_row(sheet, row, one, columns, verdicts)
        row += 1
    for label, text in (("Ghi chú", table.note), ("Nguồn", table.source)):
        if text:
            _write_across(sheet, row, (f"{label}: {text}",), NOTE, widths, _LINE)
            row += 1
    return row


def find_verdict_columns(table: Table, verdicts: Mapping[str, Mapping[Basis, str]]) -> dict[int, Basis]:
    """The columns of a table that repeat what its records are judged to be, by position, each with its basis.

    A cell may have a mark after the result. A column of which any cell says something else is none.
    """
    rows = [row for row in table.rows if row.anchor in verdicts]
    found: dict[int, Basis] = {}
    for position, column in enumerate(table.columns):
        left = [basis for basis in BASES if basis not in found.values()]
        fitting = (
            basis
            for basis in left
            if all(_says(as_plain(row.cells[position]), verdicts[row.anchor][basis]) for row in rows)
        )
        if rows and column.choices and (basis := next(fitting, None)):
            found[position] = basis
    return found


def _says(text: str, verdict: str) -> bool:
    mark = text.removeprefix(verdict)
    return text.startswith(verdict) and not any(sign.isalnum() for sign in mark)


def _own(columns: Sequence[Placed]) -> list[float]:
    return [width for placed in columns for width in placed.widths]


def _header_depth(table: Table, columns: Sequence[Placed]) -> int:
    return 1 + any(column.group for column in table.columns) + any(placed.is_pair for placed in columns)


def _write_header(sheet: Sheet, row: int, table: Table, columns: Sequence[Placed]) -> None:
    depth = _header_depth(table, columns)
    grouped = any(column.group for column in table.columns)
    look = sheet.cell_format(HEADER)
    for group, members in groupby(columns, key=lambda placed: placed.column.group):
        own = list(members)
        first, last = own[0].first, own[-1].first + len(own[-1].widths) - 1
        if group and last > first:
            sheet.sheet.merge_range(row, first, row, last, "", look)
        if group:
            sheet.write_words(row, first, group, HEADER)
        for placed in own:
            top = row + bool(group)
            bottom = row + depth - 1 - placed.is_pair
            right = placed.first + len(placed.widths) - 1
            if bottom > top or placed.is_pair:
                sheet.sheet.merge_range(top, placed.first, bottom, right, "", look)
            sheet.write_words(top, placed.first, placed.column.heading, HEADER)
            if placed.is_pair:
                for offset, heading in enumerate(PAIR):
                    sheet.write_words(row + depth - 1, placed.first + offset, heading, HEADER)
    lines = max(count_lines(placed.column.heading, sum(placed.widths)) for placed in columns)
    for level in range(depth):
        sheet.sheet.set_row(row + level, _LINE * (lines if level == int(grouped) else 1) + 3)


def _write_row(
    sheet: Sheet, row: int, one: Row, columns: Sequence[Placed], verdicts: Mapping[int, Basis]
) -> None:
    style = ROWS[one.kind]
    texts: list[tuple[str, float]] = []
    for position, (placed, cell) in enumerate(zip(columns, one.cells, strict=True)):
        look = {**style, "align": placed.column.align}
        pair = split_pair(cell) if placed.is_pair else None
        if position in verdicts and one.anchor in sheet.verdicts:
            sheet.write_verdict(row, placed.first, as_plain(cell), look, one.anchor, verdicts[position])
        elif pair is not None:
            for offset, run in enumerate(pair):
                sheet.write(row, placed.first + offset, (run,), {**style, **_NUMBERS})
        else:
            sheet.write(row, placed.first, cell, look, len(placed.widths))
            texts.append((as_plain(cell), sum(placed.widths)))
    sheet.sheet.set_row(row, fit_height(texts, SMALL_SIZE, gap=1))
