"""The first sheet of the appendices: what they are, the other sheets with links, and notes on how to read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from xlsxwriter.worksheet import Worksheet

from camket.dates import format_date
from camket.publishing.blocks.inline import Text, as_plain
from camket.publishing.workbooks.book import Book, set_guide_page
from camket.publishing.workbooks.cell_styles import (
    BOXED,
    CAPTION,
    HEADER,
    LABEL,
    LINKED,
    NOTE,
    NUMBER,
    REFERENCE,
    SMALL_SIZE,
    Style,
)
from camket.publishing.workbooks.cell_text import fit_height, write_text
from camket.settings.period import Period

_WIDTHS = (5.0, 20.0, 66.0)
_GAP = 3  # points


@cache
def load_workbook_wording() -> dict[str, Any]:
    """Loads the wording file."""
    text = files("camket.publishing.workbooks").joinpath("workbook_wording.toml").read_text("utf-8")
    return tomllib.loads(text)


def words_of(period: Period) -> dict[str, str]:
    """What the wording takes from period.toml."""
    report = period.report
    return {
        "number": report.label_number(),
        "day": report.label_day(),
        "agency": report.agency,
        "subject": period.title,
        "year": str(period.year),
        "cut_off_day": format_date(period.cut_off),
    }


def write_contents(
    book: Book,
    period: Period,
    sheets: Mapping[str, str],
    *,
    draft: Text,
    source: str,
    data: Sequence[str],
    code: str,
) -> Worksheet:
    """Adds the sheet. `sheets` are the titles of the others by their names; `data` are those that are not printed."""
    words = load_workbook_wording()["contents"]
    names = {**words_of(period), "source": source, "data": ", ".join(data), "records": next(iter(data), "")}
    sheet = book.add_sheet(words["sheet"])
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    row = 0
    for text, style in (
        (words["title"].format(**names).upper(), LABEL),
        (words["subtitle"].format(**names), {**LABEL, "font_size": 13}),
        (words["issued"].format(**names), REFERENCE),
        (words["draft"] + as_plain(draft) if draft else "", {**CAPTION, "align": "center"}),
        (period.notice, {**NOTE, "align": "center"}),
    ):
        if text:
            row = _write_across(book, sheet, row, text, style)
    row = _write_across(book, sheet, row, words["heading"], CAPTION)
    for column, heading in enumerate(words["columns"]):
        write_text(sheet, row, column, heading, book.cell_format(HEADER))
    for number, (name, title) in enumerate(sheets.items(), start=1):
        row += 1
        sheet.set_row(row, fit_height([(name, _WIDTHS[1]), (title, _WIDTHS[2])], SMALL_SIZE, gap=_GAP))
        write_text(sheet, row, 0, str(number), book.cell_format(NUMBER))
        place = name.replace("'", "''")
        sheet.write_url(row, 1, f"internal:'{place}'!A1", book.cell_format({**BOXED, **LINKED}), name)
        write_text(sheet, row, 2, title, book.cell_format(BOXED))
    row = _write_across(book, sheet, row + 1, words["notes_heading"], CAPTION)
    notes = [note.format(**names) for note in words["notes"] if data or "{data}" not in note]
    for note in (*notes, *((code,) if code else ())):
        row = _write_across(book, sheet, row, note, {})
    set_guide_page(sheet)
    if draft:
        sheet.set_header('&R&"Times New Roman,Bold"&13DỰ THẢO')
    if code:
        sheet.set_footer(f'&R&"Times New Roman,Regular"&8{code}')
    return sheet


def _write_across(book: Book, sheet: Worksheet, row: int, text: str, style: Style) -> int:
    """A text over all columns; returns the row below it."""
    # A letter of larger type takes more of the width.
    room = sum(_WIDTHS) * SMALL_SIZE / float(str(style.get("font_size", SMALL_SIZE)))
    above = 6 if style is CAPTION else 0
    sheet.set_row(row, fit_height([(text, room)], SMALL_SIZE, gap=_GAP + above) + (4 if style else 0))
    write_text(sheet, row, 0, text, book.cell_format({"valign": "vcenter", **style}), len(_WIDTHS) - 1)
    return row + 1
